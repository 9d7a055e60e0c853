//! Choosing a new password by a link that one is mailed.

use app::{
    AppError,
    desk::{InviteLink, ResetView},
    error::PasswordProblem,
};
use futures::future::join_all;
use reqwest::header::{ACCEPT, CACHE_CONTROL, LOCATION, REFERRER_POLICY, SET_COOKIE};
use serde_json::Value;
use std::time::Duration;

use crate::{
    authenticator::Authenticator,
    database::{Database, on_both},
    log,
    passkeys::{PASSWORD, add, enter},
    post::{Mood, Sink, Taken},
    shop::{Plan, Refused, TestShop, Visitor},
    trail::entries,
};

on_both!(
    who_forgot_their_password_chooses_another_by_mail,
    a_link_is_good_once_and_for_ten_minutes,
    of_two_links_the_newer_is_good,
    nobody_keeps_anybody_from_using_a_link,
    of_two_who_use_a_link_at_once_one_does,
    nobody_learns_whether_somebody_has_an_email,
    links_are_asked_for_so_often,
    a_password_that_may_not_be_chosen_leaves_the_link_good,
    a_password_that_is_changed_ends_the_link,
    who_must_show_a_passkey_still_must,
    looking_changes_nothing_and_leaks_nothing,
    a_link_that_nobody_took_in_time_is_sent_no_more,
    a_form_without_script_is_led_through,
    log_and_trail_tell_of_it_and_hold_no_secret
);

const BUYER: &str = "verified@demo.test";
const NEW: &str = "correct horse battery";
const MINUTE: Duration = Duration::from_secs(60);

fn standing(sink: &Sink) -> Plan {
    Plan { mail: Some(sink.settings()), hurry: true, ..crate::passkeys::standing() }
}

async fn ask(visitor: &Visitor<'_>, email: &str) -> Result<(), Refused> {
    visitor.call("ask_reset", &[("email", email)]).await
}

async fn choose(visitor: &Visitor<'_>, token: &str, password: &str) -> Result<(), Refused> {
    visitor.call("reset_password", &[("token", token), ("password", password)]).await
}

fn gone() -> Refused {
    Refused::new(404, AppError::NotFound)
}

/// Waits until no mail is left to send; those that were taken.
async fn all_sent(shop: &TestShop, sink: &Sink) -> Vec<Taken> {
    let open = async || match shop.db.count("SELECT COUNT(*) FROM mails WHERE ended_at IS NULL").await {
        0 => Ok(()),
        left => Err(format!("{left} are left")),
    };
    shop.until("every mail has ended", open).await;
    sink.taken()
}

/// Asks for a link; the token in the newest mail.
async fn token(shop: &TestShop, sink: &Sink, email: &str) -> String {
    ask(&shop.visitor(), email).await.expect("asked");
    let taken = all_sent(shop, sink).await;
    // One that tells of the password before may have been under way for longer.
    let mail = taken.iter().rfind(|mail| mail.subject() == "Choose a new password").expect("a mail");
    assert_eq!(mail.to, email);
    let start = format!("{}/sign-in/reset/", shop.origin());
    let [link] = mail.links()[..] else { panic!("one link: {}", mail.text) };
    link.strip_prefix(start.as_str()).expect("a link to the house").to_owned()
}

async fn is_in(visitor: &Visitor<'_>) -> bool {
    visitor.call::<Value>("list_orders", &[]).await.is_ok()
}

async fn who_forgot_their_password_chooses_another_by_mail(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let (here, elsewhere) = (enter(&shop, BUYER).await, enter(&shop, BUYER).await);
    let stranger = enter(&shop, "unverified@demo.test").await;
    let fields = [("email", "planted@harbor.example"), ("role", "admin")];
    here.call::<InviteLink>("invite_member", &fields).await.expect("invited");
    let token = token(&shop, &sink, BUYER).await;
    assert_eq!(token.len(), 43, "256 bits");
    let stored = format!("SELECT COUNT(*) FROM resets WHERE token_hash = '{token}'");
    assert_eq!(shop.db.count(&stored).await, 0, "the hash, not the token");
    // The planted person is mailed too.
    let theirs = |taken: Vec<Taken>| taken.into_iter().filter(|mail| mail.to == BUYER).collect::<Vec<_>>();
    assert_eq!(theirs(sink.taken())[0].header("List-Unsubscribe"), None, "nobody does without it");
    let view: ResetView = shop.visitor().call("show_reset", &[("token", &token)]).await.expect("good");
    assert_eq!((view.email.as_str(), view.until), (BUYER, shop.plan.clock.now().after(10 * MINUTE)));
    let visitor = shop.visitor();
    choose(&visitor, &token, NEW).await.expect("chosen");
    assert!(!is_in(&here).await && !is_in(&elsewhere).await && !is_in(&visitor).await, "everybody is out");
    assert!(is_in(&stranger).await);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM invites").await, 0);
    let old = shop.visitor().call::<()>("sign_in", &[("email", BUYER), ("password", PASSWORD)]).await;
    assert_eq!(old, Err(Refused::new(401, AppError::WrongCredentials)));
    let mut again = shop.visitor();
    again.enter(&[("email", BUYER), ("password", NEW)], "sign_in").await.expect("signed in");
    let taken = theirs(all_sent(&shop, &sink).await);
    assert_eq!((taken.len(), taken[1].subject()), (2, "Your password was changed"));
    assert!(!taken[1].text.contains("reset/"), "no link to change it back by");
}

async fn a_link_is_good_once_and_for_ten_minutes(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let (visitor, guest) = (shop.visitor(), enter(&shop, "unverified@demo.test").await);
    let first = token(&shop, &sink, BUYER).await;
    choose(&guest, &first, NEW).await.expect("chosen");
    assert!(!is_in(&guest).await, "whoever else was signed in in that browser is out too");
    assert_eq!(choose(&visitor, &first, "another horse battery").await, Err(gone()), "once");
    assert_eq!(visitor.call::<ResetView>("show_reset", &[("token", &first)]).await, Err(gone()));
    let second = token(&shop, &sink, BUYER).await;
    shop.plan.clock.advance(10 * MINUTE - Duration::from_secs(1));
    visitor.call::<ResetView>("show_reset", &[("token", &second)]).await.expect("still good");
    shop.plan.clock.advance(Duration::from_secs(1));
    assert_eq!(choose(&visitor, &second, "another horse battery").await, Err(gone()), "too old");
    let page = visitor.get(&format!("/sign-in/reset/{second}")).await;
    assert_eq!(page.status(), 404);
    assert!(page.text().await.expect("a page").contains("This link is no longer good"));
}

async fn of_two_links_the_newer_is_good(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let old = token(&shop, &sink, BUYER).await;
    shop.plan.clock.advance(2 * MINUTE);
    let new = token(&shop, &sink, BUYER).await;
    assert_eq!(choose(&shop.visitor(), &old, NEW).await, Err(gone()));
    choose(&shop.visitor(), &new, NEW).await.expect("chosen");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM resets").await, 0);
    assert_eq!(all_sent(&shop, &sink).await.len(), 3);
    // Handed in twice, since nobody knew whether it was taken: the last is the one that counts.
    sink.will([Mood::Silent]);
    ask(&shop.visitor(), BUYER).await.expect("asked");
    let look = async || match sink.taken().len() {
        4.. => Ok(()),
        taken => Err(format!("{taken}")),
    };
    shop.until("the post has it", look).await;
    // What was said is booked in a moment.
    let rested = "SELECT COUNT(*) FROM jobs WHERE kind = 'mail' AND leased_until IS NOT NULL";
    let look = async || if shop.db.count(rested).await == 0 { Ok(()) } else { Err("under way".to_owned()) };
    shop.until("the answer is booked", look).await;
    shop.plan.clock.advance(MINUTE);
    let taken = all_sent(&shop, &sink).await;
    let links: Vec<&str> = taken[3..].iter().flat_map(Taken::links).collect();
    let tokens: Vec<&str> = links.iter().filter_map(|link| link.rsplit('/').next()).collect();
    assert_eq!(tokens.len(), 2);
    assert_eq!(choose(&shop.visitor(), tokens[0], "another horse battery").await, Err(gone()));
    choose(&shop.visitor(), tokens[1], "another horse battery").await.expect("chosen");
}

async fn nobody_keeps_anybody_from_using_a_link(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let token = token(&shop, &sink, BUYER).await;
    shop.plan.clock.advance(2 * MINUTE - Duration::from_secs(1));
    let asked = shop.visitor().post("/api/ask_reset", &[("email", BUYER)]).await;
    let nobody = shop.visitor().post("/api/ask_reset", &[("email", "nobody@demo.test")]).await;
    assert_eq!((asked.status(), asked.headers().len()), (nobody.status(), nobody.headers().len()));
    assert_eq!(asked.text().await.expect("text"), nobody.text().await.expect("text"), "the same answer");
    assert_eq!(all_sent(&shop, &sink).await.len(), 1, "the link that is there is left to its person");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails WHERE outcome = 'unwanted'").await, 2);
    choose(&shop.visitor(), &token, NEW).await.expect("chosen");
    // Once it is used, another is made at once.
    ask(&shop.visitor(), BUYER).await.expect("asked");
    assert_eq!(all_sent(&shop, &sink).await.len(), 3, "the link, word of the change, and a link");
}

async fn of_two_who_use_a_link_at_once_one_does(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let token = token(&shop, &sink, BUYER).await;
    let visitor = shop.visitor();
    let passwords = ["first horse battery", "second horse battery", "third horse battery"];
    let done = join_all(passwords.map(|password| choose(&visitor, &token, password))).await;
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1, "{done:?}");
    assert!(done.iter().all(|done| done.is_ok() || *done == Err(gone())), "{done:?}");
    let mut right = 0;
    for password in passwords {
        let tried = shop.visitor().call::<()>("sign_in", &[("email", BUYER), ("password", password)]).await;
        right += usize::from(tried.is_ok());
    }
    assert_eq!(right, 1);
    let told = all_sent(&shop, &sink).await;
    assert_eq!(told.iter().filter(|mail| mail.subject() == "Your password was changed").count(), 1);
}

async fn nobody_learns_whether_somebody_has_an_email(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::without_worker(db, standing(&sink)).await;
    let visitor = shop.visitor();
    let mut answers = Vec::new();
    for email in [BUYER, "nobody@demo.test"] {
        let before = shop.everything().await;
        let answer = visitor.post("/api/ask_reset", &[("email", email)]).await;
        let said = (answer.status(), answer.headers().len(), answer.text().await.expect("text"));
        let after = shop.everything().await;
        let written: Vec<_> =
            after.iter().zip(&before).map(|((table, now), (_, then))| (table.clone(), now - then)).collect();
        answers.push((said, written));
    }
    assert_eq!(answers[0], answers[1], "what is said and what is written are the same");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM resets").await, 0, "the request itself looked nobody up");
    shop.start_worker().await;
    let taken = all_sent(&shop, &sink).await;
    assert_eq!(taken.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [BUYER]);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails WHERE outcome = 'unwanted'").await, 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails WHERE email IS NOT NULL").await, 0, "what was typed is gone");
    for bad in ["", "  ", "a\nb@shop.test"] {
        assert_eq!(ask(&visitor, bad).await.map_err(|refused| refused.status), Err(422), "{bad:?}");
    }
}

async fn links_are_asked_for_so_often(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::without_worker(db, standing(&sink)).await;
    let visitor = shop.visitor();
    let full = Refused::new(429, AppError::TooMany { seconds: 600 });
    for email in [BUYER, "nobody@demo.test"] {
        for _ in 0..3 {
            ask(&visitor, email).await.expect("asked");
        }
        assert_eq!(ask(&visitor, &email.to_uppercase()).await, Err(full.clone()), "known or not, and however spelled");
    }
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails").await, 6);
    enter(&shop, BUYER).await;
    for number in 0..94 {
        ask(&visitor, &format!("{number}@demo.test")).await.expect("asked");
    }
    assert_eq!(ask(&visitor, "one-more@demo.test").await, Err(full), "from one address");
    shop.plan.clock.advance(11 * MINUTE);
    ask(&visitor, BUYER).await.expect("asked");
}

async fn a_password_that_may_not_be_chosen_leaves_the_link_good(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let (token, visitor) = (token(&shop, &sink, BUYER).await, shop.visitor());
    for (weak, problem) in [
        ("short", PasswordProblem::TooShort),
        ("password123", PasswordProblem::Common),
        ("verified@demo", PasswordProblem::Familiar),
    ] {
        assert_eq!(choose(&visitor, &token, weak).await, Err(Refused::new(422, AppError::Password(problem))));
    }
    assert_eq!(choose(&visitor, "guessed", NEW).await, Err(gone()));
    choose(&visitor, &token, NEW).await.expect("chosen");
}

async fn a_password_that_is_changed_ends_the_link(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let token = token(&shop, &sink, BUYER).await;
    let buyer = enter(&shop, BUYER).await;
    buyer.call::<()>("change_password", &[("new_password", NEW)]).await.expect("changed");
    assert_eq!(choose(&shop.visitor(), &token, "another horse battery").await, Err(gone()));
    let taken = all_sent(&shop, &sink).await;
    assert_eq!(taken.last().map(Taken::subject), Some("Your password was changed"), "told of either way");
}

async fn who_must_show_a_passkey_still_must(db: Database) {
    let sink = Sink::open().await;
    let mut plan = standing(&sink);
    plan.policy.operators_need_passkey = true;
    let shop = TestShop::open_as(db, plan).await;
    let operator = "operator@demo.test";
    let (mut entered, mut device) = (enter(&shop, operator).await, Authenticator::new());
    add(&mut entered, &mut device, "Key").await.expect("added");
    let token = token(&shop, &sink, operator).await;
    choose(&shop.visitor(), &token, NEW).await.expect("chosen");
    let mut again = shop.visitor();
    again.enter(&[("email", operator), ("password", NEW)], "sign_in").await.expect("at the door");
    let refused = again.call::<Value>("list_orders", &[]).await;
    assert_eq!(refused, Err(Refused::new(403, AppError::PasskeyNeeded)));
    let added = again.call::<Value>("begin_passkey", &[]).await;
    assert_eq!(added, Err(Refused::new(403, AppError::PasskeyNeeded)), "nor may a new one be made by mail alone");
}

async fn looking_changes_nothing_and_leaks_nothing(db: Database) {
    log::listen();
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let token = token(&shop, &sink, BUYER).await;
    shop.stop_worker().await;
    let (visitor, before) = (shop.visitor(), shop.everything().await);
    for _ in 0..2 {
        let page = visitor.get(&format!("/sign-in/reset/{token}")).await;
        let told = |name| page.headers().get(&name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        assert_eq!(told(REFERRER_POLICY).as_deref(), Some("same-origin"), "no other site learns the address");
        assert_eq!(told(CACHE_CONTROL).as_deref(), Some("no-store"));
        assert_eq!(page.status(), 200);
        let text = page.text().await.expect("a page");
        assert!(text.contains(BUYER) && text.contains("autocomplete=\"new-password\""), "{text}");
    }
    let request = shop.http.get(format!("{}/api/reset_password?token={token}&password={NEW}", shop.url));
    assert_eq!(request.send().await.expect("an answer").status(), 405);
    assert_eq!(shop.everything().await, before);
    assert!(!log::tells(&token), "a token stands in the log");
    choose(&visitor, &token, NEW).await.expect("still good");
}

async fn a_link_that_nobody_took_in_time_is_sent_no_more(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::without_worker(db, standing(&sink)).await;
    ask(&shop.visitor(), BUYER).await.expect("asked");
    shop.plan.clock.advance(10 * MINUTE);
    shop.start_worker().await;
    assert!(all_sent(&shop, &sink).await.is_empty());
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails WHERE outcome = 'too_late' AND email IS NULL").await, 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM resets").await, 0);
}

async fn a_form_without_script_is_led_through(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let visitor = shop.visitor();
    let sign_in = visitor.get("/sign-in").await.text().await.expect("a page");
    assert!(sign_in.contains("href=\"/sign-in/reset\""), "{sign_in}");
    let told = visitor.send_from("/sign-in/reset", visitor.form("/api/ask_reset", &[("email", BUYER)])).await;
    assert!(told.contains("Look into your mail") && !told.contains(BUYER), "{told}");
    let taken = all_sent(&shop, &sink).await;
    let page = taken[0].links()[0].trim_start_matches(shop.origin()).to_owned();
    let token = page.rsplit('/').next().expect("a token");
    let weak = visitor.form("/api/reset_password", &[("token", token), ("password", "short")]);
    let told = visitor.send_from(&page, weak).await;
    assert!(told.contains("at least 8 characters"), "{told}");
    let form = visitor.form("/api/reset_password", &[("token", token), ("password", NEW)]).header(ACCEPT, "text/html");
    let answer = form.send().await.expect("an answer");
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()[LOCATION]),
        (303, &"/sign-in?changed=password".parse().expect("a value"))
    );
    let cookie = answer.headers()[SET_COOKIE].to_str().expect("text");
    assert!(cookie.starts_with("plusone=;") && cookie.contains("Max-Age=0"), "{cookie}");
    let page = visitor.get("/sign-in?changed=password").await.text().await.expect("a page");
    assert!(page.contains("Your password is changed. Sign in with it."), "{page}");
}

async fn log_and_trail_tell_of_it_and_hold_no_secret(db: Database) {
    log::listen();
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, standing(&sink)).await;
    let nobody = "c4n4ry-of-resets@demo.test";
    ask(&shop.visitor(), nobody).await.expect("asked");
    let token = token(&shop, &sink, BUYER).await;
    let answer =
        shop.visitor().post("/api/reset_password", &[("token", &token), ("password", "c4n4ry of resets")]).await;
    let request = answer.headers()["x-request-id"].to_str().expect("text").to_owned();
    log::line(&["a password was reset by mail", "user=", "ended=0"], &[request]).expect("told");
    all_sent(&shop, &sink).await;
    let told = entries(&shop).await;
    let deeds: Vec<_> =
        told.iter().map(|entry| (entry.actor.as_str(), entry.subject.as_str(), entry.action.as_str())).collect();
    assert_eq!(deeds, [("worker", "user", "reset link made"), ("user", "user", "password reset")]);
    assert_eq!(told[1].actor_id, told[1].subject_id);
    for secret in [nobody, &token, "c4n4ry of resets"] {
        assert!(!log::tells(secret) && !format!("{told:?}").contains(secret), "{secret}");
    }
}
