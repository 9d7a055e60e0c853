//! What the identity vendor may say, and how its word may arrive.

use app::{
    AppError,
    desk::{DemoAccount, Stage, Step, What},
    domain::{line::FailReason, order::Status, verification::Reason},
};
use serde_json::Value;
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor, photo, read},
};

on_both!(
    a_declined_identity_ends_the_held_orders_and_charges_nothing,
    a_mendable_picture_is_asked_for_again,
    the_last_attempt_is_the_last,
    a_review_stops_the_clock_of_the_hold,
    a_late_webhook_completes_the_order,
    a_lost_webhook_is_made_up_for_by_asking,
    a_repeated_webhook_buys_once
);

const CARRIED: &str = "+12025550140";

async fn refused_document(buyer: &Visitor<'_>) -> Refused {
    let texts = [("country", "US"), ("id_type", "passport")];
    let answer = buyer.upload("document", &texts, &[("front", "front.jpg", photo())]).await;
    read::<()>(answer).await.expect_err("refused")
}

fn deliveries(shop: &TestShop) -> usize {
    let decided = |line: &&Value| line["name"] == "transaction.status-updated" && line["status"] == 200;
    shop.vendor_lines("webhook.delivered").iter().filter(decided).count()
}

async fn a_declined_identity_ends_the_held_orders_and_charges_nothing(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let (stocked, carried) = (buyer.buy(NUMBERS.us).await, buyer.buy(CARRIED).await);
    buyer.verify_with("declined.jpg").await;
    for order in [&stocked.order, &carried.order] {
        let view = buyer.wait_for(order, Status::Declined).await;
        assert_eq!(view.lines[0].stage, Stage::Failed(FailReason::Declined));
        assert!(!view.cancellable && !view.verify_next);
        assert_eq!(view.timeline[0].what, What::Declined);
    }
    assert_eq!(shop.money(DemoAccount::Unverified).await, [230, 0, 230]);
    assert!(shop.vendor_lines("twilio.bought").is_empty());
    assert_eq!(buyer.verification().await.step, Step::Declined);
    assert_eq!(refused_document(&buyer).await, Refused::new(409, AppError::TooLate), "no second case");
    let other = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(other.buy(NUMBERS.us).await.held, None, "the number is free again");
}

async fn a_mendable_picture_is_asked_for_again(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    let before = buyer.verification().await;
    assert_eq!((before.attempts_left, before.attempts_max), (5, 5));
    buyer.verify_with("retry.jpg").await;
    let page = buyer.wait_for_step("another try", |step| matches!(step, Step::TryAgain { .. })).await;
    assert_eq!(page.step, Step::TryAgain { reasons: vec![Reason::Blurry] });
    assert_eq!(page.attempts_left, 4);
    let order = buyer.order(&placed.order).await;
    assert_eq!(order.summary.status, Status::IdentityNeeded);
    assert!(order.verify_next);
    buyer.call::<()>("restart_verification", &[]).await.expect("starts over");
    let step = buyer.verification().await.step;
    assert!(matches!(&step, Step::Document { reasons, .. } if *reasons == [Reason::Blurry]), "{step:?}");
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(shop.times_sold(CARRIED), 1);
    assert_eq!(buyer.verification().await.attempts_left, 4, "an approval costs no attempt");
}

async fn the_last_attempt_is_the_last(db: Database) {
    let mut plan = Plan::default();
    plan.policy.attempts_max = 2;
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_with("retry.jpg").await;
    let page = buyer.wait_for_step("another try", |step| matches!(step, Step::TryAgain { .. })).await;
    assert_eq!(page.attempts_left, 1);
    buyer.verify_with("retry.jpg").await;
    buyer.wait_for(&placed.order, Status::Declined).await;
    let page = buyer.verification().await;
    assert_eq!((page.step, page.attempts_left), (Step::Declined, 0));
    assert_eq!(refused_document(&buyer).await.error, AppError::TooLate);
}

async fn a_review_stops_the_clock_of_the_hold(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM orders WHERE hold_paused IS NOT NULL").await, 0);
    buyer.verify_with("review.jpg").await;
    let order = buyer.wait_for(&placed.order, Status::UnderReview).await;
    assert!(order.cancellable && !order.verify_next);
    assert_eq!(buyer.verification().await.step, Step::UnderReview);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM orders WHERE hold_paused IS NOT NULL").await, 1);
    let during = buyer.buy(NUMBERS.canada).await;
    assert!(during.held.is_some());
    assert_eq!(buyer.status(&during.order).await, Status::UnderReview);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM orders WHERE hold_paused IS NOT NULL").await, 2);
    buyer.cancel(&placed.order).await.expect("a hold can be cancelled");
    assert_eq!(buyer.status(&placed.order).await, Status::Cancelled);
}

async fn a_late_webhook_completes_the_order(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    buyer.verify_with("late.jpg").await;
    let decided = async || match shop.vendor_lines("persona.decided").len() {
        1 => Ok(()),
        _ => Err("no decision".to_owned()),
    };
    shop.until("a decision", decided).await;
    assert_eq!(deliveries(&shop), 0, "decided, and not told yet");
    buyer.wait_for(&placed.order, Status::Purchased).await;
    // The vendor notes a delivery once it has our answer.
    let told = async || match deliveries(&shop) {
        1 => Ok(()),
        times => Err(format!("told {times} times")),
    };
    shop.until("one delivery", told).await;
}

/// Crash point C7.
async fn a_lost_webhook_is_made_up_for_by_asking(db: Database) {
    let mut plan = Plan::default();
    plan.policy.poll_after = Duration::from_millis(500);
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    buyer.verify_with("lost.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(deliveries(&shop), 0, "nobody told");
    assert_eq!(shop.times_sold(CARRIED), 1);
}

async fn a_repeated_webhook_buys_once(db: Database) {
    // The first copy comes too early to find the word, and the later ones are known: the next look is the poll's.
    let mut plan = Plan::default();
    plan.policy.poll_after = Duration::from_secs(1);
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    buyer.verify_with("twice.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let all = async || match deliveries(&shop) {
        3 => Ok(()),
        fewer => Err(format!("{fewer} deliveries")),
    };
    shop.until("three deliveries", all).await;
    let recorded = "SELECT COUNT(*) FROM webhook_events WHERE name = 'transaction.status-updated'";
    assert_eq!(shop.db.count(recorded).await, 1);
    assert_eq!(shop.times_sold(CARRIED), 1);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [115, 115, 0]);
}
