//! Whether the process is up, and whether it can do its work.

use app::AppError;
use axum::{extract::State, http::StatusCode};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use crate::{
    desk::fault::Fault,
    store::{Store, StoreError, Trouble, probe},
};

/// How long the database may take for a probe; somebody waits for the answer.
const PROBE_WITHIN: Duration = Duration::from_secs(2);
/// How long a probe counts.
const PROBE_EVERY: Duration = Duration::from_secs(1);

/// `GET /healthz`: the process is up.
pub async fn healthz() -> &'static str {
    "ok"
}

/// Who knows whether the house can do its work.
#[derive(Clone)]
pub struct Ready {
    working: Arc<AtomicBool>,
    store: Store,
    probed: Arc<Mutex<Option<Probed>>>,
}

/// When the database was tried, and why it could not be written to.
type Probed = (Instant, Result<(), &'static str>);

impl Ready {
    /// Of this worker and this database.
    #[must_use]
    pub fn new(working: Arc<AtomicBool>, store: Store) -> Self {
        Self { working, store, probed: Arc::default() }
    }

    /// What the last probe found; a new one when that is too long ago. There is one at a time, and whoever asks
    /// meanwhile shares its answer.
    async fn database(self) -> Result<(), &'static str> {
        let mut probed = self.probed.lock().await;
        if let Some((at, found)) = &*probed
            && at.elapsed() < PROBE_EVERY
        {
            return *found;
        }
        let found = match timeout(PROBE_WITHIN, probe(&self.store)).await {
            Ok(found) => found.map_err(|error| {
                let why = error.trouble().map_or("the database does not take a write", Trouble::as_str);
                // The conversion logs it.
                let _ = AppError::from(Fault::from(error));
                why
            }),
            Err(_) => Err("the database does not take a write in time"),
        };
        *probed = Some((Instant::now(), found));
        found
    }
}

/// `GET /readyz`: database, migrations and workers are ready. The database is only ready while it takes writes, so one
/// is tried: it belongs to no account, and nothing of it is there afterwards.
pub async fn readyz(State(ready): State<Ready>) -> (StatusCode, &'static str) {
    if !ready.working.load(Ordering::SeqCst) {
        return (StatusCode::SERVICE_UNAVAILABLE, "starting");
    }
    // A task of its own: who hangs up ends no probe, and so begins none.
    match tokio::spawn(ready.database()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready"),
        Ok(Err(why)) => (StatusCode::SERVICE_UNAVAILABLE, why),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the probe broke off"),
    }
}

async fn probe(store: &Store) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    probe::write(&mut tx).await?;
    tx.commit().await
}
