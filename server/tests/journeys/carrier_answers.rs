//! What the carrier may answer to a purchase.

use app::{
    desk::{DemoAccount, OrderView, Stage, What},
    domain::{line::FailReason, order::Status},
};

use crate::{
    database::{Database, on_both},
    shop::{Plan, TestShop},
};

on_both!(
    a_taken_number_is_gone_and_not_charged,
    a_busy_carrier_is_asked_again,
    a_lost_answer_is_read_back_and_bought_once,
    a_carrier_that_always_fails_is_given_up,
    a_number_is_never_asked_for_twice
);

/// Buys `number` for an account that is verified, and waits for the end.
async fn bought(shop: &TestShop, number: &str, end: Status) -> OrderView {
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = buyer.buy(number).await;
    assert_eq!(placed.held, None);
    buyer.wait_for(&placed.order, end).await
}

fn was_told(order: &OrderView, what: What) -> bool {
    order.timeline.iter().any(|happening| happening.what == what)
}

async fn a_taken_number_is_gone_and_not_charged(db: Database) {
    let shop = TestShop::open_as(db, Plan::impatient()).await;
    let order = bought(&shop, "+12025550001", Status::NumberGone).await;
    assert_eq!(order.lines[0].stage, Stage::Gone);
    assert_eq!(shop.money(DemoAccount::Verified).await, [115, 0, 115]);
    assert_eq!(shop.times_sold("+12025550001"), 0);
    assert!(was_told(&order, What::Choose));
}

async fn a_busy_carrier_is_asked_again(db: Database) {
    let shop = TestShop::open_as(db, Plan::impatient()).await;
    let order = bought(&shop, "+12025550002", Status::Purchased).await;
    assert_eq!(shop.vendor_lines("twilio.refused").len(), 2);
    assert_eq!(shop.times_sold("+12025550002"), 1);
    assert!(!was_told(&order, What::ReadingBack), "429 is never processed: nothing to read back");
    assert_eq!(shop.money(DemoAccount::Verified).await, [115, 115, 0]);
}

async fn a_lost_answer_is_read_back_and_bought_once(db: Database) {
    let shop = TestShop::open_as(db, Plan::impatient()).await;
    let order = bought(&shop, "+12025550003", Status::Purchased).await;
    assert!(was_told(&order, What::ReadingBack));
    assert_eq!(shop.times_sold("+12025550003"), 1);
    assert!(shop.vendor_lines("twilio.rewritten").is_empty());
    assert_eq!(shop.money(DemoAccount::Verified).await, [115, 115, 0]);
}

async fn a_carrier_that_always_fails_is_given_up(db: Database) {
    let shop = TestShop::open_as(db, Plan::impatient()).await;
    let order = bought(&shop, "+12025550004", Status::Failed).await;
    assert_eq!(order.lines[0].stage, Stage::Failed(FailReason::CarrierSilent));
    assert_eq!(shop.vendor_lines("twilio.refused").len(), 3, "as many attempts as the policy has patience");
    assert_eq!(shop.times_sold("+12025550004"), 0);
    assert_eq!(shop.money(DemoAccount::Verified).await, [115, 0, 115]);
}

async fn a_number_is_never_asked_for_twice(db: Database) {
    let shop = TestShop::open(db).await;
    bought(&shop, "+12025550005", Status::Purchased).await;
    assert_eq!(shop.times_sold("+12025550005"), 1);
    assert!(shop.vendor_lines("twilio.rewritten").is_empty());
    let other = shop.sign_in(DemoAccount::Operator).await;
    other.try_quote("+12025550005").await.expect_err("it has a live line");
}
