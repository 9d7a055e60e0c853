//! What a confirmed pool is checked against.

use app::{
    AppError,
    desk::DemoAccount,
    domain::{
        CountryCode, Money,
        offer::{Capabilities, NumberType, Offer, Source},
        order::Status,
    },
};
use futures::future::join_all;
use plusone::store::stock;
use reqwest::header::{ACCEPT, LOCATION};
use std::time::Instant;

use super::{WANTED, Wanted, pool_of, pools_of, rename, view_of};
use crate::{
    database::{Database, on_both},
    shop::{Plan, Refused, TestShop},
};

on_both!(
    another_price_is_refused,
    the_same_request_is_the_same_pool,
    a_request_id_is_not_for_another_pool,
    of_two_at_once_each_is_picked_its_own,
    what_is_malformed_is_refused,
    more_numbers_join_a_pool,
    another_accounts_pool_is_not_found,
    a_pool_is_renamed,
    a_form_without_script_goes_on_to_the_order,
    a_hundred_numbers_are_one_order
);

async fn another_price_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for cents in ["229", "231", "115", "0", "-230", "9223372036854775807"] {
        let refused = WANTED.order(&buyer, cents, "r-1").await.expect_err("another price");
        let now = Money::from_cents(230);
        assert_eq!(refused, Refused::new(409, AppError::PriceChanged { now }), "{cents}");
    }
    assert!(buyer.orders().await.is_empty() && pools_of(&buyer).await.is_empty());
}

async fn the_same_request_is_the_same_pool(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    for who in [DemoAccount::Verified, DemoAccount::Unverified] {
        let buyer = shop.sign_in(who).await;
        let wanted = if who == DemoAccount::Verified { WANTED } else { Wanted { country: "JM", ..WANTED } };
        let quote = wanted.quote(&buyer).await;
        let placed = join_all((0..6).map(|_| wanted.confirm(&buyer, &quote))).await;
        let placed: Vec<_> = placed.into_iter().map(|placed| placed.expect("placed once")).collect();
        assert!(placed.iter().all(|other| *other == placed[0]), "{placed:?}");
        assert_eq!(wanted.confirm(&buyer, &quote).await.expect("answered from the books"), placed[0]);
        assert_eq!((buyer.orders().await.len(), pools_of(&buyer).await.len()), (1, 1));
        assert_eq!(shop.money(who).await[0], quote.total.cents());
    }
}

async fn a_request_id_is_not_for_another_pool(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    WANTED.order(&buyer, "230", "form-1").await.expect("placed");
    for (other, cents) in [
        (Wanted { name: "Sales", ..WANTED }, "230"),
        (Wanted { country: "US", ..WANTED }, "230"),
        (Wanted { country: "US", area_code: "202", ..WANTED }, "230"),
        (Wanted { quantity: "3", ..WANTED }, "230"),
        (Wanted { fill: "some", ..WANTED }, "230"),
        (Wanted { pool: pools_of(&buyer).await[0].id.as_str(), ..WANTED }, "230"),
        (WANTED, "231"),
    ] {
        let refused = other.order(&buyer, cents, "form-1").await.expect_err("another purchase");
        assert_eq!(refused, Refused::new(409, AppError::RequestReused));
    }
    let single = buyer.order_as("+442079460002", "115", "form-1", "ask").await.expect_err("nor for a number");
    assert_eq!(single.error, AppError::RequestReused);
    assert_eq!(buyer.orders().await.len(), 1);
}

async fn of_two_at_once_each_is_picked_its_own(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (one, two) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    let ten = Wanted { country: "US", area_code: "202", quantity: "10", ..WANTED };
    let (left, right) = (ten.quote(&one).await, ten.quote(&two).await);
    assert_eq!(left.examples, right.examples, "everybody is picked the same first");
    let (left, right) = tokio::join!(ten.confirm(&one, &left), ten.confirm(&two, &right));
    for (buyer, placed) in [(&one, left), (&two, right)] {
        assert_eq!(buyer.status(&placed.expect("there are enough").order).await, Status::Purchased);
        assert_eq!(pool_of(buyer).await.summary.numbers, 10);
    }
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM stock WHERE state = 'sold'").await, 20);
}

async fn what_is_malformed_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let invalid = |what: &str| Refused::new(422, AppError::Invalid(what.to_owned()));
    let long = "n".repeat(61);
    for name in ["", "   ", &long, "two\nlines", "tab\tbed", "nul\0", "turned\u{202e}about"] {
        let refused = Wanted { name, ..WANTED }.order(&buyer, "230", "r-1").await.expect_err("no name");
        assert_eq!(refused, invalid("pool name"), "{name:?}");
    }
    for (wanted, what) in [
        (Wanted { quantity: "0", ..WANTED }, "quantity"),
        (Wanted { quantity: "101", ..WANTED }, "quantity"),
        (Wanted { quantity: "-1", ..WANTED }, "quantity"),
        (Wanted { quantity: "1.5", ..WANTED }, "quantity"),
        (Wanted { quantity: "ten", ..WANTED }, "quantity"),
        (Wanted { quantity: "", ..WANTED }, "quantity"),
        (Wanted { quantity: "99999999999999999999", ..WANTED }, "quantity"),
        (Wanted { fill: "most", ..WANTED }, "way to fill a pool"),
        (Wanted { fill: "", ..WANTED }, "way to fill a pool"),
        (Wanted { country: "us", ..WANTED }, "country"),
        (Wanted { country: "", ..WANTED }, "country"),
        (Wanted { country: "US", area_code: "12", ..WANTED }, "area code"),
        (Wanted { country: "US", area_code: "202'", ..WANTED }, "area code"),
        (Wanted { country: "GB", area_code: "202", ..WANTED }, "area code in this country"),
    ] {
        assert_eq!(wanted.try_quote(&buyer).await.expect_err(what), invalid(what));
        assert_eq!(wanted.order(&buyer, "230", "r-1").await.expect_err(what), invalid(what));
    }
    for request in ["", "form 1", &"x".repeat(65)] {
        let refused = WANTED.order(&buyer, "230", request).await.expect_err("no request id");
        assert_eq!(refused.status, 422, "{request}");
    }
    assert!(buyer.orders().await.is_empty() && pools_of(&buyer).await.is_empty());
}

async fn more_numbers_join_a_pool(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    WANTED.buy(&buyer).await;
    let id = pools_of(&buyer).await[0].id.clone();
    // The name of a pool that is there is not asked for, and none is taken.
    let more = Wanted { pool: id.as_str(), name: "", quantity: "1", ..WANTED };
    let placed = more.buy(&buyer).await;
    assert_eq!(buyer.order(&placed.order).await.summary.pool.expect("a pool").as_str(), "Support");
    let pool = pool_of(&buyer).await;
    assert_eq!((pool.summary.numbers, pool.summary.monthly.cents(), pool.numbers.len()), (3, 345, 3));
    assert_eq!(buyer.orders().await.len(), 2);
}

async fn another_accounts_pool_is_not_found(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let owner = shop.sign_in(DemoAccount::Verified).await;
    Wanted { quantity: "1", ..WANTED }.buy(&owner).await;
    let id = pools_of(&owner).await[0].id.clone();
    let not_found = Refused::new(404, AppError::NotFound);
    for who in [DemoAccount::Unverified, DemoAccount::OwnCarrier, DemoAccount::Operator] {
        let stranger = shop.sign_in(who).await;
        for id in [id.as_str(), "no-such-pool", "../x"] {
            let seen = stranger.call::<serde_json::Value>("show_pool", &[("pool", id)]).await;
            assert_eq!(seen.expect_err("not theirs"), not_found, "{who:?} {id}");
            assert_eq!(rename(&stranger, id, "Mine").await.expect_err("not theirs"), not_found, "{who:?} {id}");
            let into = Wanted { pool: id, quantity: "1", fill: "some", ..WANTED };
            assert_eq!(into.order(&stranger, "115", "r-1").await.expect_err("not theirs"), not_found, "{who:?} {id}");
        }
        assert!(pools_of(&stranger).await.is_empty() && stranger.orders().await.is_empty());
    }
    let pool = pool_of(&owner).await;
    assert_eq!((pool.summary.name.as_str(), pool.numbers.len()), ("Support", 1));
    let needed = Refused::new(401, AppError::SignInNeeded);
    let nobody = shop.visitor();
    for (door, fields) in [
        ("list_pools", vec![]),
        ("show_pool", vec![("pool", id.as_str())]),
        ("rename_pool", vec![("pool", id.as_str()), ("name", "Mine")]),
        ("quote_pool", vec![("country", "GB"), ("area_code", ""), ("quantity", "1"), ("fill", "some")]),
        ("buy_pool", WANTED.fields("230", "r-1").to_vec()),
    ] {
        let refused = nobody.call::<serde_json::Value>(door, &fields).await.expect_err("no session");
        assert_eq!(refused, needed, "{door}");
    }
}

async fn a_pool_is_renamed(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let placed = WANTED.buy(&buyer).await;
    let id = pools_of(&buyer).await[0].id.clone();
    rename(&buyer, id.as_str(), "  Sales & <b>support</b>  ").await.expect("renamed");
    assert_eq!(view_of(&buyer, &id).await.summary.name.as_str(), "Sales & <b>support</b>");
    let order = buyer.order(&placed.order).await;
    assert_eq!(order.summary.pool.expect("a pool").as_str(), "Sales & <b>support</b>");
    for bad in ["", " ", &"n".repeat(61), "two\nlines"] {
        let refused = rename(&buyer, id.as_str(), bad).await.expect_err("no name");
        assert_eq!(refused, Refused::new(422, AppError::Invalid("pool name".to_owned())), "{bad:?}");
    }
    let path = format!("/pools/{id}");
    let fields = [("pool", id.as_str()), ("name", "Night shift")];
    let answer = buyer.form("/api/rename_pool", &fields).header(ACCEPT, "text/html").send().await.expect("an answer");
    assert_eq!((answer.status().as_u16(), &answer.headers()[LOCATION]), (303, &path.parse().expect("a value")));
    assert_eq!(view_of(&buyer, &id).await.summary.name.as_str(), "Night shift");
}

async fn a_form_without_script_goes_on_to_the_order(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for (wanted, cents, status) in
        [(WANTED, "230", Status::Purchased), (Wanted { country: "JM", ..WANTED }, "1600", Status::IdentityNeeded)]
    {
        let request = format!("form-{cents}");
        let fields = wanted.fields(cents, &request);
        let answer = buyer.form("/api/buy_pool", &fields).header(ACCEPT, "text/html").send().await.expect("an answer");
        assert_eq!(answer.status(), 303);
        let order = &buyer.orders().await[0].id;
        assert_eq!(answer.headers()[LOCATION], format!("/orders/{order}").as_str());
        assert_eq!(buyer.status(order).await, status);
    }
}

/// Stock for a large order.
async fn two_hundred_more(db: &Database) {
    let offer = |line: u32| Offer {
        number: format!("+1303555{line:04}").parse().expect("a number"),
        country: CountryCode::US,
        kind: NumberType::Local,
        region: "CO".to_owned(),
        locality: "Denver".to_owned(),
        capabilities: Capabilities { voice: true, sms: true, mms: true },
        monthly: Money::from_cents(115),
        source: Source::Stock,
    };
    let offers: Vec<Offer> = (1_000..1_200).map(offer).collect();
    let mut tx = db.write().await;
    stock::add(&mut tx, &offers).await.expect("stocked");
    tx.commit().await.expect("commits");
}

async fn a_hundred_numbers_are_one_order(db: Database) {
    let kind = if db.url.starts_with("sqlite:") { "SQLite" } else { "PostgreSQL" };
    let mut plan = Plan::default();
    plan.policy.reserved_lines_max = 100;
    let shop = TestShop::open_as(db, plan).await;
    two_hundred_more(&shop.db).await;
    let hundred = Wanted { country: "US", area_code: "303", quantity: "100", ..WANTED };
    let (verified, unverified) =
        (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Unverified).await);
    let quote = hundred.quote(&verified).await;
    let start = Instant::now();
    let placed = hundred.confirm(&verified, &quote).await.expect("placed");
    eprintln!("100 numbers bought at once on {kind}: {} ms", start.elapsed().as_millis());
    let order = verified.order(&placed.order).await;
    assert_eq!((order.summary.status, order.lines.len()), (Status::Purchased, 100));
    assert_eq!(pool_of(&verified).await.numbers.len(), 100);
    assert_eq!(shop.money(DemoAccount::Verified).await, [11_500, 11_500, 0]);

    let quote = hundred.quote(&unverified).await;
    let start = Instant::now();
    let held = hundred.confirm(&unverified, &quote).await.expect("held");
    eprintln!("100 numbers held on {kind}: {} ms", start.elapsed().as_millis());
    assert!(held.held.is_some());
    let none = hundred.try_quote(&verified).await.expect_err("all are reserved");
    assert_eq!(none, Refused::new(409, AppError::NotEnough { there: 0 }));
    unverified.verify_with("front.jpg").await;
    assert_eq!(unverified.wait_for(&held.order, Status::Purchased).await.lines.len(), 100);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM stock WHERE state = 'sold'").await, 200);
    assert_eq!(shop.money(DemoAccount::Unverified).await, [11_500, 11_500, 0]);
}
