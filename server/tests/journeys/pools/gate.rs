//! Which pools are held, and that a held one completes by itself, once.

use app::{
    desk::{DemoAccount, What},
    domain::order::Status,
};
use plusone::demo;

use super::{WANTED, Wanted, pool_of, pools_of, view_of};
use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, TestShop},
};

on_both!(
    a_pool_of_unregulated_numbers_is_bought_at_once,
    any_plus_one_number_holds_a_pool,
    an_own_carrier_account_is_never_held,
    a_held_pool_completes_by_itself_each_line_once,
    a_declined_identity_ends_a_held_pool,
    a_cancelled_pool_frees_its_numbers
);

async fn a_pool_of_unregulated_numbers_is_bought_at_once(db: Database) {
    let shop = TestShop::without_worker(db, crate::shop::Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let three = Wanted { quantity: "3", ..WANTED };
    let quote = three.quote(&buyer).await;
    assert_eq!((quote.count, quote.total.cents(), quote.held), (3, 345, false));
    assert_eq!((quote.examples.len(), quote.carrier_silent), (3, false));
    let placed = three.confirm(&buyer, &quote).await.expect("placed");
    assert_eq!(placed.held, None);
    let order = buyer.order(&placed.order).await;
    assert_eq!(order.summary.status, Status::Purchased, "own stock is sold at once");
    assert_eq!(order.summary.pool.as_ref().map(|name| name.as_str()), Some("Support"));
    assert_eq!(buyer.orders().await[0].pool, order.summary.pool);
    let pool = pool_of(&buyer).await;
    assert_eq!((pool.summary.numbers, pool.summary.monthly.cents()), (3, 345));
    let numbers: Vec<&str> = pool.numbers.iter().map(|number| number.offer.number.as_e164()).collect();
    assert_eq!(numbers, ["+442079460000", "+442079460001", "+442079460002"]);
    assert!(pool.orders.is_empty() && pool.numbers.iter().all(|number| number.offer.locality == "Testville"));
    assert_eq!(shop.money(DemoAccount::Unverified).await, [345, 345, 0]);
}

async fn any_plus_one_number_holds_a_pool(db: Database) {
    let shop = TestShop::without_worker(db, crate::shop::Plan::default()).await;
    let (buyer, verified) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    assert!(!buyer.quote(NUMBERS.jamaica).await.held, "on its own it is not regulated");
    for country in ["US", "CA", "PR", "JM"] {
        let one = Wanted { country, name: country, quantity: "1", ..WANTED };
        let quote = one.quote(&buyer).await;
        assert!(quote.held, "{country}");
        let placed = one.confirm(&buyer, &quote).await.expect("placed");
        assert!(placed.held.is_some(), "{country}");
        assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded, "{country}");
        let pool = view_of(&buyer, &pools_of(&buyer).await[0].id).await;
        assert_eq!((pool.summary.name.as_str(), pool.numbers.len(), pool.orders.len()), (country, 0, 1));
        assert!(!one.quote(&verified).await.held, "{country}: verified long ago");
    }
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM stock WHERE state = 'sold'").await, 0);
}

async fn an_own_carrier_account_is_never_held(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::OwnCarrier).await;
    for (country, number) in [("US", "+14155550100"), ("CA", "+14165550100"), ("PR", "+17875550100")] {
        let area_code = &number[2..5];
        let one = Wanted { country, area_code, quantity: "1", fill: "some", ..WANTED };
        let quote = one.quote(&buyer).await;
        assert!(!quote.held, "{country}");
        let placed = one.confirm(&buyer, &quote).await.expect("placed");
        assert_eq!(placed.held, None, "{country}");
        let order = buyer.wait_for(&placed.order, Status::Purchased).await;
        assert_eq!(order.lines[0].offer.number.as_e164(), number, "of its carrier, never of our stock");
    }
    let sold = shop.vendor_lines("twilio.bought");
    assert_eq!(sold.len(), 3);
    assert!(sold.iter().all(|line| line["account"] == demo::OWN_SID), "{sold:?}");
}

async fn a_held_pool_completes_by_itself_each_line_once(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let stock = Wanted { country: "JM", quantity: "3", ..WANTED }.buy(&buyer).await;
    // Three of our stock, and one of the carrier.
    let mixed = Wanted { country: "CA", quantity: "4", fill: "some", name: "Sales", ..WANTED }.buy(&buyer).await;
    assert!(stock.held.is_some() && mixed.held.is_some());
    assert_eq!(shop.times_sold("+14165550100"), 0, "nothing is bought before");
    buyer.verify_with("front.jpg").await;
    let order = buyer.wait_for(&stock.order, Status::Purchased).await;
    let told: Vec<What> = order.timeline.iter().rev().map(|happening| happening.what).collect();
    assert_eq!(told, [What::Placed, What::Held, What::Submitted, What::Verified, What::Purchased]);
    assert_eq!(buyer.wait_for(&mixed.order, Status::Purchased).await.lines.len(), 4);
    assert_eq!(shop.vendor_lines("twilio.bought").len(), 1);
    assert_eq!(shop.times_sold("+14165550100"), 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM stock WHERE state = 'sold'").await, 6);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [2860, 2860, 0]);
    let [sales, support] = <[_; 2]>::try_from(pools_of(&buyer).await).expect("two pools, newest first");
    assert_eq!((sales.numbers, sales.monthly.cents()), (4, 460));
    assert_eq!((support.numbers, support.monthly.cents()), (3, 2400));
    assert!(!Wanted { country: "US", ..WANTED }.quote(&buyer).await.held, "nobody is asked twice");
}

async fn a_declined_identity_ends_a_held_pool(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let jamaican = Wanted { country: "JM", ..WANTED };
    let placed = jamaican.buy(&buyer).await;
    buyer.verify_with("declined.jpg").await;
    buyer.wait_for(&placed.order, Status::Declined).await;
    let pool = pool_of(&buyer).await;
    assert_eq!((pool.numbers.len(), pool.orders.len()), (0, 0));
    assert_eq!(shop.money(DemoAccount::Unverified).await, [1600, 0, 1600]);
    let quote = jamaican.quote(&buyer).await;
    let refused = jamaican.confirm(&buyer, &quote).await.expect_err("no pool of +1 numbers any more");
    assert_eq!((refused.status, refused.error), (409, app::AppError::IdentityDeclined));
    assert_eq!(WANTED.buy(&buyer).await.held, None, "others it may have");
}

async fn a_cancelled_pool_frees_its_numbers(db: Database) {
    let shop = TestShop::without_worker(db, crate::shop::Plan::default()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let all = Wanted { country: "JM", quantity: "3", ..WANTED };
    let placed = all.buy(&buyer).await;
    all.try_quote(&other).await.expect_err("all are reserved");
    buyer.cancel(&placed.order).await.expect("cancelled");
    assert_eq!(buyer.status(&placed.order).await, Status::Cancelled);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [2400, 0, 2400]);
    assert_eq!(all.quote(&other).await.count, 3);
}
