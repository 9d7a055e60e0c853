//! The log of a whole journey, as talkative as it can be, holds no secret and nothing of a person.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::header::{AUTHORIZATION, COOKIE, REFERER, USER_AGENT};

use crate::{
    database::{Database, on_both},
    guest::{EMAIL, PASSWORD},
    house::{House, KEY_A, KEY_B, OWN_TWILIO, PERSONA_KEY, TWILIO, WEBHOOK_SECRET},
    looking::{Pieces, holds},
    pictures,
    rotation::{OWNER, add_owner},
};

on_both!(the_log_holds_no_secret_and_nothing_of_a_person);

/// Our own numbers, bought here: of our stock, at our carrier, at the owner's carrier.
const NUMBERS: [&str; 3] = ["+12025551000", "+14155550120", "+14155550121"];

async fn the_log_holds_no_secret_and_nothing_of_a_person(db: Database) {
    let mut house = House::on(db).await;
    house.set("LOG", "debug,plusone=trace,app=trace,plusone_app=trace");
    house.set("OLD_SECRET_KEYS", KEY_B);
    house.furnish().await;
    add_owner(&house);
    house.start().await;

    strangers(&house).await;
    let guest = house.enter(EMAIL).await;
    let held = guest.buy(NUMBERS[0]).await;
    guest.buy(NUMBERS[1]).await;
    let (front, face) = (pictures::jpeg(21), pictures::jpeg(22));
    assert_eq!(guest.show_passport(b"c4n4ry, which is no picture").await.status(), 422);
    assert_eq!(guest.show_passport(&front).await.status(), 204);
    assert_eq!(guest.show_face(&face).await.status(), 204);
    let owner = house.enter(OWNER).await;
    owner.buy(NUMBERS[2]).await;
    house.until_count("SELECT COUNT(*) FROM orders WHERE state = 'purchased'", 3).await;
    for page in ["/account?month=c4n4ry", "/orders/c4n4ry", "/search?digits=c4n4ry&country=c4n4ry", "/c4n4ry/c4n4ry"] {
        guest.get(page).await;
    }
    let order = held.order.to_string();
    guest.get(&format!("/orders/{order}")).await;
    guest.post("cancel_order", &[("order", &order)]).await;
    guest.post("rename_pool", &[("pool", "c4n4ry"), ("name", "c4n4ry")]).await;
    let (guest, owner) = (guest.cookie, owner.cookie);
    house.does(&["audit", "verify"], "");
    house.stop().await;

    let log = std::fs::read(house.log()).expect("a log");
    let text = String::from_utf8_lossy(&log);
    for told in [
        "route=\"/api/buy_number\"",
        "route=\"/uploads/selfie\"",
        "route=\"/webhooks/persona\"",
        "status=401",
        "sign-in by=\"password\" end=Wrong",
        "by=\"password\" end=Right",
    ] {
        assert!(text.contains(told), "the log does not tell of {told}");
    }
    let warned = text.matches("PLUSONE_TRUSTED_PROXIES").count();
    assert_eq!(warned, 1, "strangers spoke for others twice, which is told once");
    let basic = |(sid, token): (&str, &str)| BASE64_STANDARD.encode(format!("{sid}:{token}"));
    let token = |cookie: &str| cookie.split_once('=').expect("a name and a value").1.to_owned();
    let secrets = [
        ("a canary", "c4n4ry".to_owned()),
        ("an e-mail", EMAIL.to_owned()),
        ("a password", PASSWORD.to_owned()),
        ("the vendor's key", PERSONA_KEY.to_owned()),
        ("the webhook's secret", WEBHOOK_SECRET.to_owned()),
        ("a carrier's token", TWILIO.1.to_owned()),
        ("an own carrier's token", OWN_TWILIO.1.to_owned()),
        ("a carrier's credentials", basic(TWILIO)),
        ("an own carrier's credentials", basic(OWN_TWILIO)),
        ("the secret key", KEY_A.to_owned()),
        ("an old secret key", KEY_B.to_owned()),
        ("a session", token(&guest)),
        ("another session", token(&owner)),
        ("the way to an order", format!("/orders/{order}")),
    ];
    let numbers = NUMBERS.map(|number| ("a number", number[2..].to_owned()));
    for (what, secret) in secrets.iter().chain(&numbers) {
        let line = text.lines().find(|line| line.to_lowercase().contains(&secret.to_lowercase()));
        assert_eq!(line, None, "{what} stands in the log");
    }
    assert!(!Pieces::of_files([&front[..], &face]).lie_in(&log), "pixels stand in the log");
    assert!(!holds(&log, b"argon2"), "a password's hash stands in the log");
}

/// People who guess, forge and probe.
async fn strangers(house: &House) {
    let (http, url) = (&house.http, &house.url);
    for (email, password) in
        [(EMAIL, "c4n4ry of a guess"), ("c4n4ry.stranger@shop.test", PASSWORD), ("c4n4ry", "c4n4ry")]
    {
        let form = [("email", email), ("password", password)];
        let answer = http.post(format!("{url}/api/sign_in")).form(&form).send().await.expect("an answer");
        assert_eq!(answer.status(), 401);
    }
    for signature in ["c4n4ry", "t=1,v1=c4n4ry", "t=c4n4ry,v1=00"] {
        let forged = http.post(format!("{url}/webhooks/persona")).header("persona-signature", signature);
        let answer = forged.body(r#"{"data":{"id":"c4n4ry"}}"#).send().await.expect("an answer");
        assert_eq!(answer.status(), 401);
    }
    let odd = http.get(format!("{url}/search")).header(COOKIE, "plusone=c4n4ry; plusone-email=c4n4ry");
    let odd = odd.header(USER_AGENT, "c4n4ry").header(REFERER, "http://c4n4ry.test/").header(AUTHORIZATION, "c4n4ry");
    let answer = odd.header("x-request-id", "c4n4ry").header("x-forwarded-for", "c4n4ry").send().await;
    let id = answer.expect("an answer").headers()["x-request-id"].clone();
    assert_ne!(id, "c4n4ry", "a stranger names no request");
    let cross = http.post(format!("{url}/api/c4n4ry")).header("sec-fetch-site", "cross-site").body("c4n4ry");
    let cross = cross.header("forwarded", "for=c4n4ry");
    assert_eq!(cross.send().await.expect("an answer").status(), 403);
}
