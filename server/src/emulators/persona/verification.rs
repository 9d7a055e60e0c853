//! The verifications that are run for a transaction or an inquiry. They exist once it is decided.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{
    Refusal,
    records::{Judged, Records},
    steering::Steering,
};
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
    let judged = book.records.of_verification(id).ok_or_else(Refusal::not_found)?;
    let selfie = judged.selfie == Some(id);
    if selfie_wanted.is_some_and(|wanted| wanted != selfie) {
        return Err(Refusal::not_found());
    }
    Ok(Json(json!({"data": render(&judged, id)})))
}

/// One verification, for `included`.
pub(super) fn included(records: &Records, id: &str) -> Option<Value> {
    Some(render(&records.of_verification(id)?, id))
}

fn render(judged: &Judged<'_>, id: &str) -> Value {
    let selfie = judged.selfie == Some(id);
    let (kind, names): (&str, &[&str]) =
        if selfie { ("verification/selfie", &SELFIE_CHECKS) } else { ("verification/government-id", &ID_CHECKS) };
    let failed = failed_check(judged.steering).filter(|_| !selfie);
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
        "created-at": clock::iso(judged.created),
        "created-at-ts": judged.created / 1000,
        "submitted-at": clock::iso(judged.created),
        "submitted-at-ts": judged.created / 1000,
        "completed-at": clock::iso(judged.completed),
        "completed-at-ts": judged.completed / 1000,
        "redacted-at": judged.redacted.map(clock::iso),
        "country-code": judged.country,
        "tags": [],
        "checks": checks,
        "capture-method": if selfie { "photo" } else { "upload" },
    });
    if !selfie {
        attributes["id-class"] = json!(judged.id_class);
    }
    let (parent, parent_id) = judged.parent;
    let related = |kind: &str| {
        let data = if kind == parent { json!({"type": kind, "id": parent_id}) } else { Value::Null };
        json!({"data": data})
    };
    json!({
        "type": kind,
        "id": id,
        "attributes": attributes,
        "relationships": {
            "inquiry": related("inquiry"),
            "template": {"data": null},
            "inquiry-template": {"data": null},
            "inquiry-template-version": {"data": null},
            "transaction": related("transaction"),
            "accounts": {"data": [{"type": "account", "id": judged.account}]},
        },
    })
}

/// A fixable reason for `retry`, a fraud reason for `declined`.
fn failed_check(steering: Steering) -> Option<(&'static str, &'static str)> {
    match steering {
        Steering::Retry => Some(("id_blur_detection", "too_blurry")),
        Steering::Declined => Some(("id_tamper_detection", "image_manipulated")),
        _ => None,
    }
}
