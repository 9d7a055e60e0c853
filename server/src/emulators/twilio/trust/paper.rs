//! The objects as the ledger writes them. What people write into them is kept in memory alone: a line holds ids,
//! states, and the names of the attributes that were given.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::steering::Steering;
use crate::emulators::clock::{self, Millis};

/// Where an object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::emulators) enum Stage {
    Draft,
    Pending,
    InReview,
    Approved,
    Rejected,
}

/// Both kinds of bundle have the same resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::emulators) enum Shelf {
    Profiles,
    Products,
}

/// And both kinds of paper that go into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::emulators) enum Drawer {
    EndUsers,
    Documents,
    Addresses,
}

/// Something that was put on a bundle, and the id of its being there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Assigned {
    pub(super) sid: String,
    pub(super) object: String,
}

/// A profile or a product.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Bundle {
    pub(super) sid: String,
    pub(super) account: String,
    pub(super) shelf: Shelf,
    pub(super) policy: String,
    pub(super) name: String,
    pub(super) callback: Option<String>,
    pub(super) stage: Stage,
    pub(super) errors: Vec<u32>,
    pub(super) entities: Vec<Assigned>,
    pub(super) endpoints: Vec<Assigned>,
    pub(super) created: Millis,
    pub(super) updated: Millis,
    #[serde(skip)]
    pub(super) email: String,
}

/// An end user, a document or an address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Item {
    pub(super) sid: String,
    pub(super) account: String,
    pub(super) drawer: Drawer,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) given: BTreeSet<String>,
    pub(super) steering: Steering,
    pub(super) created: Millis,
    pub(super) updated: Millis,
    #[serde(skip)]
    pub(super) values: Map<String, Value>,
}

/// A brand.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Brand {
    pub(super) sid: String,
    pub(super) account: String,
    pub(super) profile: String,
    pub(super) product: String,
    pub(super) stage: Stage,
    pub(super) errors: Vec<u32>,
    pub(super) created: Millis,
    pub(super) updated: Millis,
}

/// The verification of a toll-free number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Verification {
    pub(super) sid: String,
    pub(super) account: String,
    pub(super) reference: Option<String>,
    pub(super) number: String,
    pub(super) stage: Stage,
    pub(super) errors: Vec<u32>,
    pub(super) edit_until: Option<Millis>,
    pub(super) steering: Steering,
    pub(super) created: Millis,
    pub(super) updated: Millis,
}

/// Any of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "lowercase")]
pub(in crate::emulators) enum Paper {
    Bundle(Bundle),
    Item(Item),
    Brand(Brand),
    Verification(Verification),
}

impl Paper {
    fn sid(&self) -> &str {
        match self {
            Self::Bundle(bundle) => &bundle.sid,
            Self::Item(item) => &item.sid,
            Self::Brand(brand) => &brand.sid,
            Self::Verification(verification) => &verification.sid,
        }
    }

    pub(super) fn stage(&self) -> Option<Stage> {
        match self {
            Self::Bundle(bundle) => Some(bundle.stage),
            Self::Item(_) => None,
            Self::Brand(brand) => Some(brand.stage),
            Self::Verification(verification) => Some(verification.stage),
        }
    }
}

/// All of them.
#[derive(Default)]
pub(in crate::emulators) struct Papers(BTreeMap<String, Paper>);

macro_rules! reader {
    ($one:ident, $all:ident, $variant:ident) => {
        pub(super) fn $one(&self, account: &str, sid: &str) -> Option<&$variant> {
            match self.0.get(sid)? {
                Paper::$variant(found) if found.account == account => Some(found),
                _ => None,
            }
        }

        pub(super) fn $all<'a>(&'a self, account: &'a str) -> impl Iterator<Item = &'a $variant> {
            self.0.values().filter_map(move |paper| match paper {
                Paper::$variant(found) if found.account == account => Some(found),
                _ => None,
            })
        }
    };
}

impl Papers {
    /// The newest state of a paper counts.
    pub(in crate::emulators) fn written(&mut self, paper: Paper) {
        self.0.insert(paper.sid().to_owned(), paper);
    }

    pub(super) fn get(&self, sid: &str) -> Option<&Paper> {
        self.0.get(sid)
    }

    /// What a review is to move.
    pub(super) fn waiting(&self) -> Vec<String> {
        let waits = |paper: &&Paper| matches!(paper.stage(), Some(Stage::Pending | Stage::InReview));
        self.0.values().filter(waits).map(|paper| paper.sid().to_owned()).collect()
    }

    reader!(bundle, bundles, Bundle);
    reader!(item, items, Item);
    reader!(brand, brands, Brand);
    reader!(verification, verifications, Verification);
}

/// A time as these hosts write it.
fn date(at: Millis) -> String {
    clock::iso(at)
}

/// Codes as they stand with what was refused.
pub(super) fn complaints(codes: &[u32]) -> Vec<Value> {
    codes.iter().map(|code| json!({"code": code})).collect()
}

impl Bundle {
    pub(super) const fn status(&self) -> &'static str {
        match self.stage {
            Stage::Draft => "draft",
            Stage::Pending => "pending-review",
            Stage::InReview => "in-review",
            Stage::Approved => "twilio-approved",
            Stage::Rejected => "twilio-rejected",
        }
    }

    pub(super) fn render(&self) -> Value {
        json!({
            "sid": self.sid,
            "account_sid": self.account,
            "policy_sid": self.policy,
            "friendly_name": self.name,
            "status": self.status(),
            "email": self.email,
            "status_callback": self.callback,
            "valid_until": null,
            "errors": if self.errors.is_empty() { Value::Null } else { complaints(&self.errors).into() },
            "date_created": date(self.created),
            "date_updated": date(self.updated),
        })
    }
}

impl Item {
    pub(super) fn render(&self) -> Value {
        json!({
            "sid": self.sid,
            "account_sid": self.account,
            "friendly_name": self.name,
            "type": self.kind,
            "attributes": self.values,
            "date_created": date(self.created),
            "date_updated": date(self.updated),
        })
    }

    /// Addresses live on the older host: flat, with its own dates.
    pub(super) fn render_address(&self) -> Value {
        let mut shown = self.values.clone();
        shown.insert("sid".into(), json!(self.sid));
        shown.insert("account_sid".into(), json!(self.account));
        shown.insert("friendly_name".into(), json!(self.name));
        shown.insert("iso_country".into(), json!(self.kind));
        shown.insert("date_created".into(), json!(clock::rfc2822(self.created)));
        shown.insert("date_updated".into(), json!(clock::rfc2822(self.updated)));
        Value::Object(shown)
    }
}

impl Brand {
    pub(super) fn render(&self) -> Value {
        let status = match self.stage {
            Stage::Draft | Stage::Pending => "PENDING",
            Stage::InReview => "IN_REVIEW",
            Stage::Approved => "APPROVED",
            Stage::Rejected => "FAILED",
        };
        json!({
            "sid": self.sid,
            "account_sid": self.account,
            "customer_profile_bundle_sid": self.profile,
            "a2p_profile_bundle_sid": self.product,
            "brand_type": "STANDARD",
            "status": status,
            "identity_status": if self.stage == Stage::Approved { "VERIFIED" } else { "UNVERIFIED" },
            "errors": complaints(&self.errors),
            "mock": false,
            "skip_automatic_sec_vet": false,
            "date_created": date(self.created),
            "date_updated": date(self.updated),
        })
    }
}

impl Verification {
    pub(super) fn render(&self) -> Value {
        let rejected = self.stage == Stage::Rejected;
        let status = match self.stage {
            Stage::Draft | Stage::Pending => "PENDING_REVIEW",
            Stage::InReview => "IN_REVIEW",
            Stage::Approved => "TWILIO_APPROVED",
            Stage::Rejected => "TWILIO_REJECTED",
        };
        json!({
            "sid": self.sid,
            "account_sid": self.account,
            "external_reference_id": self.reference,
            "tollfree_phone_number_sid": self.number,
            "status": status,
            "rejection_reasons": if rejected { complaints(&self.errors).into() } else { Value::Null },
            "edit_allowed": if rejected { json!(self.edit_until.is_some()) } else { Value::Null },
            "edit_expiration": if rejected { json!(self.edit_until.map(date)) } else { Value::Null },
            "date_created": date(self.created),
            "date_updated": date(self.updated),
        })
    }
}
