//! Persona's REST API and webhooks, transport "transaction": create, read, redact, decide, deliver.
//!
//! The inquiry transport is not emulated yet; its one path answers 404.

mod auth;
mod create;
mod decide;
mod deliver;
mod error;
mod event;
mod idempotency;
mod image;
mod outbox;
mod record;
mod steering;
mod submission;
mod transaction;
mod verification;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};

use super::World;
pub(super) use auth::Quota;
pub(super) use deliver::WEBHOOK_TIMEOUT;
pub(super) use error::Refusal;
pub(super) use outbox::Outgoing;
pub(super) use record::{Record, Records};

/// Five images of 15 MB, and a third more if they come as base64.
const BODY_LIMIT: usize = 104 * 1024 * 1024;

pub(super) fn routes(world: &Arc<World>) -> Router {
    Router::new()
        .route("/api/v1/transactions", post(create::create).layer(DefaultBodyLimit::max(BODY_LIMIT)))
        .route("/api/v1/transactions/{id}", get(transaction::fetch).delete(transaction::redact))
        .route("/api/v1/verifications/{id}", get(verification::any))
        .route("/api/v1/verification/government-ids/{id}", get(verification::government_id))
        .route("/api/v1/verification/selfies/{id}", get(verification::selfie))
        .route("/api/v1/inquiries/{id}", get(no_inquiry))
        .layer(middleware::from_fn_with_state(Arc::clone(world), auth::require))
        .with_state(Arc::clone(world))
}

async fn no_inquiry() -> Refusal {
    Refusal::not_found()
}

/// After a restart: decides what was undecided and delivers what was undelivered.
pub(super) fn resume(world: &Arc<World>) {
    let (undecided, undelivered) = {
        let book = world.book();
        (book.records.undecided(), book.records.outbox.waiting())
    };
    for id in undecided {
        decide::schedule(world, id);
    }
    for webhook in undelivered {
        deliver::start(world, webhook);
    }
}
