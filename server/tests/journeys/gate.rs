//! Who is held, who is not, and that a held purchase completes by itself, once.

use app::{
    AppError,
    desk::{DemoAccount, Step, What},
    domain::{offer::Source, order::Status},
};
use plusone::demo;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Refused, TestShop},
};

on_both!(
    an_unverified_purchase_is_held_and_completes_by_itself,
    held_orders_complete_on_one_verification_each_once,
    nobody_is_asked_twice,
    an_own_carrier_buys_at_its_own_carrier_ungated,
    regulated_numbers_are_held,
    other_numbers_are_not_held
);

const CARRIED: &str = "+12025550123";

async fn an_unverified_purchase_is_held_and_completes_by_itself(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let quote = buyer.quote(CARRIED).await;
    assert!(quote.held, "the page can say so beforehand");
    let placed = buyer.confirm(&quote).await.expect("placed");
    assert!(placed.held.is_some());
    let order = buyer.order(&placed.order).await;
    assert_eq!(order.summary.status, Status::IdentityNeeded);
    assert!(order.verify_next && order.cancellable);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [115, 0, 0]);
    assert_eq!(shop.times_sold(CARRIED), 0, "nothing is bought before");

    buyer.verify_with("front.jpg").await;
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    let told: Vec<What> = order.timeline.iter().rev().map(|happening| happening.what).collect();
    assert_eq!(told, [What::Placed, What::Held, What::Submitted, What::Verified, What::Purchased]);
    assert!(!order.cancellable && !order.verify_next && order.summary.hold.is_none());
    assert!(matches!(buyer.verification().await.step, Step::Verified { .. }));
    assert_eq!(shop.times_sold(CARRIED), 1);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [115, 115, 0]);
    let sold = shop.vendor_lines("twilio.bought");
    assert_eq!(sold[0]["account"], demo::TWILIO_SID);
}

async fn held_orders_complete_on_one_verification_each_once(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let mut orders = Vec::new();
    for number in [CARRIED, NUMBERS.us, "+14155550124", NUMBERS.puerto_rico] {
        let placed = buyer.buy(number).await;
        assert!(placed.held.is_some(), "{number}");
        orders.push(placed.order);
    }
    buyer.verify_with("front.jpg").await;
    for order in &orders {
        buyer.wait_for(order, Status::Purchased).await;
    }
    for number in [CARRIED, "+14155550124"] {
        assert_eq!(shop.times_sold(number), 1, "{number}");
    }
    assert_eq!(shop.vendor_lines("twilio.bought").len(), 2, "own stock is not bought at the carrier");
    assert_eq!(shop.vendor_lines("persona.transaction").len(), 1);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [645, 645, 0]);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM stock WHERE state = 'sold'").await, 2);
}

async fn nobody_is_asked_twice(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let first = buyer.buy(NUMBERS.us).await;
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&first.order, Status::Purchased).await;
    for number in ["+14165550130", NUMBERS.canada, NUMBERS.toll_free, NUMBERS.puerto_rico] {
        let quote = buyer.quote(number).await;
        assert!(!quote.held, "{number}");
        let placed = buyer.confirm(&quote).await.expect("placed");
        assert_eq!(placed.held, None, "{number}");
        let order = buyer.wait_for(&placed.order, Status::Purchased).await;
        assert!(order.timeline.iter().all(|happening| happening.what != What::Held), "{number}");
    }
    assert_eq!(shop.vendor_lines("persona.transaction").len(), 1);
    let verified = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(verified.buy("+12025550131").await.held, None, "verified long ago");
}

async fn an_own_carrier_buys_at_its_own_carrier_ungated(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::OwnCarrier).await;
    let found = buyer.search("US", "local", "").await;
    assert!(!found.offers.is_empty() && !found.carrier_silent);
    assert!(found.offers.iter().all(|offer| offer.source == Source::Twilio), "never our stock");
    for number in [NUMBERS.us, NUMBERS.jamaica] {
        let refused = buyer.try_quote(number).await.expect_err("our stock is not for it");
        assert_eq!(refused, Refused::new(409, AppError::NumberGone));
        let refused = buyer.order_as(number, "115", "r1", "closest").await.expect_err("nor by a made-up form");
        assert_eq!(refused.error, AppError::NumberGone);
    }
    let placed = buyer.buy(CARRIED).await;
    assert_eq!(placed.held, None);
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let sold = shop.vendor_lines("twilio.bought");
    assert_eq!((sold.len(), &sold[0]["account"]), (1, &demo::OWN_SID.into()));
    assert_eq!(buyer.verification().await.step, Step::NotNeeded);
}

async fn regulated_numbers_are_held(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for number in [
        NUMBERS.us,
        NUMBERS.canada,
        NUMBERS.puerto_rico,
        NUMBERS.toll_free,
        CARRIED,
        "+14165550123",
        "+17875550123",
        "+18005550123",
        "+18885550123",
    ] {
        let placed = buyer.buy(number).await;
        assert!(placed.held.is_some(), "{number}");
        assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded, "{number}");
    }
    assert!(shop.vendor_lines("twilio.bought").is_empty());
}

async fn other_numbers_are_not_held(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for number in [NUMBERS.jamaica, NUMBERS.britain] {
        let quote = buyer.quote(number).await;
        assert!(!quote.held, "{number}");
        let placed = buyer.confirm(&quote).await.expect("placed");
        assert_eq!(placed.held, None, "{number}");
        assert_eq!(buyer.status(&placed.order).await, Status::Purchased, "{number}: own stock is sold at once");
    }
    assert_eq!(shop.money(DemoAccount::Unverified).await, [915, 915, 0]);
}
