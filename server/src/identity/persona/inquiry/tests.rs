//! Inquiries, against scripted answers.

use super::{
    super::test_kit::{KEY, PATIENT, persona_at},
    *,
};
use crate::{
    http_client::scripted::{Reply, Scripted},
    identity::FetchError,
};
use std::time::Duration;

const LINK: &str = "/api/v1/inquiries/inq_1/generate-one-time-link";

fn inquiries_at(url: &str, patience: Duration) -> Inquiries {
    let settings = InquirySettings {
        template: "itmpl_Test".to_owned(),
        redirect_uri: "https://numbers.example/verify".to_owned(),
        hosted: ["https://withpersona.com", "https://inquiry.withpersona.com"]
            .map(|url| url.parse::<Url>().expect("an address").origin())
            .into(),
    };
    Inquiries::new(Arc::new(persona_at(url, patience)), settings)
}

async fn create(reply: Reply) -> Result<VendorRef, SubmitError> {
    let patience = reply.patience();
    let server = Scripted::start(move |_| reply.clone()).await;
    inquiries_at(&server.url, patience).create(&"account-1".parse().expect("id"), "key-1").await
}

async fn link(reply: Reply) -> Result<Url, LinkError> {
    let patience = reply.patience();
    let server = Scripted::start(move |_| reply.clone()).await;
    let link = inquiries_at(&server.url, patience).link(&"inq_1".parse().expect("a reference")).await;
    assert_eq!(server.seen().len(), 1, "one request, never repeated");
    link
}

fn linked(to: &str) -> Reply {
    Reply::json(200, &json!({"data": {"type": "inquiry", "id": "inq_1"}, "meta": {"one-time-link": to}}))
}

#[tokio::test]
async fn an_inquiry_names_template_account_and_the_way_back() {
    let created = json!({"data": {"type": "inquiry", "id": "inq_1", "attributes": {"status": "created"}}});
    let server = Scripted::start(move |_| Reply::json(201, &created)).await;
    let inquiries = inquiries_at(&server.url, PATIENT);
    let made = inquiries.create(&"account-1".parse().expect("id"), "key-1").await.expect("made");
    assert_eq!(made.as_str(), "inq_1");
    let seen = server.seen().remove(0);
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", "/api/v1/inquiries"));
    assert_eq!(seen.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
    assert_eq!(seen.header("persona-version"), Some("2025-12-08"));
    assert_eq!(seen.header("idempotency-key"), Some("key-1"));
    let body: Value = serde_json::from_str(&seen.body).expect("JSON");
    let attributes = &body["data"]["attributes"];
    assert_eq!(attributes["inquiry-template-id"], "itmpl_Test");
    assert_eq!(attributes["redirect-uri"], "https://numbers.example/verify");
    assert_eq!(body["meta"]["auto-create-account-reference-id"], "account-1");
}

#[tokio::test]
async fn what_to_do_after_a_failure_is_told() {
    for reply in [Reply::Cut, Reply::Hang, Reply::status(409), Reply::status(201).body("<html>")] {
        assert!(matches!(create(reply.clone()).await, Err(SubmitError::SameKey { .. })), "{reply:?}");
    }
    assert!(matches!(create(Reply::status(500)).await, Err(SubmitError::NewKey { status: 500, .. })));
    let template = json!({"errors": [{"title": "x", "source": {"pointer": "/data/attributes/inquiry-template-id"}}]});
    for reply in [Reply::status(401), Reply::status(404), Reply::json(422, &template)] {
        assert!(matches!(create(reply.clone()).await, Err(SubmitError::Denied { .. })), "{reply:?}");
    }
}

#[tokio::test]
async fn a_link_is_fresh_each_time() {
    let server = Scripted::start(|_| linked("https://withpersona.com/verify?code=us1")).await;
    let inquiries = inquiries_at(&server.url, PATIENT);
    for _ in 0..2 {
        let link = inquiries.link(&"inq_1".parse().expect("a reference")).await.expect("a link");
        assert_eq!(link.as_str(), "https://withpersona.com/verify?code=us1");
    }
    let seen = server.seen();
    assert_eq!((seen[0].method.as_str(), seen[0].target.as_str()), ("POST", LINK));
    assert!(seen.iter().all(|seen| seen.header("idempotency-key").is_none()), "else the second would be the first");
}

#[tokio::test]
async fn a_link_leads_to_the_vendor_and_nowhere_else() {
    assert!(link(linked("https://inquiry.withpersona.com/verify?code=1")).await.is_ok());
    for elsewhere in [
        "http://withpersona.com/verify?code=1",
        "https://withpersona.com.evil.example/verify",
        "https://withpersona.com@evil.example/",
        "https://withpersona.com:444/",
        "javascript:alert(1)",
        "data:text/html,x",
    ] {
        let refused = link(linked(elsewhere)).await;
        assert!(matches!(refused, Err(LinkError::Elsewhere { .. })), "{elsewhere} {refused:?}");
    }
    for nowhere in [linked("/verify"), linked(""), Reply::json(200, &json!({"meta": {}})), Reply::status(200)] {
        let refused = link(nowhere.clone()).await;
        assert!(matches!(refused, Err(LinkError::NoAnswer(FetchError::Silent(_)))), "{nowhere:?}");
    }
}

#[tokio::test]
async fn an_inquiry_that_ended_has_no_link() {
    for status in [400, 404, 409, 422] {
        assert!(matches!(link(Reply::status(status)).await, Err(LinkError::Ended)), "{status}");
    }
    assert!(matches!(link(Reply::status(403)).await, Err(LinkError::NoAnswer(FetchError::Denied))));
    let busy = Reply::status(429).header("RateLimit-Reset", "9");
    assert!(matches!(link(busy).await, Err(LinkError::NoAnswer(FetchError::Busy { retry_after: Some(_) }))));
    for reply in [Reply::status(500), Reply::Cut, Reply::Hang] {
        assert!(matches!(link(reply.clone()).await, Err(LinkError::NoAnswer(FetchError::Silent(_)))), "{reply:?}");
    }
}
