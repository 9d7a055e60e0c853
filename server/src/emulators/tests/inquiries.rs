use std::time::Duration;

use reqwest::{
    Response, StatusCode,
    header::LOCATION,
    multipart::{Form, Part},
    redirect::Policy,
};
use serde_json::{Value, json};

use super::{KEY, TEMPLATE, Vendors, eventually, persona::jpeg, restart::again, start, start_with, webhooks::Inbox};

const BACK: &str = "http://127.0.0.1:9/verify";

fn asked() -> Value {
    json!({
        "data": {"attributes": {"inquiry-template-id": TEMPLATE, "redirect-uri": BACK}},
        "meta": {"auto-create-account-reference-id": "account-7"},
    })
}

impl Vendors {
    async fn tell(&self, path: &str, key: Option<&str>, body: &Value) -> (StatusCode, Value) {
        let request = self.client.post(format!("{}/api/v1/{path}", self.url)).json(body);
        let request = request.bearer_auth(KEY).header("Persona-Version", "2025-12-08");
        let request = if let Some(key) = key { request.header("Idempotency-Key", key) } else { request };
        let response = request.send().await.expect("answer");
        (response.status(), response.json().await.expect("json"))
    }

    async fn inquiry(&self) -> String {
        let (status, body) = self.tell("inquiries", None, &asked()).await;
        assert_eq!((status, &body["data"]["attributes"]["status"]), (StatusCode::CREATED, &json!("created")));
        body["data"]["id"].as_str().expect("id").to_owned()
    }

    async fn link(&self, inquiry: &str) -> String {
        let (status, body) = self.tell(&format!("inquiries/{inquiry}/generate-one-time-link"), None, &json!({})).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body["meta"]["one-time-link"].as_str().expect("link").to_owned()
    }

    async fn show(&self, link: &str, front: &str, picture: Vec<u8>) -> Response {
        let browser = reqwest::Client::builder().no_proxy().redirect(Policy::none()).build().expect("client");
        let (page, code) = link.split_once("?code=").expect("a code");
        let file = |name: &str, bytes| Part::bytes(bytes).file_name(name.to_owned());
        let form = Form::new().text("code", code.to_owned()).part("front", file(front, picture));
        let form = form.part("selfie", file("me.jpg", jpeg()));
        browser.post(page).multipart(form).send().await.expect("answer")
    }

    async fn read_status(&self, inquiry: &str) -> String {
        let body = self.read_json(&format!("inquiries/{inquiry}")).await;
        body["data"]["attributes"]["status"].as_str().expect("status").to_owned()
    }

    async fn open(&self, link: &str) -> u16 {
        self.client.get(link).send().await.expect("page").status().as_u16()
    }
}

#[tokio::test]
async fn an_inquiry_is_completed_on_the_page_and_decided_later() {
    let (inbox, url) = Inbox::open(0).await;
    let vendors = start_with(&url, |_| {}).await;
    let inquiry = vendors.inquiry().await;
    let link = vendors.link(&inquiry).await;
    assert!(link.starts_with(&format!("{}/verify?code=", vendors.url)), "{link}");
    assert_eq!(vendors.show(&link, "front.jpg", jpeg()).await.status(), 410, "never opened");
    let page = vendors.client.get(&link).send().await.expect("page");
    let policy = page.headers()["content-security-policy"].to_str().expect("text");
    assert!(policy.contains("form-action 'self' http://127.0.0.1:9;"), "{policy}");
    assert_eq!(vendors.read_status(&inquiry).await, "created", "opening is not starting");
    let refused = vendors.show(&link, "front.jpg", vec![0; 20_000]).await;
    assert_eq!(refused.status(), 422);
    let sent = vendors.show(&link, "front.jpg", jpeg()).await;
    let back = format!("{BACK}?inquiry-id={inquiry}&status=completed&reference-id=account-7");
    assert_eq!((sent.status().as_u16(), sent.headers()[LOCATION].to_str().expect("text")), (303, back.as_str()));
    eventually("approved", async || vendors.read_status(&inquiry).await == "approved").await;
    for name in ["inquiry.created", "inquiry.started", "inquiry.completed", "inquiry.approved"] {
        let event = inbox.wait(name, 1).await.remove(0).body;
        let data = &event["data"]["attributes"]["payload"]["data"];
        assert_eq!((&data["type"], &data["id"]), (&json!("inquiry"), &json!(inquiry)), "{name}");
    }
    assert_eq!(vendors.show(&link, "front.jpg", jpeg()).await.status(), 410, "once");
    assert_eq!(vendors.open(&link).await, 410);
}

#[tokio::test]
async fn verifications_tell_what_was_wrong() {
    let vendors = start().await;
    for (front, status, reason) in
        [("retry.jpg", "declined", "too_blurry"), ("declined.png", "declined", "image_manipulated")]
    {
        let inquiry = vendors.inquiry().await;
        let link = vendors.link(&inquiry).await;
        vendors.open(&link).await;
        vendors.show(&link, front, jpeg()).await;
        eventually(status, async || vendors.read_status(&inquiry).await == status).await;
        let body = vendors.read_json(&format!("inquiries/{inquiry}?include=verifications")).await;
        let related = &body["data"]["relationships"]["verifications"]["data"];
        assert_eq!(related.as_array().expect("list").len(), 2);
        let first = &body["included"][0];
        assert_eq!(first["id"], related[0]["id"]);
        assert_eq!(first["relationships"]["inquiry"]["data"]["id"], inquiry.as_str());
        assert!(first["relationships"]["transaction"]["data"].is_null());
        assert!(first["attributes"]["checks"].to_string().contains(reason));
        let alone = vendors.read_json(&format!("verifications/{}", related[0]["id"].as_str().expect("id"))).await;
        assert_eq!(&alone["data"], first);
        let bare = vendors.read_json(&format!("inquiries/{inquiry}")).await;
        assert_eq!(bare["included"], json!([]));
    }
}

#[tokio::test]
async fn a_key_makes_one_inquiry() {
    let vendors = start().await;
    let (_, first) = vendors.tell("inquiries", Some("one"), &asked()).await;
    let (status, again) = vendors.tell("inquiries", Some("one"), &asked()).await;
    assert_eq!((status, &again), (StatusCode::CREATED, &first));
    let mut other = asked();
    other["data"]["attributes"]["redirect-uri"] = json!("http://127.0.0.1:9/else");
    assert_eq!(vendors.tell("inquiries", Some("one"), &other).await.0, StatusCode::CONFLICT);
    let (_, second) = vendors.tell("inquiries", Some("two"), &asked()).await;
    assert_ne!(second["data"]["id"], first["data"]["id"]);
    let account = |body: &Value| body["data"]["relationships"]["account"]["data"]["id"].clone();
    assert_eq!(account(&second), account(&first), "of the same account");
}

#[tokio::test]
async fn what_cannot_be_made_is_refused() {
    let vendors = start().await;
    let with = |attribute: &str, value: Value| {
        let mut body = asked();
        body["data"]["attributes"][attribute] = value;
        body
    };
    for (body, status) in [
        (with("inquiry-template-id", Value::Null), 400),
        (with("inquiry-template-id", json!("itmpl_other")), 404),
        (with("redirect-uri", json!("javascript:alert(1)")), 400),
        (json!([]), 400),
    ] {
        let (refused, errors) = vendors.tell("inquiries", None, &body).await;
        assert_eq!(refused.as_u16(), status, "{body}");
        assert!(errors["errors"][0]["title"].is_string());
    }
    assert_eq!(vendors.tell("inquiries/inq_none/generate-one-time-link", None, &json!({})).await.0, 404);
    assert_eq!(vendors.open(&format!("{}/verify?code=none", vendors.url)).await, 410);
    let bare = vendors.client.post(format!("{}/api/v1/inquiries", vendors.url)).json(&asked());
    assert_eq!(bare.send().await.expect("answer").status(), 401);
}

#[tokio::test]
async fn an_inquiry_expires_and_then_has_no_link() {
    let (inbox, url) = Inbox::open(0).await;
    let vendors = start_with(&url, |settings| settings.inquiry_life = Duration::from_millis(400)).await;
    let inquiry = vendors.inquiry().await;
    let link = vendors.link(&inquiry).await;
    inbox.wait("inquiry.expired", 1).await;
    assert_eq!(vendors.read_status(&inquiry).await, "expired");
    assert_eq!(vendors.open(&link).await, 410);
    let (status, _) = vendors.tell(&format!("inquiries/{inquiry}/generate-one-time-link"), None, &json!({})).await;
    assert_eq!(status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_restart_forgets_nothing() {
    let vendors = start_with(super::NOWHERE, |settings| settings.approve_after = Duration::from_secs(3_600)).await;
    let (_, first) = vendors.tell("inquiries", Some("one"), &asked()).await;
    let inquiry = first["data"]["id"].as_str().expect("id").to_owned();
    let link = vendors.link(&inquiry).await;
    let path = link.strip_prefix(&vendors.url).expect("a link").to_owned();
    let vendors = again(vendors, |settings| settings.approve_after = Duration::from_secs(3_600)).await;
    assert_eq!(vendors.tell("inquiries", Some("one"), &asked()).await.1, first);
    let link = format!("{}{path}", vendors.url);
    assert_eq!(vendors.open(&link).await, 200);
    assert_eq!(vendors.show(&link, "review.jpg", jpeg()).await.status(), 303);
    assert_eq!(vendors.read_status(&inquiry).await, "completed");
    let vendors = again(vendors, |_| {}).await;
    eventually("decided", async || vendors.read_status(&inquiry).await == "needs_review").await;
    assert_eq!(vendors.open(&format!("{}{path}", vendors.url)).await, 410);
}

#[tokio::test]
async fn a_redacted_inquiry_keeps_its_status_alone() {
    let (inbox, url) = Inbox::open(0).await;
    let vendors = start_with(&url, |_| {}).await;
    let inquiry = vendors.inquiry().await;
    let link = vendors.link(&inquiry).await;
    vendors.open(&link).await;
    vendors.show(&link, "front.jpg", jpeg()).await;
    eventually("approved", async || vendors.read_status(&inquiry).await == "approved").await;
    let delete = async |path: &str| {
        let request = vendors.client.delete(format!("{}/api/v1/{path}", vendors.url)).bearer_auth(KEY);
        let answer = request.header("Persona-Version", "2025-12-08").send().await.expect("answer");
        (answer.status().as_u16(), answer.json::<Value>().await.expect("json"))
    };
    let path = format!("inquiries/{inquiry}");
    assert_eq!(delete(&path).await.0, 200);
    let (status, body) = delete(&path).await;
    assert_eq!((status, &body["errors"][0]["details"]), (409, &json!("Inquiry already redacted")));
    assert_eq!(delete("inquiries/inq_none").await.0, 404);
    inbox.wait("inquiry.redacted", 1).await;
    let vendors = again(vendors, |_| {}).await;
    let body = vendors.read_json(&format!("inquiries/{inquiry}?include=verifications")).await;
    assert_eq!(body["data"]["attributes"]["status"], "approved");
    assert!(body["data"]["attributes"]["redacted-at"].is_string(), "also after a restart");
    assert!(body["included"][0]["attributes"]["redacted-at"].is_string(), "{body}");
}
