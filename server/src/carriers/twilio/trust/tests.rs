//! Filing against scripted answers: what leaves a doubt, and what goes where. The whole way is walked in
//! `emulators/tests/trust`.

use super::{
    super::test_kit::{error_of, twilio_at, twilio_with},
    *,
};
use crate::http_client::scripted::{Reply, Scripted, Seen};
use app::domain::{
    Service, Telephony, Timestamp, gate,
    service::{Edit, Field, Note, sample},
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

fn held(service: Service) -> Vec<Held> {
    let number = if service == Service::TollFree { "+18005550123" } else { "+12025550123" };
    vec![Held { number: number.parse().expect("a number"), sid: PN.to_owned() }]
}

async fn file(twilio: &Twilio, service: Service) -> Result<Word, TrustError> {
    file_with(twilio, service, &Memory::default(), 1).await
}

async fn file_with(twilio: &Twilio, service: Service, diary: &Memory, round: u32) -> Result<Word, TrustError> {
    let cleared = gate::clear_service(Telephony::OwnCarrier, None).expect("never gated");
    let (id, form, numbers) = (id(), form(service), held(service));
    let dossier = Dossier { id: &id, service, numbers: &numbers, diary };
    twilio.file(&cleared, Filing { dossier, form: &form, round, callback: CALLBACK }).await
}

async fn standing_of(twilio: &Twilio, service: Service, diary: &Memory) -> Result<Standing, TrustError> {
    let (id, numbers) = (id(), held(service));
    twilio.standing(Dossier { id: &id, service, numbers: &numbers, diary }).await
}

fn verification(status: &str, more: Value) -> Value {
    let mut shown =
        json!({"sid": HH, "external_reference_id": "a-1", "tollfree_phone_number_sid": PN, "status": status});
    shown.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    shown
}

fn list(key: &str, rows: &[Value]) -> Reply {
    Reply::json(200, &json!({key: rows, "meta": {"next_page_url": null}}))
}

/// A vendor that answers with what `script` says, and has the number of `service`.
async fn vendor(service: Service, script: impl Fn(&Seen) -> Option<Reply> + Send + Sync + 'static) -> Scripted {
    let number = held(service).remove(0).number.as_e164().to_owned();
    Scripted::start(move |seen| {
        script(seen).unwrap_or_else(|| {
            assert!(seen.target.ends_with(&format!("/IncomingPhoneNumbers/{PN}.json")), "{}", seen.target);
            Reply::json(200, &json!({"sid": PN, "phone_number": number, "friendly_name": "line"}))
        })
    })
    .await
}

#[tokio::test]
async fn a_verification_is_asked_for_with_everything_that_was_written() {
    let server = vendor(Service::TollFree, |seen| match (seen.method.as_str(), seen.target.contains("/Tollfree/")) {
        ("GET", true) => Some(list("verifications", &[])),
        ("POST", true) => Some(Reply::json(201, &verification("PENDING_REVIEW", json!({})))),
        _ => None,
    })
    .await;
    assert_eq!(file(&twilio_at(&server.url), Service::TollFree).await.expect("filed"), Word::PendingReview);
    let seen = server.seen();
    let look = seen.iter().find(|seen| seen.target.contains("/Tollfree/")).expect("asked");
    assert!(look.target.starts_with("/v1/Tollfree/Verifications?ExternalReferenceId=a-1"), "first a look");
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
    standing_of(&twilio_at(&server.url), Service::TollFree, &Memory::default()).await.expect("an answer")
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
        let twilio = twilio_with(&server.url, patience);
        let asked = standing_of(&twilio, Service::ShakenStir, &Memory::default()).await;
        assert!(asked.is_err(), "{reply:?}");
    }
}

#[tokio::test]
async fn without_a_primary_profile_nothing_is_put_anywhere() {
    let server = vendor(Service::ShakenStir, |seen| {
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
    let server = vendor(Service::TollFree, |seen| match (seen.method.as_str(), seen.target.contains("/Tollfree/")) {
        ("GET", true) => Some(list("verifications", &[])),
        ("POST", true) => Some(Reply::json(400, &error_of(400, 30_451))),
        _ => None,
    })
    .await;
    let refused = file(&twilio_at(&server.url), Service::TollFree).await.expect_err("refused");
    let named = matches!(&refused, TrustError::Refused { reasons, edit: Edit::Always }
        if *reasons == [Reason::Check(Field::Street)]);
    assert!(named, "{refused:?}");
    let shown = format!("{refused:?} {refused}");
    assert!(!shown.contains("canary") && !shown.contains("Ana"), "{shown}");
}

#[tokio::test]
async fn of_two_bundles_the_one_that_got_further_counts() {
    let row = |sid: &str, status: &str| json!({"sid": sid, "friendly_name": "a-1", "status": status});
    let rows = [row("BU1", "draft"), row("BU2", "in-review"), row("BU0", "twilio-rejected")];
    let server = Scripted::start(move |_| list("results", &rows)).await;
    let told = standing_of(&twilio_at(&server.url), Service::Cnam, &Memory::default()).await.expect("an answer");
    assert_eq!(told, Standing::Told(Word::InReview));
}

fn posts(server: &Scripted, to: &str) -> usize {
    server.seen().iter().filter(|seen| seen.method == "POST" && seen.target.contains(to)).count()
}

const TOLL_FREE: &str = "/Tollfree/Verifications";

#[tokio::test]
async fn an_answer_that_was_lost_is_asked_for_again_only_when_two_looks_found_nothing() {
    let server = vendor(Service::TollFree, |seen| match (seen.method.as_str(), seen.target.contains("/Tollfree/")) {
        ("GET", true) => Some(list("verifications", &[])),
        ("POST", true) => Some(Reply::Cut),
        _ => None,
    })
    .await;
    let (twilio, diary) = (twilio_at(&server.url), Memory::default());
    let again = async || file_with(&twilio, Service::TollFree, &diary, 1).await;
    assert!(matches!(again().await, Err(TrustError::Carrier(_))));
    for (pass, sent, asks) in [(2, 1, false), (8, 1, false), (5, 1, false), (5, 2, true), (1, 2, false)] {
        diary.pass(pass);
        let told = again().await;
        assert_eq!(posts(&server, TOLL_FREE), sent, "{told:?}");
        assert_eq!(matches!(told, Err(TrustError::Unsettled(_))), !asks, "{told:?}");
    }
}

#[tokio::test]
async fn what_is_gone_is_made_anew_only_when_two_more_looks_found_nothing() {
    let server = vendor(Service::ShakenStir, |seen| match (seen.method.as_str(), seen.target.contains(BU)) {
        ("GET", true) => Some(Reply::json(404, &error_of(404, 20_404))),
        ("GET", false) if seen.target.starts_with("/v1/CustomerProfiles") => Some(list("results", &[])),
        ("POST", _) => Some(Reply::json(201, &json!({"sid": "BU2", "friendly_name": "a-1", "status": "draft"}))),
        _ => None,
    })
    .await;
    let (twilio, diary) = (twilio_at(&server.url), Memory::default());
    diary.write(Step::Profile, &Note::default().answered(BU, None)).await.expect("noted");
    for (pass, made) in [(1, 0), (10, 0), (5, 0), (5, 1)] {
        diary.pass(pass);
        let told = file_with(&twilio, Service::ShakenStir, &diary, 1).await;
        assert_eq!(posts(&server, "/v1/CustomerProfiles"), made, "{told:?}");
    }
    assert_eq!(diary.note(Step::Profile).sid.as_deref(), Some("BU2"));
}

#[tokio::test]
async fn what_appears_late_is_not_asked_for_again() {
    let late = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let shown = late.clone();
    let server = vendor(Service::TollFree, move |seen| {
        let there = shown.load(std::sync::atomic::Ordering::SeqCst);
        let row = verification("PENDING_REVIEW", json!({}));
        match (seen.method.as_str(), seen.target.contains("/Tollfree/")) {
            ("GET", true) if there => Some(list("verifications", &[row])),
            ("GET", true) => Some(list("verifications", &[])),
            ("POST", true) => Some(Reply::CutMidway),
            _ => None,
        }
    })
    .await;
    let (twilio, diary) = (twilio_at(&server.url), Memory::default());
    file_with(&twilio, Service::TollFree, &diary, 1).await.expect_err("no answer");
    diary.pass(10);
    assert!(matches!(file_with(&twilio, Service::TollFree, &diary, 1).await, Err(TrustError::Unsettled(_))));
    late.store(true, std::sync::atomic::Ordering::SeqCst);
    diary.pass(10);
    let told = file_with(&twilio, Service::TollFree, &diary, 1).await.expect("found");
    assert_eq!((told, posts(&server, TOLL_FREE)), (Word::PendingReview, 1));
    assert_eq!(diary.note(Step::Verification).sid.as_deref(), Some(HH), "and looked up by its id from now on");
}

#[tokio::test]
async fn a_refusal_of_the_round_before_is_not_heard_after_it_was_sent_again() {
    let old = json!({"edit_allowed": true, "date_updated": "2026-01-01T00:00:00Z"});
    let server = vendor(Service::TollFree, move |seen| {
        let refused = verification("TWILIO_REJECTED", old.clone());
        let sent = verification("PENDING_REVIEW", json!({"date_updated": "2026-01-02T00:00:00Z"}));
        match (seen.method.as_str(), seen.target.contains("/Tollfree/"), seen.target.contains(HH)) {
            ("GET", true, true) => Some(Reply::json(200, &refused)),
            ("GET", true, false) => Some(list("verifications", &[refused])),
            ("POST", true, _) => Some(Reply::json(202, &sent)),
            _ => None,
        }
    })
    .await;
    let (twilio, diary) = (twilio_at(&server.url), Memory::default());
    assert_eq!(file_with(&twilio, Service::TollFree, &diary, 2).await.expect("sent"), Word::PendingReview);
    let told = standing_of(&twilio, Service::TollFree, &diary).await.expect("an answer");
    assert_eq!(told, Standing::Told(Word::PendingReview), "an old copy of it is no news");
    assert_eq!(file_with(&twilio, Service::TollFree, &diary, 2).await.expect("an answer"), Word::PendingReview);
    assert_eq!(posts(&server, TOLL_FREE), 1);
}

#[tokio::test]
async fn a_refusal_of_this_round_is_its_word_and_not_sent_again() {
    let refused = verification("TWILIO_REJECTED", json!({"edit_allowed": true}));
    let server = vendor(Service::TollFree, move |seen| match (seen.method.as_str(), seen.target.contains(HH)) {
        ("POST", _) => Some(Reply::json(201, &verification("PENDING_REVIEW", json!({})))),
        ("GET", true) => Some(Reply::json(200, &refused)),
        ("GET", false) if seen.target.contains("/Tollfree/") => Some(list("verifications", &[])),
        _ => None,
    })
    .await;
    let (twilio, diary) = (twilio_at(&server.url), Memory::default());
    file_with(&twilio, Service::TollFree, &diary, 1).await.expect("filed");
    let told = file_with(&twilio, Service::TollFree, &diary, 1).await.expect("an answer");
    assert!(matches!(told, Word::Rejected { .. }), "nobody mended it yet");
    assert_eq!(posts(&server, TOLL_FREE), 1);
}

#[tokio::test]
async fn another_number_has_another_verification() {
    let server = vendor(Service::TollFree, |seen| {
        let other = json!({"tollfree_phone_number_sid": "PN1", "edit_allowed": true});
        let other = verification("TWILIO_REJECTED", other);
        match (seen.method.as_str(), seen.target.contains("/Tollfree/"), seen.target.contains(HH)) {
            ("POST", true, false) => Some(Reply::json(201, &verification("PENDING_REVIEW", json!({"sid": "HH2"})))),
            ("GET", true, true) => Some(Reply::json(200, &other)),
            ("GET", true, false) => Some(list("verifications", &[other])),
            _ => None,
        }
    })
    .await;
    let (twilio, diary) = (twilio_at(&server.url), Memory::default());
    let noted = Note::default().sending(1, None).answered(HH, None);
    diary.write(Step::Verification, &noted).await.expect("noted");
    assert_eq!(standing_of(&twilio, Service::TollFree, &diary).await.expect("an answer"), Standing::Unsent);
    assert_eq!(file_with(&twilio, Service::TollFree, &diary, 2).await.expect("filed"), Word::PendingReview);
    assert_eq!(posts(&server, HH), 0, "that of the number before is left alone");
    assert_eq!(diary.note(Step::Verification).sid.as_deref(), Some("HH2"));
}

#[tokio::test]
async fn a_verification_of_an_earlier_application_is_gone_on_with_or_gives_the_last_word() {
    let (past, future) = ("1969-12-31T00:00:00Z", "2999-01-01T00:00:00Z");
    let never = Word::Rejected { reasons: vec![Reason::Ineligible], edit: Edit::Never };
    for (status, edit, posts_to, told) in [
        ("PENDING_REVIEW", json!({}), None, Word::PendingReview),
        ("TWILIO_APPROVED", json!({}), None, Word::Approved),
        ("TWILIO_REJECTED", json!({"edit_allowed": true}), Some(HH), Word::PendingReview),
        ("TWILIO_REJECTED", json!({"edit_allowed": true, "edit_expiration": future}), Some(HH), Word::PendingReview),
        (
            "TWILIO_REJECTED",
            json!({"edit_allowed": true, "edit_expiration": past}),
            Some("Verifications"),
            never.clone(),
        ),
        ("TWILIO_REJECTED", json!({"edit_allowed": false}), Some("Verifications"), never),
    ] {
        let mut earlier = verification(status, edit.clone());
        earlier["external_reference_id"] = json!("a-0");
        earlier["rejection_reasons"] = json!([{"code": 30_860}]);
        let server = vendor(Service::TollFree, move |seen| {
            let toll_free = seen.target.contains("/Tollfree/");
            match (seen.method.as_str(), toll_free, seen.target.contains("TollfreePhoneNumberSid")) {
                ("GET", true, true) => Some(list("verifications", std::slice::from_ref(&earlier))),
                ("GET", true, false) => Some(list("verifications", &[])),
                ("POST", true, _) if seen.target.contains(HH) => {
                    Some(Reply::json(202, &verification("PENDING_REVIEW", json!({}))))
                }
                ("POST", true, _) => Some(Reply::json(400, &error_of(400, 20_001))),
                _ => None,
            }
        })
        .await;
        let diary = Memory::default();
        let heard = file_with(&twilio_at(&server.url), Service::TollFree, &diary, 1).await.expect("a clear answer");
        assert_eq!(heard, told, "{status} {edit}");
        let sent = server.seen().into_iter().filter(|seen| seen.method == "POST").map(|seen| seen.target);
        let sent: Vec<String> = sent.collect();
        assert_eq!(sent.len(), usize::from(posts_to.is_some()), "{status} {edit}: {sent:?}");
        assert!(posts_to.is_none_or(|end| sent[0].ends_with(end)), "{status} {edit}: {sent:?}");
        let noted = diary.note(Step::Verification).sid;
        assert_eq!(noted.as_deref(), posts_to.is_none_or(|end| end == HH).then_some(HH), "{status} {edit}");
    }
}

#[tokio::test]
async fn a_no_that_speaks_of_nothing_written_is_no_last_word() {
    for (status, code, last) in [(400, 20_001, None), (422, 99_999, None), (400, 21_724, Some(Edit::Never))] {
        let server =
            vendor(Service::TollFree, move |seen| match (seen.method.as_str(), seen.target.contains("/Tollfree/")) {
                ("GET", true) => Some(list("verifications", &[])),
                ("POST", true) => Some(Reply::json(status, &error_of(status, code))),
                _ => None,
            })
            .await;
        let (twilio, diary) = (twilio_at(&server.url), Memory::default());
        let refused = file_with(&twilio, Service::TollFree, &diary, 1).await.expect_err("refused");
        match (refused, last) {
            (TrustError::Carrier(CarrierError::Refused { .. }), None) => {}
            (TrustError::Refused { edit, .. }, Some(last)) => assert_eq!(edit, last),
            (other, _) => panic!("{code}: {other:?}"),
        }
        assert_eq!(diary.note(Step::Verification), Note::default(), "{code}: a clear no leaves no doubt");
    }
}

#[tokio::test]
async fn brands_without_ids_are_none_of_ours_and_hide_none() {
    let ours = "BN0123456789abcdef0123456789abcdef";
    let approved = json!({"sid": BU, "friendly_name": "a-1", "status": "twilio-approved"});
    let server = Scripted::start(move |seen| {
        let brands = [
            json!({"sid": null, "a2p_profile_bundle_sid": null, "status": "PENDING"}),
            json!({"sid": ours, "a2p_profile_bundle_sid": BU, "status": "PENDING"}),
        ];
        if seen.target.contains(ours) {
            Reply::json(200, &json!({"sid": ours, "a2p_profile_bundle_sid": BU, "status": "APPROVED"}))
        } else if seen.target.contains("BrandRegistrations") {
            list("data", &brands)
        } else {
            list("results", std::slice::from_ref(&approved))
        }
    })
    .await;
    let told = standing_of(&twilio_at(&server.url), Service::A2pBrand, &Memory::default()).await.expect("an answer");
    assert_eq!(told, Standing::Told(Word::Approved));
}
