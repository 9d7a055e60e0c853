//! Handing over, against scripted answers.

use super::{
    super::test_kit::{KEY, PATIENT, persona_at},
    *,
};
use crate::{
    http_client::scripted::{Reply, Scripted},
    identity::PictureKind,
};
use app::domain::{
    CountryCode,
    id_document::IdType,
    verification::{Pose, Reason},
};
use serde_json::json;
use std::time::Duration;

fn pictures() -> Vec<Picture> {
    [
        (PictureKind::Front, "front.jpg"),
        (PictureKind::Back, "back.jpg"),
        (PictureKind::Selfie(Pose::Center), "selfie.jpg"),
        (PictureKind::Selfie(Pose::Left), "selfie_left.jpg"),
        (PictureKind::Selfie(Pose::Right), "selfie_right.jpg"),
    ]
    .map(|(kind, name)| Picture { kind, file_name: name.to_owned(), jpeg: format!("pixels of {name}").into_bytes() })
    .into()
}

async fn submit_to(server: &Scripted, patience: Duration) -> Result<VendorRef, SubmitError> {
    let document = IdDocument::new(CountryCode::PR, IdType::DriversLicense).expect("a licence");
    let account = "account-1".parse().expect("id");
    persona_at(&server.url, patience).submit(&account, document, pictures(), "key-1").await
}

async fn submit(reply: Reply) -> Result<VendorRef, SubmitError> {
    let patience = reply.patience();
    let server = Scripted::start(move |_| reply.clone()).await;
    let answer = submit_to(&server, patience).await;
    assert_eq!(server.seen().len(), 1, "one request, never repeated");
    answer
}

fn error(status: u16, title: &str, pointer: Option<&str>) -> Reply {
    let mut error = json!({"title": title, "details": "canary-details"});
    if let Some(pointer) = pointer {
        error["source"] = json!({"pointer": pointer});
    }
    Reply::json(status, &json!({"errors": [error]}))
}

#[tokio::test]
async fn one_request_carries_everything() {
    let created = json!({"data": {"type": "transaction", "id": "txn_1", "attributes": {"status": "created"}}});
    let server = Scripted::start(move |_| Reply::json(201, &created)).await;
    assert_eq!(submit_to(&server, PATIENT).await.expect("taken").as_str(), "txn_1");
    let seen = server.seen().remove(0);
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", "/api/v1/transactions"));
    assert_eq!(seen.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
    assert_eq!(seen.header("persona-version"), Some("2025-12-08"));
    assert_eq!(seen.header("key-inflection"), Some("kebab"));
    assert_eq!(seen.header("idempotency-key"), Some("key-1"));
    for (name, value) in [
        ("data[attributes][transaction_type_id]", "txntp_Test"),
        ("data[attributes][reference_id]", "account-1"),
        ("data[attributes][fields][id_class]", "dl"),
        ("data[attributes][fields][address_country_code]", "PR"),
    ] {
        assert!(seen.body.contains(&format!("name=\"{name}\"\r\n\r\n{value}\r\n")), "{name}");
    }
    for (name, file) in [
        ("id_front_photo", "front.jpg"),
        ("rear", "back.jpg"),
        ("selfie_center_photo", "selfie.jpg"),
        ("selfie_left_photo", "selfie_left.jpg"),
        ("selfie_right_photo", "selfie_right.jpg"),
    ] {
        let part = format!(
            "name=\"data[attributes][fields][{name}]\"; filename=\"{file}\"\r\n\
             Content-Type: image/jpeg\r\n\r\npixels of {file}\r\n"
        );
        assert!(seen.body.contains(&part), "{name}");
    }
}

#[tokio::test]
async fn a_doubt_keeps_the_key() {
    for reply in [
        Reply::Cut,
        Reply::CutMidway,
        Reply::Hang,
        Reply::Drip,
        Reply::status(408),
        error(409, "Conflict", None),
        Reply::status(201).body("<html>"),
        Reply::json(201, &json!({"data": {"id": "txn_1/../x"}})),
        Reply::status(408).header("RateLimit-Reset", "9"),
    ] {
        let error = submit(reply.clone()).await.expect_err("no reference");
        assert!(matches!(error, SubmitError::SameKey { retry_after: None, .. }), "{reply:?} {error:?}");
    }
    let busy = error(429, "Rate limit exceeded", None).header("RateLimit-Reset", "9");
    let busy = submit(busy).await.expect_err("busy");
    assert!(matches!(busy, SubmitError::SameKey { retry_after: Some(pause), .. } if pause == Duration::from_secs(9)));
}

#[tokio::test]
async fn a_failure_of_the_vendor_spends_the_key() {
    for status in [500, 502, 503] {
        assert!(matches!(submit(Reply::status(status)).await, Err(SubmitError::NewKey { .. })), "{status}");
    }
    let quota = submit(error(403, "Quota exceeded", None).header("RateLimit-Reset", "9")).await;
    assert!(matches!(quota, Err(SubmitError::NewKey { status: 403, retry_after: Some(_) })));
    let failed = submit(Reply::status(500).header("RateLimit-Reset", "9")).await;
    assert!(matches!(failed, Err(SubmitError::NewKey { status: 500, retry_after: None })), "only Retry-After counts");
}

#[tokio::test]
async fn our_own_mistakes_are_for_the_operator() {
    for (status, pointer) in [
        (400, None),
        (401, None),
        (403, None),
        (404, None),
        (422, None),
        (422, Some("/data/attributes/fields/id_class")),
    ] {
        let refused = submit(error(status, "Bad", pointer)).await.expect_err("refused");
        assert!(!format!("{refused:?} {refused}").contains("canary"));
        assert!(matches!(refused, SubmitError::Denied { .. }), "{status} {pointer:?}");
    }
    assert!(matches!(submit(Reply::status(302)).await, Err(SubmitError::Denied { status: 302, .. })));
}

#[tokio::test]
async fn a_bad_picture_is_for_the_buyer() {
    for (pointer, reason) in [
        ("/data/attributes/fields/id_front_photo", Reason::Unreadable),
        ("/data/attributes/fields/rear", Reason::Unreadable),
        ("/data/attributes/fields/selfie-center-photo/data", Reason::FaceMissing),
        ("/data/attributes/files", Reason::Unreadable),
    ] {
        let error = submit(error(422, "Unprocessable", Some(pointer))).await.expect_err("refused");
        assert!(matches!(error, SubmitError::BadPictures(reasons) if reasons == [reason]), "{pointer}");
    }
    let at = |name: &str| json!({"title": "x", "source": {"pointer": format!("/data/attributes/fields/{name}")}});
    let both = Reply::json(422, &json!({"errors": [at("id_front_photo"), at("rear"), at("selfie_center_photo")]}));
    let both = submit(both).await.expect_err("refused");
    assert!(matches!(both, SubmitError::BadPictures(r) if r == [Reason::Unreadable, Reason::FaceMissing]));
    let mixed = Reply::json(422, &json!({"errors": [at("id_front_photo"), at("id_class")]}));
    assert!(matches!(submit(mixed).await, Err(SubmitError::Denied { .. })));
}
