//! Filing against scripted answers: what leaves a doubt, and what goes where. The whole way is walked in
//! `emulators/tests/trust`.

use super::{
    super::test_kit::{error_of, twilio_at, twilio_with},
    *,
};
use crate::http_client::scripted::{Reply, Scripted, Seen};
use app::domain::{
    Service, Telephony, Timestamp, gate,
    service::{Edit, Field, sample},
};
use serde_json::{Value, json};

const HH: &str = "HH0123456789abcdef0123456789abcdef";
const PN: &str = "PN0123456789abcdef0123456789abcdef";
const BU: &str = "BU0123456789abcdef0123456789abcdef";
const CALLBACK: &str = "https://numbers.example/webhooks/twilio?application=a-1";

fn id() -> ApplicationId {
    "a-1".parse().expect("an id")
}

fn form(service: Service) -> Form {
    Form::parse(service, &sample::fields(service)).expect("whole")
}

async fn file(twilio: &Twilio, service: Service) -> Result<Word, TrustError> {
    let cleared = gate::clear_service(Telephony::OwnCarrier, None).expect("never gated");
    twilio.file(&cleared, Filing { id: &id(), form: &form(service), callback: CALLBACK }).await
}

fn verification(status: &str, more: Value) -> Value {
    let mut shown = json!({"sid": HH, "external_reference_id": "a-1", "status": status});
    shown.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    shown
}

fn list(key: &str, rows: &[Value]) -> Reply {
    Reply::json(200, &json!({key: rows, "meta": {"next_page_url": null}}))
}

/// A vendor that answers to the first request that it is asked with what `script` says, and owns every number.
async fn vendor(script: impl Fn(&Seen) -> Option<Reply> + Send + Sync + 'static) -> Scripted {
    Scripted::start(move |seen| {
        script(seen).unwrap_or_else(|| {
            let number = if seen.target.contains("800") { "+18005550123" } else { "+12025550123" };
            let owned = json!({"sid": PN, "phone_number": number, "friendly_name": "line"});
            Reply::json(200, &json!({"incoming_phone_numbers": [owned], "next_page_uri": null}))
        })
    })
    .await
}

#[tokio::test]
async fn a_verification_is_asked_for_with_everything_that_was_written() {
    let server = vendor(|seen| match (seen.method.as_str(), seen.target.contains("/Tollfree/")) {
        ("GET", true) => Some(list("verifications", &[])),
        ("POST", true) => Some(Reply::json(201, &verification("PENDING_REVIEW", json!({})))),
        _ => None,
    })
    .await;
    assert_eq!(file(&twilio_at(&server.url), Service::TollFree).await.expect("filed"), Word::PendingReview);
    let seen = server.seen();
    assert!(seen[0].target.starts_with("/v1/Tollfree/Verifications?ExternalReferenceId=a-1"), "first a look");
    let posted: Vec<&Seen> = seen.iter().filter(|seen| seen.method == "POST").collect();
    assert_eq!(posted.len(), 1);
    let body: Vec<(String, String)> = url::form_urlencoded::parse(posted[0].body.as_bytes()).into_owned().collect();
    let all =
        |name: &str| body.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    assert_eq!(all("UseCaseCategories"), ["CUSTOMER_CARE", "MARKETING"]);
    assert_eq!(all("OptInType"), ["WEB_FORM"]);
    assert_eq!(all("MessageVolume"), ["1,000"]);
    assert_eq!(all("BusinessType"), ["PRIVATE_PROFIT"]);
    assert_eq!(all("BusinessContactPhone"), ["+14085550123"]);
    assert_eq!(all("TollfreePhoneNumberSid"), [PN]);
    assert_eq!(all("ExternalReferenceId"), ["a-1"]);
}

async fn standing(row: Value) -> Standing {
    let server = Scripted::start(move |_| list("verifications", std::slice::from_ref(&row))).await;
    twilio_at(&server.url).standing(&id(), &form(Service::TollFree)).await.expect("an answer")
}

#[tokio::test]
async fn every_status_is_told() {
    for (status, word) in [
        ("PENDING_REVIEW", Word::PendingReview),
        ("IN_REVIEW", Word::InReview),
        ("TWILIO_APPROVED", Word::Approved),
        ("ON_THE_MOON", Word::InReview),
    ] {
        assert_eq!(standing(verification(status, json!({}))).await, Standing::Told(word), "{status}");
    }
}

#[tokio::test]
async fn a_refusal_says_why_and_until_when() {
    let day = Timestamp::from_micros(1_767_225_600_000_000);
    for (more, reasons, edit) in [
        (json!({"edit_allowed": true}), vec![Reason::Unstated], Edit::Always),
        (
            json!({"edit_allowed": true, "edit_expiration": "2026-01-01T00:00:00Z"}),
            vec![Reason::Unstated],
            Edit::Until(day),
        ),
        (json!({"edit_allowed": true, "edit_expiration": "tomorrow"}), vec![Reason::Unstated], Edit::Never),
        (json!({"rejection_reasons": [{"code": 30_460, "reason": "x"}]}), vec![Reason::Ineligible], Edit::Never),
        (
            json!({"edit_allowed": true, "rejection_reasons": [{"code": 30_513}, {"code": 30_841}, {"code": 1}]}),
            vec![Reason::Check(Field::OptInImages), Reason::Unstated],
            Edit::Always,
        ),
    ] {
        let told = standing(verification("TWILIO_REJECTED", more.clone())).await;
        assert_eq!(told, Standing::Told(Word::Rejected { reasons, edit }), "{more}");
    }
}

#[tokio::test]
async fn somebody_elses_object_is_not_ours() {
    let mut other = verification("TWILIO_APPROVED", json!({}));
    other["external_reference_id"] = json!("a-2");
    assert_eq!(standing(other).await, Standing::Unsent);
}

#[tokio::test]
async fn whatever_leaves_a_doubt_is_no_standing() {
    let odd_sid = list("results", &[json!({"sid": "BU/../x", "friendly_name": "a-1", "status": "draft"})]);
    let goes_on = Reply::json(200, &json!({"results": [], "meta": {"next_page_url": "https://elsewhere.example/"}}));
    for reply in [
        Reply::Cut,
        Reply::CutMidway,
        Reply::Hang,
        Reply::status(500),
        Reply::status(200).body("<html>"),
        Reply::json(404, &error_of(404, 20404)),
        Reply::json(429, &error_of(429, 20429)),
        Reply::json(401, &error_of(401, 20003)),
        odd_sid,
        goes_on,
    ] {
        let patience = reply.patience();
        let script = reply.clone();
        let server = Scripted::start(move |_| script.clone()).await;
        let asked = twilio_with(&server.url, patience).standing(&id(), &form(Service::ShakenStir)).await;
        assert!(asked.is_err(), "{reply:?}");
    }
}

#[tokio::test]
async fn without_a_primary_profile_nothing_is_put_anywhere() {
    let server = vendor(|seen| {
        let profiles = seen.target.starts_with("/v1/CustomerProfiles");
        match (profiles, seen.method.as_str()) {
            (true, "GET") => Some(list("results", &[])),
            (true, _) => Some(Reply::json(201, &json!({"sid": BU, "friendly_name": "a-1", "status": "draft"}))),
            _ => None,
        }
    })
    .await;
    let refused = file(&twilio_at(&server.url), Service::ShakenStir).await.expect_err("refused");
    assert!(matches!(refused, TrustError::NoPrimaryProfile));
    let posts = server.seen().iter().filter(|seen| seen.method == "POST").count();
    assert_eq!(posts, 1, "only the draft that will be found again");
}

#[tokio::test]
async fn a_no_to_what_was_written_names_the_field() {
    let server = vendor(|seen| match (seen.method.as_str(), seen.target.contains("/Tollfree/")) {
        ("GET", true) => Some(list("verifications", &[])),
        ("POST", true) => Some(Reply::json(400, &error_of(400, 30_451))),
        _ => None,
    })
    .await;
    let refused = file(&twilio_at(&server.url), Service::TollFree).await.expect_err("refused");
    assert!(matches!(&refused, TrustError::Refused(why) if *why == [Reason::Check(Field::Street)]));
    let shown = format!("{refused:?} {refused}");
    assert!(!shown.contains("canary") && !shown.contains("Ana"), "{shown}");
}

#[tokio::test]
async fn of_two_bundles_the_one_that_got_further_counts() {
    let row = |sid: &str, status: &str| json!({"sid": sid, "friendly_name": "a-1", "status": status});
    let rows = [row("BU1", "draft"), row("BU2", "in-review"), row("BU0", "twilio-rejected")];
    let server = Scripted::start(move |_| list("results", &rows)).await;
    let told = twilio_at(&server.url).standing(&id(), &form(Service::Cnam)).await.expect("an answer");
    assert_eq!(told, Standing::Told(Word::InReview));
}
