//! Nobody sees or does what is not theirs.

use app::{
    AppError,
    desk::{DemoAccount, What},
    domain::order::Status,
};
use serde_json::Value;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop, photo, read},
};

on_both!(
    another_accounts_order_is_not_found,
    every_door_asks_for_a_session,
    a_cross_site_request_changes_nothing,
    a_page_without_a_session_shows_no_order,
    a_file_that_is_missing_is_asked_for_again
);

async fn another_accounts_order_is_not_found(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let owner = shop.sign_in(DemoAccount::Unverified).await;
    let placed = owner.buy(NUMBERS.us).await;
    let not_found = Refused::new(404, AppError::NotFound);
    for who in [DemoAccount::Verified, DemoAccount::OwnCarrier, DemoAccount::Operator] {
        let stranger = shop.sign_in(who).await;
        for id in [placed.order.as_str(), "no-such-order", "../x"] {
            for door in ["show_order", "cancel_order"] {
                let refused = stranger.call::<Value>(door, &[("order", id)]).await.expect_err("not theirs");
                assert_eq!(refused, not_found, "{who:?} {door} {id}");
            }
        }
        assert!(stranger.orders().await.is_empty());
    }
    let order = owner.order(&placed.order).await;
    assert_eq!((order.summary.status, order.timeline[0].what), (Status::IdentityNeeded, What::Held));
}

async fn every_door_asks_for_a_session(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let placed = shop.sign_in(DemoAccount::Unverified).await.buy(NUMBERS.us).await;
    let order = [("order", placed.order.as_str())];
    let doors: [(&str, &[(&str, &str)]); 12] = [
        ("search_numbers", &[("country", "US"), ("type", "local")]),
        ("quote_numbers", &[("numbers", NUMBERS.us)]),
        ("buy_number", &[("number", NUMBERS.us), ("price_cents", "115"), ("request_id", "x"), ("if_gone", "closest")]),
        ("list_orders", &[]),
        ("show_order", &order),
        ("cancel_order", &order),
        ("show_account", &[]),
        ("show_verification", &[]),
        ("give_consent", &[("version", app::desk::CONSENT_VERSION)]),
        ("refuse_biometrics", &[("version", app::desk::CONSENT_VERSION)]),
        ("reconsider_selfie", &[]),
        ("restart_verification", &[]),
    ];
    let needed = Refused::new(401, AppError::SignInNeeded);
    let mut visitor = shop.visitor();
    for cookie in [None, Some("plusone=forged"), Some("plusone="), Some("other=1")] {
        visitor.cookie = cookie.map(str::to_owned);
        for (door, fields) in doors {
            let refused = visitor.call::<Value>(door, fields).await.expect_err("no session");
            assert_eq!(refused, needed, "{door} {cookie:?}");
        }
        for route in ["document", "selfie"] {
            let answer = visitor.upload(route, &[], &[("front", "f.jpg", photo())]).await;
            assert_eq!(read::<()>(answer).await.expect_err("no session"), needed, "{route}");
        }
        assert_eq!(visitor.get("/events").await.status(), 401);
        assert_eq!(visitor.get("/account/statement.csv").await.status(), 401);
    }
    let frame: Value = visitor.call("show_viewer", &[]).await.expect("never an error");
    assert_eq!(frame["viewer"], Value::Null);
}

async fn a_cross_site_request_changes_nothing(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let fields = [("order", placed.order.as_str())];
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let answer = buyer.form("/api/cancel_order", &fields).header(name, value).send().await.expect("an answer");
        assert_eq!(answer.status(), 403, "{name}: {value}");
        let form = buyer.parcel("document", &[], &[]).header(name, value).send().await.expect("an answer");
        assert_eq!(form.status(), 403, "{name}: {value}");
    }
    // A browser that does not say where it is from.
    for (name, value) in [("user-agent", "Mozilla/5.0"), ("accept-language", "de, en;q=0.5")] {
        let silent = buyer.request(shop.http.post(format!("{}/api/cancel_order", shop.url)).form(&fields));
        let answer = silent.header(name, value).send().await.expect("an answer");
        assert_eq!(answer.status(), 403, "{name}: {value}");
    }
    assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded);
    let own = buyer.form("/api/cancel_order", &fields).header("origin", &shop.url).send().await.expect("an answer");
    assert_eq!(own.status(), 200);
    assert_eq!(buyer.status(&placed.order).await, Status::Cancelled);
}

async fn a_page_without_a_session_shows_no_order(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let owner = shop.sign_in(DemoAccount::Unverified).await;
    let placed = owner.buy(NUMBERS.us).await;
    let path = format!("/orders/{}", placed.order);
    let own = owner.get(&path).await.text().await.expect("a page");
    assert!(own.contains("Held: identity needed") && own.contains("202 555 1000"), "the owner sees it");
    for visitor in [shop.visitor(), shop.sign_in(DemoAccount::Verified).await] {
        let page = visitor.get(&path).await.text().await.expect("a page");
        assert!(!page.contains("Held: identity needed") && !page.contains("202 555 1000"));
    }
}

async fn a_file_that_is_missing_is_asked_for_again(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let missing = shop.visitor().get("/pkg/plusone.0123.js").await;
    assert_eq!(
        (missing.status().as_u16(), &missing.headers()["cache-control"]),
        (404, &"no-store".parse().expect("a value"))
    );
}
