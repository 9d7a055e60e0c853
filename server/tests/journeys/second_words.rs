//! What the identity vendor says after its first word: a review that ends, and an approval that is taken back.

use app::{
    desk::{DemoAccount, Stage, Step, What},
    domain::{
        OrderId,
        line::{FailReason, Line},
        order::Status,
    },
};
use plusone::store::lines;
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    scripted::{Carrier, Fault},
    shop::{NUMBERS, Plan, TestShop, Visitor},
    vendor::{Answer, REF, Vendor},
    webhooks,
};

on_both!(
    a_review_that_ends_well_completes_the_order,
    a_review_that_ends_badly_ends_the_order,
    an_approval_that_is_taken_back_leaves_what_is_bought,
    who_lost_an_approval_may_verify_anew,
    an_approval_that_is_taken_back_stops_what_was_not_asked_for,
    an_approval_that_is_taken_back_stops_no_purchase_under_way,
    what_is_bought_of_an_order_stays_when_the_rest_is_stopped,
    the_refusal_of_an_older_hand_over_takes_nothing_back,
    an_answer_that_is_late_undoes_no_newer_one
);

const CARRIED: &str = "+12025550240";
const ALSO_CARRIED: &str = "+12025550241";
/// What the vendor calls the second hand-over.
const SECOND: &str = "txn_Second";

/// A house at a vendor that gives these words, one after the other.
pub(crate) async fn house(db: Database, words: &[&str]) -> (Vendor, TestShop) {
    let hand_overs = [Answer::taken(), Answer::taken_as(SECOND)];
    let vendor = Vendor::open(hand_overs, words.iter().copied().map(Answer::word)).await;
    let shop = TestShop::open_as(db, Plan { vendor: Some(vendor.url.clone()), ..Plan::impatient() }).await;
    (vendor, shop)
}

/// The vendor tells that it has something new to say, once the house has heard what it said before.
async fn tell(shop: &TestShop, buyer: &Visitor<'_>, event: &str, then: impl Fn(&Step) -> bool) {
    assert_eq!(webhooks::told_as(shop, event, REF).await, 200);
    buyer.wait_for_step(event, then).await;
}

/// Verified, by the vendor's first word.
async fn approved(shop: &TestShop, buyer: &Visitor<'_>) {
    buyer.verify_with("front.jpg").await;
    shop.handed_over(1).await;
    tell(shop, buyer, "evt_approved", |step| matches!(step, Step::Verified { .. })).await;
}

async fn withdrawn(shop: &TestShop, buyer: &Visitor<'_>) {
    tell(shop, buyer, "evt_withdrawn", |step| matches!(step, Step::Document { .. })).await;
    assert!(buyer.verification().await.withdrawn);
}

pub(crate) async fn reviewed(shop: &TestShop, buyer: &Visitor<'_>) {
    buyer.verify_with("front.jpg").await;
    shop.handed_over(1).await;
    tell(shop, buyer, "evt_review", |step| *step == Step::UnderReview).await;
}

/// Waits until orders have completed, and looks at what their buyer is told of it.
pub(crate) async fn completed_after_a_review(buyer: &Visitor<'_>, orders: [&OrderId; 2]) {
    for order in orders {
        let view = buyer.wait_for(order, Status::Purchased).await;
        let told: Vec<What> = view.timeline.iter().rev().map(|happening| happening.what).collect();
        let expected = [What::Placed, What::Held, What::Submitted, What::UnderReview, What::Verified, What::Purchased];
        assert_eq!(told, expected);
    }
}

async fn a_review_that_ends_well_completes_the_order(db: Database) {
    let (_vendor, shop) = house(db, &["needs_review", "approved"]).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let (stocked, carried) = (buyer.buy(NUMBERS.us).await, buyer.buy(CARRIED).await);
    reviewed(&shop, &buyer).await;
    assert_eq!(buyer.status(&stocked.order).await, Status::UnderReview);
    tell(&shop, &buyer, "evt_approved", |step| matches!(step, Step::Verified { .. })).await;
    completed_after_a_review(&buyer, [&stocked.order, &carried.order]).await;
    assert_eq!(shop.times_sold(CARRIED), 1);
    assert_eq!(buyer.verification().await.attempts_left, 5);
}

async fn a_review_that_ends_badly_ends_the_order(db: Database) {
    let (_vendor, shop) = house(db, &["needs_review", "declined"]).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    reviewed(&shop, &buyer).await;
    tell(&shop, &buyer, "evt_declined", |step| *step == Step::Declined).await;
    let view = buyer.wait_for(&placed.order, Status::Declined).await;
    assert_eq!((view.lines[0].stage, view.timeline[0].what), (Stage::Failed(FailReason::Declined), What::Declined));
    assert_eq!(shop.money(DemoAccount::Unverified).await, [115, 0, 115]);
}

async fn an_approval_that_is_taken_back_leaves_what_is_bought(db: Database) {
    let (_vendor, shop) = house(db, &["approved", "declined"]).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let (stocked, carried) = (buyer.buy(NUMBERS.us).await, buyer.buy(CARRIED).await);
    approved(&shop, &buyer).await;
    for order in [&stocked.order, &carried.order] {
        buyer.wait_for(order, Status::Purchased).await;
    }
    withdrawn(&shop, &buyer).await;
    for order in [&stocked.order, &carried.order] {
        assert_eq!(buyer.status(order).await, Status::Purchased);
    }
    assert_eq!(shop.money(DemoAccount::Unverified).await, [230, 230, 0]);
    assert_eq!(buyer.verification().await.attempts_left, 5, "it was no attempt");
    let page = buyer.get("/verify").await.text().await.expect("a page");
    assert!(page.contains("Please verify once more") && page.contains("Upload your ID"));
    // Word that comes twice takes nothing more.
    assert_eq!(webhooks::told_as(&shop, "evt_again", REF).await, 200);
    assert!(buyer.quote(NUMBERS.canada).await.held, "the gate is shut again");
    assert!(!buyer.quote(NUMBERS.britain).await.held);
}

async fn who_lost_an_approval_may_verify_anew(db: Database) {
    let (_vendor, shop) = house(db, &["approved", "declined", "approved"]).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    approved(&shop, &buyer).await;
    // The page was loaded, and the price asked, while the account was verified.
    let seen = buyer.quote(NUMBERS.us).await;
    assert!(!seen.held);
    withdrawn(&shop, &buyer).await;
    let placed = buyer.confirm(&seen).await.expect("placed");
    assert!(placed.held.is_some(), "the gate is asked when it is bought, not when it was shown");
    let order = buyer.order(&placed.order).await;
    assert!(order.verify_next && order.summary.status == Status::IdentityNeeded);
    buyer.verify_with("front.jpg").await;
    shop.handed_over(2).await;
    assert_eq!(webhooks::told_as(&shop, "evt_second", SECOND).await, 200);
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert!(!buyer.quote(NUMBERS.canada).await.held);
}

/// Has a worker look at the order's line then.
async fn due(shop: &TestShop, order: &OrderId, state: &Line, wait: Duration) {
    let line = shop.line_of(order).await;
    let mut tx = shop.db.write().await;
    let then = shop.plan.clock.now().after(wait);
    lines::set_state(&mut tx, &line.id, state, Some(then)).await.expect("set");
    tx.commit().await.expect("commits");
}

async fn an_approval_that_is_taken_back_stops_what_was_not_asked_for(db: Database) {
    let (_vendor, shop) = house(db, &["approved", "declined"]).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    approved(&shop, &buyer).await;
    shop.stop_worker().await;
    let (fresh, tried) = (buyer.buy(CARRIED).await.order, buyer.buy(ALSO_CARRIED).await.order);
    // The carrier refused our credentials: both wait until they are mended.
    let waiting = [(&fresh, Line::Ready { attempt: 0 }), (&tried, Line::Ready { attempt: 2 })];
    for (order, state) in &waiting {
        due(&shop, order, state, Duration::from_secs(600)).await;
    }
    shop.start_worker().await;
    withdrawn(&shop, &buyer).await;
    for (order, state) in &waiting {
        assert_eq!(buyer.status(order).await, Status::Completing);
        due(&shop, order, state, Duration::ZERO).await;
        let view = buyer.wait_for(order, Status::Declined).await;
        assert_eq!((view.lines[0].stage, view.timeline[0].what), (Stage::Failed(FailReason::Declined), What::Declined));
        assert!(!view.cancellable && !view.verify_next);
    }
    assert_eq!(shop.money(DemoAccount::Unverified).await, [230, 0, 230]);
    assert!(shop.vendor_lines("twilio.bought").is_empty());
}

async fn what_is_bought_of_an_order_stays_when_the_rest_is_stopped(db: Database) {
    let (_vendor, shop) = house(db, &["approved", "declined"]).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    approved(&shop, &buyer).await;
    shop.stop_worker().await;
    let order = buyer.buy(&format!("{CARRIED},{ALSO_CARRIED}")).await.order;
    // The second number waits for credentials that are mended, which takes a while.
    let later = |wait: &str| {
        format!("UPDATE lines SET next_run_at = next_run_at {wait} WHERE e164 = '{ALSO_CARRIED}' RETURNING attempt")
    };
    assert_eq!(shop.db.count(&later("+ 600000000")).await, 0, "never asked for");
    shop.start_worker().await;
    let first = async || match buyer.order(&order).await.lines[0].stage {
        Stage::Bought(_) => Ok(()),
        stage => Err(format!("{stage:?}")),
    };
    shop.until("the first is bought", first).await;
    withdrawn(&shop, &buyer).await;
    assert_eq!(buyer.status(&order).await, Status::Completing);
    shop.db.count(&later("- 600000000")).await;
    let view = buyer.wait_for(&order, Status::PartlyPurchased).await;
    assert!(matches!(view.lines[0].stage, Stage::Bought(_)));
    assert_eq!(view.lines[1].stage, Stage::Failed(FailReason::Declined));
    assert_eq!(view.timeline[0].what, What::PartlyPurchased);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [230, 115, 115]);
    assert_eq!((shop.times_sold(CARRIED), shop.times_sold(ALSO_CARRIED)), (1, 0));
}

async fn an_approval_that_is_taken_back_stops_no_purchase_under_way(db: Database) {
    let carrier = Carrier::open(Duration::ZERO).await;
    let vendor = Vendor::open([Answer::taken()], ["approved", "declined"].map(Answer::word)).await;
    let plan = Plan { vendor: Some(vendor.url.clone()), carrier: Some(carrier.url()), ..Plan::impatient() };
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    approved(&shop, &buyer).await;
    let quote = buyer.quote(CARRIED).await;
    {
        // Sold, and for a while nobody can say so.
        let mut book = carrier.book();
        book.purchases = [Fault::SoldThenBroken].into();
        book.looks = vec![Fault::Broken; 1_000].into();
    }
    let placed = buyer.confirm(&quote).await.expect("placed");
    let unclear = async || match shop.line_of(&placed.order).await.state {
        Line::Unknown { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("an unclear answer", unclear).await;
    let page = buyer.get(&format!("/orders/{}", placed.order)).await.text().await.expect("a page");
    assert!(page.contains("Checking with the carrier"), "the page says why it takes so long");
    withdrawn(&shop, &buyer).await;
    assert_eq!(buyer.status(&placed.order).await, Status::Completing);
    carrier.book().looks.clear();
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(shop.money(DemoAccount::Unverified).await, [115, 115, 0], "what is bought is charged");
    assert_eq!(carrier.book().asked, 1);
}

async fn the_refusal_of_an_older_hand_over_takes_nothing_back(db: Database) {
    let (vendor, shop) = house(db, &["errored", "approved", "declined"]).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.verify_with("front.jpg").await;
    shop.handed_over(1).await;
    tell(&shop, &buyer, "evt_errored", |step| matches!(step, Step::Document { .. })).await;
    buyer.verify_with("front.jpg").await;
    shop.handed_over(2).await;
    assert_eq!(webhooks::told_as(&shop, "evt_approved", SECOND).await, 200);
    buyer.wait_for_step("verified", |step| matches!(step, Step::Verified { .. })).await;
    assert_eq!(webhooks::told_as(&shop, "evt_late", REF).await, 200);
    let over = async || match shop.db.count("SELECT COUNT(*) FROM jobs WHERE kind = 'fetch'").await {
        0 => Ok(()),
        jobs => Err(format!("{jobs} questions")),
    };
    shop.until("nobody asks any more", over).await;
    shop.stop_worker().await;
    assert_eq!(vendor.times_read(), 2, "nobody asked about the older one");
    assert!(matches!(buyer.verification().await.step, Step::Verified { .. }));
}

async fn an_answer_that_is_late_undoes_no_newer_one(db: Database) {
    let words = [Answer::word("declined").late(), Answer::word("approved")];
    let vendor = Vendor::open([Answer::taken()], words).await;
    let shop = TestShop::open_as(db, Plan { vendor: Some(vendor.url.clone()), ..Plan::impatient() }).await;
    // One asks and waits; the other takes over when the lease is out.
    shop.start_worker().await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    approved(&shop, &buyer).await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    vendor.let_out();
    // Whoever was answered late has to ask again, or has nothing more to do.
    let over = async || match shop.db.count("SELECT COUNT(*) FROM jobs WHERE kind = 'fetch'").await {
        0 => Ok(()),
        jobs => Err(format!("{jobs} questions")),
    };
    shop.until("all answers are in", over).await;
    shop.stop_worker().await;
    assert!(matches!(buyer.verification().await.step, Step::Verified { .. }));
}
