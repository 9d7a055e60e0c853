//! Sessions and passwords.

use app::{
    AppError,
    desk::{AccessView, DemoAccount, OpenSession},
    domain::Timestamp,
};
use futures::future::join_all;
use plusone::{
    clock::Clock,
    store::{Moment, Point},
};
use reqwest::{
    Response,
    header::{ACCEPT, LOCATION, ORIGIN, SET_COOKIE, USER_AGENT},
};
use std::time::{Duration, Instant};

use crate::{
    database::{Database, on_both},
    shop::{Plan, Refused, TestShop, Visitor},
};

on_both!(
    the_cookie_is_kept_from_scripts_and_other_sites,
    over_tls_the_cookie_is_bound_to_the_host,
    signing_in_again_ends_the_old_session,
    signing_out_ends_the_session,
    a_person_sees_where_they_are_signed_in,
    a_person_signs_out_elsewhere,
    a_person_signs_out_everywhere,
    nobody_ends_the_session_of_somebody_else,
    typing_the_password_again_rotates_the_token_and_holds_for_minutes,
    a_guess_at_ones_own_password_counts_like_any_other,
    an_idle_session_ends,
    a_session_ends_however_busy_it_is,
    failed_sign_ins_are_limited_and_say_nothing,
    guesses_at_the_same_moment_are_limited_too,
    a_guess_counts_though_its_client_hangs_up,
    a_stranger_locks_nobody_out,
    whoever_signed_in_before_is_not_locked_out_by_strangers,
    an_unknown_email_costs_the_same_work_as_a_wrong_password,
    the_limits_of_failed_sign_ins_are_settings,
    what_cannot_be_an_email_is_answered_like_an_unknown_one,
    a_form_without_script_goes_on,
    an_email_is_kept_for_the_next_try,
    who_must_sign_in_comes_back
);

const MINUTE: Duration = Duration::from_secs(60);
const EMAIL: &str = "verified@demo.test";

fn standing() -> Plan {
    Plan { clock: Clock::manual(Timestamp::from_micros(1_790_000_000_000_000)), ..Plan::default() }
}

async fn enter(visitor: &mut Visitor<'_>, email: &str, password: &str) -> Result<String, Refused> {
    visitor.enter(&[("email", email), ("password", password)], "sign_in").await
}

async fn is_in(visitor: &Visitor<'_>) -> bool {
    match visitor.call::<serde_json::Value>("list_orders", &[]).await {
        Ok(_) => true,
        Err(refused) => {
            assert_eq!(refused, Refused::new(401, AppError::SignInNeeded));
            false
        }
    }
}

async fn the_cookie_is_kept_from_scripts_and_other_sites(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let mut visitor = shop.visitor();
    let set = enter(&mut visitor, " Verified@DEMO.test ", "plusone-demo").await.expect("signed in");
    let (pair, flags) = set.split_once("; ").expect("flags");
    assert_eq!(flags, "Path=/; HttpOnly; SameSite=Lax; Max-Age=86400");
    let token = pair.strip_prefix("plusone=").expect("our cookie");
    assert!(token.len() >= 43, "256 bits");
    assert!(is_in(&visitor).await);
    let known = "SELECT COUNT(*) FROM sessions";
    assert_eq!(shop.db.count(known).await, 1);
    assert_eq!(
        shop.db.count("SELECT CAST(MAX(LENGTH(token_hash)) AS BIGINT) FROM sessions").await,
        43,
        "the hash, not the token"
    );
}

async fn over_tls_the_cookie_is_bound_to_the_host(db: Database) {
    let shop = TestShop::without_worker(db, Plan { secure: true, ..Plan::default() }).await;
    let mut visitor = shop.visitor();
    let set = enter(&mut visitor, EMAIL, "plusone-demo").await.expect("signed in");
    assert!(set.starts_with("__Host-plusone=") && set.ends_with("; Secure"), "{set}");
    assert!(set.contains("Path=/;") && !set.contains("Domain"), "{set}");
    assert!(is_in(&visitor).await);
    let form = visitor.form("/api/sign_in", &[("email", "typed@demo.test"), ("password", "wrong")]);
    let failed = form.header(ACCEPT, "text/html").send().await.expect("an answer");
    let kept = failed.headers()[SET_COOKIE].to_str().expect("text").to_owned();
    assert!(kept.starts_with("__Host-plusone-email=") && kept.ends_with("; Secure"), "{kept}");
    assert!(kept.contains("Path=/;") && !kept.contains("Domain"), "{kept}");
    let again = Visitor { shop: &shop, cookie: kept.split(';').next().map(str::to_owned) };
    let page = again.get("/sign-in?problem=wrong").await.text().await.expect("a page");
    assert!(page.contains("value=\"typed@demo.test\""), "{page}");
    let answer = visitor.get("/healthz").await;
    assert!(answer.headers().contains_key("strict-transport-security"));
}

async fn signing_in_again_ends_the_old_session(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let mut browser = shop.sign_in(DemoAccount::Verified).await;
    let elsewhere = shop.sign_in(DemoAccount::Verified).await;
    let before = Visitor { shop: &shop, cookie: browser.cookie.clone() };
    enter(&mut browser, EMAIL, "plusone-demo").await.expect("signed in");
    assert_ne!(browser.cookie, before.cookie, "a new token");
    assert!(is_in(&browser).await && !is_in(&before).await, "the old one is dead");
    assert!(is_in(&elsewhere).await, "another browser stays signed in");
}

async fn signing_out_ends_the_session(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let visitor = shop.sign_in(DemoAccount::Verified).await;
    let answer = visitor.post("/api/sign_out", &[]).await;
    assert_eq!(answer.status(), 200);
    let set = answer.headers()[SET_COOKIE].to_str().expect("text").to_owned();
    assert!(set.starts_with("plusone=;") && set.contains("Max-Age=0"), "{set}");
    assert!(!is_in(&visitor).await, "the token is dead, not only forgotten");
    assert_eq!(visitor.post("/api/sign_out", &[]).await.status(), 200, "twice is no error");
}

/// A browser that says this of itself, signed in.
async fn enter_with<'a>(shop: &'a TestShop, agent: &str) -> Visitor<'a> {
    let mut visitor = shop.visitor();
    let form = visitor.form("/api/sign_in", &[("email", EMAIL), ("password", "plusone-demo")]);
    let answer = form.header(USER_AGENT, agent).header(ORIGIN, &shop.url).send().await.expect("an answer");
    let set = answer.headers()[SET_COOKIE].to_str().expect("text").to_owned();
    visitor.cookie = set.split(';').next().map(str::to_owned);
    visitor
}

/// Where a form is sent on to, and how.
fn led_to(answer: &Response) -> (u16, &str) {
    (answer.status().as_u16(), answer.headers()[LOCATION].to_str().expect("text"))
}

async fn access(visitor: &Visitor<'_>) -> AccessView {
    visitor.call("show_access", &[]).await.expect("the person's own")
}

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
    Version/18.5 Mobile/15E148 Safari/604.1";

async fn a_person_sees_where_they_are_signed_in(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let phone = enter_with(&shop, SAFARI).await;
    shop.plan.clock.advance(10 * MINUTE);
    let desk = enter_with(&shop, FIREFOX).await;
    shop.sign_in(DemoAccount::Operator).await;
    shop.plan.clock.advance(MINUTE);
    assert!(is_in(&phone).await, "used a minute later");
    let now = shop.plan.clock.now();
    let before = |minutes: u32| Timestamp::from_micros(now.micros() - i64::from(minutes) * 60_000_000);
    let shown = |view: &AccessView| {
        let of = |open: &OpenSession| (open.device.to_string(), open.opened_at, open.seen_at, open.here);
        view.sessions.iter().map(of).collect::<Vec<_>>()
    };
    let firefox = ("firefox linux".to_owned(), before(1), before(1), true);
    let safari = ("safari iphone".to_owned(), before(11), now, false);
    // The look itself is a use that is written down after it was answered.
    let view = access(&desk).await;
    assert_eq!(shown(&view)[1], safari);
    assert_eq!((shown(&view)[0].0.clone(), shown(&view)[0].1, shown(&view)[0].3), (firefox.0, firefox.1, firefox.3));
    let page = desk.get("/account").await.text().await.expect("a page");
    for text in ["Where you are signed in", "Firefox on Linux", "Safari on iPhone", "Sign out Safari on iPhone"] {
        assert!(page.contains(text), "{text}");
    }
    assert!(!page.contains("Sign out Firefox") && !page.contains("127.0.0.1"));
}

async fn a_person_signs_out_elsewhere(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let [here, lost, other] = [FIREFOX, SAFARI, FIREFOX].map(|agent| enter_with(&shop, agent));
    let (here, lost, other) = (here.await, lost.await, other.await);
    let of_the_phone = access(&here).await.sessions.into_iter().find(|open| open.device.to_string() == "safari iphone");
    let session = of_the_phone.expect("listed").id;
    let end = here.form("/api/end_session", &[("session", session.as_str())]).header(ACCEPT, "text/html");
    let answer = end.send().await.expect("an answer");
    assert_eq!(led_to(&answer), (303, "/account#sessions"));
    assert!(!is_in(&lost).await && is_in(&here).await && is_in(&other).await);
    let again = here.call::<()>("end_session", &[("session", session.as_str())]).await;
    assert_eq!(again, Err(Refused::new(404, AppError::NotFound)));
    here.call::<()>("end_other_sessions", &[]).await.expect("ended");
    assert!(!is_in(&other).await && is_in(&here).await);
}

async fn a_person_signs_out_everywhere(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (here, other) = (enter_with(&shop, FIREFOX).await, enter_with(&shop, SAFARI).await);
    let stranger = shop.sign_in(DemoAccount::Unverified).await;
    let end = here.form("/api/end_all_sessions", &[]).header(ACCEPT, "text/html");
    let answer = end.send().await.expect("an answer");
    assert_eq!(led_to(&answer), (303, "/sign-in"));
    assert!(answer.headers()[SET_COOKIE].to_str().expect("text").contains("Max-Age=0"));
    assert!(!is_in(&here).await && !is_in(&other).await && is_in(&stranger).await);
}

async fn nobody_ends_the_session_of_somebody_else(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (owner, stranger) = (enter_with(&shop, FIREFOX).await, shop.sign_in(DemoAccount::Operator).await);
    let session = access(&owner).await.sessions.remove(0).id;
    for id in [session.as_str(), "no-such-session", "../x", ""] {
        let refused = stranger.call::<()>("end_session", &[("session", id)]).await;
        assert_eq!(refused, Err(Refused::new(404, AppError::NotFound)), "{id}");
    }
    stranger.call::<()>("end_other_sessions", &[]).await.expect("their own");
    stranger.call::<()>("end_all_sessions", &[]).await.expect("their own");
    assert!(is_in(&owner).await);
    for (door, fields) in [
        ("show_access", &[][..]),
        ("end_session", &[("session", session.as_str())]),
        ("end_other_sessions", &[]),
        ("end_all_sessions", &[]),
        ("prove_password", &[("password", "plusone-demo")]),
    ] {
        let refused = shop.visitor().call::<serde_json::Value>(door, fields).await.expect_err("no session");
        assert_eq!(refused, Refused::new(401, AppError::SignInNeeded), "{door}");
        assert!(matches!(shop.visitor().get(&format!("/api/{door}")).await.status().as_u16(), 404 | 405), "{door}");
    }
    assert!(is_in(&owner).await);
}

async fn typing_the_password_again_rotates_the_token_and_holds_for_minutes(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    // One click shows nothing of who it was.
    let mut visitor = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(access(&visitor).await.proven_until, None);
    let before = Visitor { shop: &shop, cookie: visitor.cookie.clone() };
    visitor.enter(&[("password", "plusone-demo")], "prove_password").await.expect("proven");
    assert!(visitor.cookie != before.cookie && !is_in(&before).await, "the old token is dead");
    let view = access(&visitor).await;
    assert_eq!((view.sessions.len(), view.proven_until), (1, Some(shop.plan.clock.now().after(5 * MINUTE))));
    shop.plan.clock.advance(5 * MINUTE);
    assert_eq!(access(&visitor).await.proven_until, None);
    enter(&mut visitor, EMAIL, "plusone-demo").await.expect("signed in");
    assert!(access(&visitor).await.proven_until.is_some(), "signing in shows it too");
    for (password, back, location) in [
        ("plusone-demo", "", "/account#passkeys"),
        ("wrong", "", "/account?problem=password#passkeys"),
        ("plusone-demo", "/operator/orders?state=held", "/operator/orders?state=held"),
        ("wrong", "/operator/orders?state=held", "/operator/orders?state=held&problem=password"),
        ("plusone-demo", "//elsewhere.example", "/account#passkeys"),
    ] {
        let fields = [("password", password), ("back", back)];
        let form = visitor.form("/api/prove_password", &fields).header(ACCEPT, "text/html");
        let answer = form.send().await.expect("an answer");
        assert_eq!(led_to(&answer), (303, location));
        if let Some(set) = answer.headers().get(SET_COOKIE) {
            visitor.cookie = set.to_str().expect("text").split(';').next().map(str::to_owned);
        }
    }
}

async fn a_guess_at_ones_own_password_counts_like_any_other(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let mut thief = shop.sign_in(DemoAccount::Verified).await;
    for attempt in 1..=10 {
        let refused = thief.enter(&[("password", "guess")], "prove_password").await.expect_err("a guess");
        assert_eq!(refused, Refused::new(401, AppError::WrongCredentials), "{attempt}");
    }
    let many = Refused::new(429, AppError::TooMany { seconds: 600 });
    let refused = thief.enter(&[("password", "plusone-demo")], "prove_password").await.expect_err("too many");
    assert_eq!(refused, many);
    assert_eq!(enter(&mut shop.visitor(), EMAIL, "plusone-demo").await.expect_err("too many"), many);
}

async fn an_idle_session_ends(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let visitor = shop.sign_in(DemoAccount::Verified).await;
    for _ in 0..2 {
        shop.plan.clock.advance(119 * MINUTE);
        assert!(is_in(&visitor).await, "used in time");
    }
    shop.plan.clock.advance(121 * MINUTE);
    assert!(!is_in(&visitor).await);
}

async fn a_session_ends_however_busy_it_is(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let visitor = shop.sign_in(DemoAccount::Verified).await;
    for hour in 1..24 {
        shop.plan.clock.advance(60 * MINUTE);
        assert!(is_in(&visitor).await, "hour {hour}");
    }
    shop.plan.clock.advance(60 * MINUTE);
    assert!(!is_in(&visitor).await, "a day is over");
    shop.start_worker().await;
    let swept = async || match shop.db.count("SELECT COUNT(*) FROM sessions").await {
        0 => Ok(()),
        left => Err(format!("{left} sessions")),
    };
    shop.until("old sessions are swept", swept).await;
}

async fn failed_sign_ins_are_limited_and_say_nothing(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let mut visitor = shop.visitor();
    let (wrong, many) =
        (Refused::new(401, AppError::WrongCredentials), Refused::new(429, AppError::TooMany { seconds: 600 }));
    // A known and an unknown e-mail answer alike, to the last try.
    for email in [EMAIL, "nobody@demo.test"] {
        for attempt in 1..=10 {
            let refused = enter(&mut visitor, email, "guess").await.expect_err("a guess");
            assert_eq!(refused, wrong, "{email} {attempt}");
        }
        for password in ["guess", "plusone-demo"] {
            let refused = enter(&mut visitor, email, password).await.expect_err("too many");
            assert_eq!(refused, many, "{email}: the right password is not told apart");
        }
    }
    let mut other = shop.visitor();
    enter(&mut other, "operator@demo.test", "plusone-demo").await.expect("others can sign in");
    shop.plan.clock.advance(11 * MINUTE);
    enter(&mut visitor, EMAIL, "plusone-demo").await.expect("the window is over");
}

async fn guesses_at_the_same_moment_are_limited_too(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let guess = async || {
        let mut visitor = shop.visitor();
        enter(&mut visitor, EMAIL, "guess").await.expect_err("a guess").status
    };
    let statuses = join_all((0..24).map(|_| guess())).await;
    let told = statuses.iter().filter(|status| **status == 401).count();
    assert_eq!(told, 10, "guesses were answered");
}

async fn a_guess_counts_though_its_client_hangs_up(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let visitor = shop.visitor();
    let counted = "SELECT COUNT(*) FROM failed_sign_ins";
    let guess = visitor.form("/api/sign_in", &[("email", EMAIL), ("password", "guess")]).send();
    let hang_up = async { while shop.db.count(counted).await == 0 {} };
    tokio::select! {
        _ = guess => {}
        () = hang_up => {}
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(shop.db.count(counted).await, 3, "by e-mail, by address, by both");
    shop.sign_in(DemoAccount::Verified).await;
    let mut owner = shop.visitor();
    enter(&mut owner, EMAIL, "plusone-demo").await.expect("signed in");
    assert_eq!(shop.db.count(counted).await, 3, "a sign-in that succeeds leaves no trace");
}

/// The house believes this many proxies; the test is one of them.
fn from<'a>(visitor: &Visitor<'a>, address: &str, password: &str) -> reqwest::RequestBuilder {
    visitor.form("/api/sign_in", &[("email", EMAIL), ("password", password)]).header("x-forwarded-for", address)
}

async fn a_stranger_locks_nobody_out(db: Database) {
    let shop = TestShop::without_worker(db, Plan { proxied: true, ..standing() }).await;
    let visitor = shop.visitor();
    for attempt in 0..12 {
        let status = from(&visitor, "203.0.113.9", "guess").send().await.expect("an answer").status();
        assert_eq!(status, if attempt < 10 { 401 } else { 429 }, "{attempt}");
    }
    let status = from(&visitor, "198.51.100.7", "plusone-demo").send().await.expect("an answer").status();
    assert_eq!(status, 200, "the owner comes from elsewhere");
    // Many addresses together are stopped after all, wherever they come from.
    for attempt in 0..90 {
        let address = format!("2001:db8:0:{attempt:x}::1");
        assert_eq!(from(&visitor, &address, "guess").send().await.expect("an answer").status(), 401, "{attempt}");
    }
    assert_eq!(from(&visitor, "192.0.2.1", "guess").send().await.expect("an answer").status(), 429);
}

/// The cookie by which the browser that got this answer is known.
fn known(answer: &Response) -> String {
    let set = answer.headers().get_all(SET_COOKIE).iter().map(|set| set.to_str().expect("text"));
    let set: Vec<_> = set.filter(|set| set.starts_with("plusone-known=")).collect();
    let [set] = set[..] else { panic!("one: {set:?}") };
    assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=15552000"), "{set}");
    set.split(';').next().expect("a pair").to_owned()
}

async fn whoever_signed_in_before_is_not_locked_out_by_strangers(db: Database) {
    let mut plan = Plan { proxied: true, ..standing() };
    (plan.policy.sign_in_failures_max, plan.policy.sign_in_failures_max_email) = (2, 4);
    let shop = TestShop::without_worker(db, plan).await;
    let stranger = shop.visitor();
    let answer = from(&stranger, "198.51.100.7", "plusone-demo").send().await.expect("an answer");
    let cookie = known(&answer);
    let owner = Visitor { shop: &shop, cookie: Some(cookie.clone()) };
    for network in 0..4 {
        let address = format!("2001:db8:{network}::1");
        assert_eq!(from(&stranger, &address, "guess").send().await.expect("an answer").status(), 401, "{network}");
    }
    let tries = async |visitor: &Visitor<'_>, email: &str, password: &str| {
        let form = visitor.form("/api/sign_in", &[("email", email), ("password", password)]);
        form.header("x-forwarded-for", "192.0.2.1").send().await.expect("an answer")
    };
    assert_eq!(tries(&stranger, EMAIL, "plusone-demo").await.status(), 429, "who is not known is a stranger");
    for other in [cookie.replace("plusone-known=", "plusone-known=x"), format!("{cookie}x"), cookie[..40].to_owned()] {
        let forger = Visitor { shop: &shop, cookie: Some(other) };
        assert_eq!(tries(&forger, EMAIL, "plusone-demo").await.status(), 429, "{:?}", forger.cookie);
    }
    let answer = tries(&owner, EMAIL, "plusone-demo").await;
    assert_eq!((answer.status().as_u16(), known(&answer)), (200, cookie), "known as before");
    // It is no way round the limits: it counts by itself, and for nobody else.
    for status in [401, 401, 429] {
        assert_eq!(tries(&owner, EMAIL, "guess").await.status(), status);
    }
    assert_eq!(tries(&owner, EMAIL, "plusone-demo").await.status(), 429);
    for status in [401, 401, 429] {
        assert_eq!(tries(&owner, "unverified@demo.test", "guess").await.status(), status, "somebody else's e-mail");
    }
}

/// What a sign-in that fails took: its way through the store, and the time.
async fn work_of(shop: &TestShop, email: &str) -> (Vec<Point>, Duration) {
    let trial = shop.house.store.trial();
    trial.follow();
    let start = Instant::now();
    let refused = enter(&mut shop.visitor(), email, "guess").await.expect_err("a guess");
    let took = start.elapsed();
    assert_eq!(refused, Refused::new(401, AppError::WrongCredentials));
    (trial.followed(), took)
}

async fn an_unknown_email_costs_the_same_work_as_a_wrong_password(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let mut shortest = [Duration::MAX; 3];
    let emails = [EMAIL, "nobody@demo.test", "no\0mail"];
    for _ in 0..5 {
        let mut ways = Vec::new();
        for (email, shortest) in emails.iter().zip(&mut shortest) {
            let (way, took) = work_of(&shop, email).await;
            assert!(way.iter().any(|point| matches!(point.moment, Moment::Statement(_))), "{way:?}");
            *shortest = took.min(*shortest);
            ways.push(way);
        }
        assert!(ways[0] == ways[1] && ways[1] == ways[2], "the same statements, in the same order: {ways:#?}");
    }
    // Hashing a password is nearly all of it; whoever left that out would be many times as fast.
    let [known, unknown, none] = shortest;
    for other in [unknown, none] {
        assert!(other * 4 > known && known * 4 > other, "{shortest:?}");
    }
}

async fn the_limits_of_failed_sign_ins_are_settings(db: Database) {
    let mut plan = Plan { proxied: true, ..standing() };
    plan.policy.sign_in_window = 5 * MINUTE;
    plan.policy.sign_in_failures_max = 2;
    plan.policy.sign_in_failures_max_email = 4;
    plan.policy.sign_in_failures_max_address = 3;
    let shop = TestShop::without_worker(db, plan).await;
    let visitor = shop.visitor();
    let guess = async |email: &str, address: &str| {
        let form = visitor.form("/api/sign_in", &[("email", email), ("password", "guess")]);
        form.header("x-forwarded-for", address).send().await.expect("an answer").status().as_u16()
    };
    for (email, address, status) in [
        (EMAIL, "192.0.2.1", 401),
        (EMAIL, "192.0.2.1", 401),
        (EMAIL, "192.0.2.1", 429),
        ("other@demo.test", "192.0.2.1", 401),
        ("third@demo.test", "192.0.2.1", 429),
        (EMAIL, "192.0.2.2", 401),
        (EMAIL, "192.0.2.3", 401),
        (EMAIL, "192.0.2.4", 429),
    ] {
        assert_eq!(guess(email, address).await, status, "{email} {address}");
    }
    shop.plan.clock.advance(5 * MINUTE);
    assert_eq!(guess(EMAIL, "192.0.2.1").await, 401, "the window is over");
}

async fn what_cannot_be_an_email_is_answered_like_an_unknown_one(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let mut visitor = shop.visitor();
    for email in ["a\0b@demo.test", "a\nb@demo.test", &"x".repeat(60_000)] {
        let refused = enter(&mut visitor, email, "guess").await.expect_err("refused");
        assert_eq!(refused, Refused::new(401, AppError::WrongCredentials));
    }
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM failed_sign_ins").await, 9, "counted all the same");
}

async fn a_form_without_script_goes_on(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let visitor = shop.visitor();
    for (password, to, location, cookie) in [
        ("plusone-demo", "", "/search", "plusone="),
        ("plusone-demo", "/orders?x=1", "/orders?x=1", "plusone="),
        ("plusone-demo", "//evil.example", "/search", "plusone="),
        ("plusone-demo", "https://evil.example/", "/search", "plusone="),
        ("wrong", "", "/sign-in?problem=wrong", "plusone-email="),
        ("wrong", "/orders?x=1", "/sign-in?problem=wrong&to=%2Forders%3Fx%3D1", "plusone-email="),
        ("wrong", "/\\evil.example", "/sign-in?problem=wrong", "plusone-email="),
    ] {
        let form = visitor.form("/api/sign_in", &[("email", EMAIL), ("password", password), ("to", to)]);
        let answer = form.header(ACCEPT, "text/html").send().await.expect("an answer");
        assert_eq!((answer.status().as_u16(), &answer.headers()[LOCATION]), (303, &location.parse().expect("a value")));
        let set = answer.headers().get_all(SET_COOKIE).iter().map(|value| value.to_str().expect("text"));
        assert_eq!(set.filter(|value| value.starts_with(cookie)).count(), 1, "{password} {to}");
    }
}

async fn an_email_is_kept_for_the_next_try(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let mut visitor = shop.visitor();
    let typed = "some\"body@demo.test";
    let form = visitor.form("/api/sign_in", &[("email", typed), ("password", "wrong")]);
    let answer = form.header(ACCEPT, "text/html").send().await.expect("an answer");
    let set = answer.headers()[SET_COOKIE].to_str().expect("text").to_owned();
    assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=60") && !set.contains("body"), "{set}");
    visitor.cookie = set.split(';').next().map(str::to_owned);
    let page = visitor.get("/sign-in?problem=wrong").await.text().await.expect("a page");
    assert!(page.contains("value=\"some&quot;body@demo.test\""), "{page}");
    visitor.cookie = Some("plusone-email=%%%".to_owned());
    assert_eq!(visitor.get("/sign-in").await.status(), 200);
}

async fn who_must_sign_in_comes_back(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let mut visitor = shop.visitor();
    for (cookie, path, location) in [
        (None, "/orders", "/sign-in?to=%2Forders"),
        (None, "/search?country=US&digits=26", "/sign-in?to=%2Fsearch%3Fcountry%3DUS%26digits%3D26"),
        (None, "/search?digits=26&__path=x&__err=y", "/sign-in?to=%2Fsearch%3Fdigits%3D26"),
        (Some("plusone=gone"), "/account", "/sign-in?problem=ended&to=%2Faccount"),
    ] {
        visitor.cookie = cookie.map(str::to_owned);
        let answer = visitor.get(path).await;
        assert_eq!((answer.status().as_u16(), &answer.headers()[LOCATION]), (303, &location.parse().expect("a value")));
    }
}
