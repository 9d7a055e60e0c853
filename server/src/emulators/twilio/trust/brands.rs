//! `a2p/BrandRegistrations`.

use std::sync::Arc;

use axum::{Extension, Json, body::Bytes, extract::State, http::StatusCode, response::IntoResponse};

use super::{
    Answer, evaluate,
    paper::{Brand, Bundle, Paper, Stage},
    review,
};
use crate::emulators::{
    World, clock, ids,
    ledger::Entry,
    twilio::{Refusal, auth::Caller, named::Named, params},
};

pub(super) async fn list(State(world): State<Arc<World>>, Extension(Caller(account)): Extension<Caller>) -> Answer {
    Ok(super::page("data", world.book().papers.brands(&account).map(Brand::render).collect()))
}

/// A brand stands on a profile and a product that are both approved; a product has one.
pub(super) async fn create(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    body: Bytes,
) -> Answer {
    let params = params(&body);
    let named = |name: &str| params.get(name).cloned().unwrap_or_default();
    let (profile, product) = (named("CustomerProfileBundleSid"), named("A2PProfileBundleSid"));
    let mut book = world.book();
    let approved = |sid: &str, fits: fn(&Bundle) -> bool| {
        book.papers.bundle(&account, sid).is_some_and(|bundle| fits(bundle) && bundle.stage == Stage::Approved)
    };
    if !(approved(&profile, evaluate::is_business) && approved(&product, evaluate::is_a2p)) {
        return Err(Refusal::parameter("A bundle is not approved"));
    }
    if book.papers.brands(&account).any(|brand| brand.product == product) {
        return Err(Refusal::parameter("A brand with this A2P profile exists already"));
    }
    let now = clock::now();
    let sid = ids::sid("BN");
    let brand = Brand {
        sid: sid.clone(),
        account,
        profile,
        product,
        stage: Stage::Pending,
        errors: Vec::new(),
        created: now,
        updated: now,
    };
    let shown = brand.render();
    book.record(vec![Entry::Paper(Box::new(Paper::Brand(brand)))])?;
    drop(book);
    review::schedule(&world, sid);
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

pub(super) async fn fetch(State(world): State<Arc<World>>, named: Named) -> Answer {
    let book = world.book();
    let brand = named.or_missing(book.papers.brand(&named.account, &named.name))?;
    Ok(Json(brand.render()).into_response())
}

/// A POST to a brand that failed registers it again.
pub(super) async fn again(State(world): State<Arc<World>>, named: Named) -> Answer {
    let mut book = world.book();
    let mut brand = named.or_missing(book.papers.brand(&named.account, &named.name).cloned())?;
    if brand.stage != Stage::Rejected {
        return Err(Refusal::parameter("The brand did not fail"));
    }
    brand.stage = Stage::Pending;
    brand.errors.clear();
    brand.updated = clock::now();
    let shown = brand.render();
    book.record(vec![Entry::Paper(Box::new(Paper::Brand(brand)))])?;
    drop(book);
    review::schedule(&world, named.name);
    Ok((StatusCode::ACCEPTED, Json(shown)).into_response())
}
