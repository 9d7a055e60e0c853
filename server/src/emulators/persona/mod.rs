//! Persona's REST API and webhooks, for both transports: transactions (create, read, redact) and inquiries (create, link,
//! read, redact) with their hosted page; decide, deliver.

mod auth;
mod create;
mod decide;
mod deliver;
mod error;
mod event;
mod idempotency;
mod image;
mod inquiry;
mod outbox;
mod record;
mod records;
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
pub(super) use inquiry::{InquiryRecord, Showing};
pub(super) use outbox::Outgoing;
pub(super) use record::TransactionRecord;
pub(super) use records::Records;

/// Five images of 15 MB, and a third more if they come as base64.
const BODY_LIMIT: usize = 104 * 1024 * 1024;

pub(super) fn routes(world: &Arc<World>) -> Router {
    Router::new()
        .route("/api/v1/transactions", post(create::create).layer(DefaultBodyLimit::max(BODY_LIMIT)))
        .route("/api/v1/transactions/{id}", get(transaction::fetch).delete(transaction::redact))
        .route("/api/v1/verifications/{id}", get(verification::any))
        .route("/api/v1/verification/government-ids/{id}", get(verification::government_id))
        .route("/api/v1/verification/selfies/{id}", get(verification::selfie))
        .route("/api/v1/inquiries", post(inquiry::create))
        .route("/api/v1/inquiries/{id}", get(inquiry::fetch).delete(inquiry::redact))
        .route("/api/v1/inquiries/{id}/generate-one-time-link", post(inquiry::link))
        .layer(middleware::from_fn_with_state(Arc::clone(world), auth::require))
        // The page is for browsers, which have no key.
        .route(inquiry::PAGE, get(inquiry::open).post(inquiry::show).layer(DefaultBodyLimit::max(BODY_LIMIT)))
        .with_state(Arc::clone(world))
}

/// After a restart: decides what was undecided, delivers what was undelivered, and lets expire what is not completed.
pub(super) fn resume(world: &Arc<World>) {
    let (undecided, undelivered, unfinished) = {
        let book = world.book();
        (book.records.undecided(), book.records.outbox.waiting(), book.records.unfinished())
    };
    for id in unfinished {
        inquiry::expire(world, id);
    }
    for id in undecided {
        decide::schedule(world, id);
    }
    for webhook in undelivered {
        deliver::start(world, webhook);
    }
}
