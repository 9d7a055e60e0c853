//! The end of an inquiry that nobody completes.

use std::sync::{Arc, Weak};

use crate::emulators::{
    World,
    clock::Millis,
    ledger::Entry,
    persona::{Outgoing, deliver},
};

/// Lets the inquiry expire when its time has come. The task holds no more than a weak reference while it waits.
pub(in crate::emulators::persona) fn schedule(world: &Arc<World>, id: String) {
    let due = world.book().records.inquiry(&id).map(|inquiry| inquiry.record.expires);
    if let Some(due) = due {
        tokio::spawn(run(Arc::downgrade(world), id, due));
    }
}

async fn run(world: Weak<World>, id: String, due: Millis) {
    deliver::sleep_until(due).await;
    let Some(world) = world.upgrade() else { return };
    let mut book = world.book();
    // Its time is over; unless it was completed, it reads as expired already.
    if book.records.inquiry(&id).is_none_or(|inquiry| inquiry.status() != "expired") {
        return;
    }
    let expired = Outgoing::now("inquiry.expired", &id, "expired");
    let webhook = expired.webhook.clone();
    if let Err(error) = book.record(vec![Entry::Expired { inquiry: id }, Entry::Queued(expired)]) {
        tracing::error!(%error, "the emulators' ledger cannot be written");
        return;
    }
    drop(book);
    deliver::start(&world, webhook);
}
