//! What the log tells of who signed in and who tried, and the trail of how people sign in.

use app::desk::{AccessView, Ceremony, DemoAccount};
use plusone::{
    recover,
    store::users::{self, User},
};
use reqwest::Response;
use serde_json::Value;

use crate::{
    authenticator::Authenticator,
    database::{Database, on_both},
    log,
    passkeys::{BUYER, PASSWORD, add, ask, codes, enter, standing},
    shop::{TestShop, Visitor},
    trail::entries,
};

on_both!(
    each_way_in_is_told_of_with_how_it_ended,
    of_whom_nobody_knows_the_log_says_nothing,
    each_end_of_a_session_is_told_of,
    the_trail_tells_of_passkeys_and_codes
);

async fn user(shop: &TestShop, email: &str) -> User {
    let mut tx = shop.db.read().await;
    users::by_email(&mut tx, email).await.expect("read").expect("known")
}

/// What the log says of the request that was answered so; it must say all of `told`.
fn line(answer: &Response, told: &[&str]) -> String {
    let id = answer.headers()["x-request-id"].to_str().expect("text").to_owned();
    log::line(told, &[id]).unwrap_or_else(|| panic!("no line tells {told:?}"))
}

async fn shown(visitor: &Visitor<'_>, device: &mut Authenticator, what: &str) -> Response {
    let Ceremony { token, options } = ask(visitor, &format!("begin_{what}")).await;
    let answer = device.show(&options);
    visitor.post(&format!("/api/finish_{what}"), &[("token", &token), ("answer", &answer)]).await
}

async fn each_way_in_is_told_of_with_how_it_ended(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, standing()).await;
    let whom = format!("user={}", user(&shop, BUYER).await.id);
    let (mut buyer, mut device, visitor) = (enter(&shop, BUYER).await, Authenticator::new(), shop.visitor());
    add(&mut buyer, &mut device, "Phone").await.expect("added");
    let codes = codes(&buyer).await;
    let tell = |answer: &Response, what: &str, by: &str, end: &str| {
        line(answer, &[what, &format!("by=\"{by}\""), &format!("end={end}"), &whom]);
    };
    let clicked = visitor.post("/api/sign_in_demo", &[("who", "Verified")]).await;
    tell(&clicked, "sign-in", "one click", "Right");
    tell(&shown(&visitor, &mut device, "passkey_sign_in").await, "sign-in", "passkey", "Right");
    tell(&shown(&buyer, &mut device, "passkey_proof").await, "proof", "passkey", "Right");
    device.set_back();
    tell(&shown(&visitor, &mut device, "passkey_sign_in").await, "sign-in", "passkey", "Wrong");
    for (code, end) in [(codes[0].as_str(), "Right"), (&codes[0], "Wrong")] {
        let answer = visitor.post("/api/sign_in_by_code", &[("email", BUYER), ("code", code)]).await;
        tell(&answer, "sign-in", "code", end);
        let buyer = enter(&shop, BUYER).await;
        let code = if end == "Right" { &codes[1] } else { code };
        tell(&buyer.post("/api/prove_code", &[("code", code)]).await, "proof", "code", end);
    }
    for (password, end) in [(PASSWORD, "Right"), ("guess", "Wrong")] {
        let answer = visitor.post("/api/sign_in", &[("email", BUYER), ("password", password)]).await;
        tell(&answer, "sign-in", "password", end);
        let buyer = enter(&shop, BUYER).await;
        tell(&buyer.post("/api/prove_password", &[("password", password)]).await, "proof", "password", end);
    }
    let buyer = enter(&shop, BUYER).await;
    for _ in 0..10 {
        visitor.post("/api/sign_in", &[("email", BUYER), ("password", "guess")]).await;
    }
    let code = [("email", BUYER), ("code", codes[2].as_str())];
    tell(
        &visitor.post("/api/sign_in", &[("email", BUYER), ("password", PASSWORD)]).await,
        "sign-in",
        "password",
        "TooMany",
    );
    tell(&visitor.post("/api/sign_in_by_code", &code).await, "sign-in", "code", "TooMany");
    tell(&buyer.post("/api/prove_password", &[("password", PASSWORD)]).await, "proof", "password", "TooMany");
}

async fn of_whom_nobody_knows_the_log_says_nothing(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, standing()).await;
    let (visitor, email) = (shop.visitor(), "noted.by.nobody@demo.test");
    for (door, fields) in [
        ("sign_in", [("email", email), ("password", "noted.by.nobody")]),
        ("sign_in_by_code", [("email", email), ("code", "noted.by.nobody")]),
        ("finish_passkey_sign_in", [("token", "noted.by.nobody"), ("answer", "noted.by.nobody")]),
    ] {
        let answer = visitor.post(&format!("/api/{door}"), &fields).await;
        assert_eq!(answer.status(), 401);
        let line = line(&answer, &["sign-in", "end=Wrong"]);
        assert!(!line.contains("user="), "{line}");
    }
    assert!(!log::tells("noted.by.nobody"), "what a stranger typed stands in the log");
}

async fn each_end_of_a_session_is_told_of(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, standing()).await;
    let whom = format!("user={}", user(&shop, BUYER).await.id);
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let again = buyer.post("/api/sign_in", &[("email", BUYER), ("password", PASSWORD)]).await;
    line(&again, &["the session before is over", &whom]);
    for (door, told) in [
        ("end_other_sessions", "sessions were ended"),
        ("end_all_sessions", "sessions were ended"),
        ("sign_out", "signed out"),
    ] {
        let buyer = shop.sign_in(DemoAccount::Verified).await;
        line(&buyer.post(&format!("/api/{door}"), &[]).await, &[told, &whom]);
    }
}

async fn the_trail_tells_of_passkeys_and_codes(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let User { id, account, .. } = user(&shop, BUYER).await;
    let mut buyer = enter(&shop, BUYER).await;
    add(&mut buyer, &mut Authenticator::new(), "C4n4ry").await.expect("added");
    let codes = codes(&buyer).await;
    let access: AccessView = buyer.call("show_access", &[]).await.expect("the person's own");
    let passkey = access.passkeys[0].id.to_string();
    buyer.call::<()>("rename_passkey", &[("passkey", &passkey), ("name", "C4n4ry's")]).await.expect("renamed");
    let other = enter(&shop, BUYER).await;
    other.call::<()>("prove_code", &[("code", &codes[0])]).await.expect("proven");
    shop.visitor().call::<()>("sign_in_by_code", &[("email", BUYER), ("code", &codes[1])]).await.expect("signed in");
    shop.visitor().call::<()>("sign_in_by_code", &[("email", BUYER), ("code", &codes[1])]).await.expect_err("once");
    buyer.call::<()>("remove_passkey", &[("passkey", &passkey)]).await.expect("removed");
    buyer.call::<()>("remove_passkey", &[("passkey", &passkey)]).await.expect_err("gone");
    let fields = [("email", "planted@harbor.example"), ("role", "admin")];
    buyer.call::<Value>("invite_member", &fields).await.expect("invited");
    let (store, key, plan) = (&shop.db.store, &shop.house.audit, &shop.plan);
    recover::recover(store, key, &plan.policy, &plan.clock, BUYER).await.expect("a code");
    let told = entries(&shop).await;
    assert!(told.iter().all(|entry| entry.chain == account.as_str()));
    let deeds: Vec<_> = told
        .iter()
        .map(|entry| (entry.actor.as_str(), entry.subject.as_str(), entry.subject_id.as_str(), entry.action.as_str()))
        .collect();
    let (id, invite) = (id.as_str(), deeds[6].2);
    let expected = [
        ("user", "passkey", passkey.as_str(), "added"),
        ("user", "codes", id, "made"),
        ("user", "passkey", &passkey, "renamed"),
        ("user", "codes", id, "used"),
        ("user", "codes", id, "used"),
        ("user", "passkey", &passkey, "removed"),
        ("user", "invite", invite, "made"),
        ("operator", "user", id, "recovered"),
        ("operator", "invite", invite, "taken back"),
    ];
    assert_eq!(deeds, expected);
    assert!(told.iter().filter(|entry| entry.actor == "user").all(|entry| entry.actor_id == id));
    assert!(!format!("{told:?}").contains("C4n4ry"), "a name that somebody gave stands in the trail");
}
