//! Selfies that are not given, and those of three poses.

use app::{
    AppError,
    desk::{AccountView, CONSENT_VERSION, CustomerView, DemoAccount, QueueView, Step},
    domain::{
        Language,
        order::Status,
        verification::{Poses, Said, Shows},
    },
    error::PictureProblem,
    picture::SIDE_HEADER,
};
use reqwest::header::{ACCEPT, LOCATION};
use serde_json::Value;
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    holds::standing_clock,
    operator_work::{decide, operator},
    second_words,
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor, photo, read},
    vendor::REF,
    webhooks,
};

on_both!(
    an_id_alone_waits_for_a_person_who_decides_it,
    what_nobody_looked_at_is_approved_by_a_person_of_ours,
    a_person_of_the_vendors_decides_too,
    what_is_on_its_way_is_not_held_back,
    who_agrees_after_all_is_recorded_as_such,
    who_refuses_is_refused_nothing_twice,
    biometrics_are_refused_at_the_selfie_and_nowhere_else,
    a_mind_is_changed_while_nothing_was_sent,
    what_the_vendor_has_is_not_held_back,
    an_id_that_is_no_good_is_declined_without_a_face_too,
    a_form_without_script_refuses_as_well,
    a_refusal_stands_on_the_accounts_page_as_it_was_read,
    a_phone_refuses_and_changes_its_mind,
    a_phone_takes_another_id_and_tries_again,
    three_poses_are_asked_for_and_sent
);

const UNVERIFIED: DemoAccount = DemoAccount::Unverified;
const VERSION: [(&str, &str); 1] = [("version", CONSENT_VERSION)];
const WHY: (&str, &str) = ("reason", "Her passport was shown on a call.");

async fn refuse(buyer: &Visitor<'_>) -> Result<(), Refused> {
    buyer.call("refuse_biometrics", &VERSION).await
}

/// The names of the fields that the vendor got, of its `nth` transaction.
fn fields(shop: &TestShop, nth: usize) -> Vec<String> {
    let lines = shop.vendor_lines("persona.transaction");
    let fields = lines[nth]["fields"].as_object().expect("fields");
    fields.keys().cloned().collect()
}

async fn an_id_alone_waits_for_a_person_who_decides_it(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.show_passport("front.jpg").await;
    refuse(&buyer).await.expect("taken");
    buyer.wait_for_step("a review", |step| *step == Step::UnderReview).await;
    assert_eq!(buyer.status(&placed.order).await, Status::UnderReview, "the hold stays");
    assert_eq!(fields(&shop, 0), ["address_country_code", "id_class", "id_front_photo"], "no face reached the vendor");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM pictures").await, 0);

    let operator = operator(&shop).await;
    let queue: QueueView = operator.call("operator/show_queue", &[]).await.expect("the queue");
    assert_eq!(queue.reviewed[0].shows, Shows::IdAlone);
    assert!(queue.reviewed[0].vendor.is_some(), "the case can be looked up at the vendor");
    let account = shop.account(UNVERIFIED).await;
    let view: CustomerView =
        operator.call("operator/show_customer", &[("account", account.as_str())]).await.expect("an account");
    let case = view.case.expect("a case");
    assert_eq!(case.hand_overs[0].shows, Shows::IdAlone);
    let page = operator.get(&format!("/operator/accounts/{account}")).await.text().await.expect("a page");
    assert!(page.contains("No selfie: the buyer refused"), "the operator is not told");

    let of = case.decidable.expect("under review").to_string();
    let decision = [("account", account.as_str()), ("submission", &of), ("decision", "approve"), WHY];
    operator.call::<()>("operator/decide_case", &decision).await.expect("decided");
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let view: CustomerView =
        operator.call("operator/show_customer", &[("account", account.as_str())]).await.expect("an account");
    assert_eq!(view.deeds[0].reason, WHY.1);
}

async fn what_nobody_looked_at_is_approved_by_a_person_of_ours(db: Database) {
    let (vendor, shop) = second_words::house(db, &["approved"]).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.show_passport("front.jpg").await;
    refuse(&buyer).await.expect("taken");
    shop.handed_over(1).await;
    assert_eq!(webhooks::told_as(&shop, "evt_approved", REF).await, 200);
    buyer.wait_for_step("a review", |step| *step == Step::UnderReview).await;
    let before = vendor.times_read();
    assert_eq!(webhooks::told_as(&shop, "evt_again", REF).await, 200);
    // The second of two later questions is asked once the first one's answer is booked.
    let heard = async || match vendor.times_read() - before {
        asked if asked >= 2 => Ok(()),
        asked => {
            webhooks::told_as(&shop, &format!("evt_again_{asked}"), REF).await;
            Err(format!("asked {asked} times"))
        }
    };
    shop.until("asked twice more", heard).await;
    assert_eq!(buyer.verification().await.step, Step::UnderReview, "a program's word, however often");
    assert_eq!(buyer.status(&placed.order).await, Status::UnderReview);
    decide(&operator(&shop).await, UNVERIFIED, "approve").await.expect("approved");
    buyer.wait_for(&placed.order, Status::Purchased).await;
}

async fn a_person_of_the_vendors_decides_too(db: Database) {
    let (_vendor, shop) = second_words::house(db, &["needs_review", "approved"]).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.show_passport("front.jpg").await;
    refuse(&buyer).await.expect("taken");
    shop.handed_over(1).await;
    assert_eq!(webhooks::told_as(&shop, "evt_review", REF).await, 200);
    let looked_at = "SELECT COUNT(*) FROM submissions WHERE looked_at IS NOT NULL";
    let looks = async || if shop.db.count(looked_at).await == 1 { Ok(()) } else { Err("not yet".to_owned()) };
    shop.until("a person of the vendor's looks", looks).await;
    assert_eq!(webhooks::told_as(&shop, "evt_approved", REF).await, 200);
    buyer.wait_for(&placed.order, Status::Purchased).await;
}

async fn what_is_on_its_way_is_not_held_back(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    buyer.show_passport("front.jpg").await;
    refuse(&buyer).await.expect("taken");
    assert_eq!(shop.db.count("UPDATE submissions SET sent_at = 1 WHERE sent_at IS NULL RETURNING sent_at").await, 1);
    assert_eq!(buyer.verification().await.step, Step::Checking { may_reconsider: false });
    assert_eq!(buyer.call::<()>("reconsider_selfie", &[]).await, Err(Refused::new(409, AppError::TooLate)));
}

async fn who_agrees_after_all_is_recorded_as_such(db: Database) {
    let shop = TestShop::without_worker(db, Plan { clock: standing_clock(), ..Plan::default() }).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    buyer.show_passport("front.jpg").await;
    buyer.call::<()>("give_consent", &VERSION).await.expect("recorded");
    for step in ["refuse_biometrics", "reconsider_selfie"] {
        shop.plan.clock.advance(Duration::from_secs(1));
        buyer.call::<()>(step, if step == "refuse_biometrics" { &VERSION } else { &[] }).await.expect("taken");
    }
    let newer = "SELECT COUNT(*) FROM consents c JOIN refusals r ON r.user_id = c.user_id WHERE c.at > r.at";
    assert_eq!(shop.db.count(newer).await, 0);
    shop.plan.clock.advance(Duration::from_secs(1));
    buyer.show_face().await;
    assert_eq!(shop.db.count(newer).await, 1);
}

async fn who_refuses_is_refused_nothing_twice(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    buyer.show_passport("front.jpg").await;
    for _ in 0..2 {
        refuse(&buyer).await.expect("taken, and once more");
    }
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM submissions WHERE shows = 'id_alone'").await, 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM refusals").await, 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM consents").await, 0, "a refusal is no consent");
    let face = [("selfie", "me.jpg", photo())];
    let late = buyer.upload("selfie", &[("consent", CONSENT_VERSION)], &face).await;
    let late = read::<()>(late).await.expect_err("it is not taken in silence");
    assert_eq!(late, Refused::new(409, AppError::TooLate));
}

async fn biometrics_are_refused_at_the_selfie_and_nowhere_else(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let late = Refused::new(409, AppError::TooLate);
    let before = shop.everything().await;
    assert_eq!(refuse(&buyer).await, Err(late.clone()), "the ID comes first");
    assert_eq!(shop.everything().await, before);
    buyer.show_passport("front.jpg").await;
    let before = shop.everything().await;
    for version in ["", "2020-01-old-text"] {
        let refused = buyer.call::<()>("refuse_biometrics", &[("version", version)]).await;
        assert_eq!(refused, Err(Refused::new(422, AppError::Invalid("consent".to_owned()))));
    }
    assert_eq!(shop.everything().await, before);
    buyer.show_face().await;
    assert_eq!(refuse(&buyer).await, Err(late.clone()), "the face was handed over");
    assert_eq!(buyer.call::<()>("reconsider_selfie", &[]).await, Err(late.clone()), "nothing was refused");
    let verified = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(refuse(&verified).await, Err(late), "nothing is asked of it");
}

async fn a_mind_is_changed_while_nothing_was_sent(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.show_passport("front.jpg").await;
    refuse(&buyer).await.expect("taken");
    assert_eq!(buyer.verification().await.step, Step::Checking { may_reconsider: true });
    let page = buyer.get("/verify").await.text().await.expect("a page");
    assert!(page.contains("/api/reconsider_selfie"), "the way back is not shown");
    for _ in 0..2 {
        buyer.call::<()>("reconsider_selfie", &[]).await.expect("back, and once more");
    }
    assert_eq!(buyer.verification().await.step, Step::Selfie { poses: Poses::One }, "the ID is still here");
    assert_eq!(buyer.status(&placed.order).await, Status::IdentityNeeded);
    buyer.show_face().await;
    assert_eq!(buyer.verification().await.step, Step::Checking { may_reconsider: false });
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM submissions WHERE shows = 'id_and_face'").await, 1);
}

async fn what_the_vendor_has_is_not_held_back(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    buyer.show_passport("lost.jpg").await;
    refuse(&buyer).await.expect("taken");
    let sent = async || match shop.vendor_lines("persona.transaction").len() {
        1 if shop.db.count("SELECT COUNT(*) FROM submissions WHERE vendor_ref IS NOT NULL").await == 1 => Ok(()),
        sent => Err(format!("{sent} sent")),
    };
    shop.until("sent", sent).await;
    assert_eq!(buyer.call::<()>("reconsider_selfie", &[]).await, Err(Refused::new(409, AppError::TooLate)));
    assert_eq!(fields(&shop, 0).len(), 3);
}

async fn an_id_that_is_no_good_is_declined_without_a_face_too(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(NUMBERS.us).await;
    buyer.show_passport("declined.jpg").await;
    refuse(&buyer).await.expect("taken");
    buyer.wait_for(&placed.order, Status::Declined).await;
}

async fn a_form_without_script_refuses_as_well(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    buyer.show_passport("front.jpg").await;
    let page = buyer.get("/verify").await.text().await.expect("a page");
    assert!(page.contains("action=\"/api/refuse_biometrics\"") && page.contains("can take days"), "{page}");
    let send = async |fields: &[(&str, &str)]| {
        let answer = buyer.form("/api/refuse_biometrics", fields).header(ACCEPT, "text/html").send().await;
        let answer = answer.expect("an answer");
        (answer.status().as_u16(), answer.headers()[LOCATION].to_str().expect("an address").to_owned())
    };
    let (status, location) = send(&[("version", "old")]).await;
    assert!(matches!(status, 302 | 303) && location.starts_with("/verify?problem="), "{status} {location}");
    let (status, location) = send(&VERSION).await;
    assert!(matches!(status, 302 | 303) && location == "/verify", "{status} {location}");
    assert_eq!(buyer.verification().await.step, Step::Checking { may_reconsider: true });
}

async fn a_refusal_stands_on_the_accounts_page_as_it_was_read(db: Database) {
    let shop = TestShop::without_worker(db, Plan { clock: standing_clock(), ..Plan::default() }).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    buyer.show_passport("front.jpg").await;
    let strange = [("version", CONSENT_VERSION), ("language", "de")];
    let refused = buyer.call::<()>("refuse_biometrics", &strange).await.expect_err("in which nobody could read it");
    assert_eq!(refused.status, 422);
    let as_read = [("version", CONSENT_VERSION), ("language", "es-PR")];
    buyer.call::<()>("refuse_biometrics", &as_read).await.expect("taken");
    let at = shop.plan.clock.now();
    buyer.call::<()>("reconsider_selfie", &[]).await.expect("back");
    shop.plan.clock.advance(Duration::from_secs(1));
    let consent = [("version", CONSENT_VERSION), ("language", "fr-CA")];
    buyer.call::<()>("give_consent", &consent).await.expect("recorded");
    let account: AccountView = buyer.call("show_account", &[]).await.expect("the account");
    let answers: Vec<_> = account.record.answers.iter().map(|answer| (answer.said, answer.language)).collect();
    assert_eq!(answers, [(Said::Agreed, Some(Language::French)), (Said::Refused, Some(Language::Spanish))]);
    assert_eq!(account.record.answers[1].at, at);
    let page = buyer.get("/account").await.text().await.expect("a page");
    let told = format!("Refused text {CONSENT_VERSION}, read in Spanish");
    assert!(page.contains(&told) && page.contains(&at.rfc3339()), "{page}");
    let stranger = shop.sign_in(DemoAccount::OwnCarrier).await;
    let others: AccountView = stranger.call("show_account", &[]).await.expect("the account");
    assert_eq!(others.record.answers, [], "nobody else's");
}

async fn a_phone_refuses_and_changes_its_mind(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let phone = buyer.phone(&buyer.begin().await).await;
    assert_eq!(phone.show_passport_by_phone().await, 204);
    phone.call::<()>("reconsider_on_phone", &[]).await.expect("there is nothing to take back");
    phone.call::<()>("refuse_on_phone", &[("version", CONSENT_VERSION), ("language", "fr-CA")]).await.expect("taken");
    let page = phone.get("/handoff").await.text().await.expect("a page");
    assert!(page.contains("action=\"/api/reconsider_on_phone\""), "the way back is not shown: {page}");
    assert!(!page.contains("You can close this page."), "there is something to decide");
    phone.call::<()>("reconsider_on_phone", &[]).await.expect("back");
    assert_eq!(
        phone.seen().await.expect("let in").case.step,
        Step::Selfie { poses: Poses::One },
        "the ID is still here"
    );
    assert_eq!(phone.show_face_by_phone().await, 204);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM submissions WHERE shows = 'id_and_face'").await, 1);
    let late = phone.call::<()>("reconsider_on_phone", &[]).await;
    assert_eq!(late, Err(Refused::new(409, AppError::TooLate)), "the face was handed over");
    buyer.call::<()>("end_handoff", &[]).await.expect("ended");
    for door in ["reconsider_on_phone", "restart_on_phone"] {
        assert_eq!(phone.call::<()>(door, &[]).await, Err(Refused::new(401, AppError::HandoffOver)), "{door}");
    }
}

async fn a_phone_takes_another_id_and_tries_again(db: Database) {
    let shop = TestShop::open_as(db, Plan::impatient()).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let phone = buyer.phone(&buyer.begin().await).await;
    assert_eq!(phone.show_passport_by_phone().await, 204);
    let page = phone.get("/handoff").await.text().await.expect("a page");
    assert!(page.contains("action=\"/api/restart_on_phone\""), "another ID cannot be taken: {page}");
    phone.call::<()>("restart_on_phone", &[]).await.expect("from the start");
    assert!(matches!(phone.seen().await.expect("let in").case.step, Step::Document { .. }));
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM pictures").await, 0);
    let texts = [("country", "US"), ("id_type", "passport")];
    let retry = [("front", "retry.jpg", photo())];
    assert_eq!(phone.upload("phone/document", &texts, &retry).await.status(), 204);
    assert_eq!(phone.show_face_by_phone().await, 204);
    buyer.wait_for_step("another try", |step| matches!(step, Step::TryAgain { .. })).await;
    let page = phone.get("/handoff").await.text().await.expect("a page");
    for told in ["Please try again", "out of focus", "4 of 5 tries left.", "action=\"/api/restart_on_phone\""] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let led = phone.send_from("/handoff", phone.form("/api/restart_on_phone", &[])).await;
    assert!(led.contains("Upload your ID") && led.contains("out of focus"), "{led}");
    assert_eq!(phone.show_passport_by_phone().await, 204);
    assert_eq!(phone.show_face_by_phone().await, 204);
    buyer.wait_for_step("verified", |step| matches!(step, Step::Verified { .. })).await;
}

async fn three_poses_are_asked_for_and_sent(db: Database) {
    let mut plan = Plan::default();
    plan.policy.poses = Poses::Three;
    let shop = TestShop::open_as(db, plan).await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    buyer.show_passport("front.jpg").await;
    assert_eq!(buyer.verification().await.step, Step::Selfie { poses: Poses::Three });
    let consent = [("consent", CONSENT_VERSION)];
    let two = [("selfie", "a.jpg", photo()), ("selfie_right", "c.jpg", photo())];
    let answer = buyer.upload("selfie", &consent, &two).await;
    assert_eq!(answer.headers()[SIDE_HEADER], "selfie_left");
    let missing = read::<()>(answer).await.expect_err("one is missing");
    assert_eq!(missing, Refused::new(422, AppError::Picture(PictureProblem::Missing)));
    let three = [two[0], ("selfie_left", "b.jpg", photo()), two[1]];
    assert_eq!(buyer.upload("selfie", &consent, &three).await.status(), 204);
    buyer.wait_for_step("an approval", |step| matches!(step, Step::Verified { .. })).await;
    let sent = fields(&shop, 0);
    let poses: Vec<&String> = sent.iter().filter(|name| name.starts_with("selfie_")).collect();
    assert_eq!(poses, ["selfie_center_photo", "selfie_left_photo", "selfie_right_photo"]);
    let line: Value = shop.vendor_lines("persona.transaction").remove(0);
    assert!(line["fields"]["selfie_left_photo"]["byte_size"].as_u64().is_some_and(|bytes| bytes > 10_000), "{line}");
}
