//! Transactions: what the ledger keeps of them, and what only memory does; and all records together.

use std::collections::{BTreeMap, HashMap};

use axum::{body::Bytes, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    idempotency::{Answer, Answers, Key},
    inquiry::{Inquiry, InquiryRecord, Showing},
    outbox::Outbox,
    steering::Steering,
};
use crate::emulators::{
    TransactionStatuses,
    clock::{self, Millis},
};

/// A transaction as the ledger writes it: ids, document class and country, sizes of files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Record {
    pub(super) transaction: String,
    pub(super) transaction_type: String,
    pub(super) reference_id: Option<String>,
    pub(super) persona_account: String,
    pub(super) government_id: String,
    pub(super) selfie: Option<String>,
    pub(super) workflow_run: String,
    pub(super) steering: Steering,
    pub(super) id_class: String,
    pub(super) country: String,
    pub(super) fields: BTreeMap<String, Field>,
    /// The id of the event that will report the decision: `twice` sends it before there is one.
    pub(super) decision_event: String,
    pub(super) idempotency_key: Option<String>,
    pub(super) fingerprint: String,
}

/// A field that may stand in the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Field {
    String { value: String },
    File { byte_size: usize, mime_type: String },
}

/// A transaction with its state.
#[derive(Clone)]
pub(super) struct Transaction {
    pub(super) record: Record,
    pub(super) created: Millis,
    pub(super) updated: Millis,
    /// `None` until decided.
    pub(super) decided: Option<(String, Millis)>,
    pub(super) redacted: bool,
    /// Names and other personal fields, and file names: never in the ledger, gone after a restart.
    pub(super) private: BTreeMap<String, String>,
}

impl Transaction {
    pub(super) fn status(&self) -> &str {
        self.decided.as_ref().map_or("created", |(status, _)| status)
    }

    /// The resource as it is now.
    pub(super) fn render(&self) -> Value {
        self.render_as(self.status(), self.updated)
    }

    /// The resource with a given status: events are snapshots, and one of them is early on purpose.
    pub(super) fn render_as(&self, status: &str, updated: Millis) -> Value {
        let record = &self.record;
        let mut related = Vec::new();
        let mut reviewer = Value::Null;
        if status != "created" {
            reviewer = json!({"type": "workflow-run", "id": record.workflow_run});
            related.push(json!({"type": "account", "id": record.persona_account}));
            related.push(json!({"type": "verification/government-id", "id": record.government_id}));
            if let Some(selfie) = &record.selfie {
                related.push(json!({"type": "verification/selfie", "id": selfie}));
            }
        }
        json!({
            "type": "transaction",
            "id": record.transaction,
            "attributes": {
                "status": status,
                "reference-id": record.reference_id,
                "fields": self.fields(),
                "tags": [],
                "created-at": clock::iso(self.created),
                "updated-at": clock::iso(updated),
            },
            "relationships": {
                "reviewer": {"data": reviewer},
                "transaction-label": {"data": null},
                "transaction-type": {
                    "data": {"type": "transaction-type", "id": record.transaction_type},
                },
                "related-objects": {"data": related},
            },
        })
    }

    /// Whether it waits for its decision, and what that will be.
    fn awaiting(&self, statuses: &TransactionStatuses) -> Option<Awaiting> {
        let waits = self.decided.is_none() && !self.redacted;
        waits.then(|| Awaiting {
            since: self.created,
            steering: self.record.steering,
            event: self.record.decision_event.clone(),
            name: "transaction.status-updated",
            status: self.record.steering.status(statuses).to_owned(),
        })
    }

    fn judged(&self) -> Option<Judged<'_>> {
        let (_, completed) = self.decided.as_ref()?;
        let record = &self.record;
        Some(Judged {
            parent: ("transaction", &record.transaction),
            account: &record.persona_account,
            country: &record.country,
            id_class: &record.id_class,
            selfie: record.selfie.as_deref(),
            steering: record.steering,
            created: self.created,
            completed: *completed,
            redacted: self.redacted.then_some(self.updated),
        })
    }

    /// Keys inside `fields` are the customer's and not inflected.
    fn fields(&self) -> Value {
        let mut fields = Map::new();
        for (name, text) in &self.private {
            fields.insert(name.clone(), json!({"type": "string", "value": text}));
        }
        for (name, field) in &self.record.fields {
            fields.insert(
                name.clone(),
                match field {
                    Field::String { value } => json!({"type": "string", "value": value}),
                    Field::File { byte_size, mime_type } => {
                        json!({"type": "file", "value": self.file(name, *byte_size, mime_type)})
                    }
                },
            );
        }
        if self.redacted {
            for field in fields.values_mut() {
                field["value"] = Value::Null;
            }
        }
        fields.into()
    }

    fn file(&self, name: &str, byte_size: usize, mime_type: &str) -> Value {
        let filename = self.private.get(name).cloned();
        let filename = filename.unwrap_or_else(|| format!("{name}.{}", &mime_type["image/".len()..]));
        json!({
            "url": format!("https://files.withpersona.com/{filename}?access_token=EMULATED"),
            "filename": filename,
            "byte-size": byte_size,
            "mime-type": mime_type,
        })
    }
}

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

    pub(in crate::emulators) fn created(&mut self, record: Record, at: Millis) {
        let id = record.transaction.clone();
        for verification in [Some(&record.government_id), record.selfie.as_ref()].into_iter().flatten() {
            self.verifications.insert(verification.clone(), id.clone());
        }
        if let Some(reference) = &record.reference_id {
            self.accounts.insert(reference.clone(), record.persona_account.clone());
        }
        let transaction =
            Transaction { record, created: at, updated: at, decided: None, redacted: false, private: BTreeMap::new() };
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
        }
    }
}
