//! The verifications that the workflow of a transaction runs. They exist once it is decided.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{Refusal, record::Transaction, steering::Steering};
use crate::emulators::{World, clock};

// Names as in real payloads; all of these are required in the template of a real integration.
const ID_CHECKS: [&str; 9] = [
    "id_entity_detection",
    "id_portrait_detection",
    "id_portrait_clarity_detection",
    "id_expired_detection",
    "id_disallowed_country_detection",
    "id_disallowed_type_detection",
    "id_compromised_detection",
    "id_tamper_detection",
    "id_blur_detection",
];
const SELFIE_CHECKS: [&str; 5] = [
    "selfie_id_comparison",
    "selfie_liveness_detection",
    "selfie_pose_detection",
    "selfie_multiple_faces_detection",
    "selfie_suspicious_entity_detection",
];

type Answer = Result<Json<Value>, Refusal>;

pub(super) async fn any(State(world): State<Arc<World>>, Path(id): Path<String>) -> Answer {
    find(&world, &id, None)
}

pub(super) async fn government_id(State(world): State<Arc<World>>, Path(id): Path<String>) -> Answer {
    find(&world, &id, Some(false))
}

pub(super) async fn selfie(State(world): State<Arc<World>>, Path(id): Path<String>) -> Answer {
    find(&world, &id, Some(true))
}

fn find(world: &World, id: &str, selfie_wanted: Option<bool>) -> Answer {
    let book = world.book();
    let transaction = book.records.of_verification(id).ok_or_else(Refusal::not_found)?;
    let selfie = transaction.record.selfie.as_deref() == Some(id);
    if selfie_wanted.is_some_and(|wanted| wanted != selfie) {
        return Err(Refusal::not_found());
    }
    let data = render(transaction, id, selfie).ok_or_else(Refusal::not_found)?;
    Ok(Json(json!({"data": data})))
}

fn render(transaction: &Transaction, id: &str, selfie: bool) -> Option<Value> {
    let (_, completed) = transaction.decided.as_ref()?;
    let record = &transaction.record;
    let (kind, names): (&str, &[&str]) =
        if selfie { ("verification/selfie", &SELFIE_CHECKS) } else { ("verification/government-id", &ID_CHECKS) };
    let failed = failed_check(record.steering).filter(|_| !selfie);
    let checks: Vec<Value> = names
        .iter()
        .map(|name| {
            let reason = failed.and_then(|(check, reason)| (check == *name).then_some(reason));
            json!({
                "name": name,
                "status": if reason.is_some() { "failed" } else { "passed" },
                "reasons": reason.into_iter().collect::<Vec<_>>(),
                "requirement": "required",
                "metadata": {},
            })
        })
        .collect();
    let mut attributes = json!({
        "status": if failed.is_some() { "failed" } else { "passed" },
        "created-at": clock::iso(transaction.created),
        "created-at-ts": transaction.created / 1000,
        "submitted-at": clock::iso(transaction.created),
        "submitted-at-ts": transaction.created / 1000,
        "completed-at": clock::iso(*completed),
        "completed-at-ts": completed / 1000,
        "redacted-at": transaction.redacted.then(|| clock::iso(transaction.updated)),
        "country-code": record.country,
        "tags": [],
        "checks": checks,
        "capture-method": if selfie { "photo" } else { "upload" },
    });
    if !selfie {
        attributes["id-class"] = json!(record.id_class);
    }
    Some(json!({
        "type": kind,
        "id": id,
        "attributes": attributes,
        "relationships": {
            "inquiry": {"data": null},
            "template": {"data": null},
            "inquiry-template": {"data": null},
            "inquiry-template-version": {"data": null},
            "transaction": {"data": {"type": "transaction", "id": record.transaction}},
            "accounts": {"data": [{"type": "account", "id": record.persona_account}]},
        },
    }))
}

/// A fixable reason for `retry`, a fraud reason for `declined`.
fn failed_check(steering: Steering) -> Option<(&'static str, &'static str)> {
    match steering {
        Steering::Retry => Some(("id_blur_detection", "too_blurry")),
        Steering::Declined => Some(("id_tamper_detection", "image_manipulated")),
        _ => None,
    }
}
