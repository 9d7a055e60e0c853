//! An inquiry: what the ledger keeps of it, and where it stands.

use std::collections::BTreeMap;

use axum::{body::Bytes, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::emulators::{
    TransactionStatuses,
    clock::{self, Millis},
    persona::{
        idempotency::{Answer, Key},
        records::{Awaiting, Judged},
        steering::Steering,
    },
};

/// A one-time link may be opened again for this long after the first time.
const GRACE: Millis = 5 * 60 * 1000;

/// An inquiry as the ledger writes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct InquiryRecord {
    pub(in crate::emulators::persona) inquiry: String,
    pub(super) template: String,
    pub(in crate::emulators::persona) reference_id: Option<String>,
    pub(in crate::emulators::persona) persona_account: String,
    pub(super) redirect_uri: Option<String>,
    pub(super) expires: Millis,
    pub(in crate::emulators::persona) key: Option<Key>,
}

/// What was shown on the hosted page: no pictures and no names, only what follows from them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Showing {
    pub(in crate::emulators::persona) inquiry: String,
    pub(super) steering: Steering,
    pub(in crate::emulators::persona) government_id: String,
    pub(in crate::emulators::persona) selfie: String,
    pub(super) workflow_run: String,
    /// The id of the event that will report the decision: `twice` sends it before there is one.
    pub(super) decision_event: String,
}

#[derive(Clone, Copy)]
struct Code {
    until: Millis,
    opened: Option<Millis>,
}

/// How far it got.
#[derive(Clone)]
enum Stage {
    Open,
    Expired,
    Completed(Showing),
    Decided(Showing, String),
}

/// An inquiry with its state.
#[derive(Clone)]
pub(in crate::emulators::persona) struct Inquiry {
    pub(in crate::emulators::persona) record: InquiryRecord,
    created: Millis,
    updated: Millis,
    completed: Option<Millis>,
    stage: Stage,
    redacted: Option<Millis>,
    codes: BTreeMap<String, Code>,
}

impl Inquiry {
    pub(in crate::emulators::persona) fn new(record: InquiryRecord, at: Millis) -> Self {
        Self {
            record,
            created: at,
            updated: at,
            completed: None,
            stage: Stage::Open,
            redacted: None,
            codes: BTreeMap::new(),
        }
    }

    /// Whether somebody may still go on with it.
    pub(in crate::emulators::persona) fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Open) && self.redacted.is_none() && clock::now() < self.record.expires
    }

    pub(in crate::emulators::persona) fn linked(&mut self, code: String, until: Millis) {
        self.codes.insert(code, Code { until, opened: None });
    }

    pub(in crate::emulators::persona) fn opened(&mut self, code: &str, at: Millis) {
        if let Some(code) = self.codes.get_mut(code) {
            code.opened.get_or_insert(at);
        }
    }

    pub(in crate::emulators::persona) fn shown(&mut self, showing: Showing, at: Millis) {
        self.stage = Stage::Completed(showing);
        (self.completed, self.updated) = (Some(at), at);
    }

    pub(in crate::emulators::persona) fn decided(&mut self, status: String, at: Millis) {
        if let Stage::Completed(showing) = &self.stage {
            self.stage = Stage::Decided(showing.clone(), status);
            self.updated = at;
        }
    }

    pub(in crate::emulators::persona) fn expired(&mut self, at: Millis) {
        self.stage = Stage::Expired;
        self.updated = at;
    }

    pub(in crate::emulators::persona) fn redacted(&mut self, at: Millis) {
        (self.redacted, self.updated) = (Some(at), at);
    }

    pub(super) const fn is_redacted(&self) -> bool {
        self.redacted.is_some()
    }

    /// Whether the code leads to the page now.
    pub(super) fn admits(&self, code: &str) -> bool {
        let now = clock::now();
        let admits = |code: &Code| now < code.until && code.opened.is_none_or(|first| now < first + GRACE);
        self.is_open() && self.codes.get(code).is_some_and(admits)
    }

    /// Whether the page was opened by this code, and may still be sent.
    pub(super) fn is_at(&self, code: &str) -> bool {
        self.is_open() && self.codes.get(code).is_some_and(|code| code.opened.is_some())
    }

    pub(super) fn status(&self) -> &str {
        match &self.stage {
            Stage::Open if self.is_open() => "created",
            Stage::Open | Stage::Expired => "expired",
            Stage::Completed(_) => "completed",
            Stage::Decided(_, status) => status,
        }
    }

    fn showing(&self) -> Option<&Showing> {
        match &self.stage {
            Stage::Completed(showing) | Stage::Decided(showing, _) => Some(showing),
            Stage::Open | Stage::Expired => None,
        }
    }

    pub(in crate::emulators::persona) fn awaiting(&self) -> Option<Awaiting> {
        let (Stage::Completed(showing), Some(since), None) = (&self.stage, self.completed, self.redacted) else {
            return None;
        };
        // An inquiry's statuses are Persona's own names, which are the defaults of a transaction type's.
        let status = showing.steering.status(&TransactionStatuses::default()).to_owned();
        let name = match status.as_str() {
            "approved" => "inquiry.approved",
            "declined" => "inquiry.declined",
            _ => "inquiry.marked-for-review",
        };
        Some(Awaiting { since, steering: showing.steering, event: showing.decision_event.clone(), name, status })
    }

    pub(in crate::emulators::persona) fn judged(&self) -> Option<Judged<'_>> {
        let Stage::Decided(showing, _) = &self.stage else { return None };
        Some(Judged {
            parent: ("inquiry", &self.record.inquiry),
            account: &self.record.persona_account,
            country: "US",
            id_class: "dl",
            selfie: Some(&showing.selfie),
            steering: showing.steering,
            created: self.completed?,
            completed: self.updated,
            redacted: self.redacted,
        })
    }

    /// The verifications that were run.
    pub(super) fn verifications(&self) -> Vec<&str> {
        let showing = self.showing().into_iter();
        showing.flat_map(|showing| [showing.government_id.as_str(), showing.selfie.as_str()]).collect()
    }

    /// The resource as it is now.
    pub(super) fn render(&self) -> Value {
        self.render_as(self.status(), self.updated)
    }

    /// The resource with a given status: events are snapshots, and one of them is early on purpose.
    pub(in crate::emulators::persona) fn render_as(&self, status: &str, updated: Millis) -> Value {
        let iso = |at: Option<Millis>| at.map(clock::iso);
        let decided = matches!(status, "approved" | "declined").then_some(updated);
        let open = matches!(status, "created" | "pending");
        let mut verifications = Vec::new();
        let mut reviewer = Value::Null;
        if let Some(showing) = self.showing() {
            verifications.push(json!({"type": "verification/government-id", "id": showing.government_id}));
            verifications.push(json!({"type": "verification/selfie", "id": showing.selfie}));
            if decided.is_some() {
                reviewer = json!({"type": "workflow-run", "id": showing.workflow_run});
            }
        }
        json!({
            "type": "inquiry",
            "id": self.record.inquiry,
            "attributes": {
                "status": status,
                "reference-id": self.record.reference_id,
                "note": null,
                "behaviors": {},
                "tags": [],
                "creator": "API",
                "reviewer-comment": null,
                "created-at": clock::iso(self.created),
                "updated-at": clock::iso(updated),
                "started-at": iso(self.completed),
                "expires-at": open.then(|| clock::iso(self.record.expires)),
                "completed-at": iso(self.completed),
                "failed-at": null,
                "marked-for-review-at": iso((status == "needs_review").then_some(updated)),
                "decisioned-at": iso(decided),
                "expired-at": iso((status == "expired").then_some(updated)),
                "redacted-at": iso(self.redacted),
                "previous-step-name": if open { "start" } else { "selfie" },
                "next-step-name": if open { "start" } else { "success" },
                "fields": {},
            },
            "relationships": {
                "account": {"data": {"type": "account", "id": self.record.persona_account}},
                "template": {"data": null},
                "inquiry-template": {"data": {"type": "inquiry-template", "id": self.record.template}},
                "inquiry-template-version": {"data": null},
                "transaction": {"data": null},
                "reviewer": {"data": reviewer},
                "reports": {"data": []},
                "verifications": {"data": verifications},
                "sessions": {"data": []},
                "documents": {"data": []},
                "selfies": {"data": []},
            },
        })
    }

    /// The answer to its creation.
    pub(in crate::emulators::persona) fn answer(&self) -> Answer {
        let body: Bytes = json!({"data": self.render_as("created", self.created), "included": []}).to_string().into();
        Answer { status: StatusCode::CREATED, body }
    }
}
