//! Server-sent events: `GET /events` tells the signed-in account's pages that something of theirs changed.
//!
//! An event carries the account's version and nothing else; the page asks for what it shows. The version is its id,
//! so a browser that comes back is told at once whether it missed anything.

use app::{desk::Caller, domain::AccountId};
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{Stream, stream};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::{
    desk::{Shop, fault::Fault},
    store::{Changed, StoreError, accounts},
};

/// A silent line is written to this often: a client that is gone is noticed, and word that was lost between two
/// nodes is made up for.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The stream of one page.
struct Listener {
    shop: Arc<Shop>,
    changes: Receiver<Changed>,
    account: AccountId,
    told: i64,
}

/// Serves the stream. 401 without a session.
pub async fn events(
    State(shop): State<Arc<Shop>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Response {
    let Some(session) = caller.session else { return StatusCode::UNAUTHORIZED.into_response() };
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    // Subscribed before the version is read: a change between the two is then seen twice, not missed.
    let changes = shop.store.changes();
    let listener = Listener { shop, changes, account: session.account, told: last.unwrap_or(0) };
    let unbuffered = [
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let alive = KeepAlive::new().interval(KEEP_ALIVE);
    (unbuffered, Sse::new(stream_of(listener)).keep_alive(alive)).into_response()
}

fn stream_of(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((listener, true), |(mut listener, first)| async move {
        let version = if first { listener.missed().await } else { None };
        let version = match version {
            Some(version) => version,
            None => listener.next().await?,
        };
        listener.told = version;
        let event = Event::default()
            .event("changed")
            .id(version.to_string())
            .retry(Duration::from_millis(2_000))
            .data(format!("{{\"version\":{version}}}"));
        Some((Ok(event), (listener, false)))
    })
}

impl Listener {
    /// The account's version, if the page does not have it yet.
    async fn missed(&self) -> Option<i64> {
        let version = self.version().await.map_err(Fault::from).ok()?;
        (version > self.told).then_some(version)
    }

    async fn version(&self) -> Result<i64, StoreError> {
        let mut tx = self.shop.store.read().await?;
        Ok(accounts::lookup(&mut tx, &self.account).await?.map_or(0, |account| account.version))
    }

    /// The next version of the account; `None` ends the stream.
    async fn next(&mut self) -> Option<i64> {
        loop {
            let told = tokio::time::timeout(KEEP_ALIVE, self.changes.recv()).await;
            match told {
                Ok(Ok(Changed::Account { id, version, .. })) if id == self.account && version > self.told => {
                    return Some(version);
                }
                Ok(Ok(Changed::Account { .. } | Changed::Work)) => {}
                Ok(Ok(Changed::Everything) | Err(RecvError::Lagged(_))) | Err(_) => {
                    if let Some(version) = self.missed().await {
                        return Some(version);
                    }
                }
                Ok(Err(RecvError::Closed)) => return None,
            }
        }
    }
}
