use std::{io::Write, time::Duration};

use reqwest::StatusCode;

use super::{
    EmulatorSettings, NOWHERE, Vendors, eventually, persona::form, settings, start, start_in, webhooks::Inbox,
};
use crate::emulators::{EmulatorError, router};

pub(super) async fn again(vendors: Vendors, adjust: impl FnOnce(&mut EmulatorSettings)) -> Vendors {
    let folder = vendors.stop().await;
    let mut settings = settings(folder.path(), NOWHERE);
    adjust(&mut settings);
    start_in(folder, settings).await
}

#[tokio::test]
async fn ownership_and_steering_survive() {
    let vendors = start().await;
    let (_, bought) = vendors.buy("+12025550123", "line-1").await;
    vendors.buy("+12025550005", "line-2").await;
    vendors.buy("+12025550005", "line-3").await;
    assert_eq!(vendors.buy("+12025550002", "x").await.0, StatusCode::TOO_MANY_REQUESTS);
    let vendors = again(vendors, |_| {}).await;
    let owned = vendors.owned("+12025550123").await;
    assert_eq!(owned[0], bought);
    assert_eq!(vendors.owned("+12025550005").await[0]["friendly_name"], "line-3");
    assert_eq!(vendors.buy("+12025550123", "x").await.0, StatusCode::BAD_REQUEST);
    assert_eq!(vendors.buy("+12025550002", "x").await.0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(vendors.buy("+12025550002", "x").await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn a_pending_decision_is_resumed_and_delivered() {
    let folder = tempfile::tempdir().expect("folder");
    let mut slow = settings(folder.path(), NOWHERE);
    slow.approve_after = Duration::from_secs(3600);
    let vendors = start_in(folder, slow).await;
    let send = async |vendors: &Vendors| {
        let request = vendors.submit(form("review.jpg")).header("Idempotency-Key", "one");
        let response = request.send().await.expect("answer");
        response.json::<serde_json::Value>().await.expect("json")["data"]["id"].clone()
    };
    let created = send(&vendors).await;
    let id = created.as_str().expect("id");
    assert_eq!(vendors.status(id).await, "created");
    eventually("refused", async || vendors.events("webhook.failed").len() == 1).await;

    let (inbox, url) = Inbox::open(0).await;
    let vendors = again(vendors, |settings| settings.webhook_url = url).await;
    assert_eq!(send(&vendors).await, created, "the idempotency key outlives the process");
    assert_eq!(vendors.decided(id).await, "needs_review");
    inbox.wait("transaction.created", 1).await;
    inbox.wait("transaction.status-updated", 1).await;
    eventually("ledger", async || vendors.events("webhook.delivered").len() == 2).await;

    // A third start has nothing left to do.
    let (inbox, url) = Inbox::open(0).await;
    let vendors = again(vendors, |settings| settings.webhook_url = url).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(inbox.named("transaction.created").is_empty());
    assert_eq!(vendors.status(id).await, "needs_review");
    assert_eq!(vendors.events("persona.decided").len(), 1);
}

#[tokio::test]
async fn a_torn_last_line_is_dropped_and_a_foreign_one_named() {
    let vendors = start().await;
    vendors.buy("+12025550123", "line-1").await;
    let folder = vendors.stop().await;
    let path = folder.path().join("deep/ledger.jsonl");
    let append = |text: &str| {
        let file = std::fs::OpenOptions::new().append(true).open(&path);
        file.expect("ledger").write_all(text.as_bytes()).expect("written");
    };
    append("{\"time\":\"2026-11-2");
    let vendors = start_in(folder, settings(path.parent().and_then(|p| p.parent()).expect("folder"), NOWHERE)).await;
    assert_eq!(vendors.owned("+12025550123").await.len(), 1);
    vendors.buy("+12025550124", "line-2").await;
    assert_eq!(vendors.events("twilio.bought").len(), 2);
    let folder = vendors.stop().await;
    append("{\"time\":\"2026-11-22T00:00:00.000Z\",\"event\":\"else\"}\n");
    let refused = router(settings(folder.path(), NOWHERE));
    assert!(matches!(refused, Err(EmulatorError::LedgerLine { line: 3, .. })));
}

#[tokio::test]
async fn settings_are_checked_and_secrets_never_shown() {
    let folder = tempfile::tempdir().expect("folder");
    let good = settings(folder.path(), NOWHERE);
    let shown = format!("{good:?}");
    assert!(!shown.contains(super::KEY) && !shown.contains(super::SECRET) && !shown.contains("token-1"));
    let refused = |adjust: fn(&mut EmulatorSettings)| {
        let mut bad = good.clone();
        adjust(&mut bad);
        matches!(router(bad), Err(EmulatorError::Setting(..)))
    };
    assert!(refused(|s| s.persona_api_key.clear()));
    assert!(refused(|s| s.webhook_url = "https://example.com".into()));
    assert!(refused(|s| s.ledger.clear()));
    assert!(refused(|s| s.retry_scale = f64::NAN));
}
