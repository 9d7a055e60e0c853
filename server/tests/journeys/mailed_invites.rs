//! Whoever is invited is mailed a link, where mail is sent, and nobody else is shown one.

use app::{
    AppError,
    desk::{InviteLink, MembersView},
};
use reqwest::header::{ACCEPT, SET_COOKIE};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    log,
    passkeys::{enter, standing},
    post::{Mood, Sink, Taken},
    shop::{Plan, Refused, TestShop, Visitor},
    trail::entries,
};

on_both!(
    whoever_is_invited_is_mailed_a_link_of_their_own,
    the_mailed_link_is_good_once_and_for_a_day,
    of_two_mails_the_newer_one_is_good,
    an_invite_that_is_gone_is_mailed_no_more,
    strangers_are_invited_by_few_mails,
    a_form_without_script_says_that_it_was_mailed,
    without_a_post_the_link_is_shown_as_before
);

const DAY: Duration = Duration::from_secs(86_400);
const ADMIN: &str = "verified@demo.test";
const ANN: &str = "c4n4ry-ann@harbor.example";
const PASSWORD: &str = "correct horse battery";

fn mailing(sink: &Sink) -> Plan {
    Plan { mail: Some(sink.settings()), hurry: true, ..standing() }
}

async fn invite(admin: &Visitor<'_>, email: &str) -> InviteLink {
    admin.call("invite_member", &[("email", email), ("role", "buyer")]).await.expect("invited")
}

async fn all_sent(shop: &TestShop, sink: &Sink) -> Vec<Taken> {
    let open = async || match shop.db.count("SELECT COUNT(*) FROM mails WHERE ended_at IS NULL").await {
        0 => Ok(()),
        left => Err(format!("{left} are left")),
    };
    shop.until("every mail has ended", open).await;
    sink.taken()
}

/// The token in the one link of a mail or of the page.
fn token<'a>(shop: &TestShop, link: &'a str) -> &'a str {
    link.strip_prefix(&format!("{}/invite/", shop.origin())).expect("a link to the house")
}

fn mailed(mail: &Taken) -> &str {
    let [link] = mail.links()[..] else { panic!("one link: {}", mail.text) };
    link
}

async fn join(shop: &TestShop, token: &str) -> Result<String, Refused> {
    shop.visitor().enter(&[("token", token), ("password", PASSWORD)], "accept_invite").await
}

async fn whoever_is_invited_is_mailed_a_link_of_their_own(db: Database) {
    log::listen();
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let made = invite(&enter(&shop, ADMIN).await, ANN).await;
    assert_eq!(made.link, None, "whoever joins has shown that the mailbox is theirs");
    let taken = all_sent(&shop, &sink).await;
    let [mail] = taken.as_slice() else { panic!("one: {taken:?}") };
    assert_eq!((mail.to.as_str(), mail.subject()), (ANN, "You are invited"));
    let token = token(&shop, mailed(mail));
    assert_eq!(token.len(), 43, "256 bits");
    let stored = format!("SELECT COUNT(*) FROM invites WHERE mailed_hash = '{token}' OR token_hash = '{token}'");
    assert_eq!(shop.db.count(&stored).await, 0, "the hash, not the token");
    for personal in [ADMIN, "Harbor"] {
        assert!(!format!("{mail:?}").contains(personal), "{personal} in {mail:?}");
    }
    assert!(entries(&shop).await.iter().any(|entry| entry.action == "link made"));
    assert!(!log::tells(token) && !log::tells("c4n4ry-ann"), "neither stands in the log");
    join(&shop, token).await.expect("joined");
}

async fn the_mailed_link_is_good_once_and_for_a_day(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    let admin = enter(&shop, ADMIN).await;
    let gone = || Err(Refused::new(404, AppError::NotFound));
    invite(&admin, ANN).await;
    let taken = all_sent(&shop, &sink).await;
    let link = mailed(taken.last().expect("a mail"));
    join(&shop, token(&shop, link)).await.expect("joined");
    assert_eq!(join(&shop, token(&shop, link)).await, gone());
    invite(&admin, "cid@harbor.example").await;
    let taken = all_sent(&shop, &sink).await;
    shop.plan.clock.advance(DAY);
    assert_eq!(join(&shop, token(&shop, mailed(taken.last().expect("a mail")))).await, gone(), "too old");
}

async fn of_two_mails_the_newer_one_is_good(db: Database) {
    let sink = Sink::open().await;
    sink.will([Mood::Silent]);
    let shop = TestShop::open_as(db, mailing(&sink)).await;
    invite(&enter(&shop, ADMIN).await, ANN).await;
    let rested = "SELECT COUNT(*) FROM jobs WHERE kind = 'mail' AND attempts = 1 AND leased_until IS NULL";
    let tried = async || match shop.db.count(rested).await {
        1 => Ok(()),
        other => Err(format!("{other}")),
    };
    shop.until("nobody knows whether it was taken", tried).await;
    shop.plan.clock.advance(Duration::from_secs(3_600));
    let taken = all_sent(&shop, &sink).await;
    let [first, second] = taken.as_slice() else { panic!("two: {taken:?}") };
    assert_ne!(first.header("Message-ID"), second.header("Message-ID"), "another letter");
    let refused = join(&shop, token(&shop, mailed(first))).await;
    assert_eq!(refused, Err(Refused::new(404, AppError::NotFound)));
    join(&shop, token(&shop, mailed(second))).await.expect("joined");
}

async fn an_invite_that_is_gone_is_mailed_no_more(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::without_worker(db, mailing(&sink)).await;
    let admin = enter(&shop, ADMIN).await;
    for _ in 0..2 {
        invite(&admin, ANN).await;
    }
    let open: MembersView = admin.call("show_members", &[]).await.expect("members");
    let [open] = open.invites.as_slice() else { panic!("one: {open:?}") };
    admin.call::<()>("withdraw_invite", &[("invite", open.id.as_str())]).await.expect("withdrawn");
    shop.start_worker().await;
    assert!(all_sent(&shop, &sink).await.is_empty());
    assert_eq!(
        shop.db.count("SELECT COUNT(*) FROM mails WHERE outcome = 'unwanted'").await,
        2,
        "replaced, and withdrawn"
    );
}

async fn strangers_are_invited_by_few_mails(db: Database) {
    let sink = Sink::open().await;
    let mut plan = mailing(&sink);
    plan.policy.invites_mailed_max = 5;
    let (one, all) = (plan.policy.resets_max, plan.policy.invites_mailed_max);
    let shop = TestShop::without_worker(db, plan).await;
    let admin = enter(&shop, ADMIN).await;
    let wait = |seconds: u64| Refused::new(429, AppError::TooMany { seconds });
    let try_to_invite = async |email: String| {
        admin.call::<InviteLink>("invite_member", &[("email", &email), ("role", "buyer")]).await.map(|_| ())
    };
    for _ in 0..one {
        try_to_invite(ANN.to_owned()).await.expect("invited");
    }
    assert_eq!(try_to_invite(ANN.to_owned()).await, Err(wait(600)), "to one stranger");
    for nth in one..all {
        try_to_invite(format!("stranger-{nth}@harbor.example")).await.expect("invited");
    }
    assert_eq!(try_to_invite("one-more@harbor.example".to_owned()).await, Err(wait(86_400)), "of one account");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails").await, all);
    shop.plan.clock.advance(DAY);
    invite(&enter(&shop, ADMIN).await, ANN).await;
}

async fn a_form_without_script_says_that_it_was_mailed(db: Database) {
    let sink = Sink::open().await;
    let shop = TestShop::without_worker(db, mailing(&sink)).await;
    let mut admin = enter(&shop, ADMIN).await;
    let form = admin.form("/api/invite_member", &[("email", ANN), ("role", "buyer")]).header(ACCEPT, "text/html");
    let answer = form.send().await.expect("an answer");
    let set = answer.headers()[SET_COOKIE].to_str().expect("text");
    let (pair, _) = set.split_once("; ").expect("flags");
    admin.cookie = Some(format!("{}; {pair}", admin.cookie.clone().expect("signed in")));
    let page = admin.get("/account").await.text().await.expect("a page");
    assert!(page.contains(&format!("A link is on its way to {ANN}")) && !page.contains("/invite/"), "{page}");
    let (_, kept) = pair.split_once('=').expect("a cookie");
    assert_eq!(
        join(&shop, kept).await,
        Err(Refused::new(404, AppError::NotFound)),
        "what the browser keeps opens nothing"
    );
}

async fn without_a_post_the_link_is_shown_as_before(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let made = invite(&enter(&shop, ADMIN).await, ANN).await;
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM mails").await, 0);
    join(&shop, token(&shop, &made.link.expect("to pass on"))).await.expect("joined");
}
