//! Transactions: what the ledger keeps of them, and what only memory does.

use std::collections::{BTreeMap, HashMap};

use axum::{body::Bytes, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    idempotency::{Answer, Answers, Key},
    outbox::Outbox,
    steering::Steering,
};
use crate::emulators::clock::{self, Millis};

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

/// All transactions, saved answers and outgoing webhooks.
#[derive(Default)]
pub(in crate::emulators) struct Records {
    transactions: BTreeMap<String, Transaction>,
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

    /// The transaction that a verification belongs to.
    pub(super) fn of_verification(&self, id: &str) -> Option<&Transaction> {
        self.get(self.verifications.get(id)?)
    }

    /// The account that a reference id names.
    pub(super) fn account(&self, reference_id: &str) -> Option<&String> {
        self.accounts.get(reference_id)
    }

    pub(super) fn undecided(&self) -> Vec<String> {
        let waiting = self.transactions.values().filter(|t| t.decided.is_none() && !t.redacted);
        waiting.map(|t| t.record.transaction.clone()).collect()
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
