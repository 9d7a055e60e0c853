//! `Tollfree/Verifications`.

use std::sync::Arc;

use axum::{
    Extension, Json,
    body::Bytes,
    extract::State,
    http::{StatusCode, Uri},
    response::IntoResponse,
};

use super::{
    Answer,
    paper::{Paper, Stage, Verification},
    review,
    steering::Steering,
};
use crate::emulators::{
    World, clock, ids,
    ledger::Entry,
    twilio::{Refusal, auth::Caller, named::Named, params, purchase, stock::Kind},
};

/// What a verification must say (`CreateTollfreeVerificationRequest`), but for the number.
const REQUIRED: [&str; 9] = [
    "BusinessName",
    "BusinessWebsite",
    "NotificationEmail",
    "UseCaseCategories",
    "UseCaseSummary",
    "ProductionMessageSample",
    "OptInImageUrls",
    "OptInType",
    "MessageVolume",
];

const OPT_INS: [&str; 7] =
    ["VERBAL", "WEB_FORM", "PAPER_FORM", "VIA_TEXT", "MOBILE_QR_CODE", "IMPORT", "IMPORT_PLEASE_REPLACE"];

const USE_CASES: [&str; 14] = [
    "TWO_FACTOR_AUTHENTICATION",
    "ACCOUNT_NOTIFICATIONS",
    "CUSTOMER_CARE",
    "CHARITY_NONPROFIT",
    "DELIVERY_NOTIFICATIONS",
    "FRAUD_ALERT_MESSAGING",
    "EVENTS",
    "HIGHER_EDUCATION",
    "K12",
    "MARKETING",
    "POLLING_AND_VOTING_NON_POLITICAL",
    "POLITICAL_ELECTION_CAMPAIGNS",
    "PUBLIC_SERVICE_ANNOUNCEMENT",
    "SECURITY_ALERT",
];

/// The closed lists: each value of a parameter that may come several times is looked at.
fn check(body: &[u8]) -> Result<(), Refusal> {
    for (name, value) in url::form_urlencoded::parse(body) {
        let fits = match name.as_ref() {
            "OptInType" => OPT_INS.contains(&value.as_ref()),
            "UseCaseCategories" => USE_CASES.contains(&value.as_ref()),
            _ => true,
        };
        if !fits {
            return Err(Refusal::parameter(format!("{name} is none of its values")));
        }
    }
    Ok(())
}

pub(super) async fn list(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    uri: Uri,
) -> Answer {
    let params = params(uri.query().unwrap_or_default().as_bytes());
    let fits = |name: &str, value: &str| params.get(name).is_none_or(|wanted| wanted == value);
    let book = world.book();
    let rows = book.papers.verifications(&account).filter(|found| {
        fits("ExternalReferenceId", found.reference.as_deref().unwrap_or_default())
            && fits("TollfreePhoneNumberSid", &found.number)
    });
    Ok(super::page("verifications", rows.map(Verification::render).collect()))
}

pub(super) async fn create(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    body: Bytes,
) -> Answer {
    check(&body)?;
    let params = params(&body);
    for name in REQUIRED {
        if params.get(name).is_none_or(String::is_empty) {
            return Err(Refusal::parameter(format!("Missing required parameter {name}")));
        }
    }
    let number = params.get("TollfreePhoneNumberSid").cloned().unwrap_or_default();
    let mut book = world.book();
    let owned = book.numbers.by_sid(&account, &number);
    if owned.is_none_or(|owned| purchase::kind(&owned.holding.e164) != Kind::TollFree) {
        return Err(Refusal::number_sid());
    }
    let now = clock::now();
    // One that cannot be edited any more gives way to a new one (docs/api/errors/30437).
    let over =
        |found: &Verification| found.stage == Stage::Rejected && found.edit_until.is_none_or(|until| until <= now);
    if book.papers.verifications(&account).any(|found| found.number == number && !over(found)) {
        return Err(Refusal::parameter("The number has a verification already"));
    }
    let sid = ids::sid("HH");
    let verification = Verification {
        sid: sid.clone(),
        account,
        reference: params.get("ExternalReferenceId").cloned(),
        number,
        stage: Stage::Pending,
        errors: Vec::new(),
        edit_until: None,
        steering: Steering::of(&params["BusinessName"]),
        created: now,
        updated: now,
    };
    let shown = verification.render();
    book.record(vec![Entry::Paper(Box::new(Paper::Verification(verification)))])?;
    drop(book);
    review::schedule(&world, sid);
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

pub(super) async fn fetch(State(world): State<Arc<World>>, named: Named) -> Answer {
    let book = world.book();
    let found = named.or_missing(book.papers.verification(&named.account, &named.name))?;
    Ok(Json(found.render()).into_response())
}

/// A refused one may be corrected as long as it may be edited; that sends it again.
pub(super) async fn change(State(world): State<Arc<World>>, named: Named, body: Bytes) -> Answer {
    check(&body)?;
    let params = params(&body);
    let mut book = world.book();
    let mut found = named.or_missing(book.papers.verification(&named.account, &named.name).cloned())?;
    let now = clock::now();
    if found.stage != Stage::Rejected || found.edit_until.is_none_or(|until| until <= now) {
        return Err(Refusal::parameter("The verification cannot be edited"));
    }
    if let Some(name) = params.get("BusinessName") {
        found.steering = Steering::of(name);
    }
    found.stage = Stage::Pending;
    found.errors.clear();
    found.edit_until = None;
    found.updated = now;
    let shown = found.render();
    book.record(vec![Entry::Paper(Box::new(Paper::Verification(found)))])?;
    drop(book);
    review::schedule(&world, named.name);
    Ok((StatusCode::ACCEPTED, Json(shown)).into_response())
}
