//! The help: for anybody, true of the store as it is run, and what its readers say of it.

use app::{
    AppError,
    desk::{DemoAccount, Feedback, HelpView},
    domain::{
        CountryCode,
        feedback::{Comment, Helpful},
    },
};
use plusone::{
    clock::Clock,
    store::feedback::{self, StoredFeedback},
};
use reqwest::header::{ACCEPT, LOCATION};
use std::{fs, time::Duration};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor},
};

on_both!(
    anybody_reads_how_this_store_is_run,
    where_the_vendor_takes_the_pictures_none_of_ours_is_told_of,
    other_pages_lead_to_the_help,
    the_helps_pictures_are_served_and_nothing_beside_them,
    a_session_says_one_thing_a_day_of_a_page,
    strangers_fill_no_disk,
    what_is_no_feedback_is_refused_and_not_kept,
    a_form_without_script_comes_back_with_thanks,
    feedback_is_kept_for_a_year
);

const PAGE: &str = "/help/identity-verification";
const DAY: Duration = Duration::from_secs(86_400);

async fn page(visitor: &Visitor<'_>) -> String {
    let answer = visitor.get(PAGE).await;
    assert_eq!(answer.status(), 200);
    answer.text().await.expect("a page")
}

async fn say(visitor: &Visitor<'_>, helpful: &str, comment: &str) -> Result<(), Refused> {
    let said = [("topic", "identity-verification"), ("helpful", helpful), ("comment", comment)];
    visitor.call("give_feedback", &said).await
}

async fn kept(shop: &TestShop) -> Vec<StoredFeedback> {
    feedback::newest(&mut shop.db.read().await, None, 100).await.expect("read")
}

fn comment(said: &StoredFeedback) -> &str {
    said.said.comment.as_ref().map_or("", Comment::as_str)
}

async fn anybody_reads_how_this_store_is_run(db: Database) {
    let mut plan = Plan::default();
    plan.policy.hold = 3 * DAY;
    plan.policy.attempts_max = 2;
    plan.policy.held_orders_max = 7;
    plan.policy.regions.countries = vec![CountryCode::CA, CountryCode::JM];
    let shop = TestShop::without_worker(db, plan).await;
    let forged = Visitor { shop: &shop, cookie: Some("plusone=forged".to_owned()) };
    let owner = shop.sign_in(DemoAccount::OwnCarrier).await;
    for visitor in [&shop.visitor(), &forged, &owner] {
        let page = page(visitor).await;
        for text in [
            "Identity verification",
            "a number of Canada or Jamaica.",
            "For 3 days.",
            "You have 2 tries.",
            "Up to 7 orders",
            "/help/pictures/3-id.png",
            "Was this helpful?",
        ] {
            assert!(page.contains(text), "{text}");
        }
        assert!(!page.contains("United States,"), "not regulated here");
    }
    let view: HelpView = shop.visitor().call("show_help", &[]).await.expect("for anybody");
    assert_eq!((view.attempts, view.hold, view.at_vendor), (2, 3 * DAY, false));
}

async fn where_the_vendor_takes_the_pictures_none_of_ours_is_told_of(db: Database) {
    let shop = TestShop::without_worker(db, Plan { inquiry: true, ..Plan::default() }).await;
    let page = page(&shop.visitor()).await;
    assert!(page.contains("Show it to Persona") && page.contains("they never pass through us"));
    assert!(!page.contains("3-id.png") && !page.contains("4-selfie.png") && !page.contains("ours are deleted"));
}

async fn other_pages_lead_to_the_help(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let held = buyer.buy(NUMBERS.us).await;
    let way = format!("href=\"{PAGE}\"");
    let gate_and_order = buyer.get(&format!("/orders/{}", held.order)).await.text().await.expect("a page");
    assert_eq!(gate_and_order.matches(&way).count(), 2, "the gate's dialog, and the order itself");
    assert!(buyer.get("/verify").await.text().await.expect("a page").contains(&way));
    buyer.cancel(&held.order).await.expect("cancelled");
    let cancelled = buyer.get(&format!("/orders/{}", held.order)).await.text().await.expect("a page");
    assert!(!cancelled.contains(&way), "nothing is asked any more");
}

async fn the_helps_pictures_are_served_and_nothing_beside_them(db: Database) {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(site.path().join("help/pictures")).expect("a folder");
    fs::write(site.path().join("help/pictures/1-confirm.png"), b"\x89PNG").expect("a picture");
    fs::write(site.path().join("assets.json"), b"{}").expect("a file");
    let shop = TestShop::without_worker(db, Plan { site: site.path().to_owned(), ..Plan::default() }).await;
    let visitor = shop.visitor();
    let picture = visitor.get("/help/pictures/1-confirm.png").await;
    assert_eq!(picture.status(), 200);
    let header = |name: &str| picture.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(
        (header("content-type").as_str(), header("cache-control").as_str()),
        ("image/png", "public, max-age=3600")
    );
    let since = header("last-modified");
    let request = shop.http.get(format!("{}/help/pictures/1-confirm.png", shop.url)).header("if-modified-since", since);
    let again = request.send().await.expect("an answer");
    assert_eq!(
        (again.status().as_u16(), &again.headers()["cache-control"]),
        (304, &"public, max-age=3600".parse().expect("a value"))
    );
    for path in [
        "/help/pictures/none.png",
        "/help/pictures/%2e%2e/%2e%2e/assets.json",
        "/help/pictures/..%2f..%2fassets.json",
        "/help/assets.json",
    ] {
        let missing = visitor.get(path).await;
        assert_eq!(
            (missing.status().as_u16(), &missing.headers()["cache-control"]),
            (404, &"no-store".parse().expect("a value")),
            "{path}"
        );
    }
}

async fn a_session_says_one_thing_a_day_of_a_page(db: Database) {
    let mut plan = Plan { clock: Clock::manual(Clock::system().now()), ..Plan::default() };
    plan.policy.session_idle = 10 * DAY;
    plan.policy.session_life = 10 * DAY;
    let shop = TestShop::without_worker(db, plan).await;
    let reader = shop.sign_in(DemoAccount::Verified).await;
    say(&reader, "no", "Where is it?").await.expect("kept");
    say(&reader, "yes", " Found it,\r\nthank you ").await.expect("kept in its place");
    let [only] = <[_; 1]>::try_from(kept(&shop).await).expect("one");
    assert_eq!((only.said.helpful, comment(&only)), (Helpful::Yes, "Found it,\nthank you"));
    assert_eq!(only.account, Some(shop.account(DemoAccount::Verified).await));
    let session = shop.db.count("SELECT COUNT(*) FROM feedback WHERE id IN (SELECT id FROM sessions)").await;
    assert_eq!(session, 0, "its name does not tell the session");
    say(&shop.sign_in(DemoAccount::Verified).await, "no", "").await.expect("kept: another session");
    shop.plan.clock.advance(DAY);
    say(&reader, "no", "").await.expect("kept: another day");
    assert_eq!(kept(&shop).await.len(), 3);
}

async fn strangers_fill_no_disk(db: Database) {
    let mut plan = Plan { clock: Clock::manual(Clock::system().now()), ..Plan::default() };
    plan.policy.strangers_feedback_max = 2;
    let shop = TestShop::without_worker(db, plan).await;
    let stranger = shop.visitor();
    for _ in 0..2 {
        say(&stranger, "yes", "").await.expect("kept");
    }
    let refused = say(&stranger, "yes", "").await.expect_err("as much as is kept of a day");
    assert_eq!(refused, Refused::new(429, AppError::TooMany { seconds: 3_600 }));
    let forged = Visitor { shop: &shop, cookie: Some("plusone=forged".to_owned()) };
    assert_eq!(say(&forged, "yes", "").await.expect_err("nobody's session").status, 429);
    say(&shop.sign_in(DemoAccount::Unverified).await, "yes", "").await.expect("a customer's is kept");
    assert_eq!(kept(&shop).await.len(), 3);
    shop.plan.clock.advance(DAY);
    say(&stranger, "yes", "").await.expect("another day");
    assert!(kept(&shop).await.iter().filter(|one| one.account.is_none()).count() == 3, "without an account");
}

async fn what_is_no_feedback_is_refused_and_not_kept(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let stranger = shop.visitor();
    let long = "n".repeat(1_001);
    for (topic, helpful, comment, what) in [
        ("pools", "yes", "", "help page"),
        ("../sign-in", "yes", "", "help page"),
        ("identity-verification", "", "", "answer"),
        ("identity-verification", "on", "", "answer"),
        ("identity-verification", "yes", long.as_str(), "comment"),
        ("identity-verification", "yes", "nul\0", "comment"),
        ("identity-verification", "yes", "\u{1b}[2J", "comment"),
        ("identity-verification", "yes", "turned\u{202e}about", "comment"),
    ] {
        let said = [("topic", topic), ("helpful", helpful), ("comment", comment)];
        let refused = stranger.call::<()>("give_feedback", &said).await;
        assert_eq!(refused, Err(Refused::new(422, AppError::Invalid(what.to_owned()))), "{what}");
    }
    let form = stranger
        .form("/api/give_feedback", &[("topic", "identity-verification"), ("helpful", "yes"), ("comment", &long)]);
    let told = stranger.send_from(PAGE, form).await;
    assert!(
        told.contains("That comment cannot be sent") && told.contains("Was this helpful?"),
        "in words, on the page"
    );
    assert!(kept(&shop).await.is_empty());
}

async fn a_form_without_script_comes_back_with_thanks(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let stranger = shop.visitor();
    let fields = [("topic", "identity-verification"), ("helpful", "no"), ("comment", "<b>bold</b>")];
    let form = || stranger.form("/api/give_feedback", &fields);
    let answer = form().header(ACCEPT, "text/html").send().await.expect("an answer");
    let way = answer.headers()[LOCATION].to_str().expect("text");
    assert_eq!((answer.status().as_u16(), way), (303, "/help/identity-verification?thanks=1#feedback"));
    let thanked = stranger.send_from(PAGE, form()).await;
    assert!(thanked.contains("Thank you.") && !thanked.contains("<textarea"), "thanks in the form's place");
    assert!(page(&stranger).await.contains("<textarea"));
    let kept = kept(&shop).await;
    assert!(kept.len() == 2 && kept.iter().all(|one| comment(one) == "<b>bold</b>" && one.account.is_none()));
    let Feedback { helpful, .. } = kept[0].said;
    assert_eq!(helpful, Helpful::No);
}

async fn feedback_is_kept_for_a_year(db: Database) {
    let plan = Plan { clock: Clock::manual(Clock::system().now()), hurry: true, ..Plan::default() };
    let shop = TestShop::without_worker(db, plan).await;
    say(&shop.visitor(), "yes", "old").await.expect("kept");
    shop.plan.clock.advance(100 * DAY);
    say(&shop.visitor(), "yes", "new").await.expect("kept");
    shop.plan.clock.advance(265 * DAY);
    shop.start_worker().await;
    let swept = async || match kept(&shop).await.as_slice() {
        [left] => Ok(comment(left).to_owned()),
        more => Err(format!("{} are left", more.len())),
    };
    assert_eq!(shop.until("a year", swept).await, "new");
}
