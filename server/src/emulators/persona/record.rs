//! A transaction: what the ledger keeps of it, and what only memory does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    records::{Awaiting, Judged},
    steering::Steering,
};
use crate::emulators::{
    TransactionStatuses,
    clock::{self, Millis},
};

/// A transaction as the ledger writes it: ids, document class and country, sizes of files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct TransactionRecord {
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
    pub(super) record: TransactionRecord,
    pub(super) created: Millis,
    pub(super) updated: Millis,
    /// `None` until decided.
    pub(super) decided: Option<(String, Millis)>,
    pub(super) redacted: bool,
    /// Names and other personal fields, and file names: never in the ledger, gone after a restart.
    pub(super) private: BTreeMap<String, String>,
}

impl Transaction {
    pub(super) const fn new(record: TransactionRecord, at: Millis) -> Self {
        Self { record, created: at, updated: at, decided: None, redacted: false, private: BTreeMap::new() }
    }

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
                "redacted-at": self.redacted.then(|| clock::iso(self.updated)),
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
    pub(super) fn awaiting(&self, statuses: &TransactionStatuses) -> Option<Awaiting> {
        let waits = self.decided.is_none() && !self.redacted;
        waits.then(|| Awaiting {
            since: self.created,
            steering: self.record.steering,
            event: self.record.decision_event.clone(),
            name: "transaction.status-updated",
            status: self.record.steering.status(statuses).to_owned(),
        })
    }

    pub(super) fn judged(&self) -> Option<Judged<'_>> {
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
