//! The decision: a background task a little after the creation.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use super::{Outgoing, deliver, steering::Steering};
use crate::emulators::{World, clock, ledger::Entry};

/// Decides the transaction when its time has come. The task holds no more than a weak reference
/// while it waits, so it ends with the server.
pub(super) fn schedule(world: &Arc<World>, id: String) {
    let created = world.book().records.get(&id).map(|t| t.created);
    let due = created.unwrap_or_default() + millis(world.settings.approve_after);
    tokio::spawn(run(Arc::downgrade(world), id, due));
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

async fn run(world: Weak<World>, id: String, due: clock::Millis) {
    deliver::sleep_until(due).await;
    if let Some(gap) = early(&world, &id).await {
        tokio::time::sleep(gap).await;
    }
    if let Some(world) = world.upgrade() {
        decide(&world, &id);
    }
}

/// `twice`: one delivery of the event before the status that it reports can be read.
async fn early(world: &Weak<World>, id: &str) -> Option<Duration> {
    let world = world.upgrade()?;
    let steering = world.book().records.get(id)?.record.steering;
    if steering != Steering::Twice {
        return None;
    }
    let outgoing = decision(&world, id)?;
    deliver::once(&world, &outgoing).await;
    Some(world.settings.early_gap)
}

fn decision(world: &World, id: &str) -> Option<Outgoing> {
    let book = world.book();
    let record = &book.records.get(id)?.record;
    let now = clock::now();
    let late = match record.steering {
        Steering::Late => millis(world.settings.late_after),
        _ => 0,
    };
    Some(Outgoing {
        webhook: record.decision_event.clone(),
        name: "transaction.status-updated".into(),
        transaction: id.to_owned(),
        status: record.steering.status(&world.settings.statuses).to_owned(),
        at: now,
        due: now + late,
        copies: if record.steering == Steering::Twice { 2 } else { 1 },
    })
}

fn decide(world: &Arc<World>, id: &str) {
    let Some(outgoing) = decision(world, id) else {
        return;
    };
    let mut book = world.book();
    let waiting = book.records.get(id).filter(|t| t.decided.is_none() && !t.redacted);
    let Some(steering) = waiting.map(|t| t.record.steering) else {
        return;
    };
    let status = steering.status(&world.settings.statuses).to_owned();
    let mut entries = vec![Entry::Decided { transaction: id.to_owned(), status }];
    let webhook = outgoing.webhook.clone();
    let sent = steering != Steering::Lost;
    if sent {
        entries.push(Entry::Queued(outgoing));
    }
    if let Err(error) = book.record(entries) {
        // Undecided until the next start: the store's poll must live with that.
        tracing::error!(%error, "the emulators' ledger cannot be written");
        return;
    }
    drop(book);
    if sent {
        deliver::start(world, webhook);
    }
}
