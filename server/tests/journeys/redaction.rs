//! Deleting identity data at the vendor: asked for once, done for good, and the approval stays.

use app::{
    AppError,
    desk::{AccountView, CONSENT_VERSION, Check, DemoAccount, IdentityData, Placed, Step},
    domain::{order::Status, verification::Said},
};
use plusone::{audit::verify, demo, store::audit};
use reqwest::header::{ACCEPT, LOCATION};
use serde_json::Value;

use crate::{
    database::{Database, on_both},
    operator_work::{decide, operator},
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor},
};

on_both!(
    identity_data_is_deleted_and_the_approval_stays,
    what_is_deleted_already_is_gone,
    nothing_is_deleted_while_the_vendor_checks,
    consent_is_taken_back_before_any_picture,
    consent_is_taken_back_with_what_it_was_for,
    an_id_alone_that_is_sent_is_taken_back,
    the_last_try_ends_with_what_is_taken_back,
    an_id_alone_that_was_approved_is_deleted,
    who_gave_nothing_has_nothing_deleted,
    a_form_without_script_comes_back_to_the_account,
    an_inquiry_is_deleted_too
);

impl Visitor<'_> {
    async fn identity_data(&self) -> IdentityData {
        let view: AccountView = self.call("show_account", &[("month", "")]).await.expect("an account");
        view.identity
    }

    async fn delete_identity_data(&self) -> Result<(), Refused> {
        self.call("delete_identity_data", &[]).await
    }

    async fn deleted(&self) -> IdentityData {
        let look = async || match self.identity_data().await {
            found @ IdentityData::Deleted { .. } => Ok(found),
            other => Err(format!("{other:?}")),
        };
        self.shop.until("deleted", look).await
    }
}

/// The one object that the vendor has, as it shows it.
async fn at_vendor(shop: &TestShop, folder: &str, delete: bool) -> (u16, Value) {
    let kind = folder.replace("inquiries", "inquiry").replace("transactions", "transaction");
    let made = shop.vendor_lines(&format!("persona.{kind}"));
    let url = format!("{}/api/v1/{folder}/{}", shop.vendors, made[0][&kind].as_str().expect("an id"));
    let request = if delete { shop.http.delete(url) } else { shop.http.get(url) };
    let request = request.bearer_auth(demo::PERSONA_API_KEY).header("Persona-Version", "2025-12-08");
    let answer = request.send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

async fn verified(shop: &TestShop) -> Visitor<'_> {
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    buyer
}

async fn identity_data_is_deleted_and_the_approval_stays(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = verified(&shop).await;
    assert_eq!(buyer.identity_data().await, IdentityData::Kept { check: Check::Over });
    let (_, before) = at_vendor(&shop, "transactions", false).await;
    assert!(before["data"]["attributes"]["fields"]["id_front_photo"]["value"].is_object());
    buyer.delete_identity_data().await.expect("asked for");
    let IdentityData::Deleted { asked, at } = buyer.deleted().await else { panic!("deleted") };
    assert!(asked <= at);
    let (status, after) = at_vendor(&shop, "transactions", false).await;
    assert_eq!((status, &after["data"]["attributes"]["status"]), (200, &"approved".into()));
    let fields = after["data"]["attributes"]["fields"].as_object().expect("fields");
    assert!(fields.values().all(|field| field["value"].is_null()), "{after}");

    buyer.delete_identity_data().await.expect("asking again does nothing");
    assert_eq!(buyer.identity_data().await, IdentityData::Deleted { asked, at });
    assert_eq!(shop.vendor_lines("persona.redacted").len(), 1);
    assert!(matches!(buyer.verification().await.step, Step::Verified { .. }), "the approval is the account's");
    let next = buyer.buy(NUMBERS.canada).await;
    assert_eq!(next.held, None);
    let mut tx = shop.db.read().await;
    let told = audit::page(&mut tx, ("", 0), 1_000).await.expect("read");
    let told: Vec<_> = told.iter().filter(|entry| entry.action.starts_with("redact")).collect();
    let told: Vec<_> = told.iter().map(|entry| (entry.actor.as_str(), entry.action.as_str())).collect();
    assert_eq!(told, [("user", "redaction_asked"), ("worker", "redacted")]);
    verify(&shop.db.store, &shop.house.audit, &[]).await.expect("whole");
}

async fn what_is_deleted_already_is_gone(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = verified(&shop).await;
    // By the vendor's own rules, or by us before the answer was lost.
    assert_eq!(at_vendor(&shop, "transactions", true).await.0, 200);
    buyer.delete_identity_data().await.expect("asked for");
    buyer.deleted().await;
}

async fn nothing_is_deleted_while_the_vendor_checks(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.buy(NUMBERS.us).await;
    buyer.verify_with("late.jpg").await;
    let running = IdentityData::Kept { check: Check::Running };
    assert_eq!(buyer.identity_data().await, running, "not sent yet, or looked at by programs");
    assert_eq!(buyer.delete_identity_data().await, Err(Refused::new(409, AppError::TooLate)));
    assert_eq!(buyer.identity_data().await, running);
    assert_eq!(said(&buyer).await, [Said::Agreed], "nothing is taken back by half");
    assert!(shop.vendor_lines("persona.redacted").is_empty());
}

/// What was said to consent texts, the newest first.
async fn said(buyer: &Visitor<'_>) -> Vec<Said> {
    let account: AccountView = buyer.call("show_account", &[]).await.expect("an account");
    account.record.answers.iter().map(|answer| answer.said).collect()
}

async fn consent_is_taken_back_before_any_picture(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.call::<()>("give_consent", &[("version", CONSENT_VERSION)]).await.expect("recorded");
    assert_eq!(buyer.identity_data().await, IdentityData::Here);
    let page = buyer.get("/account?delete=identity").await.text().await.expect("a page");
    for told in ["Take back what I gave", "that is taken back as well", "action=\"/api/delete_identity_data\""] {
        assert!(page.contains(told), "{told}: {page}");
    }
    buyer.delete_identity_data().await.expect("taken back");
    assert_eq!(said(&buyer).await, [Said::Withdrawn, Said::Agreed]);
    assert_eq!(buyer.identity_data().await, IdentityData::None);
    let before = shop.everything().await;
    assert_eq!(buyer.delete_identity_data().await, Err(Refused::new(409, AppError::TooLate)), "there is nothing more");
    assert_eq!(shop.everything().await, before);
    // Who agrees again is recorded again, and a picture counts only with that.
    buyer.verify_with("front.jpg").await;
    assert_eq!(said(&buyer).await, [Said::Agreed, Said::Withdrawn]);
}

async fn consent_is_taken_back_with_what_it_was_for(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = verified(&shop).await;
    buyer.delete_identity_data().await.expect("asked for");
    assert_eq!(said(&buyer).await, [Said::Withdrawn, Said::Agreed]);
    buyer.deleted().await;
    let page = buyer.get("/account").await.text().await.expect("a page");
    assert!(page.contains(&format!("Taken back: text {CONSENT_VERSION}, read in English")), "{page}");
    assert!(matches!(buyer.verification().await.step, Step::Verified { .. }), "the approval is the account's");
    let mut tx = shop.db.read().await;
    let told = audit::page(&mut tx, ("", 0), 1_000).await.expect("read");
    assert_eq!(told.iter().filter(|entry| entry.action == "withdrew consent").count(), 1);
}

/// Somebody whose ID is looked at without a face, and what waits for that.
async fn alone(shop: &TestShop) -> (Visitor<'_>, Placed) {
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.show_passport("front.jpg").await;
    buyer.call::<()>("refuse_biometrics", &[("version", CONSENT_VERSION)]).await.expect("taken");
    buyer.wait_for_step("under review", |step| *step == Step::UnderReview).await;
    (buyer, placed)
}

async fn an_id_alone_that_is_sent_is_taken_back(db: Database) {
    let shop = TestShop::open(db).await;
    let (buyer, placed) = alone(&shop).await;
    assert_eq!(buyer.identity_data().await, IdentityData::Kept { check: Check::Review });
    let page = buyer.get("/account?delete=identity").await.text().await.expect("a page");
    assert!(page.contains("counts as one of your tries"), "it is said before: {page}");
    buyer.delete_identity_data().await.expect("taken back");
    let view = buyer.verification().await;
    assert!(matches!(view.step, Step::Document { .. }) && view.attempts_left == 4, "{view:?}");
    assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded, "its clock runs again");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM orders WHERE hold_paused IS NOT NULL").await, 0);
    buyer.deleted().await;
    let (_, after) = at_vendor(&shop, "transactions", false).await;
    let fields = after["data"]["attributes"]["fields"].as_object().expect("fields");
    assert!(fields.values().all(|field| field["value"].is_null()), "{after}");
    assert_eq!(said(&buyer).await, [Said::Refused], "there was nothing agreed to");
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
}

async fn the_last_try_ends_with_what_is_taken_back(db: Database) {
    let shop = TestShop::open(db).await;
    let (buyer, placed) = alone(&shop).await;
    assert_eq!(shop.db.count("UPDATE verifications SET attempts = 4 RETURNING attempts").await, 4);
    buyer.delete_identity_data().await.expect("taken back");
    assert_eq!(buyer.verification().await.step, Step::Declined);
    assert_eq!(buyer.status(&placed.order).await, Status::Declined);
    buyer.deleted().await;
}

async fn an_id_alone_that_was_approved_is_deleted(db: Database) {
    let shop = TestShop::open(db).await;
    let (buyer, placed) = alone(&shop).await;
    decide(&operator(&shop).await, DemoAccount::Unverified, "approve").await.expect("approved");
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(buyer.identity_data().await, IdentityData::Kept { check: Check::Over });
    buyer.delete_identity_data().await.expect("asked for");
    buyer.deleted().await;
    assert!(matches!(buyer.verification().await.step, Step::Verified { .. }));
}

async fn who_gave_nothing_has_nothing_deleted(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    for who in [DemoAccount::Unverified, DemoAccount::OwnCarrier] {
        let buyer = shop.sign_in(who).await;
        assert_eq!(buyer.identity_data().await, IdentityData::None);
        let before = shop.everything().await;
        assert_eq!(buyer.delete_identity_data().await, Err(Refused::new(409, AppError::TooLate)));
        assert_eq!(shop.everything().await, before);
    }
    let stranger = shop.visitor().delete_identity_data().await;
    assert_eq!(stranger, Err(Refused::new(401, AppError::SignInNeeded)));
    // Pictures that went nowhere yet go at once.
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.show_passport("front.jpg").await;
    assert_eq!(buyer.identity_data().await, IdentityData::Here);
    buyer.delete_identity_data().await.expect("deleted here");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM pictures").await, 0);
}

async fn a_form_without_script_comes_back_to_the_account(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = verified(&shop).await;
    let asking = buyer.get("/account?delete=identity").await.text().await.expect("a page");
    assert!(asking.contains("Delete your identity data?") && asking.contains("action=\"/api/delete_identity_data\""));
    let plain = buyer.get("/account").await.text().await.expect("a page");
    assert!(plain.contains("Delete my identity data at Persona") && !plain.contains("Delete your identity data?"));
    let answer = buyer.form("/api/delete_identity_data", &[]).header(ACCEPT, "text/html").send().await;
    let answer = answer.expect("an answer");
    assert_eq!((answer.status().as_u16(), &answer.headers()[LOCATION]), (303, &"/account".parse().expect("a value")));
    buyer.deleted().await;
    let page = buyer.get("/account").await.text().await.expect("a page");
    assert!(page.contains("Deletion requested") && page.contains("Deleted at Persona"), "{page}");
}

async fn an_inquiry_is_deleted_too(db: Database) {
    let shop = TestShop::open_as(db, Plan { inquiry: true, ..Plan::default() }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.verify_there("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    buyer.delete_identity_data().await.expect("asked for");
    buyer.deleted().await;
    let (status, after) = at_vendor(&shop, "inquiries", false).await;
    assert_eq!((status, &after["data"]["attributes"]["status"]), (200, &"approved".into()));
    assert!(after["data"]["attributes"]["redacted-at"].is_string(), "{after}");
    assert!(matches!(buyer.verification().await.step, Step::Verified { .. }));
}
