//! `POST /inquiries`, `POST /inquiries/{id}/generate-one-time-link`, `GET` and `DELETE /inquiries/{id}`.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderMap, Uri, header},
    response::Response,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{InquiryRecord, PAGE, expire};
use crate::emulators::{
    World, clock, ids,
    ledger::Entry,
    persona::{
        Outgoing, Refusal,
        decide::millis,
        deliver,
        idempotency::{Answer, Key},
        submission::hex,
        verification,
    },
};

type Rendered = Result<Json<Value>, Refusal>;

/// What the address asks for.
#[derive(Deserialize)]
pub(in crate::emulators::persona) struct Asked {
    #[serde(default)]
    include: String,
}

pub(in crate::emulators::persona) async fn create(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let key = headers.get("Idempotency-Key").and_then(|value| value.to_str().ok());
    let key = key.map(|key| Key { key: key.to_owned(), fingerprint: hex(&Sha256::digest(&body)) });
    let judged = judge(&world, &body, key.clone());
    let mut book = world.book();
    // Looked at and saved under one lock: of two equal requests at once one creates and the other gets its answer.
    if let Some(key) = &key
        && let Some(answer) = book.records.answers.find(key)?
    {
        return Ok(answer.into());
    }
    let mut record = match judged {
        Ok(record) => record,
        Err(refusal) => {
            let answer = Answer::from(refusal);
            if let Some(key) = key {
                book.records.answers.save(key, answer.clone());
            }
            return Ok(answer.into());
        }
    };
    let known = record.reference_id.as_ref().and_then(|id| book.records.account(id)).cloned();
    if let Some(account) = known {
        record.persona_account = account;
    }
    let id = record.inquiry.clone();
    let created = Outgoing::now("inquiry.created", &id, "created");
    let event = created.webhook.clone();
    book.record(vec![Entry::Inquiry(Box::new(record)), Entry::Queued(created)])?;
    let answer = book.records.inquiry(&id).ok_or_else(Refusal::internal)?.answer();
    drop(book);
    deliver::start(&world, event);
    expire(&world, id);
    Ok(answer.into())
}

fn judge(world: &World, body: &[u8], key: Option<Key>) -> Result<InquiryRecord, Refusal> {
    let body: Value = serde_json::from_slice(body).map_err(|_| Refusal::bad_request("JSON body cannot be read"))?;
    let none = Map::new();
    let object = |pointer| body.pointer(pointer).and_then(Value::as_object).unwrap_or(&none);
    let (attributes, meta) = (object("/data/attributes"), object("/meta"));
    let template = text(attributes, "inquirytemplateid")
        .ok_or_else(|| Refusal::bad_request("data.attributes.inquiry-template-id is missing"))?;
    if template != world.settings.inquiry_template {
        return Err(Refusal::unknown("inquiry-template-id"));
    }
    let redirect_uri = text(attributes, "redirecturi");
    if redirect_uri.is_some_and(|uri| {
        !matches!(uri.parse::<Uri>().ok().as_ref().and_then(Uri::scheme_str), Some("http" | "https"))
    }) {
        return Err(Refusal::bad_request("data.attributes.redirect-uri is not an address"));
    }
    let life = member(meta, "expirationaftercreateintervalseconds").and_then(Value::as_i64);
    let life = life.map_or_else(|| millis(world.settings.inquiry_life), |seconds| seconds.saturating_mul(1000));
    let reference = text(meta, "autocreateaccountreferenceid").or_else(|| text(attributes, "referenceid"));
    Ok(InquiryRecord {
        inquiry: ids::token("inq_"),
        template: template.to_owned(),
        reference_id: reference.map(str::to_owned),
        persona_account: ids::token("act_"),
        redirect_uri: redirect_uri.map(str::to_owned),
        expires: clock::now().saturating_add(life),
        key,
    })
}

/// Requests may use camel, kebab or snake keys.
fn member<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let plain = |key: &str| key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    object.iter().find(|(key, _)| plain(key) == name).map(|(_, value)| value)
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    member(object, name)?.as_str()
}

/// The link leads to wherever this request came in: the emulators are one origin.
pub(in crate::emulators::persona) async fn link(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Rendered {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let mut book = world.book();
    let inquiry = book.records.inquiry(&id).ok_or_else(Refusal::not_found)?;
    if !inquiry.is_open() {
        return Err(Refusal::conflict(&format!("Inquiry is {}", inquiry.status())));
    }
    let code = ids::token("");
    let url = format!("http://{host}{PAGE}?code={code}");
    let until = clock::now().saturating_add(millis(world.settings.link_life));
    book.record(vec![Entry::Linked { inquiry: id.clone(), code, until }])?;
    let inquiry = book.records.inquiry(&id).ok_or_else(Refusal::not_found)?;
    let meta = json!({"one-time-link": url, "one-time-link-short": url});
    Ok(Json(json!({"data": inquiry.render(), "included": [], "meta": meta})))
}

pub(in crate::emulators::persona) async fn fetch(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Rendered {
    let book = world.book();
    let inquiry = book.records.inquiry(&id).ok_or_else(Refusal::not_found)?;
    let mut included = Vec::new();
    if asked.include.split(',').any(|name| name == "verifications") {
        let verifications = inquiry.verifications().into_iter();
        included.extend(verifications.filter_map(|id| verification::included(&book.records, id)));
    }
    Ok(Json(json!({"data": inquiry.render(), "included": included})))
}

/// Redaction, as of a transaction: the status stays, a second time is a conflict, and the children go with it.
pub(in crate::emulators::persona) async fn redact(State(world): State<Arc<World>>, Path(id): Path<String>) -> Rendered {
    let mut book = world.book();
    let inquiry = book.records.inquiry(&id).ok_or_else(Refusal::not_found)?;
    if inquiry.is_redacted() {
        return Err(Refusal::conflict("Inquiry already redacted"));
    }
    let webhook = Outgoing::now("inquiry.redacted", &id, inquiry.status());
    let event = webhook.webhook.clone();
    book.record(vec![Entry::Redacted { subject: id.clone() }, Entry::Queued(webhook)])?;
    let body = json!({"data": book.records.inquiry(&id).ok_or_else(Refusal::not_found)?.render(), "included": []});
    drop(book);
    deliver::start(&world, event);
    Ok(Json(body))
}
