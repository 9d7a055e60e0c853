//! What happens when there are fewer numbers than wanted, now or by the time a held pool completes.

use app::{
    AppError,
    desk::{DemoAccount, OrderView, Stage, What},
    domain::{line::FailReason, order::Status},
};

use super::{WANTED, Wanted, pool_of, pools_of};
use crate::{
    database::{Database, on_both},
    shop::{Plan, Refused, TestShop},
};

on_both!(
    all_or_nothing_with_too_few_changes_nothing,
    all_or_nothing_is_of_our_own_stock,
    as_many_as_there_are_takes_stock_then_carrier,
    a_silent_carrier_is_told,
    beyond_the_cap_other_numbers_are_picked_at_completion,
    all_or_nothing_ends_whole_when_others_cannot_be_picked,
    numbers_that_are_reserved_twice_over_are_not_mixed_up
);

async fn all_or_nothing_with_too_few_changes_nothing(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let refused = Refused::new(409, AppError::NotEnough { there: 3 });
    for country in ["GB", "CA"] {
        let four = Wanted { country, quantity: "4", ..WANTED };
        assert_eq!(four.try_quote(&buyer).await.expect_err("three are there"), refused, "{country}");
        assert_eq!(four.order(&buyer, "460", "r-1").await.expect_err("three are there"), refused, "{country}");
    }
    let none = Wanted { country: "US", area_code: "999", ..WANTED }.try_quote(&buyer).await;
    assert_eq!(none.expect_err("there is none"), Refused::new(409, AppError::NotEnough { there: 0 }));
    assert!(buyer.orders().await.is_empty() && pools_of(&buyer).await.is_empty());
    assert_eq!(shop.money(DemoAccount::Verified).await, [0, 0, 0]);
    let three = Wanted { quantity: "3", ..WANTED }.buy(&buyer).await;
    assert_eq!(buyer.status(&three.order).await, Status::Purchased);
    let gone = Refused::new(409, AppError::NotEnough { there: 0 });
    assert_eq!(WANTED.try_quote(&buyer).await.expect_err("all are sold"), gone);
    let some = Wanted { fill: "some", ..WANTED };
    assert_eq!(some.try_quote(&buyer).await.expect_err("some of none"), gone);
}

async fn all_or_nothing_is_of_our_own_stock(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let verified = shop.sign_in(DemoAccount::Verified).await;
    let four = Wanted { country: "CA", quantity: "4", ..WANTED };
    let some = Wanted { fill: "some", ..four };
    assert_eq!(some.quote(&verified).await.count, 4, "the carrier has more");
    let own = shop.sign_in(DemoAccount::OwnCarrier).await;
    let refused = Refused::new(409, AppError::NotEnough { there: 0 });
    assert_eq!(Wanted { quantity: "1", ..four }.try_quote(&own).await.expect_err("not ours to promise"), refused);
    assert_eq!(some.quote(&own).await.count, 4);
}

async fn as_many_as_there_are_takes_stock_then_carrier(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let mixed = Wanted { country: "CA", quantity: "4", fill: "some", ..WANTED }.buy(&buyer).await;
    let order = buyer.wait_for(&mixed.order, Status::Purchased).await;
    let mut numbers: Vec<&str> = order.lines.iter().map(|line| line.offer.number.as_e164()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["+14165550100", "+14165551000", "+14165551001", "+14165551002"]);
    let british = Wanted { quantity: "100", fill: "some", ..WANTED };
    let quote = british.quote(&buyer).await;
    assert_eq!((quote.count, quote.total.cents()), (3, 345), "fewer, and the price is theirs");
    let fewer = british.confirm(&buyer, &quote).await.expect("placed");
    assert_eq!(buyer.order(&fewer.order).await.lines.len(), 3);
    assert_eq!(shop.money(DemoAccount::Verified).await, [805, 805, 0]);
}

async fn a_silent_carrier_is_told(db: Database) {
    // Nobody listens there.
    let plan = Plan { carrier: Some("http://127.0.0.1:9".to_owned()), ..Plan::default() };
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let quote = Wanted { country: "CA", quantity: "5", fill: "some", ..WANTED }.quote(&buyer).await;
    assert_eq!((quote.count, quote.carrier_silent), (3, true));
    assert!(!Wanted { country: "CA", quantity: "3", ..WANTED }.quote(&buyer).await.carrier_silent, "it is not asked");
    let own = shop.sign_in(DemoAccount::OwnCarrier).await;
    let refused = Wanted { country: "CA", fill: "some", ..WANTED }.try_quote(&own).await.expect_err("nobody to ask");
    assert_eq!(refused, Refused::new(503, AppError::CarrierTrouble));
}

/// A house that reserves one number of an unverified account.
fn stingy() -> Plan {
    let mut plan = Plan::default();
    plan.policy.reserved_lines_max = 1;
    plan
}

fn numbers(order: &OrderView) -> Vec<String> {
    order.lines.iter().map(|line| line.offer.number.as_e164().to_owned()).collect()
}

async fn beyond_the_cap_other_numbers_are_picked_at_completion(db: Database) {
    let shop = TestShop::open_as(db, stingy()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let placed = Wanted { country: "JM", ..WANTED }.buy(&buyer).await;
    let before = numbers(&buyer.order(&placed.order).await);
    other.try_quote(&before[0]).await.expect_err("reserved");
    other.buy(&before[1]).await;
    buyer.verify_with("front.jpg").await;
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(order.lines[0].offer.number.as_e164(), before[0]);
    assert_eq!(order.lines[1].instead_of.as_ref().map(|number| number.as_e164()), Some(before[1].as_str()));
    assert!(!before.contains(&numbers(&order)[1]) && numbers(&order)[1].starts_with("+1876"));
    assert!(order.timeline.iter().any(|happening| happening.what == What::Replaced));
    assert_eq!(shop.money(DemoAccount::Unverified).await, [2400, 1600, 800]);
    assert_eq!(pool_of(&buyer).await.summary.numbers, 2);
}

async fn all_or_nothing_ends_whole_when_others_cannot_be_picked(db: Database) {
    let shop = TestShop::open_as(db, stingy()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let placed = Wanted { country: "JM", quantity: "3", ..WANTED }.buy(&buyer).await;
    let before = numbers(&buyer.order(&placed.order).await);
    other.buy(&before[1]).await;
    buyer.verify_with("front.jpg").await;
    let order = buyer.wait_for(&placed.order, Status::NumberGone).await;
    assert!(order.lines.iter().all(|line| line.stage == Stage::Failed(FailReason::NumberGone)), "{:?}", order.lines);
    assert_eq!(order.timeline[0].what, What::NumberGone);
    assert_eq!((order.choose_until, order.cancellable), (None, false));
    assert_eq!(shop.money(DemoAccount::Unverified).await, [2400, 0, 2400]);
    let pool = pool_of(&buyer).await;
    assert_eq!((pool.numbers.len(), pool.orders.len()), (0, 0));
    for number in [&before[0], &before[2]] {
        other.buy(number).await;
    }
    assert!(!Wanted { country: "US", ..WANTED }.quote(&buyer).await.held, "the identity stays verified");
}

async fn numbers_that_are_reserved_twice_over_are_not_mixed_up(db: Database) {
    let shop = TestShop::open_as(db, stingy()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    // Of 33 there are 30 in the order; the number that stands in for one must not be another one of the order.
    let placed = Wanted { country: "US", area_code: "202", quantity: "30", ..WANTED }.buy(&buyer).await;
    let before = numbers(&buyer.order(&placed.order).await);
    for number in [&before[1], &before[2], &before[29]] {
        other.buy(number).await;
    }
    buyer.verify_with("front.jpg").await;
    let order = buyer.wait_for(&placed.order, Status::Purchased).await;
    let changed = order.lines.iter().filter(|line| line.instead_of.is_some()).count();
    assert_eq!((order.lines.len(), changed), (30, 3), "only what was gone is replaced");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM stock WHERE state = 'sold'").await, 33);
}
