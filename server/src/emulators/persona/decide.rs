//! The decision: a background task a little after the creation of a transaction, or the end of an inquiry's page.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use super::{Outgoing, deliver, records::Awaiting, steering::Steering};
use crate::emulators::{World, clock, ledger::Entry};

/// Decides the transaction or inquiry when its time has come. The task holds no more than a weak reference
/// while it waits, so it ends with the server.
pub(super) fn schedule(world: &Arc<World>, id: String) {
    let since = awaiting(world, &id).map(|awaiting| awaiting.since);
    let due = since.unwrap_or_default() + millis(world.settings.approve_after);
    tokio::spawn(run(Arc::downgrade(world), id, due));
}

pub(super) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

fn awaiting(world: &World, id: &str) -> Option<Awaiting> {
    world.book().records.awaiting(id, &world.settings.statuses)
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
    let awaiting = awaiting(&world, id).filter(|awaiting| awaiting.steering == Steering::Twice)?;
    deliver::once(&world, &decision(&world, id, &awaiting)).await;
    Some(world.settings.early_gap)
}

fn decision(world: &World, id: &str, awaiting: &Awaiting) -> Outgoing {
    let now = clock::now();
    let late = match awaiting.steering {
        Steering::Late => millis(world.settings.late_after),
        _ => 0,
    };
    Outgoing {
        webhook: awaiting.event.clone(),
        name: awaiting.name.to_owned(),
        subject: id.to_owned(),
        status: awaiting.status.clone(),
        at: now,
        due: now + late,
        copies: if awaiting.steering == Steering::Twice { 2 } else { 1 },
    }
}

fn decide(world: &Arc<World>, id: &str) {
    let mut book = world.book();
    let Some(awaiting) = book.records.awaiting(id, &world.settings.statuses) else {
        return;
    };
    let outgoing = decision(world, id, &awaiting);
    let webhook = outgoing.webhook.clone();
    let mut entries = vec![Entry::Decided { subject: id.to_owned(), status: awaiting.status }];
    let sent = awaiting.steering != Steering::Lost;
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
