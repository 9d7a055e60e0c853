//! A price that rises: never paid without being asked, and never after it was promised.

use app::{
    AppError,
    desk::DemoAccount,
    domain::{Money, order::Status},
};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    scripted::Carrier,
    shop::{Plan, Refused, TestShop, Visitor},
};

on_both!(a_price_that_rises_before_the_purchase_is_told, a_price_that_rises_during_the_hold_is_not_paid);

const NUMBER: &str = "+12025550201";

/// A house at this carrier, on this database. Prices are remembered for an hour: a second one asks anew, as a node does
/// that was started later.
async fn house(db: &Database, carrier: &Carrier) -> TestShop {
    TestShop::without_worker(db.clone(), Plan { carrier: Some(carrier.url()), ..Plan::default() }).await
}

async fn a_price_that_rises_before_the_purchase_is_told(db: Database) {
    let carrier = Carrier::open(Duration::ZERO).await;
    let before = house(&db, &carrier).await;
    let buyer = before.sign_in(DemoAccount::Verified).await;
    let quote = buyer.quote(NUMBER).await;
    assert_eq!(quote.total(), Money::from_cents(115));
    carrier.book().cents = Some(250);
    let after = house(&db, &carrier).await;
    let buyer = Visitor { shop: &after, cookie: buyer.cookie };
    let dearer = Refused::new(409, AppError::PriceChanged { now: Money::from_cents(250) });
    let untouched = after.everything().await;
    assert_eq!(buyer.confirm(&quote).await.expect_err("dearer"), dearer);
    assert_eq!(after.everything().await, untouched);
    assert_eq!(carrier.book().asked, 0);
    let agreed = buyer.quote(NUMBER).await;
    let placed = buyer.confirm(&agreed).await.expect("at the new price");
    after.start_worker().await;
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(order.summary.monthly, Money::from_cents(250));
    assert_eq!(after.money(DemoAccount::Verified).await, [250, 250, 0]);
}

async fn a_price_that_rises_during_the_hold_is_not_paid(db: Database) {
    let carrier = Carrier::open(Duration::ZERO).await;
    let before = house(&db, &carrier).await;
    let buyer = before.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBER).await;
    assert!(placed.held.is_some());
    carrier.book().cents = Some(250);
    let after = house(&db, &carrier).await;
    let buyer = Visitor { shop: &after, cookie: buyer.cookie };
    assert_eq!(buyer.order(&placed.order).await.summary.monthly, Money::from_cents(115));
    after.start_worker().await;
    buyer.verify_with("front.jpg").await;
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(order.summary.monthly, Money::from_cents(115), "as it was promised");
    assert_eq!(after.money(DemoAccount::Unverified).await, [115, 115, 0]);
    assert_eq!(carrier.book().sold, [NUMBER]);
}
