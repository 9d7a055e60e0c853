//! Reading the word, against scripted answers.

use super::{
    super::test_kit::{PATIENT, persona_at},
    *,
};
use crate::http_client::scripted::{Reply, Scripted, Seen};
use app::domain::verification::Reason;
use serde_json::json;
use std::time::Duration;

fn transaction(status: &str) -> Value {
    json!({"data": {"type": "transaction", "id": "txn_1", "attributes": {"status": status},
    "relationships": {"related-objects": {"data": [
        {"type": "account", "id": "act_1"},
        {"type": "verification/government-id", "id": "ver_1"},
        {"type": "verification/selfie", "id": "ver_2"},
    ]}}}})
}

fn failed(reason: &str) -> Reply {
    Reply::json(
        200,
        &json!({"data": {"type": "verification/government-id", "id": "ver_1", "attributes": {
        "status": "failed",
        "checks": [{"name": "x", "status": "failed", "reasons": [reason], "requirement": "required"}]}}}),
    )
}

async fn outcome(script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Result<Outcome, FetchError> {
    outcome_within(PATIENT, script).await
}

async fn outcome_within(
    patience: Duration,
    script: impl Fn(&Seen) -> Reply + Send + Sync + 'static,
) -> Result<Outcome, FetchError> {
    let server = Scripted::start(script).await;
    persona_at(&server.url, patience).outcome(Transport::Transaction, &"txn_1".parse().expect("a reference")).await
}

/// An inquiry at this status, whose ID was shown twice.
async fn inquiry(status: &str, [first, second, selfie]: [Reply; 3]) -> Result<Outcome, FetchError> {
    let body = json!({"data": {"type": "inquiry", "id": "inq_1", "attributes": {"status": status},
    "relationships": {"verifications": {"data": [
        {"type": "verification/government-id", "id": "ver_1"},
        {"type": "verification/government-id", "id": "ver_2"},
        {"type": "verification/selfie", "id": "ver_3"},
    ]}}}});
    let server = Scripted::start(move |seen| match seen.target.as_str() {
        "/api/v1/inquiries/inq_1" => Reply::json(200, &body),
        "/api/v1/verifications/ver_1" => first.clone(),
        "/api/v1/verifications/ver_2" => second.clone(),
        "/api/v1/verifications/ver_3" => selfie.clone(),
        _ => Reply::status(500),
    })
    .await;
    persona_at(&server.url, PATIENT).outcome(Transport::Inquiry, &"inq_1".parse().expect("a reference")).await
}

/// A verification made at this second, whose check failed for this reason, or passed.
fn checked(second: u32, reason: Option<&str>) -> Reply {
    let status = if reason.is_some() { "failed" } else { "passed" };
    let reasons: Vec<_> = reason.into_iter().collect();
    let check = json!({"name": "x", "status": status, "reasons": reasons, "requirement": "required"});
    let made = format!("2026-11-20T10:00:{second:02}.000Z");
    Reply::json(200, &json!({"data": {"attributes": {"status": status, "created-at": made, "checks": [check]}}}))
}

#[tokio::test]
async fn an_inquirys_status_is_the_word() {
    for (status, word) in [
        ("created", Outcome::Unfinished),
        ("pending", Outcome::Unfinished),
        ("completed", Outcome::Pending),
        ("approved", Outcome::Approved),
        ("needs_review", Outcome::NeedsReview),
        ("marked-for-review", Outcome::NeedsReview),
        ("expired", Outcome::Errored),
        ("something_new", Outcome::NeedsReview),
    ] {
        let unread = || Reply::status(500);
        assert_eq!(inquiry(status, [unread(), unread(), unread()]).await.expect("a word"), word, "{status}");
    }
}

#[tokio::test]
async fn the_last_try_on_the_vendors_page_counts() {
    let blurred_then_fine = || [checked(1, Some("too_blurry")), checked(2, None)];
    for (tries, selfie, fixable) in [
        (blurred_then_fine(), checked(3, Some("eyes_closed")), vec![Reason::EyesClosed]),
        (blurred_then_fine(), checked(3, Some("face_mismatch")), vec![]),
        ([checked(2, Some("too_blurry")), checked(1, Some("expired"))], checked(3, None), vec![Reason::Blurry]),
    ] {
        let [first, second] = tries;
        let replies = [first, second, selfie];
        let declined = inquiry("declined", replies.clone()).await.expect("a word");
        assert_eq!(declined, Outcome::Declined { fixable: fixable.clone() });
        assert_eq!(inquiry("failed", replies).await.expect("a word"), Outcome::Failed { fixable });
    }
}

#[tokio::test]
async fn the_status_is_the_word() {
    for (status, word) in [
        ("created", Outcome::Pending),
        ("approved", Outcome::Approved),
        ("needs review", Outcome::NeedsReview),
        ("errored", Outcome::Errored),
        ("pending_fallback_inquiry", Outcome::NeedsReview),
    ] {
        assert_eq!(outcome(move |_| Reply::json(200, &transaction(status))).await.expect("a word"), word, "{status}");
    }
}

/// A declined transaction with these two verifications.
async fn declined(first: Reply, second: Reply) -> Result<Outcome, FetchError> {
    outcome(move |seen| match seen.target.as_str() {
        "/api/v1/transactions/txn_1" => Reply::json(200, &transaction("declined")),
        "/api/v1/verifications/ver_1" => first.clone(),
        "/api/v1/verifications/ver_2" => second.clone(),
        _ => Reply::status(404),
    })
    .await
}

#[tokio::test]
async fn a_decline_tells_what_can_be_mended() {
    let word = |fixable| Outcome::Declined { fixable };
    let passed = || Reply::json(200, &json!({"data": {"attributes": {"status": "passed", "checks": []}}}));
    let mendable = declined(failed("too_blurry"), failed("eyes_closed")).await;
    assert_eq!(mendable.expect("a word"), word(vec![Reason::Blurry, Reason::EyesClosed]));
    assert_eq!(declined(failed("expired"), passed()).await.expect("a word"), word(vec![Reason::Expired]));
    for other in [failed("face_mismatch"), failed("unheard_of"), Reply::status(404)] {
        assert_eq!(declined(failed("too_blurry"), other).await.expect("a word"), word(vec![]));
    }
    assert_eq!(declined(passed(), passed()).await.expect("a word"), word(vec![]));
}

#[tokio::test]
async fn a_decline_waits_for_all_of_its_reasons() {
    for other in [Reply::status(500), Reply::status(429), Reply::Cut, Reply::status(200).body("<html>")] {
        assert!(declined(failed("too_blurry"), other.clone()).await.is_err(), "{other:?}");
    }
}

#[tokio::test]
async fn no_word_is_told_apart() {
    for status in [401, 403] {
        assert!(matches!(outcome(move |_| Reply::status(status)).await, Err(FetchError::Denied)));
    }
    assert!(matches!(outcome(|_| Reply::status(404)).await, Err(FetchError::Unknown)));
    let busy = || Reply::status(429).header("RateLimit-Reset", "4");
    assert!(matches!(outcome(move |_| busy()).await, Err(FetchError::Busy { retry_after: Some(_) })));
    let closed = || Reply::status(503).header("Retry-After", "4").header("RateLimit-Reset", "9");
    let pause = Duration::from_secs(4);
    assert!(matches!(outcome(move |_| closed()).await, Err(FetchError::Busy { retry_after: Some(p) }) if p == pause));
    let other = json!({"data": {"id": "txn_2", "attributes": {"status": "approved"}}});
    let wordless = json!({"data": {"id": "txn_1", "attributes": {}}});
    for reply in [Reply::json(200, &other), Reply::json(200, &wordless), Reply::status(500), Reply::Cut, Reply::Drip] {
        let script = reply.clone();
        let word = outcome_within(reply.patience(), move |_| script.clone()).await;
        assert!(matches!(word, Err(FetchError::Silent(_))), "{reply:?}");
    }
}
