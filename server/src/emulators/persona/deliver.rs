//! Delivery of webhooks: a POST with a signature, retried on the vendor's schedule.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use axum::http::header::CONTENT_TYPE;

use super::{Outgoing, event, outbox::Pending};
use crate::emulators::{
    World,
    clock::{self, Millis},
    ledger::Entry,
};

pub(in crate::emulators) const WEBHOOK_TIMEOUT: Duration = Duration::from_secs(5);

/// Seconds before each further try (docs.withpersona.com, webhooks), times `retry_scale`.
const RETRIES: [f64; 7] = [3.0, 64.0, 729.0, 4096.0, 15_625.0, 46_656.0, 117_649.0];

pub(super) async fn sleep_until(due: Millis) {
    let wait = u64::try_from(due - clock::now()).unwrap_or_default();
    tokio::time::sleep(Duration::from_millis(wait)).await;
}

/// Delivers a queued event in a task of its own.
pub(super) fn start(world: &Arc<World>, webhook: String) {
    let due = world.book().records.outbox.get(&webhook).map(|p| p.outgoing.due);
    if let Some(due) = due {
        tokio::spawn(run(Arc::downgrade(world), webhook, due));
    }
}

async fn run(world: Weak<World>, webhook: String, due: Millis) {
    sleep_until(due).await;
    // The bytes are the same in every attempt; after a restart they are made anew.
    let mut body = None;
    loop {
        let Some(world) = world.upgrade() else { return };
        let pending = world.book().records.outbox.get(&webhook).cloned();
        let Some(pending) = pending else { return };
        let body = match &body {
            Some(body) => body,
            None => match render(&world, &pending.outgoing) {
                Some(made) => body.insert(made),
                None => return,
            },
        };
        let Some(wait) = attempt(&world, &pending, body).await else {
            return;
        };
        drop(world);
        tokio::time::sleep(wait).await;
    }
}

/// `twice`'s early copy: one attempt, outside the outbox.
pub(super) async fn once(world: &World, outgoing: &Outgoing) {
    let Some(body) = render(world, outgoing) else {
        return;
    };
    let pending = Pending { outgoing: outgoing.clone(), failures: 0, first_attempt: None };
    attempt(world, &pending, &body).await;
}

fn render(world: &World, outgoing: &Outgoing) -> Option<String> {
    let book = world.book();
    let snapshot = book.records.snapshot(&outgoing.subject, &outgoing.status, outgoing.at)?;
    Some(event::body(outgoing, &snapshot))
}

/// One attempt and its line in the ledger; how long to wait for the next, if one is due.
async fn attempt(world: &World, pending: &Pending, body: &str) -> Option<Duration> {
    let Outgoing { webhook, name, subject, .. } = pending.outgoing.clone();
    let now = clock::now();
    let first = pending.first_attempt.unwrap_or(now);
    let attempt = pending.failures + 1;
    let (entry, wait) = match post(world, attempt, first, body).await {
        Ok(status) => {
            let entry = Entry::Delivered { webhook, name, subject, attempt, status };
            let more = pending.outgoing.copies > 1;
            (vec![entry], more.then_some(Duration::ZERO))
        }
        Err(reason) => {
            let next = RETRIES.get(pending.failures as usize);
            let mut entries = vec![Entry::Failed {
                webhook: webhook.clone(),
                name: name.clone(),
                subject: subject.clone(),
                attempt,
                reason,
                first,
            }];
            if next.is_none() {
                entries.push(Entry::Abandoned { webhook, name, subject });
            }
            let wait = next.map(|s| Duration::from_secs_f64(s * world.settings.retry_scale));
            (entries, wait)
        }
    };
    if let Err(error) = world.book().record(entry) {
        tracing::error!(%error, "the emulators' ledger cannot be written");
        return None;
    }
    wait
}

/// Any 2xx is a success; everything else, redirects too, is tried again.
async fn post(world: &World, attempt: u32, first: Millis, body: &str) -> Result<u16, String> {
    let settings = &world.settings;
    let left = (RETRIES.len() as u32 + 1).saturating_sub(attempt);
    let signature = event::signature(&settings.webhook_secret, clock::now() / 1000, body);
    let sent = world
        .client
        .post(&settings.webhook_url)
        .header(CONTENT_TYPE, "application/json; charset=utf-8")
        .header("Persona-Signature", signature)
        .header("Persona-Webhook-Attempts-Made", attempt)
        .header("Persona-Webhook-Attempts-Left", left)
        .header("Persona-Webhook-First-Attempted-At", first / 1000)
        .body(body.to_owned())
        .send()
        .await;
    match sent {
        Ok(answer) if answer.status().is_success() => Ok(answer.status().as_u16()),
        Ok(answer) => Err(answer.status().as_u16().to_string()),
        Err(error) if error.is_timeout() => Err("timeout".into()),
        Err(_) => Err("unreachable".into()),
    }
}
