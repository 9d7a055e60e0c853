//! `CustomerProfiles` and `TrustProducts`.

use std::sync::Arc;

use axum::{
    Extension, Json,
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    Answer, evaluate,
    paper::{Assigned, Bundle, Paper, Shelf, Stage},
    review,
};
use crate::emulators::{
    World, clock, ids,
    ledger::{Book, Entry},
    twilio::{Refusal, auth::Caller, named::Named, params},
};

fn found(book: &Book, shelf: Shelf, named: &Named) -> Result<Bundle, Refusal> {
    let Named { account, name, .. } = named;
    let primary = evaluate::primary(account);
    let found = if *name == primary.sid { Some(&primary) } else { book.papers.bundle(account, name) };
    named.or_missing(found.filter(|found| found.shelf == shelf).cloned())
}

/// Writes a bundle and shows it.
fn write(book: &mut Book, mut bundle: Bundle) -> Result<Value, Refusal> {
    bundle.updated = clock::now();
    let shown = bundle.render();
    book.record(vec![Entry::Paper(Box::new(Paper::Bundle(bundle)))])?;
    Ok(shown)
}

pub(super) async fn list(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    Extension(shelf): Extension<Shelf>,
    uri: Uri,
) -> Answer {
    let params = params(uri.query().unwrap_or_default().as_bytes());
    let book = world.book();
    let primary = evaluate::primary(&account);
    let fits = |name: &str, value: &str| params.get(name).is_none_or(|wanted| wanted == value);
    let rows = book.papers.bundles(&account).chain([&primary]).filter(|bundle| {
        bundle.shelf == shelf
            && fits("FriendlyName", &bundle.name)
            && fits("PolicySid", &bundle.policy)
            && fits("Status", bundle.status())
    });
    Ok(super::page("results", rows.map(Bundle::render).collect()))
}

pub(super) async fn create(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    Extension(shelf): Extension<Shelf>,
    body: Bytes,
) -> Answer {
    let params = params(&body);
    let needed = |name: &str| {
        let value = params.get(name).filter(|value| !value.is_empty()).cloned();
        value.ok_or_else(|| Refusal::parameter(format!("Missing required parameter {name}")))
    };
    let (name, email, policy) = (needed("FriendlyName")?, needed("Email")?, needed("PolicySid")?);
    if evaluate::is_primary(&policy) {
        return Err(Refusal::parameter("This operation is restricted via API for Primary Customer Profiles"));
    }
    if evaluate::shelf(&policy) != Some(shelf) {
        return Err(Refusal::parameter("PolicySid is not one of this resource"));
    }
    let now = clock::now();
    let bundle = Bundle {
        sid: ids::sid("BU"),
        account,
        shelf,
        policy,
        name,
        callback: params.get("StatusCallback").cloned(),
        stage: Stage::Draft,
        errors: Vec::new(),
        entities: Vec::new(),
        endpoints: Vec::new(),
        created: now,
        updated: now,
        email,
    };
    let shown = write(&mut world.book(), bundle)?;
    Ok(created(shown))
}

pub(super) async fn fetch(State(world): State<Arc<World>>, Extension(shelf): Extension<Shelf>, named: Named) -> Answer {
    Ok(Json(found(&world.book(), shelf, &named)?.render()).into_response())
}

/// Changes what a bundle says of itself, or sends it.
pub(super) async fn change(
    State(world): State<Arc<World>>,
    Extension(shelf): Extension<Shelf>,
    named: Named,
    body: Bytes,
) -> Answer {
    let params = params(&body);
    let mut book = world.book();
    let mut bundle = found(&book, shelf, &named)?;
    if let Some(callback) = params.get("StatusCallback") {
        bundle.callback = Some(callback.clone());
    }
    let sent = match params.get("Status").map(String::as_str) {
        None => false,
        Some("pending-review") if matches!(bundle.stage, Stage::Draft | Stage::Rejected) => {
            if !evaluate::findings(&book.papers, &bundle).is_empty() {
                return Err(Refusal::parameter("The bundle is not compliant"));
            }
            bundle.stage = Stage::Pending;
            bundle.errors.clear();
            true
        }
        Some(_) => return Err(Refusal::parameter("Status cannot be changed to that")),
    };
    let shown = write(&mut book, bundle)?;
    drop(book);
    if sent {
        review::schedule(&world, named.name);
    }
    Ok(Json(shown).into_response())
}

fn rows(bundle: &Bundle, assigned: &[Assigned], object: &str) -> Vec<Value> {
    assigned.iter().map(|row| row_of(bundle, row, object)).collect()
}

fn row_of(bundle: &Bundle, row: &Assigned, object: &str) -> Value {
    json!({"sid": row.sid, "account_sid": bundle.account, object: row.object, "bundle_sid": bundle.sid})
}

pub(super) async fn entities(
    State(world): State<Arc<World>>,
    Extension(shelf): Extension<Shelf>,
    named: Named,
) -> Answer {
    let bundle = found(&world.book(), shelf, &named)?;
    Ok(super::page("results", rows(&bundle, &bundle.entities, "object_sid")))
}

pub(super) async fn endpoints(
    State(world): State<Arc<World>>,
    Extension(shelf): Extension<Shelf>,
    named: Named,
) -> Answer {
    let bundle = found(&world.book(), shelf, &named)?;
    Ok(super::page("results", rows(&bundle, &bundle.endpoints, "channel_endpoint_sid")))
}

/// Puts an object on a bundle, where it fits and is not yet.
fn assign(
    book: &mut Book,
    mut bundle: Bundle,
    rows: fn(&mut Bundle) -> &mut Vec<Assigned>,
    [prefix, name]: [&str; 2],
    object: Option<String>,
) -> Answer {
    let there = rows(&mut bundle);
    let object = object.filter(|object| there.iter().all(|row| row.object != *object));
    let object = object.ok_or_else(|| Refusal::parameter("The object cannot be assigned"))?;
    let row = Assigned { sid: ids::sid(prefix), object };
    there.push(row.clone());
    let shown = row_of(&bundle, &row, name);
    write(book, bundle)?;
    Ok(created(shown))
}

pub(super) async fn assign_entity(
    State(world): State<Arc<World>>,
    Extension(shelf): Extension<Shelf>,
    named: Named,
    body: Bytes,
) -> Answer {
    let object = params(&body).remove("ObjectSid").unwrap_or_default();
    let mut book = world.book();
    let bundle = found(&book, shelf, &named)?;
    if !matches!(bundle.stage, Stage::Draft | Stage::Rejected) {
        return Err(Refusal::parameter("The bundle is not editable"));
    }
    let known = object == evaluate::primary(&named.account).sid
        || book.papers.bundle(&named.account, &object).is_some()
        || book.papers.item(&named.account, &object).is_some();
    assign(&mut book, bundle, |bundle| &mut bundle.entities, ["BV", "object_sid"], known.then_some(object))
}

/// "Only those phone numbers already assigned to your Secondary Business Profile are eligible."
pub(super) async fn assign_endpoint(
    State(world): State<Arc<World>>,
    Extension(shelf): Extension<Shelf>,
    named: Named,
    body: Bytes,
) -> Answer {
    let params = params(&body);
    let object = params.get("ChannelEndpointSid").cloned().unwrap_or_default();
    if params.get("ChannelEndpointType").map(String::as_str) != Some("phone-number") {
        return Err(Refusal::parameter("ChannelEndpointType is not supported"));
    }
    let mut book = world.book();
    let bundle = found(&book, shelf, &named)?;
    let mine = book.numbers.by_sid(&named.account, &object).is_some();
    let on_profile = match shelf {
        Shelf::Profiles => true,
        Shelf::Products => evaluate::profile_of(&book.papers, &bundle)
            .is_some_and(|profile| profile.endpoints.iter().any(|there| there.object == object)),
    };
    let object = (mine && on_profile).then_some(object);
    assign(&mut book, bundle, |bundle| &mut bundle.endpoints, ["RA", "channel_endpoint_sid"], object)
}

pub(super) async fn withdraw_endpoint(
    State(world): State<Arc<World>>,
    Extension(shelf): Extension<Shelf>,
    named: Named,
    Path((_, row)): Path<(String, String)>,
) -> Answer {
    let mut book = world.book();
    let mut bundle = found(&book, shelf, &named)?;
    let place = named.or_missing(bundle.endpoints.iter().position(|there| there.sid == row))?;
    bundle.endpoints.remove(place);
    write(&mut book, bundle)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn evaluate(
    State(world): State<Arc<World>>,
    Extension(shelf): Extension<Shelf>,
    named: Named,
    body: Bytes,
) -> Answer {
    let book = world.book();
    let bundle = found(&book, shelf, &named)?;
    if params(&body).get("PolicySid") != Some(&bundle.policy) {
        return Err(Refusal::parameter("PolicySid is not the bundle's"));
    }
    let findings = evaluate::findings(&book.papers, &bundle);
    Ok(created(json!({
        "sid": ids::sid("EL"),
        "account_sid": bundle.account,
        "policy_sid": bundle.policy,
        "status": if findings.is_empty() { "compliant" } else { "noncompliant" },
        "results": findings,
        "date_created": clock::iso(clock::now()),
    })))
}

fn created(shown: Value) -> Response {
    (StatusCode::CREATED, Json(shown)).into_response()
}
