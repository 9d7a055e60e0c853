//! The hosted page: plain HTML on the emulators' own origin, which says what it is.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Multipart, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use url::Url;

use super::{Inquiry, Showing};
use crate::emulators::{
    World, ids,
    ledger::Entry,
    persona::{Outgoing, decide, deliver, image, steering::Steering},
};

/// Where it lives.
pub(in crate::emulators::persona) const PAGE: &str = "/verify";

const STYLE: &str = "body{margin:2rem auto;max-width:34rem;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color:#1b1b1f;\
    background:#fff}h1{font-size:1.5rem}p.note{padding:.75rem 1rem;border:2px dashed #8a4b00;color:#6b3a00;background:#fff6e8}\
    p.bad{padding:.75rem 1rem;border:1px solid #a40000;color:#a40000}form{display:grid;gap:1.25rem}\
    label{display:grid;gap:.25rem;font-weight:600}button{justify-self:start;padding:.7rem 1.4rem;border:0;\
    border-radius:.4rem;background:#3b2fd0;color:#fff;font:inherit;font-weight:600}";

/// What the address asks for.
#[derive(Deserialize)]
pub(in crate::emulators::persona) struct Asked {
    #[serde(default)]
    code: String,
}

/// Opens a one-time link.
pub(in crate::emulators::persona) async fn open(
    State(world): State<Arc<World>>,
    Query(asked): Query<Asked>,
) -> Response {
    let mut book = world.book();
    let Some(inquiry) = book.records.of_code(&asked.code).cloned() else { return gone(None) };
    if !inquiry.admits(&asked.code) {
        return gone(Some(&inquiry));
    }
    if let Err(error) = book.record(vec![Entry::Opened { code: asked.code.clone() }]) {
        tracing::error!(%error, "the emulators' ledger cannot be written");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    form(&inquiry, &asked.code, None)
}

/// What the form sends.
#[derive(Default)]
struct Sent {
    code: String,
    front_name: String,
    front: Bytes,
    selfie: Bytes,
}

/// Takes ID and selfie, and sends the buyer back.
pub(in crate::emulators::persona) async fn show(State(world): State<Arc<World>>, parts: Multipart) -> Response {
    let Some(sent) = read(parts).await else { return StatusCode::BAD_REQUEST.into_response() };
    let mut book = world.book();
    let Some(inquiry) = book.records.of_code(&sent.code).cloned() else { return gone(None) };
    if !inquiry.is_at(&sent.code) {
        return gone(Some(&inquiry));
    }
    for (name, bytes) in [("Front of ID", &sent.front), ("Selfie", &sent.selfie)] {
        if let Err(fault) = image::check(bytes) {
            return form(&inquiry, &sent.code, Some(&format!("{name}: {fault}")));
        }
    }
    let id = inquiry.record.inquiry.clone();
    let steering = Steering::of(&sent.front_name);
    let showing = Showing {
        inquiry: id.clone(),
        steering,
        government_id: ids::token("ver_"),
        selfie: ids::token("ver_"),
        workflow_run: ids::token("wfr_"),
        decision_event: ids::token("evt_"),
    };
    let events = match steering {
        Steering::Lost => Vec::new(),
        _ => {
            vec![Outgoing::now("inquiry.started", &id, "pending"), Outgoing::now("inquiry.completed", &id, "completed")]
        }
    };
    let webhooks: Vec<_> = events.iter().map(|event| event.webhook.clone()).collect();
    let shown = [Entry::Shown(Box::new(showing))].into_iter().chain(events.into_iter().map(Entry::Queued));
    if let Err(error) = book.record(shown.collect()) {
        tracing::error!(%error, "the emulators' ledger cannot be written");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    drop(book);
    for webhook in webhooks {
        deliver::start(&world, webhook);
    }
    decide::schedule(&world, id);
    match way_back(&inquiry) {
        Some(back) => Redirect::to(back.as_str()).into_response(),
        None => page(StatusCode::OK, None, "Thank you", "<p>You may close this page.</p>"),
    }
}

async fn read(mut parts: Multipart) -> Option<Sent> {
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.ok()?;
        match name.as_str() {
            "code" => sent.code = String::from_utf8(bytes.into()).ok()?,
            "front" => (sent.front, sent.front_name) = (bytes, file.unwrap_or_default()),
            "selfie" => sent.selfie = bytes,
            _ => {}
        }
    }
    Some(sent)
}

/// The customer's page, with what Persona says in its address (docs "Redirecting on completion").
fn way_back(inquiry: &Inquiry) -> Option<Url> {
    let mut back: Url = inquiry.record.redirect_uri.as_ref()?.parse().ok()?;
    let mut query = back.query_pairs_mut();
    query.append_pair("inquiry-id", &inquiry.record.inquiry).append_pair("status", "completed");
    if let Some(reference) = &inquiry.record.reference_id {
        query.append_pair("reference-id", reference);
    }
    drop(query);
    Some(back)
}

fn form(inquiry: &Inquiry, code: &str, fault: Option<&str>) -> Response {
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let fault = fault.map(|fault| format!("<p class=\"bad\" role=\"alert\">{}</p>", escape(fault))).unwrap_or_default();
    let body = format!(
        "{fault}<form method=\"post\" action=\"{PAGE}\" enctype=\"multipart/form-data\">\
         <input type=\"hidden\" name=\"code\" value=\"{}\">\
         <label>Front of ID<input type=\"file\" name=\"front\" accept=\"image/jpeg,image/png\" required></label>\
         <label>Selfie<input type=\"file\" name=\"selfie\" accept=\"image/jpeg,image/png\" required></label>\
         <button type=\"submit\">Submit</button></form>",
        escape(code)
    );
    page(status, Some(inquiry), "Verify your identity", &body)
}

fn gone(inquiry: Option<&Inquiry>) -> Response {
    let back = inquiry.and_then(|inquiry| inquiry.record.redirect_uri.as_deref());
    let back = back.map(|uri| format!("<p><a href=\"{}\">Go back</a></p>", escape(uri))).unwrap_or_default();
    let body = format!("<p>It was used or has run out. Ask for a new one where you came from.</p>{back}");
    page(StatusCode::GONE, inquiry, "This link no longer works", &body)
}

/// A page; its form may lead back to the customer.
fn page(status: StatusCode, inquiry: Option<&Inquiry>, title: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
         <title>{title} (emulated Persona)</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>\
         <p class=\"note\">This is an emulation of Persona's page for demos and tests. Nothing is verified here: \
         do not use a real ID.</p>{body}</main></body></html>"
    );
    let back = inquiry.and_then(way_back).map(|back| back.origin().ascii_serialization()).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self' {back}; \
         frame-ancestors 'none'; base-uri 'none'"
    );
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
