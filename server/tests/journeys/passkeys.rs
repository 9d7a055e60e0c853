//! Passkeys and what stands for them.

use app::{
    AppError,
    desk::{AccessView, Ceremony, DemoAccount},
    domain::{Door, Role, Telephony, Timestamp},
};
use plusone::{
    add_user,
    cli::NewUser,
    clock::Clock,
    desk::Shop,
    recover::{self, RecoverError},
};
use reqwest::header::{ACCEPT, LOCATION, SET_COOKIE};
use serde_json::Value;
use std::time::Duration;

use crate::{
    authenticator::Authenticator,
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor, read},
};

on_both!(
    a_passkey_is_added_listed_renamed_and_removed,
    a_passkey_alone_signs_in,
    a_question_is_answered_once_and_in_time,
    what_an_authenticator_gets_wrong_is_refused,
    a_copied_authenticator_is_refused,
    adding_and_removing_ask_for_a_proof,
    nobody_touches_the_passkeys_of_somebody_else,
    an_operator_without_a_passkey_may_only_add_one,
    a_new_operator_shows_a_code_before_the_first_passkey,
    an_operator_with_a_passkey_must_show_it,
    the_last_passkey_of_an_operator_stays,
    recovery_codes_stand_for_a_passkey_once,
    a_buyer_signs_in_by_a_code_alone,
    guessing_codes_is_limited,
    whoever_lost_everything_is_let_in_by_a_code_and_the_password,
    questions_are_limited_and_swept,
    a_site_without_a_name_has_no_passkeys
);

const MINUTE: Duration = Duration::from_secs(60);
pub const PASSWORD: &str = "plusone-demo";
pub const BUYER: &str = "verified@demo.test";
const OPERATOR: &str = "operator@demo.test";

pub fn standing() -> Plan {
    Plan { clock: Clock::manual(Timestamp::from_micros(1_790_000_000_000_000)), ..Plan::default() }
}

/// A house whose operators must show a passkey.
fn strict() -> Plan {
    let mut plan = standing();
    plan.policy.operators_need_passkey = true;
    plan
}

pub async fn enter<'a>(shop: &'a TestShop, email: &str) -> Visitor<'a> {
    let mut visitor = shop.visitor();
    visitor.enter(&[("email", email), ("password", PASSWORD)], "sign_in").await.expect("signed in");
    visitor
}

pub async fn ask(visitor: &Visitor<'_>, door: &str) -> Ceremony {
    visitor.call(door, &[]).await.expect("asked")
}

/// Adds a passkey; whether that came with a new token.
pub async fn add(visitor: &mut Visitor<'_>, device: &mut Authenticator, name: &str) -> Result<bool, Refused> {
    let Ceremony { token, options } = visitor.call("begin_passkey", &[]).await?;
    let answer = device.make(&options);
    let answer = visitor.post("/api/finish_passkey", &[("token", &token), ("answer", &answer), ("name", name)]).await;
    let set = answer.headers().get(SET_COOKIE).map(|set| set.to_str().expect("text").to_owned());
    read::<()>(answer).await?;
    if let Some(set) = &set {
        visitor.cookie = set.split(';').next().map(str::to_owned);
    }
    Ok(set.is_some())
}

/// Shows the passkey, by these two doors.
pub async fn show(visitor: &mut Visitor<'_>, device: &mut Authenticator, what: &str) -> Result<String, Refused> {
    let Ceremony { token, options } = visitor.call(&format!("begin_{what}"), &[]).await?;
    let answer = device.show(&options);
    visitor.enter(&[("token", &token), ("answer", &answer)], &format!("finish_{what}")).await
}

async fn access(visitor: &Visitor<'_>) -> AccessView {
    visitor.call("show_access", &[]).await.expect("the person's own")
}

async fn door(visitor: &Visitor<'_>) -> Option<Door> {
    visitor.call("show_door", &[]).await.expect("signed in")
}

async fn is_in(visitor: &Visitor<'_>) -> bool {
    visitor.call::<Value>("list_orders", &[]).await.is_ok()
}

fn refused() -> Refused {
    Refused::new(401, AppError::PasskeyRefused)
}

fn names(view: &AccessView) -> Vec<&str> {
    view.passkeys.iter().map(|passkey| passkey.name.as_str()).collect()
}

async fn a_passkey_is_added_listed_renamed_and_removed(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let mut buyer = enter(&shop, BUYER).await;
    let before = buyer.cookie.clone();
    assert_eq!(access(&buyer).await.passkeys, []);
    for name in ["Phone", "Laptop"] {
        assert!(!add(&mut buyer, &mut Authenticator::new(), name).await.expect("added"), "the session goes on");
        shop.plan.clock.advance(Duration::from_secs(1));
    }
    assert_eq!(buyer.cookie, before);
    let view = access(&buyer).await;
    assert_eq!(names(&view), ["Phone", "Laptop"]);
    assert!(view.passkeys.iter().all(|passkey| passkey.used_at.is_none()) && !view.passkey_required);
    let phone = view.passkeys[0].id.as_str();
    for (name, error) in [("", "passkey name"), ("two\nlines", "passkey name")] {
        let renamed = buyer.call::<()>("rename_passkey", &[("passkey", phone), ("name", name)]).await;
        assert_eq!(renamed, Err(Refused::new(422, AppError::Invalid(error.to_owned()))));
    }
    buyer.call::<()>("rename_passkey", &[("passkey", phone), ("name", " Old phone ")]).await.expect("renamed");
    assert_eq!(names(&access(&buyer).await), ["Old phone", "Laptop"]);
    buyer.call::<()>("remove_passkey", &[("passkey", phone)]).await.expect("removed");
    assert_eq!(names(&access(&buyer).await), ["Laptop"]);
    let again = buyer.call::<()>("remove_passkey", &[("passkey", phone)]).await;
    assert_eq!(again, Err(Refused::new(404, AppError::NotFound)));
}

async fn a_passkey_alone_signs_in(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let (mut device, mut other) = (Authenticator::new(), Authenticator::new());
    add(&mut enter(&shop, BUYER).await, &mut device, "Phone").await.expect("added");
    add(&mut enter(&shop, "unverified@demo.test").await, &mut other, "Phone").await.expect("added");
    shop.plan.clock.advance(MINUTE);
    let mut visitor = shop.sign_in(DemoAccount::Unverified).await;
    let before = Visitor { shop: &shop, cookie: visitor.cookie.clone() };
    let set = show(&mut visitor, &mut device, "passkey_sign_in").await.expect("signed in");
    assert!(set.contains("HttpOnly; SameSite=Lax"), "{set}");
    assert!(!is_in(&before).await, "the session that the browser came with is over");
    let view = access(&visitor).await;
    assert_eq!(view.passkeys[0].used_at, Some(shop.plan.clock.now()));
    assert!(view.proven_until.is_some(), "it shows who one is");
    let frame: Value = visitor.call("show_viewer", &[]).await.expect("a frame");
    assert_eq!(frame["viewer"]["email"], BUYER, "whose passkey it is");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM failed_sign_ins").await, 0, "nothing failed");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM ceremonies").await, 0);
}

async fn a_question_is_answered_once_and_in_time(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let (mut buyer, mut device) = (enter(&shop, BUYER).await, Authenticator::new());
    add(&mut buyer, &mut device, "Phone").await.expect("added");
    let visitor = shop.visitor();
    let Ceremony { token, options } = ask(&visitor, "begin_passkey_sign_in").await;
    let answer = device.show(&options);
    let fields = [("token", token.as_str()), ("answer", answer.as_str())];
    // An answer to it from whoever is signed in is none to another question.
    assert_eq!(buyer.call::<()>("finish_passkey_proof", &fields).await, Err(refused()));
    assert_eq!(visitor.call::<()>("finish_passkey_sign_in", &fields).await, Err(refused()), "it was taken");
    let Ceremony { token, options } = ask(&visitor, "begin_passkey_sign_in").await;
    let answer = device.show(&options);
    let fields = [("token", token.as_str()), ("answer", answer.as_str())];
    visitor.call::<()>("finish_passkey_sign_in", &fields).await.expect("signed in");
    assert_eq!(visitor.call::<()>("finish_passkey_sign_in", &fields).await, Err(refused()), "once");
    let Ceremony { token, options } = ask(&visitor, "begin_passkey_sign_in").await;
    let answer = device.show(&options);
    shop.plan.clock.advance(5 * MINUTE);
    let late = visitor.call::<()>("finish_passkey_sign_in", &[("token", &token), ("answer", &answer)]).await;
    assert_eq!(late, Err(refused()), "too late");
    // The challenge of one question is no answer to another.
    let [one, two] = [ask(&visitor, "begin_passkey_sign_in").await, ask(&visitor, "begin_passkey_sign_in").await];
    let crossed = device.show(&one.options);
    let crossed = visitor.call::<()>("finish_passkey_sign_in", &[("token", &two.token), ("answer", &crossed)]).await;
    assert_eq!(crossed, Err(refused()));
}

async fn what_an_authenticator_gets_wrong_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let mut buyer = enter(&shop, BUYER).await;
    let mut elsewhere = Authenticator::new();
    elsewhere.site = "http://evil.example".to_owned();
    assert_eq!(add(&mut buyer, &mut elsewhere, "Phone").await, Err(refused()));
    let mut unasked = Authenticator::new();
    unasked.verifies = false;
    assert_eq!(add(&mut buyer, &mut unasked, "Phone").await, Err(refused()), "nobody showed the device who they are");
    let mut device = Authenticator::new();
    add(&mut buyer, &mut device, "Phone").await.expect("added");
    assert_eq!(add(&mut buyer, &mut device, "Again").await, Err(refused()), "known already");
    for (verifies, site) in
        [(false, crate::shop::SITE), (true, "http://localhost:3001"), (true, "https://localhost:3000")]
    {
        device.verifies = verifies;
        device.site = site.to_owned();
        assert_eq!(
            show(&mut shop.visitor(), &mut device, "passkey_sign_in").await,
            Err(refused()),
            "{verifies} {site}"
        );
    }
    let mut stranger = Authenticator::new();
    let Ceremony { options, .. } = ask(&buyer, "begin_passkey").await;
    stranger.make(&options);
    assert_eq!(show(&mut shop.visitor(), &mut stranger, "passkey_sign_in").await, Err(refused()), "never added");
    let Ceremony { token, .. } = ask(&buyer, "begin_passkey_sign_in").await;
    for answer in ["", "{}", "null", "[1]", "\0", &"x".repeat(60_000)] {
        let fields = [("token", token.as_str()), ("answer", answer)];
        assert_eq!(buyer.call::<()>("finish_passkey_sign_in", &fields).await, Err(refused()), "{answer:.20}");
    }
    assert_eq!(names(&access(&buyer).await), ["Phone"]);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM sessions").await, 1);
}

async fn a_copied_authenticator_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let mut device = Authenticator::new();
    add(&mut enter(&shop, BUYER).await, &mut device, "Key").await.expect("added");
    for _ in 0..2 {
        show(&mut shop.visitor(), &mut device, "passkey_sign_in").await.expect("signed in");
    }
    device.set_back();
    assert_eq!(show(&mut shop.visitor(), &mut device, "passkey_sign_in").await, Err(refused()), "its count went back");
}

async fn adding_and_removing_ask_for_a_proof(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let (mut buyer, mut device) = (shop.sign_in(DemoAccount::Verified).await, Authenticator::new());
    let needed = || Refused::new(403, AppError::ProofNeeded);
    assert_eq!(add(&mut buyer, &mut device, "Phone").await, Err(needed()), "one click is no proof");
    buyer.enter(&[("password", PASSWORD)], "prove_password").await.expect("proven");
    add(&mut buyer, &mut device, "Phone").await.expect("added");
    let id = access(&buyer).await.passkeys[0].id.clone();
    shop.plan.clock.advance(5 * MINUTE);
    assert_eq!(buyer.call::<()>("remove_passkey", &[("passkey", id.as_str())]).await, Err(needed()));
    assert_eq!(buyer.call::<Value>("make_recovery_codes", &[]).await, Err(needed()));
    // A passkey proves it as well, under a new token.
    let before = Visitor { shop: &shop, cookie: buyer.cookie.clone() };
    show(&mut buyer, &mut device, "passkey_proof").await.expect("proven");
    assert!(is_in(&buyer).await && !is_in(&before).await);
    buyer.call::<()>("remove_passkey", &[("passkey", id.as_str())]).await.expect("removed");
    assert_eq!(show(&mut buyer, &mut device, "passkey_proof").await, Err(Refused::new(404, AppError::NotFound)));
    assert_eq!(show(&mut shop.visitor(), &mut device, "passkey_sign_in").await, Err(refused()), "it is gone");
}

async fn nobody_touches_the_passkeys_of_somebody_else(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let (mut owner, mut device) = (enter(&shop, BUYER).await, Authenticator::new());
    add(&mut owner, &mut device, "Phone").await.expect("added");
    let id = access(&owner).await.passkeys[0].id.clone();
    let mut stranger = enter(&shop, OPERATOR).await;
    for id in [id.as_str(), "no-such-passkey", ""] {
        for (door, fields) in [
            ("rename_passkey", [("passkey", id), ("name", "Mine")]),
            ("remove_passkey", [("passkey", id), ("name", "")]),
        ] {
            let refused = stranger.call::<()>(door, &fields).await;
            assert_eq!(refused, Err(Refused::new(404, AppError::NotFound)), "{door} {id}");
        }
    }
    // A question that was put to one person is not answered by another.
    let Ceremony { token, options } = ask(&owner, "begin_passkey_proof").await;
    let answer = device.show(&options);
    let crossed = stranger.enter(&[("token", &token), ("answer", &answer)], "finish_passkey_proof").await;
    assert_eq!(crossed, Err(refused()));
    let Ceremony { token, options } = ask(&stranger, "begin_passkey").await;
    let answer = Authenticator::new().make(&options);
    let fields = [("token", token.as_str()), ("answer", answer.as_str()), ("name", "Mine")];
    assert_eq!(owner.call::<()>("finish_passkey", &fields).await, Err(refused()));
    for door in [
        "begin_passkey",
        "begin_passkey_proof",
        "make_recovery_codes",
        "show_door",
        "finish_passkey_proof",
        "finish_passkey",
        "prove_code",
        "rename_passkey",
        "remove_passkey",
    ] {
        let fields = [("token", "t"), ("answer", "a"), ("name", "n"), ("code", "c"), ("passkey", id.as_str())];
        let refused = shop.visitor().call::<Value>(door, &fields).await;
        assert_eq!(refused, Err(Refused::new(401, AppError::SignInNeeded)), "{door}");
        assert!(matches!(shop.visitor().get(&format!("/api/{door}")).await.status().as_u16(), 404 | 405), "{door}");
    }
    assert_eq!(names(&access(&owner).await), ["Phone"]);
}

/// Everything but the door is shut.
async fn is_shut_out(visitor: &Visitor<'_>) {
    let needed = Refused::new(403, AppError::PasskeyNeeded);
    let buy = [("number", NUMBERS.us), ("price_cents", "115"), ("request_id", "x"), ("if_gone", "closest")];
    for (name, fields) in [
        ("list_orders", &[][..]),
        ("show_account", &[]),
        ("show_access", &[]),
        ("search_numbers", &[("country", "US"), ("type", "local")]),
        ("buy_number", &buy),
        ("end_other_sessions", &[]),
        ("make_recovery_codes", &[]),
        ("remove_passkey", &[("passkey", "x")]),
    ] {
        assert_eq!(
            visitor.call::<Value>(name, fields).await,
            Err(Refused::new(403, AppError::PasskeyNeeded)),
            "{name}"
        );
    }
    assert_eq!(visitor.get("/events").await.status(), 403);
    assert_eq!(visitor.get("/account/statement.csv").await.status(), 403);
    let upload = visitor.upload("document", &[], &[]).await;
    assert_eq!(read::<()>(upload).await, Err(needed));
    for path in [
        "/account",
        "/numbers",
        "/orders",
        "/orders/x",
        "/pools",
        "/pools/new",
        "/pools/new?country=GB&quantity=1",
        "/pools/x",
        "/search",
        "/search?country=US&type=local",
        "/verify",
    ] {
        let page = visitor.get(path).await;
        let way = page.headers().get(LOCATION).map_or("", |way| way.to_str().expect("text"));
        assert_eq!((page.status().as_u16(), way), (303, "/sign-in/passkey"), "{path}");
    }
    let frame: Value = visitor.call("show_viewer", &[]).await.expect("a frame");
    assert_eq!(frame["viewer"], Value::Null);
}

async fn an_operator_without_a_passkey_may_only_add_one(db: Database) {
    let shop = TestShop::without_worker(db, strict()).await;
    let mut clicked = shop.sign_in(DemoAccount::Operator).await;
    assert_eq!(door(&clicked).await, Some(Door::Register));
    let unproven = add(&mut clicked, &mut Authenticator::new(), "Key").await;
    assert_eq!(unproven, Err(Refused::new(403, AppError::ProofNeeded)), "without the password nothing is added");
    let mut operator = enter(&shop, OPERATOR).await;
    is_shut_out(&operator).await;
    let form = operator.form("/api/cancel_order", &[("order", "x")]).header(ACCEPT, "text/html");
    let answer = form.send().await.expect("an answer");
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()[LOCATION]),
        (303, &"/sign-in/passkey".parse().expect("value"))
    );
    let before = Visitor { shop: &shop, cookie: operator.cookie.clone() };
    assert!(add(&mut operator, &mut Authenticator::new(), "Key").await.expect("added"), "a new token");
    assert!(is_in(&operator).await && door(&operator).await.is_none());
    let gone = before.call::<Value>("show_door", &[]).await;
    assert_eq!(gone, Err(Refused::new(401, AppError::SignInNeeded)), "the old token is dead");
    assert_eq!(
        door(&clicked).await,
        Some(Door::Prove { passkey: true, code: false }),
        "a second one is not added there"
    );
    let buyer = enter(&shop, BUYER).await;
    assert!(is_in(&buyer).await, "buyers need none");
}

async fn a_new_operator_shows_a_code_before_the_first_passkey(db: Database) {
    let shop = TestShop::without_worker(db, strict()).await;
    let email = "new@operations.example";
    let new = NewUser {
        email: email.to_owned(),
        account: "Operations".to_owned(),
        telephony: Telephony::LcPhone,
        role: Role::Operator,
        carrier_sid: None,
    };
    let Shop { store, vault, audit, policy, .. } = &*shop.house;
    let input = "a good password\n".as_bytes();
    let code = add_user::add(store, vault, audit, policy, None, &new, input).await.expect("added").expect("a code");
    let mut operator = shop.visitor();
    let fields = [("email", email), ("password", "a good password")];
    operator.enter(&fields, "sign_in").await.expect("signed in");
    assert_eq!(door(&operator).await, Some(Door::Prove { passkey: false, code: true }));
    is_shut_out(&operator).await;
    let alone = add(&mut operator, &mut Authenticator::new(), "Thief's").await;
    assert_eq!(alone, Err(Refused::new(403, AppError::PasskeyNeeded)), "whoever gave the password knows it too");
    operator.enter(&[("code", &code)], "prove_code").await.expect("proven");
    assert_eq!(door(&operator).await, Some(Door::Register));
    add(&mut operator, &mut Authenticator::new(), "Key").await.expect("added");
    assert!(is_in(&operator).await);
    let mut again = shop.visitor();
    again.enter(&fields, "sign_in").await.expect("signed in");
    again.enter(&[("code", &code)], "prove_code").await.expect_err("once");
}

async fn an_operator_with_a_passkey_must_show_it(db: Database) {
    let shop = TestShop::without_worker(db, strict()).await;
    let mut device = Authenticator::new();
    add(&mut enter(&shop, OPERATOR).await, &mut device, "Key").await.expect("added");
    let mut operator = enter(&shop, OPERATOR).await;
    assert_eq!(door(&operator).await, Some(Door::Prove { passkey: true, code: false }));
    is_shut_out(&operator).await;
    let added = add(&mut operator, &mut Authenticator::new(), "Thief's").await;
    assert_eq!(added, Err(Refused::new(403, AppError::PasskeyNeeded)), "the password alone adds none");
    operator.enter(&[("password", PASSWORD)], "prove_password").await.expect("typed once more");
    is_shut_out(&operator).await;
    show(&mut operator, &mut device, "passkey_proof").await.expect("proven");
    assert!(is_in(&operator).await, "password and passkey");
    let mut alone = shop.visitor();
    show(&mut alone, &mut device, "passkey_sign_in").await.expect("signed in");
    assert!(is_in(&alone).await, "the passkey alone");
}

async fn the_last_passkey_of_an_operator_stays(db: Database) {
    let shop = TestShop::without_worker(db, strict()).await;
    let mut operator = enter(&shop, OPERATOR).await;
    add(&mut operator, &mut Authenticator::new(), "One").await.expect("added");
    let one = access(&operator).await.passkeys[0].id.clone();
    let refused = operator.call::<()>("remove_passkey", &[("passkey", one.as_str())]).await;
    assert_eq!(refused, Err(Refused::new(409, AppError::LastPasskey)));
    add(&mut operator, &mut Authenticator::new(), "Two").await.expect("added");
    operator.call::<()>("remove_passkey", &[("passkey", one.as_str())]).await.expect("another one is left");
    assert_eq!(names(&access(&operator).await), ["Two"]);
    assert!(is_in(&operator).await);
}

pub async fn codes(visitor: &Visitor<'_>) -> Vec<String> {
    visitor.call("make_recovery_codes", &[]).await.expect("made")
}

async fn recovery_codes_stand_for_a_passkey_once(db: Database) {
    let shop = TestShop::without_worker(db, strict()).await;
    let mut operator = enter(&shop, OPERATOR).await;
    add(&mut operator, &mut Authenticator::new(), "Lost").await.expect("added");
    let old = codes(&operator).await;
    let new = codes(&operator).await;
    assert_eq!((old.len(), new.len(), access(&operator).await.codes_left), (10, 10, 10));
    for code in &new {
        let kept = format!("SELECT COUNT(*) FROM recovery_codes WHERE hash = '{code}'");
        assert_eq!(shop.db.count(&kept).await, 0, "only its hash is kept");
    }
    let mut again = enter(&shop, OPERATOR).await;
    assert_eq!(door(&again).await, Some(Door::Prove { passkey: true, code: true }));
    let wrong = Refused::new(401, AppError::WrongCredentials);
    assert_eq!(again.enter(&[("code", &old[0])], "prove_code").await.expect_err("void"), wrong);
    let written = new[0].to_lowercase().replace('-', " ");
    again.enter(&[("code", &written)], "prove_code").await.expect("in");
    assert!(is_in(&again).await);
    assert_eq!(access(&again).await.codes_left, 9);
    assert!(!add(&mut again, &mut Authenticator::new(), "New").await.expect("added"), "whoever lost one adds another");
    let mut third = enter(&shop, OPERATOR).await;
    assert_eq!(third.enter(&[("code", &new[0])], "prove_code").await.expect_err("once"), wrong);
    is_shut_out(&third).await;
    let buyer = enter(&shop, BUYER).await;
    assert_eq!(buyer.call::<Value>("make_recovery_codes", &[]).await, Err(Refused::new(404, AppError::NotFound)));
    let foreign = buyer.call::<()>("prove_code", &[("code", &new[1])]).await;
    assert_eq!(foreign, Err(wrong), "somebody else's");
}

async fn a_buyer_signs_in_by_a_code_alone(db: Database) {
    let shop = TestShop::without_worker(db, strict()).await;
    let (mut buyer, mut operator) = (enter(&shop, BUYER).await, enter(&shop, OPERATOR).await);
    let mut made = Vec::new();
    for visitor in [&mut buyer, &mut operator] {
        add(visitor, &mut Authenticator::new(), "Lost").await.expect("added");
        made.push(codes(visitor).await.remove(0));
    }
    let wrong = Refused::new(401, AppError::WrongCredentials);
    let mut visitor = shop.visitor();
    for (email, code) in [
        (BUYER, "0000-0000-0000-0000-0000-0000"),
        ("nobody@demo.test", &made[0]),
        ("no\0mail", &made[0]),
        ("unverified@demo.test", &made[0]),
        (OPERATOR, &made[1]),
    ] {
        let fields = [("email", email), ("code", code)];
        assert_eq!(visitor.enter(&fields, "sign_in_by_code").await.expect_err("refused"), wrong, "{email}");
    }
    let fields = [("email", " Verified@demo.test"), ("code", made[0].as_str())];
    let form = visitor.form("/api/sign_in_by_code", &fields).header(ACCEPT, "text/html");
    let answer = form.send().await.expect("an answer");
    assert_eq!(answer.headers()[LOCATION], "/account#passkeys");
    let set = answer.headers()[SET_COOKIE].to_str().expect("text").to_owned();
    visitor.cookie = set.split(';').next().map(str::to_owned);
    add(&mut visitor, &mut Authenticator::new(), "New").await.expect("whoever lost one adds another");
    assert_eq!(visitor.enter(&fields, "sign_in_by_code").await.expect_err("once"), wrong);
    let mut operator = enter(&shop, OPERATOR).await;
    operator.enter(&[("code", &made[1])], "prove_code").await.expect("after the password it is good");
}

async fn guessing_codes_is_limited(db: Database) {
    let shop = TestShop::without_worker(db, strict()).await;
    let mut operator = enter(&shop, OPERATOR).await;
    add(&mut operator, &mut Authenticator::new(), "Key").await.expect("added");
    let codes = codes(&operator).await;
    let thief = enter(&shop, OPERATOR).await;
    for attempt in 1..=10 {
        let refused = thief.call::<()>("prove_code", &[("code", "0000-0000-0000-0000-0000-0000")]).await;
        assert_eq!(refused, Err(Refused::new(401, AppError::WrongCredentials)), "{attempt}");
    }
    let refused = thief.call::<()>("prove_code", &[("code", &codes[0])]).await;
    assert_eq!(refused, Err(Refused::new(429, AppError::TooMany { seconds: 600 })));
    for (code, location) in [("x", "/sign-in/passkey?problem=later"), (&codes[0], "/sign-in/passkey?problem=later")] {
        let form = thief.form("/api/prove_code", &[("code", code)]).header(ACCEPT, "text/html");
        assert_eq!(form.send().await.expect("an answer").headers()[LOCATION], location);
    }
}

async fn whoever_lost_everything_is_let_in_by_a_code_and_the_password(db: Database) {
    let shop = TestShop::without_worker(db, strict()).await;
    let recover = async |email: &str| {
        recover::recover(&shop.db.store, &shop.house.audit, &shop.plan.policy, &shop.plan.clock, email).await
    };
    let mut lost = Authenticator::new();
    let mut before = enter(&shop, OPERATOR).await;
    add(&mut before, &mut lost, "Lost").await.expect("added");
    let old = codes(&before).await;
    assert!(matches!(recover("nobody@demo.test").await, Err(RecoverError::Unknown)));
    let first = recover(" Operator@demo.test ").await.expect("a code");
    let code = recover(OPERATOR).await.expect("another one");
    assert!(!is_in(&before).await, "every session is over");
    assert_eq!(show(&mut shop.visitor(), &mut lost, "passkey_sign_in").await, Err(refused()));
    let mut operator = enter(&shop, OPERATOR).await;
    assert_eq!(door(&operator).await, Some(Door::Prove { passkey: false, code: true }));
    let alone = add(&mut operator, &mut Authenticator::new(), "Thief's").await;
    assert_eq!(alone, Err(Refused::new(403, AppError::PasskeyNeeded)), "the password alone does not do");
    for void in [&old[0], &first] {
        operator.call::<()>("prove_code", &[("code", void)]).await.expect_err("void");
    }
    operator.enter(&[("code", &code)], "prove_code").await.expect("proven");
    assert_eq!(door(&operator).await, Some(Door::Register), "to add a passkey, and for nothing else");
    is_shut_out(&operator).await;
    add(&mut operator, &mut Authenticator::new(), "New").await.expect("added");
    assert!(is_in(&operator).await);
    let late = recover(OPERATOR).await.expect("a code");
    shop.plan.clock.advance(60 * MINUTE);
    let mut operator = enter(&shop, OPERATOR).await;
    operator.enter(&[("code", &late)], "prove_code").await.expect_err("an hour is over");
    assert_eq!(
        door(&operator).await,
        Some(Door::Prove { passkey: false, code: true }),
        "and it does not open the door"
    );
}

async fn questions_are_limited_and_swept(db: Database) {
    let mut plan = standing();
    plan.policy.sign_in_failures_max_address = 3;
    let shop = TestShop::without_worker(db, plan).await;
    let visitor = shop.visitor();
    for _ in 0..3 {
        ask(&visitor, "begin_passkey_sign_in").await;
    }
    let many = visitor.call::<Ceremony>("begin_passkey_sign_in", &[]).await;
    assert_eq!(many, Err(Refused::new(429, AppError::TooMany { seconds: 600 })));
    assert!(is_in(&enter(&shop, BUYER).await).await, "passwords are counted apart");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM ceremonies").await, 3);
    shop.plan.clock.advance(10 * MINUTE);
    shop.start_worker().await;
    let swept = async || match shop.db.count("SELECT COUNT(*) FROM ceremonies").await {
        0 => Ok(()),
        left => Err(format!("{left} questions")),
    };
    shop.until("old questions are swept", swept).await;
    ask(&visitor, "begin_passkey_sign_in").await;
}

async fn a_site_without_a_name_has_no_passkeys(db: Database) {
    let shop = TestShop::without_worker(db, Plan { named: false, ..Plan::default() }).await;
    let buyer = enter(&shop, BUYER).await;
    assert!(!access(&buyer).await.passkeys_work);
    for door in ["begin_passkey", "begin_passkey_sign_in"] {
        assert_eq!(buyer.call::<Value>(door, &[]).await, Err(Refused::new(404, AppError::NotFound)), "{door}");
    }
    let page = shop.visitor().get("/sign-in").await.text().await.expect("a page");
    assert!(!page.contains("Sign in with a passkey"));
}
