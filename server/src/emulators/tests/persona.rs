use std::{io::Cursor, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{ImageFormat, RgbImage};
use reqwest::{
    RequestBuilder, Response, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{KEY, NOWHERE, TYPE, Vendors, eventually, start, start_with};

/// A picture of noise, so that it is never smaller than Persona's least.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut seed = 1_u32;
    let noise = RgbImage::from_fn(width, height, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(seed >> 24) as u8, (seed >> 16) as u8, (seed >> 8) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    noise.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

pub(super) fn jpeg() -> Vec<u8> {
    picture(300, 220, ImageFormat::Jpeg)
}

fn file(form: Form, field: &str, name: &str, bytes: Vec<u8>) -> Form {
    let part = Part::bytes(bytes).file_name(name.to_owned());
    form.part(format!("data[attributes][fields][{field}]"), part)
}

/// A complete submission, whose front image has the given name.
pub(super) fn form(front: &str) -> Form {
    let form = Form::new()
        .text("data[attributes][transaction_type_id]", TYPE)
        .text("data[attributes][reference_id]", "account-7")
        .text("data[attributes][fields][id_class]", "dl")
        .text("data[attributes][fields][address_country_code]", "US")
        .text("data[attributes][fields][name_first]", "Maria-Canary");
    let form = file(form, "id_front_photo", front, jpeg());
    file(form, "selfie_center_photo", "selfie.jpg", jpeg())
}

/// The same without a selfie.
fn without_selfie(front: &str) -> Form {
    let form = Form::new()
        .text("data[attributes][transaction_type_id]", TYPE)
        .text("data[attributes][fields][id_class]", "pp")
        .text("data[attributes][fields][address_country_code]", "US");
    file(form, "id_front_photo", front, jpeg())
}

impl Vendors {
    fn persona(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(KEY).header("Persona-Version", "2025-12-08")
    }

    pub(super) async fn read(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}/api/v1/{path}", self.url));
        self.persona(request).send().await.expect("answer")
    }

    pub(super) async fn read_json(&self, path: &str) -> Value {
        let response = self.read(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.json().await.expect("json")
    }

    pub(super) fn submit(&self, form: Form) -> RequestBuilder {
        let request = self.client.post(format!("{}/api/v1/transactions", self.url));
        self.persona(request).multipart(form)
    }

    fn submit_json(&self, body: &Value) -> RequestBuilder {
        let request = self.client.post(format!("{}/api/v1/transactions", self.url));
        self.persona(request).json(body)
    }

    /// Creates a transaction, answers its id.
    pub(super) async fn transaction(&self, front: &str) -> String {
        let response = self.submit(form(front)).send().await.expect("answer");
        assert_eq!(response.status(), StatusCode::CREATED);
        let body: Value = response.json().await.expect("json");
        body["data"]["id"].as_str().expect("id").to_owned()
    }

    pub(super) async fn status(&self, id: &str) -> String {
        let body = self.read_json(&format!("transactions/{id}")).await;
        body["data"]["attributes"]["status"].as_str().expect("status").to_owned()
    }

    pub(super) async fn decided(&self, id: &str) -> String {
        eventually("decided", async || self.status(id).await != "created").await;
        self.status(id).await
    }
}

async fn refused(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.expect("answer");
    let status = response.status().as_u16();
    let body: Value = response.json().await.expect("json");
    assert!(body["errors"][0]["title"].is_string(), "{body}");
    (status, body["errors"].clone())
}

#[tokio::test]
async fn the_key_and_the_version_are_asked_for() {
    let vendors = start().await;
    let url = format!("{}/api/v1/transactions/txn_1", vendors.url);
    let request = vendors.client.get(&url);
    let bare = request.send().await.expect("answer");
    assert!(!bare.headers().contains_key("ratelimit-limit"));
    assert_eq!(bare.status(), StatusCode::UNAUTHORIZED);
    let body: Value = bare.json().await.expect("json");
    assert_eq!(body, json!({"errors": [{"title": "Must be authenticated to access this endpoint"}]}));
    let (status, errors) = refused(vendors.client.get(&url).bearer_auth("wrong")).await;
    assert_eq!((status, &errors[0]["title"]), (401, &"Token is invalid".into()));

    let signed = || vendors.client.get(&url).bearer_auth(KEY);
    assert_eq!(refused(signed()).await.0, 400);
    assert_eq!(refused(signed().header("Persona-Version", "2024-01-01")).await.0, 400);
    let camel = signed().header("Persona-Version", "2025-12-08").header("Key-Inflection", "camel");
    assert_eq!(refused(camel).await.0, 400);
    let old = signed().header("Persona-Version", "2023-01-05").send().await.expect("answer");
    assert_eq!(old.headers()["persona-version"], "2023-01-05");
    assert_eq!(old.headers()["ratelimit-limit"], "300");
    assert_eq!(old.headers()["ratelimit-remaining"], "296");
    assert!(old.headers()["request-id"].to_str().expect("text").starts_with("req_"));
    assert_eq!(old.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_rate_limit_is_kept() {
    let vendors = start_with(NOWHERE, |settings| settings.rate_limit = 2).await;
    for expected in [404, 404, 429] {
        assert_eq!(vendors.read("inquiries/inq_1").await.status().as_u16(), expected);
    }
}

#[tokio::test]
async fn a_transaction_is_created_and_then_decided() {
    let vendors = start().await;
    let response = vendors.submit(form("front.jpg")).send().await.expect("answer");
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["content-type"], "application/json");
    let body: Value = response.json().await.expect("json");
    let data = &body["data"];
    let id = data["id"].as_str().expect("id");
    assert!(id.starts_with("txn_"));
    assert_eq!(data["type"], "transaction");
    assert_eq!(data["attributes"]["status"], "created");
    assert_eq!(data["attributes"]["reference-id"], "account-7");
    assert_eq!(data["relationships"]["related-objects"]["data"], json!([]));
    let front = &data["attributes"]["fields"]["id_front_photo"];
    assert_eq!(front["type"], "file");
    assert_eq!(front["value"]["filename"], "front.jpg");
    assert_eq!(front["value"]["mime-type"], "image/jpeg");
    assert_eq!(data["attributes"]["fields"]["id_class"], json!({"type": "string", "value": "dl"}));

    assert_eq!(vendors.decided(id).await, "approved");
    let data = &vendors.read_json(&format!("transactions/{id}")).await["data"];
    let related = data["relationships"]["related-objects"]["data"].as_array().expect("list");
    let kinds: Vec<_> = related.iter().map(|r| &r["type"]).collect();
    assert_eq!(kinds, ["account", "verification/government-id", "verification/selfie"]);
    let document = related[1]["id"].as_str().expect("id");
    let selfie = related[2]["id"].as_str().expect("id");
    let verification = vendors.read_json(&format!("verification/government-ids/{document}")).await;
    assert_eq!(verification["data"]["attributes"]["status"], "passed");
    assert_eq!(verification["data"]["attributes"]["id-class"], "dl");
    assert_eq!(verification["data"]["relationships"]["transaction"]["data"]["id"], id);
    assert_eq!(verification, vendors.read_json(&format!("verifications/{document}")).await);
    assert_eq!(
        vendors.read_json(&format!("verification/selfies/{selfie}")).await["data"]["type"],
        "verification/selfie"
    );
    for absent in [
        format!("verification/selfies/{document}"),
        "verifications/ver_none".into(),
        "inquiries/inq_none".into(),
        "transactions/txn_none".into(),
        "nowhere".into(),
    ] {
        assert_eq!(vendors.read(&absent).await.status(), StatusCode::NOT_FOUND, "{absent}");
    }

    // The second transaction of a reference id belongs to the same account.
    let second = vendors.transaction("front.jpg").await;
    vendors.decided(&second).await;
    let again = &vendors.read_json(&format!("transactions/{second}")).await["data"];
    assert_eq!(again["relationships"]["related-objects"]["data"][0], related[0]);
}

#[tokio::test]
async fn steering_sets_the_status_and_the_failed_check() {
    let vendors = start().await;
    for (name, status, check, reason) in [
        ("front-declined.jpg", "declined", Some("id_tamper_detection"), "image_manipulated"),
        ("retry front.jpg", "declined", Some("id_blur_detection"), "too_blurry"),
        ("FRONT_REVIEW.JPG", "needs_review", None, ""),
        ("late.jpg", "approved", None, ""),
        ("template.jpg", "approved", None, ""),
    ] {
        let id = vendors.transaction(name).await;
        assert_eq!(vendors.decided(&id).await, status, "{name}");
        let data = &vendors.read_json(&format!("transactions/{id}")).await["data"];
        let document = &data["relationships"]["related-objects"]["data"][1]["id"];
        let path = format!("verification/government-ids/{}", document.as_str().expect("id"));
        let attributes = &vendors.read_json(&path).await["data"]["attributes"];
        let checks = attributes["checks"].as_array().expect("checks");
        let failed: Vec<_> = checks.iter().filter(|c| c["status"] == "failed").collect();
        match check {
            Some(check) => {
                assert_eq!(attributes["status"], "failed");
                assert_eq!(failed.len(), 1);
                assert_eq!(failed[0]["name"], check);
                assert_eq!(failed[0]["reasons"], json!([reason]));
                assert_eq!(failed[0]["requirement"], "required");
            }
            None => assert!(failed.is_empty() && attributes["status"] == "passed"),
        }
    }
}

#[tokio::test]
async fn json_bodies_are_read_too() {
    let vendors = start().await;
    let photo = json!({"filename": "front.png", "data": STANDARD.encode(picture(250, 250, ImageFormat::Png))});
    let fields = json!({"id_class": "pp", "address_country_code": "CA", "id_front_photo": photo});
    for name in ["transaction-type-id", "transaction_type_id", "transactionTypeId"] {
        let body = json!({"data": {"attributes": {name: TYPE, "fields": fields}}});
        let response = vendors.submit_json(&body).send().await.expect("answer");
        assert_eq!(response.status(), StatusCode::CREATED, "{name}");
        let body: Value = response.json().await.expect("json");
        assert_eq!(body["data"]["attributes"]["fields"]["id_front_photo"]["value"]["mime-type"], "image/png");
        let id = body["data"]["id"].as_str().expect("id");
        vendors.decided(id).await;
        let data = &vendors.read_json(&format!("transactions/{id}")).await["data"];
        assert_eq!(data["relationships"]["related-objects"]["data"].as_array().expect("list").len(), 2);
    }
}

#[tokio::test]
async fn wrong_submissions_are_named() {
    let vendors = start().await;
    let empty = json!({"data": {"attributes": {"transaction-type-id": TYPE, "fields": {}}}});
    let (status, errors) = refused(vendors.submit_json(&empty)).await;
    assert_eq!(status, 422);
    let pointers: Vec<_> = errors.as_array().expect("list").iter().map(|e| &e["source"]["pointer"]).collect();
    assert_eq!(
        pointers,
        [
            "/data/attributes/fields/id_class",
            "/data/attributes/fields/address_country_code",
            "/data/attributes/fields/id_front_photo",
        ]
    );
    assert!(errors[0]["details"].is_string() && errors[0].get("detail").is_none());

    let small = picture(120, 400, ImageFormat::Png);
    let mut cut = jpeg();
    cut.splice(3.., vec![0; 20_000]);
    for (bytes, says) in [
        (vec![0xff, 0xd8, 0xff], "over 10240 bytes"),
        (vec![0xff; 15_000_001], "under 15000000 bytes"),
        (vec![b'%'; 20_000], "not supported"),
        (small, "between 200 and 15000"),
        (cut, "cannot be read"),
    ] {
        let form = file(form("front.jpg"), "id_back_photo", "back.jpg", bytes);
        let (status, errors) = refused(vendors.submit(form)).await;
        assert_eq!(status, 422);
        assert_eq!(errors[0]["source"]["pointer"], "/data/attributes/fields/id_back_photo");
        assert!(errors[0]["details"].as_str().expect("details").contains(says), "{errors}");
    }
    let field = |name: &'static str, value: &'static str| {
        form("front.jpg").text(format!("data[attributes][fields][{name}]"), value)
    };
    for form in [
        field("id_class", "licence"),
        field("address_country_code", "usa"),
        field("id_frnt_photo", "x"),
        field("id_back_photo", "x"),
        file(form("front.jpg"), "birthdate", "x.jpg", jpeg()),
    ] {
        assert_eq!(refused(vendors.submit(form)).await.0, 422);
    }
    assert_eq!(refused(vendors.submit_json(&json!({"data": {"attributes": {}}}))).await.0, 400);
    let other = json!({"data": {"attributes": {"transaction-type-id": "txntp_other"}}});
    assert_eq!(refused(vendors.submit_json(&other)).await.0, 404);
    assert!(vendors.ledger().is_empty());
}

#[tokio::test]
async fn an_idempotency_key_answers_once_and_for_all() {
    let vendors = start().await;
    let send = async |form: Form, key: &str| {
        let response = vendors.submit(form).header("Idempotency-Key", key).send().await.expect("answer");
        (response.status().as_u16(), response.text().await.expect("text"))
    };
    // Each form has a boundary of its own.
    let first = send(form("front.jpg"), "one").await;
    assert_eq!(first.0, 201);
    let id = serde_json::from_str::<Value>(&first.1).expect("json")["data"]["id"].clone();
    vendors.decided(id.as_str().expect("id")).await;
    assert_eq!(send(form("front.jpg"), "one").await, first);
    assert_eq!(send(form("other.jpg"), "one").await.0, 409);
    let second = send(form("front.jpg"), "two").await;
    assert!(second.0 == 201 && second.1 != first.1);
    let bad = || form("front.jpg").text("data[attributes][fields][id_class]", "x");
    let refused = send(bad(), "three").await;
    assert_eq!(refused.0, 422);
    assert_eq!(send(bad(), "three").await, refused);
    assert_eq!(send(form("front.jpg"), "three").await.0, 409);

    let racing = (0..8).map(|_| send(form("front.jpg"), "four"));
    let answers = futures::future::join_all(racing).await;
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.0 == 201));
    assert_eq!(vendors.events("persona.transaction").len(), 3);
}

/// Larger than axum's own default limit.
#[tokio::test]
async fn large_images_are_taken() {
    let vendors = start().await;
    let large = picture(1200, 1000, ImageFormat::Png);
    assert!(large.len() > 3_000_000);
    let form = file(form("front.jpg"), "id_back_photo", "back.png", large);
    let response = vendors.submit(form).send().await.expect("answer");
    assert_eq!(response.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn redaction_empties_the_fields_once() {
    let vendors = start().await;
    let id = vendors.transaction("front.jpg").await;
    vendors.decided(&id).await;
    let delete = || vendors.persona(vendors.client.delete(format!("{}/api/v1/transactions/{id}", vendors.url)));
    let response = delete().send().await.expect("answer");
    assert_eq!(response.status(), StatusCode::OK);
    let body: Value = response.json().await.expect("json");
    assert_eq!(body["data"]["attributes"]["status"], "approved");
    let fields = body["data"]["attributes"]["fields"].as_object().expect("fields");
    assert!(fields.values().all(|field| field["value"].is_null()));
    let (status, errors) = refused(delete()).await;
    assert_eq!((status, &errors[0]["details"]), (409, &"Transaction already redacted".into()));
}

#[tokio::test]
async fn the_ledger_holds_no_person() {
    let vendors = start().await;
    let id = vendors.transaction("Maria-Canary-front.jpg").await;
    vendors.decided(&id).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    let text = serde_json::to_string(&vendors.ledger()).expect("text");
    assert!(text.contains(&id) && !text.contains("Canary"), "{text}");
}

#[tokio::test]
async fn without_a_selfie_the_id_alone_is_looked_at() {
    let vendors = start().await;
    for (front, status) in [("front.jpg", "approved"), ("review.jpg", "needs_review"), ("declined.jpg", "declined")] {
        let response = vendors.submit(without_selfie(front)).send().await.expect("answer");
        assert_eq!(response.status(), StatusCode::CREATED);
        let body: Value = response.json().await.expect("json");
        let id = body["data"]["id"].as_str().expect("id");
        assert_eq!(vendors.decided(id).await, status, "{front}");
        let transaction = vendors.read_json(&format!("transactions/{id}")).await;
        let related = transaction["data"]["relationships"]["related-objects"]["data"].as_array().expect("objects");
        let kinds: Vec<_> = related.iter().map(|object| object["type"].as_str().expect("type")).collect();
        assert_eq!(kinds, ["account", "verification/government-id"], "no selfie was looked at");
    }
}
