//! Forms that no page of ours sends. Each is sent twice, as the page's own call and as a plain form: refused with its
//! own error and status, or led back to where the words stand; and nothing has changed.

use app::{AppError, desk::DemoAccount, domain::Money};
use plusone::clock::Clock;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde_json::Value;
use std::time::{Duration, Instant};

use crate::{
    database::{Database, on_both},
    holds::standing_clock,
    log,
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor, read},
};

on_both!(
    a_purchase_that_cannot_be_is_refused,
    a_form_that_no_page_of_this_build_sends_is_refused,
    a_request_that_was_used_is_not_used_for_another_purchase,
    a_session_that_ended_or_never_was_buys_nothing,
    another_accounts_order_cannot_be_cancelled,
    bytes_that_are_no_text_are_refused,
    an_address_of_bytes_that_are_no_text_leads_nowhere,
    a_door_that_is_not_there_says_so
);

const CONFIRM: &str = "/search?country=US&type=local&buy=%2B12025551000";
const UNREADABLE: &str = "That does not look right";
const OLD: &str = "This page no longer fits the store";
const GONE: &str = "This number is no longer available";
const DEARER: &str = "The price has changed";
const ENDED: &str = "Your session ended";

/// What must not be in an answer to anybody.
const INTERNAL: [&str; 8] =
    ["panicked", "serde", "sqlx", ".rs:", "server function", "missing field", "expected", "invalid digit"];

/// Sends a form's body both ways from `page` and compares what comes of it.
async fn refused_both_ways(visitor: &Visitor<'_>, page: &str, door: &str, body: &[u8], refused: &Refused, words: &str) {
    let shown = String::from_utf8_lossy(body);
    let before = visitor.shop.everything().await;
    let begun = Instant::now();
    let form = || visitor.change(door).body(body.to_vec()).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = form().send().await.expect("an answer");
    let told = read::<Value>(answer).await.expect_err("refused");
    assert_eq!(told, *refused, "{door} {shown}");
    let landed = visitor.send_from(page, form()).await;
    assert!(landed.contains(words), "{door} {shown}: the page does not say '{words}'");
    for word in INTERNAL {
        assert!(!landed.contains(word) && !format!("{told:?}").contains(word), "{door} {shown}: says '{word}'");
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{door} {shown} took {:?}", begun.elapsed());
    assert_eq!(visitor.shop.everything().await, before, "{door} {shown} changed something");
}

fn encoded(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish().into_bytes()
}

fn purchase(number: &str, cents: &str, request: &str, if_gone: &str) -> Vec<u8> {
    encoded(&[("number", number), ("price_cents", cents), ("request_id", request), ("if_gone", if_gone)])
}

fn invalid(what: &str) -> Refused {
    Refused::new(422, AppError::Invalid(what.to_owned()))
}

async fn a_purchase_that_cannot_be_is_refused(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let (long, wide) = ("x".repeat(65), "+１２０２５５５１０００");
    let dearer = Refused::new(409, AppError::PriceChanged { now: Money::from_cents(115) });
    let gone = Refused::new(409, AppError::NumberGone);
    let (number, request, choice) =
        (invalid("phone number"), invalid("request id"), invalid("choice for a number that is gone"));
    let carried = "/search?country=US&type=local&buy=%2B12025550152";
    let nobody_offers = "/search?country=US&type=local&buy=%2B12025559999";
    for (page, body, refused, words) in [
        // Numbers that are none.
        (CONFIRM, purchase("2025551000", "115", "form-1", "ask"), &number, UNREADABLE),
        (CONFIRM, purchase("+12025551000'--", "115", "form-1", "ask"), &number, UNREADABLE),
        (CONFIRM, purchase("", "115", "form-1", "ask"), &number, UNREADABLE),
        (CONFIRM, purchase("+1", "115", "form-1", "ask"), &number, UNREADABLE),
        (CONFIRM, purchase("++12025551000", "115", "form-1", "ask"), &number, UNREADABLE),
        (CONFIRM, purchase("+1202555100000000", "115", "form-1", "ask"), &number, UNREADABLE),
        (CONFIRM, purchase("+12025551000\0", "115", "form-1", "ask"), &number, UNREADABLE),
        (CONFIRM, purchase(wide, "115", "form-1", "ask"), &number, UNREADABLE),
        // Numbers that nobody offers, here or anywhere.
        (nobody_offers, purchase("+12025559999", "115", "form-1", "ask"), &gone, GONE),
        ("/search?buy=%2B4915112345678", purchase("+4915112345678", "115", "form-1", "ask"), &gone, GONE),
        // Prices that nobody quoted.
        (CONFIRM, purchase(NUMBERS.us, "114", "form-1", "ask"), &dearer, DEARER),
        (carried, purchase("+12025550152", "114", "form-1", "ask"), &dearer, DEARER),
        (CONFIRM, purchase(NUMBERS.us, "0", "form-1", "ask"), &dearer, DEARER),
        (CONFIRM, purchase(NUMBERS.us, "-115", "form-1", "ask"), &dearer, DEARER),
        (CONFIRM, purchase(NUMBERS.us, "9223372036854775807", "form-1", "ask"), &dearer, DEARER),
        (CONFIRM, purchase(NUMBERS.us, "-9223372036854775808", "form-1", "ask"), &dearer, DEARER),
        // Requests and choices that are none.
        (CONFIRM, purchase(NUMBERS.us, "115", "", "ask"), &request, UNREADABLE),
        (CONFIRM, purchase(NUMBERS.us, "115", "form 1", "ask"), &request, UNREADABLE),
        (CONFIRM, purchase(NUMBERS.us, "115", &long, "ask"), &request, UNREADABLE),
        (CONFIRM, purchase(NUMBERS.us, "115", "form-1", "whatever"), &choice, UNREADABLE),
        (CONFIRM, purchase(NUMBERS.us, "115", "form-1", ""), &choice, UNREADABLE),
    ] {
        refused_both_ways(&buyer, page, "/api/buy_number", &body, refused, words).await;
    }
}

async fn a_form_that_no_page_of_this_build_sends_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let old = Refused::new(422, AppError::OldPage);
    let good = String::from_utf8(purchase(NUMBERS.us, "115", "form-1", "ask")).expect("text");
    let bodies = [
        purchase(NUMBERS.us, "9223372036854775808", "form-1", "ask"),
        purchase(NUMBERS.us, "1e3", "form-1", "ask"),
        purchase(NUMBERS.us, "1.15", "form-1", "ask"),
        purchase(NUMBERS.us, "", "form-1", "ask"),
        encoded(&[("number", NUMBERS.us), ("price_cents", "115"), ("request_id", "form-1")]),
        encoded(&[("number", NUMBERS.us)]),
        Vec::new(),
        format!("{good}&price_cents=1").into_bytes(),
        good.replace("number=", "number[a][b]=").into_bytes(),
    ];
    for body in bodies {
        refused_both_ways(&buyer, CONFIRM, "/api/buy_number", &body, &old, OLD).await;
    }
    let stranger = shop.visitor();
    let later = "We could not sign you in just now";
    refused_both_ways(&stranger, "/sign-in", "/api/sign_in", b"email=a%40b.test", &old, later).await;
    refused_both_ways(&stranger, "/sign-in", "/api/sign_in_demo", b"who=Nobody", &old, later).await;
    let long = encoded(&[("number", &"9".repeat(70_000))]);
    let too_long = Refused::new(413, AppError::TooLong);
    refused_both_ways(&buyer, CONFIRM, "/api/buy_number", &long, &too_long, "That is too long").await;
}

async fn a_request_that_was_used_is_not_used_for_another_purchase(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.order_as(NUMBERS.us, "115", "form-1", "ask").await.expect("placed");
    let canada = "/search?country=CA&type=local&buy=%2B14165551000";
    let reused = Refused::new(409, AppError::RequestReused);
    let words = "This purchase was already sent";
    for (number, cents, if_gone) in
        [(NUMBERS.canada, "115", "ask"), (NUMBERS.us, "116", "ask"), (NUMBERS.us, "115", "closest")]
    {
        let body = purchase(number, cents, "form-1", if_gone);
        refused_both_ways(&buyer, canada, "/api/buy_number", &body, &reused, words).await;
    }
    let other = shop.sign_in(DemoAccount::Verified).await;
    other.order_as(NUMBERS.canada, "115", "form-1", "ask").await.expect("another account's ids are its own");
    // The same once more is no purchase, and leads to the one that there is.
    let before = shop.everything().await;
    let fields = [("number", NUMBERS.us), ("price_cents", "115"), ("request_id", "form-1"), ("if_gone", "ask")];
    let page = buyer.send_from(CONFIRM, buyer.form("/api/buy_number", &fields)).await;
    assert!(page.contains("Held: identity needed") && page.contains(placed.order.as_str()));
    assert_eq!(shop.everything().await, before);
}

async fn a_session_that_ended_or_never_was_buys_nothing(db: Database) {
    let clock: Clock = standing_clock();
    let shop = TestShop::without_worker(db, Plan { clock, ..Plan::default() }).await;
    let old = shop.sign_in(DemoAccount::Unverified).await;
    let placed = old.buy(NUMBERS.canada).await;
    shop.plan.clock.advance(Duration::from_secs(3 * 3_600));
    let token = old.cookie.clone().expect("a cookie");
    let forged = |cookie: String| Visitor { shop: &shop, cookie: Some(cookie) };
    let needed = Refused::new(401, AppError::SignInNeeded);
    for visitor in [old, forged(format!("{token}x")), forged("plusone=0".to_owned()), shop.visitor()] {
        let body = purchase(NUMBERS.us, "115", "form-1", "ask");
        refused_both_ways(&visitor, CONFIRM, "/api/buy_number", &body, &needed, ENDED).await;
        let body = encoded(&[("order", placed.order.as_str())]);
        let page = format!("/orders/{}", placed.order);
        refused_both_ways(&visitor, &page, "/api/cancel_order", &body, &needed, ENDED).await;
        refused_both_ways(&visitor, "/verify", "/api/restart_verification", b"", &needed, ENDED).await;
    }
}

async fn another_accounts_order_cannot_be_cancelled(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let placed = shop.sign_in(DemoAccount::Unverified).await.buy(NUMBERS.us).await;
    let stranger = shop.sign_in(DemoAccount::Verified).await;
    let not_found = Refused::new(404, AppError::NotFound);
    for order in [placed.order.as_str(), "no-such-order", "../../account", "", "\u{202e}"] {
        let page = format!("/orders/{}", placed.order);
        let body = encoded(&[("order", order)]);
        let words = "There is nothing here";
        refused_both_ways(&stranger, &page, "/api/cancel_order", &body, &not_found, words).await;
    }
}

async fn bytes_that_are_no_text_are_refused(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let good = purchase(NUMBERS.us, "115", "form-1", "ask");
    let raw = [&good[..], b"\xff\xfe"].concat();
    refused_both_ways(&buyer, CONFIRM, "/api/buy_number", &raw, &invalid("request"), UNREADABLE).await;
    let escaped = b"number=%FF%FE&price_cents=115&request_id=f&if_gone=ask";
    refused_both_ways(&buyer, CONFIRM, "/api/buy_number", escaped, &invalid("phone number"), UNREADABLE).await;
    let names = Refused::new(422, AppError::OldPage);
    refused_both_ways(&buyer, CONFIRM, "/api/buy_number", b"%FF=%FF", &names, OLD).await;
    // Headers: what cannot be read is not there, and an origin that cannot be read is not ours.
    let before = shop.everything().await;
    let bytes = HeaderValue::from_bytes(b"\xff\xfe").expect("a value");
    for name in ["cookie", "origin", "sec-fetch-site"] {
        let fields = [("number", NUMBERS.us), ("price_cents", "115"), ("request_id", "f"), ("if_gone", "ask")];
        let visitor =
            if name == "cookie" { shop.visitor() } else { Visitor { shop: &shop, cookie: buyer.cookie.clone() } };
        let answer = visitor.form("/api/buy_number", &fields).header(name, &bytes).send().await.expect("an answer");
        assert_eq!(answer.status(), if name == "cookie" { 401 } else { 403 }, "{name}");
    }
    for name in ["accept", "accept-language", "user-agent", "referer", "x-forwarded-for", "last-event-id", "range"] {
        for path in ["/search", "/orders", "/account/statement.csv"] {
            let request = buyer.request(shop.http.get(format!("{}{path}", shop.url)));
            let answer = request.header(name, &bytes).send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{name} {path}");
        }
    }
    assert_eq!(shop.everything().await, before);
    let token = buyer.cookie.as_deref().and_then(|cookie| cookie.split_once('=')).expect("a cookie").1;
    assert!(log::tells("cross-site request refused"), "the log is heard");
    assert!(!log::tells(token), "a session in the log");
}

async fn an_address_of_bytes_that_are_no_text_leads_nowhere(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for (path, status, words) in [
        ("/%FF%FE", 404, "There is nothing here"),
        ("/orders/%FF%FE", 404, "There is nothing here"),
        ("/orders/..%2F..%2Faccount", 404, "There is nothing here"),
        ("/orders/%00", 404, "There is nothing here"),
        ("/pkg/%FF", 404, ""),
        ("/pkg/..%2F..%2FCargo.toml", 404, ""),
        ("/search?digits=%FF%FE", 422, "That cannot be searched for"),
        ("/search?country=%FF", 422, UNREADABLE),
        ("/search?country=US&type=%00", 422, UNREADABLE),
        ("/search?more=99999999999999999999", 422, UNREADABLE),
        ("/search?area_code=%D9%A4%D9%A1%D9%A5", 422, "That is not an area code"),
        ("/search?%FF=%FF", 200, "Find a number"),
        ("/search?buy=%FF", 200, "Find a number"),
        ("/search?__path=%FF&__err=%FF", 200, "Find a number"),
        ("/verify?problem=%FF&side=%3Cscript%3E", 200, "Upload your ID"),
        ("/account?month=%FF", 422, "That is not a month"),
        ("/account/statement.csv?month=%FF", 422, "Invalid"),
        ("/account/statement.csv?month=2026-10&month=2026-11", 422, "Invalid"),
    ] {
        let visitor = if path.starts_with("/verify") {
            shop.sign_in(DemoAccount::Unverified).await
        } else {
            Visitor { shop: &shop, cookie: buyer.cookie.clone() }
        };
        let answer = visitor.get(path).await;
        let shown = (answer.status().as_u16(), answer.text().await.expect("text"));
        assert_eq!(shown.0, status, "{path}");
        assert!(shown.1.contains(words), "{path}: {}", shown.1);
        assert!(!shown.1.contains("<script>"), "{path} is repeated as it is");
        for word in INTERNAL {
            assert!(!shown.1.contains(word), "{path} says '{word}'");
        }
    }
}

async fn a_door_that_is_not_there_says_so(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let refused = buyer.call::<Value>("an_older_door", &[("a", "b")]).await.expect_err("no such door");
    assert_eq!(refused, Refused::new(404, AppError::OldPage));
    let page = buyer.send_from("/search", buyer.form("/api/an_older_door", &[])).await;
    assert!(page.contains("Find a number"), "back where it came from, loaded anew");
    assert_eq!(buyer.get("/api/an_older_door").await.status(), 404);
}
