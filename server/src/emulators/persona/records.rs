//! All records together: what the book keeps of transactions and inquiries, and what both have in common.

use std::collections::{BTreeMap, HashMap};

use axum::{body::Bytes, http::StatusCode};
use serde_json::{Value, json};

use super::{
    idempotency::{Answer, Answers, Key},
    inquiry::{Inquiry, InquiryRecord, Showing},
    outbox::Outbox,
    record::{Transaction, TransactionRecord},
    steering::Steering,
};
use crate::emulators::{TransactionStatuses, clock::Millis};

/// What waits for its decision.
pub(super) struct Awaiting {
    /// Since when.
    pub(super) since: Millis,
    pub(super) steering: Steering,
    /// The id and the name of the event that will report it.
    pub(super) event: String,
    pub(super) name: &'static str,
    /// The status that it will get.
    pub(super) status: String,
}

/// What two verifications were run for, and how that ended.
pub(super) struct Judged<'a> {
    /// Type and id of the transaction or inquiry.
    pub(super) parent: (&'static str, &'a str),
    pub(super) account: &'a str,
    pub(super) country: &'a str,
    pub(super) id_class: &'a str,
    pub(super) selfie: Option<&'a str>,
    pub(super) steering: Steering,
    pub(super) created: Millis,
    pub(super) completed: Millis,
    pub(super) redacted: Option<Millis>,
}

/// All transactions, inquiries, saved answers and outgoing webhooks.
#[derive(Default)]
pub(in crate::emulators) struct Records {
    transactions: BTreeMap<String, Transaction>,
    inquiries: BTreeMap<String, Inquiry>,
    codes: HashMap<String, String>,
    verifications: HashMap<String, String>,
    accounts: HashMap<String, String>,
    pub(super) answers: Answers,
    pub(in crate::emulators) outbox: Outbox,
}

impl Records {
    pub(super) fn get(&self, id: &str) -> Option<&Transaction> {
        self.transactions.get(id)
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut Transaction> {
        self.transactions.get_mut(id)
    }

    pub(super) fn inquiry(&self, id: &str) -> Option<&Inquiry> {
        self.inquiries.get(id)
    }

    /// The inquiry that a one-time link was given out for.
    pub(super) fn of_code(&self, code: &str) -> Option<&Inquiry> {
        self.inquiry(self.codes.get(code)?)
    }

    /// What a verification was run for, once that is decided.
    pub(super) fn of_verification(&self, id: &str) -> Option<Judged<'_>> {
        let parent = self.verifications.get(id)?;
        match self.get(parent) {
            Some(transaction) => transaction.judged(),
            None => self.inquiry(parent)?.judged(),
        }
    }

    /// The resource with a given status, as an event reports it.
    pub(super) fn snapshot(&self, id: &str, status: &str, at: Millis) -> Option<Value> {
        match self.get(id) {
            Some(transaction) => Some(transaction.render_as(status, at)),
            None => Some(self.inquiry(id)?.render_as(status, at)),
        }
    }

    /// Whether a transaction or an inquiry waits for its decision, and what that will be.
    pub(super) fn awaiting(&self, id: &str, statuses: &TransactionStatuses) -> Option<Awaiting> {
        match self.get(id) {
            Some(transaction) => transaction.awaiting(statuses),
            None => self.inquiry(id)?.awaiting(),
        }
    }

    /// Inquiries that nobody has completed yet.
    pub(super) fn unfinished(&self) -> Vec<String> {
        let open = self.inquiries.values().filter(|inquiry| inquiry.is_open());
        open.map(|inquiry| inquiry.record.inquiry.clone()).collect()
    }

    /// The account that a reference id names.
    pub(super) fn account(&self, reference_id: &str) -> Option<&String> {
        self.accounts.get(reference_id)
    }

    pub(super) fn undecided(&self) -> Vec<String> {
        let ids = self.transactions.keys().chain(self.inquiries.keys());
        ids.filter(|id| self.awaiting(id, &TransactionStatuses::default()).is_some()).cloned().collect()
    }

    pub(in crate::emulators) fn opened_inquiry(&mut self, record: InquiryRecord, at: Millis) {
        if let Some(reference) = &record.reference_id {
            self.accounts.insert(reference.clone(), record.persona_account.clone());
        }
        let inquiry = Inquiry::new(record, at);
        if let Some(key) = inquiry.record.key.clone() {
            self.answers.save(key, inquiry.answer());
        }
        self.inquiries.insert(inquiry.record.inquiry.clone(), inquiry);
    }

    pub(in crate::emulators) fn linked(&mut self, inquiry: &str, code: String, until: Millis) {
        if let Some(found) = self.inquiries.get_mut(inquiry) {
            self.codes.insert(code.clone(), inquiry.to_owned());
            found.linked(code, until);
        }
    }

    pub(in crate::emulators) fn opened(&mut self, code: &str, at: Millis) {
        if let Some(inquiry) = self.codes.get(code).and_then(|id| self.inquiries.get_mut(id)) {
            inquiry.opened(code, at);
        }
    }

    pub(in crate::emulators) fn shown(&mut self, showing: Showing, at: Millis) {
        for verification in [&showing.government_id, &showing.selfie] {
            self.verifications.insert(verification.clone(), showing.inquiry.clone());
        }
        if let Some(inquiry) = self.inquiries.get_mut(&showing.inquiry) {
            inquiry.shown(showing, at);
        }
    }

    pub(in crate::emulators) fn expired(&mut self, inquiry: &str, at: Millis) {
        if let Some(inquiry) = self.inquiries.get_mut(inquiry) {
            inquiry.expired(at);
        }
    }

    pub(in crate::emulators) fn created(&mut self, record: TransactionRecord, at: Millis) {
        let id = record.transaction.clone();
        for verification in [Some(&record.government_id), record.selfie.as_ref()].into_iter().flatten() {
            self.verifications.insert(verification.clone(), id.clone());
        }
        if let Some(reference) = &record.reference_id {
            self.accounts.insert(reference.clone(), record.persona_account.clone());
        }
        let transaction = Transaction::new(record, at);
        self.save_answer(&transaction);
        self.transactions.insert(id, transaction);
    }

    /// Saves the answer to the transaction's creation under its idempotency key.
    pub(super) fn save_answer(&mut self, transaction: &Transaction) -> Answer {
        let body: Bytes = json!({"data": transaction.render()}).to_string().into();
        let answer = Answer { status: StatusCode::CREATED, body };
        if let Some(key) = transaction.record.idempotency_key.clone() {
            let fingerprint = transaction.record.fingerprint.clone();
            self.answers.save(Key { key, fingerprint }, answer.clone());
        }
        answer
    }

    pub(in crate::emulators) fn decided(&mut self, id: &str, status: String, at: Millis) {
        if let Some(transaction) = self.transactions.get_mut(id) {
            transaction.decided = Some((status, at));
            transaction.updated = at;
        } else if let Some(inquiry) = self.inquiries.get_mut(id) {
            inquiry.decided(status, at);
        }
    }

    pub(in crate::emulators) fn redacted(&mut self, id: &str, at: Millis) {
        if let Some(transaction) = self.transactions.get_mut(id) {
            transaction.redacted = true;
            transaction.private.clear();
            transaction.updated = at;
        } else if let Some(inquiry) = self.inquiries.get_mut(id) {
            inquiry.redacted(at);
        }
    }
}
