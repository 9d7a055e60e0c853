//! `GET` and `DELETE /transactions/{id}`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{Outgoing, Refusal, deliver};
use crate::emulators::{World, ledger::Entry};

pub(super) async fn fetch(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    let book = world.book();
    let transaction = book.records.get(&id).ok_or_else(Refusal::not_found)?;
    Ok(Json(json!({"data": transaction.render()})))
}

/// Redaction: the values are gone, the status stays, a second time is a conflict. Persona redacts the
/// children later and then sends the event; here both happen at once.
pub(super) async fn redact(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    let mut book = world.book();
    let transaction = book.records.get(&id).ok_or_else(Refusal::not_found)?;
    if transaction.redacted {
        return Err(Refusal::conflict("Transaction already redacted"));
    }
    let webhook = Outgoing::now("transaction.redacted", &id, transaction.status());
    let event = webhook.webhook.clone();
    book.record(vec![Entry::Redacted { subject: id.clone() }, Entry::Queued(webhook)])?;
    let transaction = book.records.get(&id).ok_or_else(Refusal::not_found)?;
    let body = json!({"data": transaction.render()});
    drop(book);
    deliver::start(&world, event);
    Ok(Json(body))
}
