//! Recording events. Those that arrive while a commit is under way share the next one: each waits for the disk once,
//! and a burst costs few commits. Whoever is told that an event was taken is told so after its commit.

use app::AppError;
use axum::http::StatusCode;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::oneshot;

use crate::{
    desk::{Shop, again, fault::Fault},
    identity::persona::event::{Object, VendorEvent},
    store::{
        jobs,
        jobs::Kind,
        submissions,
        webhook_events::{self, Event},
    },
};

/// The most events of one commit: 4 bound values each stay under both databases' limits. The others have their turn too,
/// because everybody who waits takes one.
const TOGETHER: usize = 1_000;

/// An event that waits for its commit, and the way back to whoever brought it.
struct Waiting {
    event: VendorEvent,
    tell: oneshot::Sender<StatusCode>,
}

/// Where events wait. Every connection brings one at a time, so their number is bounded by that of connections.
pub struct Inbox {
    shop: Arc<Shop>,
    waiting: Mutex<Vec<Waiting>>,
    /// Whose turn it is to record.
    turn: tokio::sync::Mutex<()>,
}

impl Inbox {
    pub fn new(shop: Arc<Shop>) -> Self {
        Self { shop, waiting: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }

    /// Records an event; what its sender is answered.
    pub async fn take(self: Arc<Self>, event: VendorEvent) -> StatusCode {
        let (tell, told) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(Waiting { event, tell });
        // A task of its own: a sender that hangs up takes nobody else's event along.
        tokio::spawn(self.record_waiting());
        told.await.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Records what waits when its turn comes; somebody else may have done so before.
    async fn record_waiting(self: Arc<Self>) {
        let _turn = self.turn.lock().await;
        let waiting: Vec<Waiting> = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let most = waiting.len().min(TOGETHER);
            waiting.drain(..most).collect()
        };
        if waiting.is_empty() {
            return;
        }
        let events: Vec<&VendorEvent> = waiting.iter().map(|waiting| &waiting.event).collect();
        let status = match again(|| record(&self.shop, &events)).await {
            Ok(()) => StatusCode::OK,
            // The conversion logs it.
            Err(fault) => {
                StatusCode::from_u16(AppError::from(fault).status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
        };
        for Waiting { tell, .. } in waiting {
            // Who hung up sends it again.
            tell.send(status).ok();
        }
    }
}

/// Records events and what is to be read because of them, in one transaction.
async fn record(shop: &Shop, events: &[&VendorEvent]) -> Result<(), Fault> {
    // Sorted, so that two nodes which are sent the same ones do not wait for each other.
    let rows: BTreeSet<Event<'_>> = events.iter().map(|event| row(event)).collect();
    let rows: Vec<Event<'_>> = rows.into_iter().collect();
    let now = shop.clock.now();
    let mut tx = shop.store.write().await?;
    let new = webhook_events::record(&mut tx, &rows, now).await?;
    let (mut wanted, mut inquiries) = (BTreeSet::new(), BTreeSet::new());
    for event in events.iter().filter(|event| new.contains(&event.id)) {
        match &event.object {
            // It may be one that we do not know yet.
            Some(Object::Transaction(vendor_ref)) => wanted.insert(vendor_ref.as_str()),
            // One is ours only when a hand-over has its name.
            Some(Object::Inquiry(id)) => inquiries.insert(id.as_str()),
            Some(Object::Other) | None => false,
        };
    }
    let ours = submissions::known_refs(&mut tx, &inquiries).await?;
    wanted.extend(ours.iter().map(String::as_str));
    jobs::ask_all(&mut tx, Kind::Fetch, &wanted, now).await?;
    tx.commit().await?;
    if !new.is_empty() {
        shop.store.wake();
    }
    Ok(())
}

fn row(event: &VendorEvent) -> Event<'_> {
    let subject = match &event.object {
        Some(Object::Transaction(vendor_ref)) => Some(vendor_ref.as_str()),
        Some(Object::Inquiry(id)) => Some(id.as_str()),
        Some(Object::Other) | None => None,
    };
    Event { id: &event.id, name: &event.name, subject }
}
