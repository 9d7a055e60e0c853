//! How a hold ends without a purchase, and that none is forgotten.

use app::{
    AppError,
    desk::{DemoAccount, Stage, What},
    domain::{Approval, Timestamp, line::FailReason, order::Status},
};
use plusone::{clock::Clock, ids, store::accounts};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop, photo},
};

on_both!(
    a_cancelled_hold_frees_its_number,
    nobody_cancels_what_is_bought,
    a_hold_runs_out,
    a_hold_under_review_does_not_run_out,
    an_approval_that_woke_nobody_is_found_by_the_sweep,
    pictures_of_an_unfinished_case_are_not_kept
);

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

/// A clock that stands still, now: the emulators sign with the system's.
pub fn standing_clock() -> Clock {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    Clock::manual(Timestamp::from_micros(i64::try_from(since.as_micros()).expect("before 292277")))
}

async fn a_cancelled_hold_frees_its_number(db: Database) {
    let shop = TestShop::open(db).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let placed = buyer.buy(NUMBERS.us).await;
    other.try_quote(NUMBERS.us).await.expect_err("reserved");
    buyer.cancel(&placed.order).await.expect("cancelled");
    buyer.cancel(&placed.order).await.expect("cancelling twice is no error");
    let order = buyer.order(&placed.order).await;
    assert_eq!((order.summary.status, order.cancellable), (Status::Cancelled, false));
    assert_eq!(order.lines[0].stage, Stage::Failed(FailReason::Cancelled));
    assert_eq!(order.timeline[0].what, What::Cancelled);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [115, 0, 115]);
    other.buy(NUMBERS.us).await;
    buyer.verify_with("front.jpg").await;
    buyer.wait_for_step("verified", |step| matches!(step, app::desk::Step::Verified { .. })).await;
    assert_eq!(buyer.status(&placed.order).await, Status::Cancelled, "an approval wakes no dead order");
}

async fn nobody_cancels_what_is_bought(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for number in [NUMBERS.us, "+12025550160"] {
        let placed = buyer.buy(number).await;
        buyer.wait_for(&placed.order, Status::Purchased).await;
        let refused = buyer.cancel(&placed.order).await.expect_err("bought");
        assert_eq!(refused, Refused::new(409, AppError::TooLate));
        assert_eq!(buyer.status(&placed.order).await, Status::Purchased);
    }
    assert_eq!(shop.money(DemoAccount::Verified).await, [230, 230, 0]);
}

async fn a_hold_runs_out(db: Database) {
    let shop = TestShop::without_worker(db, Plan { clock: standing_clock(), ..Plan::default() }).await;
    let placed = shop.sign_in(DemoAccount::Unverified).await.buy(NUMBERS.us).await;
    let until = placed.held.expect("held").until;
    assert_eq!(until, shop.plan.clock.now().after(7 * DAY));

    shop.plan.clock.advance(7 * DAY - HOUR);
    shop.start_worker().await;
    shop.stop_worker().await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded, "an hour is left");

    shop.plan.clock.advance(HOUR);
    shop.start_worker().await;
    let order = buyer.wait_for(&placed.order, Status::Expired).await;
    assert_eq!(order.lines[0].stage, Stage::Failed(FailReason::Expired));
    assert_eq!(shop.money(DemoAccount::Unverified).await, [115, 0, 115]);
    shop.sign_in(DemoAccount::Verified).await.quote(NUMBERS.us).await;
}

async fn a_hold_under_review_does_not_run_out(db: Database) {
    let shop = TestShop::open_as(db, Plan { clock: standing_clock(), ..Plan::default() }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_with("review.jpg").await;
    buyer.wait_for(&placed.order, Status::UnderReview).await;
    shop.stop_worker().await;
    shop.plan.clock.advance(30 * DAY);
    shop.start_worker().await;
    shop.stop_worker().await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    assert_eq!(buyer.status(&placed.order).await, Status::UnderReview);
}

/// Crash point C9.
async fn an_approval_that_woke_nobody_is_found_by_the_sweep(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = [buyer.buy(NUMBERS.us).await, buyer.buy("+12025550161").await];
    let account = shop.account(DemoAccount::Unverified).await;
    let approval = Approval { verification: ids::fresh(), at: shop.plan.clock.now() };
    let mut tx = shop.db.write().await;
    accounts::set_approval(&mut tx, &account, Some(&approval)).await.expect("approved");
    tx.commit().await.expect("commits");
    for placed in &placed {
        assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded, "a wake-up was lost");
    }
    shop.start_worker().await;
    for placed in &placed {
        buyer.wait_for(&placed.order, Status::Purchased).await;
    }
    assert_eq!(shop.times_sold("+12025550161"), 1);
}

async fn pictures_of_an_unfinished_case_are_not_kept(db: Database) {
    let shop = TestShop::without_worker(db, Plan { clock: standing_clock(), ..Plan::default() }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let texts = [("country", "US"), ("id_type", "drivers-license")];
    let sides = [("front", "f.jpg", photo()), ("back", "b.jpg", photo())];
    assert_eq!(buyer.upload("document", &texts, &sides).await.status(), 204);
    let pictures = "SELECT COUNT(*) FROM pictures";
    assert_eq!(shop.db.count(pictures).await, 2);
    shop.plan.clock.advance(DAY);
    shop.start_worker().await;
    let gone = async || match shop.db.count(pictures).await {
        0 => Ok(()),
        left => Err(format!("{left} pictures")),
    };
    shop.until("no pictures", gone).await;
}
