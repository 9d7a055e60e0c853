//! The vendor's own page takes ID and selfie: the way there, the way back, and what is believed on it.

use app::{
    AppError,
    desk::{AccountView, CONSENT_VERSION, Check, DemoAccount, IdentityData, QueueView, Step},
    domain::{
        order::Status,
        verification::{Collected, Reason, Shows},
    },
};
use futures::future::join_all;
use plusone::{clock::Clock, store::submissions};
use reqwest::{
    header::{ACCEPT, CONTENT_SECURITY_POLICY, LOCATION},
    multipart::{Form, Part},
};
use std::time::Duration;
use url::Url;

use crate::{
    database::{Database, on_both},
    operator_work::{decide, operator},
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor, photo, read},
    vendor::{Answer, Vendor},
    webhooks,
    who_may::without_address,
};

on_both!(
    an_identity_is_shown_on_the_vendors_page_and_the_order_completes,
    nobody_is_sent_without_consent,
    looking_makes_nothing,
    a_second_press_leads_to_the_same_inquiry,
    an_address_says_nothing,
    a_webhook_says_nothing_by_itself,
    a_declined_identity_ends_the_held_orders,
    a_review_keeps_the_hold,
    a_mendable_picture_is_asked_for_again,
    a_late_webhook_completes_the_order,
    a_lost_webhook_is_made_up_for_by_asking,
    a_repeated_webhook_buys_once,
    a_link_that_ran_out_is_replaced,
    an_inquiry_that_expires_costs_no_attempt,
    who_was_done_in_time_is_waited_for,
    an_inquiry_that_ended_unheard_makes_room_for_the_next,
    a_completed_inquiry_takes_no_visitor,
    tries_used_up_at_the_vendor_are_one_attempt,
    a_vendor_that_fails_is_asked_under_a_new_key,
    our_own_pages_take_no_pictures,
    who_refuses_biometrics_is_looked_after_by_a_person_of_ours,
    who_refuses_may_go_to_the_vendor_after_all,
    a_refusal_half_way_leaves_the_inquiry_behind,
    an_inquiry_is_left_behind_when_our_own_pages_take_over
);

const CARRIED: &str = "+12025550140";
const SUBMISSIONS: &str = "SELECT COUNT(*) FROM submissions";

fn plan() -> Plan {
    Plan { inquiry: true, ..Plan::default() }
}

impl Visitor<'_> {
    /// Agrees, and asks for the way to the vendor.
    async fn way(&self) -> Result<Url, Refused> {
        let link: Result<String, _> = self.call("visit_vendor", &[("consent", CONSENT_VERSION)]).await;
        link.map(|link| link.parse().expect("an address"))
    }

    /// Presses the button of a page without script; where that leads.
    async fn press(&self, fields: &[(&str, &str)]) -> String {
        let answer =
            self.form("/api/visit_vendor", fields).header(ACCEPT, "text/html").send().await.expect("an answer");
        assert_eq!(answer.status(), 303);
        answer.headers()[LOCATION].to_str().expect("text").to_owned()
    }

    /// Shows ID and selfie on the vendor's page; where that leads.
    async fn show_at(&self, link: &Url, front: &str) -> Url {
        let page = self.shop.http.get(link.clone()).send().await.expect("a page");
        assert_eq!(page.status(), 200);
        assert!(page.text().await.expect("a page").contains("emulation"), "it says what it is");
        let (_, code) = link.query_pairs().find(|(name, _)| name == "code").expect("a code");
        let file = |name: &str| Part::bytes(photo()).file_name(name.to_owned());
        let form = Form::new().text("code", code.into_owned());
        let form = form.part("front", file(front)).part("selfie", file("me.jpg"));
        let to = link.join("/verify").expect("an address");
        let sent = self.shop.http.post(to).multipart(form).send().await.expect("an answer");
        assert_eq!(sent.status(), 303);
        sent.headers()[LOCATION].to_str().expect("text").parse().expect("an address")
    }

    /// Goes to the vendor's page and shows a document of this file name.
    pub async fn verify_there(&self, front: &str) -> Url {
        let link = self.way().await.expect("a way");
        self.show_at(&link, front).await
    }

    async fn at_step(&self, step: &Step) {
        assert_eq!(self.verification().await.step, *step);
    }
}

fn deliveries(shop: &TestShop, name: &str) -> usize {
    let named = |line: &&serde_json::Value| line["name"] == name && line["status"] == 200;
    shop.vendor_lines("webhook.delivered").iter().filter(named).count()
}

fn first() -> Step {
    Step::VendorPage { reasons: vec![] }
}

async fn an_identity_is_shown_on_the_vendors_page_and_the_order_completes(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    buyer.at_step(&first()).await;
    let link = buyer.way().await.expect("a way");
    buyer.at_step(&Step::AtVendor).await;
    assert!(buyer.order(&placed.order).await.verify_next, "there is still something to press");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM orders WHERE hold_paused IS NOT NULL").await, 0, "the clock runs");
    let page = buyer.get("/verify").await;
    let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().expect("text").to_owned();
    let allowed = format!("form-action 'self' {};", link.origin().ascii_serialization());
    assert!(policy.contains(&allowed), "{policy}");

    let back = buyer.show_at(&link, "front.jpg").await;
    assert!(back.as_str().starts_with(&format!("{}/verify?inquiry-id=inq_", shop.url)), "{back}");
    let account = shop.account(DemoAccount::Unverified).await;
    assert!(back.query_pairs().any(|(name, value)| name == "reference-id" && value == account.as_str()));
    buyer.wait_for(&placed.order, Status::Purchased).await;
    buyer.wait_for_step("verified", |step| matches!(step, Step::Verified { .. })).await;
    assert_eq!(shop.times_sold(CARRIED), 1);
    assert_eq!(shop.vendor_lines("persona.inquiry").len(), 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM consents").await, 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM pictures").await, 0);
    assert_eq!(buyer.way().await.expect_err("verified"), Refused::new(409, AppError::TooLate));
}

async fn nobody_is_sent_without_consent(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for fields in [&[][..], &[("consent", "2020-01-older-1")]] {
        let refused = buyer.call::<String>("visit_vendor", fields).await.expect_err("refused");
        assert_eq!(refused, Refused::new(422, AppError::Invalid("consent".to_owned())));
        assert_eq!(buyer.press(fields).await, "/verify?problem=agree");
    }
    let page = buyer.get("/verify?problem=agree").await.text().await.expect("a page");
    assert!(page.contains("Tick the box to agree"));
    assert_eq!((shop.db.count(SUBMISSIONS).await, shop.vendor_lines("persona.inquiry").len()), (0, 0));
    let refused = shop.visitor().way().await.expect_err("nobody");
    assert_eq!(refused, Refused::new(401, AppError::SignInNeeded));
    assert_eq!(shop.visitor().press(&[("consent", CONSENT_VERSION)]).await, "/sign-in?problem=ended");
}

async fn looking_makes_nothing(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    for path in ["/verify", "/verify?inquiry-id=inq_1&status=completed", "/api/visit_vendor"] {
        buyer.get(path).await;
    }
    assert_eq!((shop.db.count(SUBMISSIONS).await, shop.vendor_lines("persona.inquiry").len()), (0, 0));
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM verifications").await, 0);
}

async fn a_second_press_leads_to_the_same_inquiry(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let links = join_all((0..4).map(|_| buyer.way())).await;
    let mut links: Vec<Url> = links.into_iter().map(|link| link.expect("a way")).collect();
    links.push(buyer.press(&[]).await.parse().expect("going on needs no second consent"));
    links.sort();
    links.dedup();
    assert_eq!(links.len(), 5, "a link works once, so each is fresh");
    assert_eq!((shop.db.count(SUBMISSIONS).await, shop.vendor_lines("persona.inquiry").len()), (1, 1));
    for link in &links[..4] {
        assert_eq!(shop.http.get(link.clone()).send().await.expect("a page").status(), 200);
    }
    buyer.show_at(&links[4], "front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
}

async fn an_address_says_nothing(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.way().await.expect("a way");
    let inquiry = shop.vendor_lines("persona.inquiry")[0]["inquiry"].as_str().expect("an id").to_owned();
    for status in ["approved", "completed", "declined", "failed"] {
        let forged = format!("/verify?inquiry-id={inquiry}&status={status}&reference-id=somebody&fields=x");
        let page = without_address(&buyer.get(&forged).await.text().await.expect("a page"));
        assert!(page.contains("Finish at Persona"), "it can be gone on with");
        for told in ["Identity verified", "Checking your identity", "could not verify", "somebody"] {
            assert!(!page.contains(told), "{status}: {told}");
        }
    }
    buyer.at_step(&Step::AtVendor).await;
    assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded);
}

async fn a_webhook_says_nothing_by_itself(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.way().await.expect("a way");
    let inquiry = shop.vendor_lines("persona.inquiry")[0]["inquiry"].as_str().expect("an id").to_owned();
    let jobs = "SELECT COUNT(*) FROM jobs";
    assert_eq!(webhooks::told_of_inquiry(&shop, "inq_Unknown").await, 200);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM jobs WHERE subject = 'inq_Unknown'").await, 0, "not ours");
    assert_eq!(webhooks::told_of_inquiry(&shop, &inquiry).await, 200);
    let looked = async || {
        let tried = shop.db.count("SELECT COALESCE(MAX(attempts), 0) FROM jobs").await;
        if tried > 0 { Ok(()) } else { Err("nobody looked".to_owned()) }
    };
    shop.until("a look at the inquiry", looked).await;
    buyer.at_step(&Step::AtVendor).await;
    assert_eq!(shop.db.count(jobs).await, 1, "and the next look will come");
}

async fn a_declined_identity_ends_the_held_orders(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_there("declined.jpg").await;
    buyer.wait_for(&placed.order, Status::Declined).await;
    buyer.at_step(&Step::Declined).await;
    assert_eq!(shop.money(DemoAccount::Unverified).await, [115, 0, 115]);
    assert_eq!(buyer.way().await.expect_err("for good"), Refused::new(409, AppError::TooLate));
}

async fn a_review_keeps_the_hold(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_there("review.jpg").await;
    buyer.wait_for(&placed.order, Status::UnderReview).await;
    buyer.at_step(&Step::UnderReview).await;
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM orders WHERE hold_paused IS NOT NULL").await, 1);
    assert_eq!(buyer.press(&[("consent", CONSENT_VERSION)]).await, "/verify");
}

async fn a_mendable_picture_is_asked_for_again(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_there("retry.jpg").await;
    let page = buyer.wait_for_step("another try", |step| matches!(step, Step::TryAgain { .. })).await;
    assert_eq!((page.step, page.attempts_left), (Step::TryAgain { reasons: vec![Reason::Blurry] }, 4));
    buyer.call::<()>("restart_verification", &[]).await.expect("starts over");
    buyer.at_step(&Step::VendorPage { reasons: vec![Reason::Blurry] }).await;
    buyer.verify_there("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(shop.vendor_lines("persona.inquiry").len(), 2);
}

async fn a_late_webhook_completes_the_order(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_there("late.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
}

async fn a_lost_webhook_is_made_up_for_by_asking(db: Database) {
    let mut plan = plan();
    plan.policy.poll_after = Duration::from_millis(500);
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    buyer.verify_there("lost.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!((deliveries(&shop, "inquiry.completed"), deliveries(&shop, "inquiry.approved")), (0, 0), "nobody told");
    assert_eq!(shop.times_sold(CARRIED), 1);
}

async fn a_repeated_webhook_buys_once(db: Database) {
    let mut plan = plan();
    plan.policy.poll_after = Duration::from_secs(1);
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    buyer.verify_there("twice.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let all = async || match deliveries(&shop, "inquiry.approved") {
        3 => Ok(()),
        fewer => Err(format!("{fewer} deliveries")),
    };
    shop.until("three deliveries", all).await;
    assert_eq!(shop.times_sold(CARRIED), 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM webhook_events WHERE name = 'inquiry.approved'").await, 1);
}

async fn a_link_that_ran_out_is_replaced(db: Database) {
    let shop = TestShop::open_as(db, Plan { link_life: Duration::from_millis(800), ..plan() }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let link = buyer.way().await.expect("a way");
    let gone = async || match shop.http.get(link.clone()).send().await.expect("a page").status().as_u16() {
        410 => Ok(()),
        status => Err(status.to_string()),
    };
    shop.until("the link runs out", gone).await;
    buyer.at_step(&Step::AtVendor).await;
    buyer.verify_there("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(shop.vendor_lines("persona.inquiry").len(), 1, "the same inquiry");
}

async fn an_inquiry_that_expires_costs_no_attempt(db: Database) {
    let shop = TestShop::open_as(db, Plan { inquiry_life: Duration::from_millis(500), ..plan() }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.way().await.expect("a way");
    let page = buyer.wait_for_step("from the start", |step| *step == first()).await;
    assert_eq!(page.attempts_left, 5);
    assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded, "still held");
    buyer.way().await.expect("a way");
    assert_eq!(shop.vendor_lines("persona.inquiry").len(), 2);
}

async fn who_was_done_in_time_is_waited_for(db: Database) {
    let clock = Clock::manual(Clock::system().now());
    let shop = TestShop::without_worker(db, Plan { clock: clock.clone(), ..plan() }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let link = buyer.way().await.expect("a way");
    buyer.show_at(&link, "front.jpg").await;
    clock.advance(shop.plan.policy.hold);
    // Nobody has looked at the vendor since, and the first thing that a worker does is to sweep.
    shop.start_worker().await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let bought = async || {
        // The vendor's own signature is a week old to this clock, so only looks bring its word.
        clock.advance(shop.plan.policy.look_after());
        match buyer.status(&placed.order).await {
            Status::Purchased => Ok(()),
            status => Err(format!("{status:?}")),
        }
    };
    shop.until("bought", bought).await;
}

async fn an_inquiry_that_ended_unheard_makes_room_for_the_next(db: Database) {
    let shop = TestShop::without_worker(db, Plan { inquiry_life: Duration::from_millis(500), ..plan() }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.way().await.expect("a way");
    let ended = async || match shop.vendor_lines("persona.expired").len() {
        1 => Ok(()),
        _ => Err("open".to_owned()),
    };
    shop.until("it expires", ended).await;
    buyer.at_step(&Step::AtVendor).await;
    buyer.way().await.expect("a way, by another inquiry");
    assert_eq!((shop.db.count(SUBMISSIONS).await, shop.vendor_lines("persona.inquiry").len()), (2, 2));
}

async fn a_completed_inquiry_takes_no_visitor(db: Database) {
    let shop = TestShop::without_worker(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let link = buyer.way().await.expect("a way");
    buyer.show_at(&link, "review.jpg").await;
    buyer.at_step(&Step::AtVendor).await;
    assert_eq!(buyer.press(&[]).await, "/verify", "where it says how it stands");
    let heard = buyer.verification().await.step;
    assert!(matches!(heard, Step::Checking { .. } | Step::UnderReview), "{heard:?}");
    assert_eq!(shop.vendor_lines("persona.inquiry").len(), 1);
}

/// A house before a vendor that answers by a script.
async fn scripted(db: Database, vendor: &Vendor) -> TestShop {
    TestShop::open_as(db, Plan { vendor: Some(vendor.url.clone()), hurry: true, ..plan() }).await
}

async fn tries_used_up_at_the_vendor_are_one_attempt(db: Database) {
    let vendor = Vendor::open([Answer::taken()], [Answer::word("pending"), Answer::word("failed")]).await;
    let mut plan = Plan { vendor: Some(vendor.url.clone()), hurry: true, ..plan() };
    plan.policy.poll_after = Duration::from_millis(200);
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.way().await.expect("a way");
    let page = buyer.wait_for_step("another try", |step| matches!(step, Step::TryAgain { .. })).await;
    assert_eq!((page.step, page.attempts_left), (Step::TryAgain { reasons: vec![] }, 4));
    assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded, "still held");
}

async fn a_vendor_that_fails_is_asked_under_a_new_key(db: Database) {
    let answers = [Answer::status(409), Answer::status(500), Answer::status(401), Answer::taken()];
    let vendor = Vendor::open(answers, [Answer::word("created")]).await;
    let shop = scripted(db, &vendor).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let refused = buyer.way().await.expect_err("refused");
    assert_eq!(refused, Refused::new(503, AppError::VendorTrouble));
    for _ in 0..2 {
        assert_eq!(buyer.press(&[]).await, "/verify?problem=vendor");
    }
    let page = buyer.get("/verify?problem=vendor").await.text().await.expect("a page");
    assert!(page.contains("Persona does not answer"));
    buyer.way().await.expect("a way at last");
    assert_eq!(vendor.turns(), ["0", "0", "1", "2"], "what is in doubt keeps its key");
    assert_eq!(shop.db.count(SUBMISSIONS).await, 1);
}

async fn our_own_pages_take_no_pictures(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let texts = [("country", "US"), ("id_type", "passport")];
    let answer = buyer.upload("document", &texts, &[("front", "front.jpg", photo())]).await;
    assert_eq!(read::<()>(answer).await.expect_err("refused"), Refused::new(409, AppError::TooLate));
    let answer = buyer.upload("selfie", &[("consent", CONSENT_VERSION)], &[("selfie", "me.jpg", photo())]).await;
    assert_eq!(read::<()>(answer).await.expect_err("refused"), Refused::new(409, AppError::TooLate));
    let other = TestShop::open(shop.db.clone()).await;
    let buyer = other.sign_in(DemoAccount::Unverified).await;
    assert_eq!(buyer.way().await.expect_err("no such way here"), Refused::new(409, AppError::TooLate));
}

async fn refuse(buyer: &Visitor<'_>) {
    buyer.call::<()>("refuse_biometrics", &[("version", CONSENT_VERSION)]).await.expect("taken");
}

async fn who_refuses_biometrics_is_looked_after_by_a_person_of_ours(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    let page = buyer.get("/verify").await.text().await.expect("a page");
    for told in ["does not go on without one", "action=\"/api/refuse_biometrics\""] {
        assert!(page.contains(told), "{told}: {page}");
    }
    for _ in 0..2 {
        refuse(&buyer).await;
    }
    buyer.at_step(&Step::UnderReview).await;
    assert_eq!(buyer.status(&placed.order).await, Status::UnderReview, "the hold stays");
    assert_eq!(shop.db.count(SUBMISSIONS).await, 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM refusals").await, 1);
    assert!(shop.vendor_lines("persona.inquiry").is_empty(), "the vendor got nothing");
    let page = buyer.get("/verify").await.text().await.expect("a page");
    assert!(
        page.contains("nothing more goes to Persona") && page.contains("action=\"/api/reconsider_selfie\""),
        "{page}"
    );
    let account: AccountView = buyer.call("show_account", &[]).await.expect("an account");
    assert_eq!(account.identity, IdentityData::None);

    let operator = operator(&shop).await;
    let queue: QueueView = operator.call("operator/show_queue", &[]).await.expect("the queue");
    assert_eq!((queue.reviewed[0].shows, &queue.reviewed[0].vendor), (Shows::IdAlone, &None));
    let page = operator.get("/operator").await.text().await.expect("a page");
    assert!(page.contains("this was not sent there"), "why it waits: {page}");
    let mut tx = shop.db.read().await;
    let stuck = submissions::stuck(&mut tx, shop.house.clock.now()).await.expect("read");
    assert!(stuck.is_empty(), "no worker pushes it: {stuck:?}");
    drop(tx);
    decide(&operator, DemoAccount::Unverified, "approve").await.expect("approved");
    buyer.wait_for(&placed.order, Status::Purchased).await;
}

async fn who_refuses_may_go_to_the_vendor_after_all(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(CARRIED).await;
    refuse(&buyer).await;
    assert_eq!(buyer.way().await.expect_err("a person looks"), Refused::new(409, AppError::TooLate));
    buyer.call::<()>("reconsider_selfie", &[]).await.expect("back");
    buyer.at_step(&first()).await;
    assert_eq!(buyer.verification().await.attempts_left, 5, "nothing was judged");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM orders WHERE hold_paused IS NOT NULL").await, 0, "the clock runs");
    buyer.verify_there("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
}

async fn a_refusal_half_way_leaves_the_inquiry_behind(db: Database) {
    let shop = TestShop::open_as(db, plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let link = buyer.way().await.expect("a way");
    let page = buyer.get("/verify").await.text().await.expect("a page");
    assert!(page.contains("action=\"/api/refuse_biometrics\""), "{page}");
    refuse(&buyer).await;
    // The vendor's page is open in another tab; what is shown there decides nothing any more.
    buyer.show_at(&link, "front.jpg").await;
    let told = async || match deliveries(&shop, "inquiry.approved") {
        0 => Err("nobody told".to_owned()),
        _ => Ok(()),
    };
    shop.until("the vendor approves", told).await;
    let left = async || match shop.db.count("SELECT COUNT(*) FROM jobs WHERE kind = 'fetch'").await {
        0 => Ok(()),
        jobs => Err(format!("{jobs} looks")),
    };
    shop.until("it was looked at", left).await;
    buyer.at_step(&Step::UnderReview).await;
    assert_eq!(buyer.verification().await.attempts_left, 4, "what is not heard is a try");
    let account: AccountView = buyer.call("show_account", &[]).await.expect("an account");
    assert_eq!(account.identity, IdentityData::Kept { check: Check::Over }, "it can be deleted, and nothing ends");
    buyer.call::<()>("delete_identity_data", &[]).await.expect("asked for");
    buyer.at_step(&Step::UnderReview).await;
}

async fn an_inquiry_is_left_behind_when_our_own_pages_take_over(db: Database) {
    let shop = TestShop::without_worker(db.clone(), plan()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.way().await.expect("a way");
    let after = TestShop::open(db).await;
    let buyer = after.sign_in(DemoAccount::Unverified).await;
    buyer.at_step(&Step::Document { reasons: vec![], collected: Collected::default() }).await;
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
}
