//! Whether the process is up, and whether it can do its work.

use axum::{extract::State, http::StatusCode};
use std::sync::atomic::Ordering;

use super::Front;
use crate::store::{StoreError, stock};

/// `GET /healthz`: the process is up.
pub async fn healthz() -> &'static str {
    "ok"
}

/// `GET /readyz`: database, migrations and workers are ready.
pub async fn readyz(State(front): State<Front>) -> (StatusCode, &'static str) {
    if !front.working.load(Ordering::SeqCst) {
        return (StatusCode::SERVICE_UNAVAILABLE, "starting");
    }
    match reach(&front).await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}

async fn reach(front: &Front) -> Result<(), StoreError> {
    let mut tx = front.shop.store.read().await?;
    stock::offers(&mut tx, std::slice::from_ref(&front.probe)).await.map(|_| ())
}
