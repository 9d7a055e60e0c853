//! Webhooks that are not delivered yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::emulators::{
    clock::{self, Millis},
    ids,
};

/// One event to deliver.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Outgoing {
    /// The event's id, `evt_…`.
    pub(super) webhook: String,
    pub(super) name: String,
    /// The transaction or inquiry that it is about.
    #[serde(alias = "transaction")]
    pub(super) subject: String,
    /// The status that the event reports.
    pub(super) status: String,
    /// The event's `created-at`.
    pub(super) at: Millis,
    /// Not to be sent before.
    pub(super) due: Millis,
    /// How many times it is to arrive.
    pub(super) copies: u32,
}

impl Outgoing {
    /// An event that has just happened, to be sent once and at once.
    pub(super) fn now(name: &str, subject: &str, status: &str) -> Self {
        let now = clock::now();
        Self {
            webhook: ids::token("evt_"),
            name: name.to_owned(),
            subject: subject.to_owned(),
            status: status.to_owned(),
            at: now,
            due: now,
            copies: 1,
        }
    }
}

/// An event and its attempts so far.
#[derive(Clone)]
pub(super) struct Pending {
    pub(super) outgoing: Outgoing,
    /// Failed attempts of the current copy.
    pub(super) failures: u32,
    pub(super) first_attempt: Option<Millis>,
}

#[derive(Default)]
pub(in crate::emulators) struct Outbox(BTreeMap<String, Pending>);

impl Outbox {
    pub(super) fn get(&self, webhook: &str) -> Option<&Pending> {
        self.0.get(webhook)
    }

    pub(super) fn waiting(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    pub(in crate::emulators) fn queued(&mut self, outgoing: Outgoing) {
        let pending = Pending { outgoing, failures: 0, first_attempt: None };
        self.0.insert(pending.outgoing.webhook.clone(), pending);
    }

    /// Does nothing for the early copy of `twice`, which is sent before the event is queued.
    pub(in crate::emulators) fn delivered(&mut self, webhook: &str) {
        if let Some(pending) = self.0.get_mut(webhook) {
            pending.outgoing.copies = pending.outgoing.copies.saturating_sub(1);
            pending.failures = 0;
            pending.first_attempt = None;
            if pending.outgoing.copies == 0 {
                self.0.remove(webhook);
            }
        }
    }

    pub(in crate::emulators) fn failed(&mut self, webhook: &str, first: Millis) {
        if let Some(pending) = self.0.get_mut(webhook) {
            pending.failures += 1;
            pending.first_attempt = Some(first);
        }
    }

    pub(in crate::emulators) fn abandoned(&mut self, webhook: &str) {
        self.0.remove(webhook);
    }
}
