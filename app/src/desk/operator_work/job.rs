//! Work that fails.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, Timestamp, account::spelled};

/// A kind of work in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Pictures to hand over.
    Submit,
    /// The vendor's word to fetch.
    Fetch,
    /// Pictures to have deleted.
    Redact,
    /// A number to find in another's place.
    Replace,
    /// Books to compare.
    Reconcile,
    /// An application to file.
    Apply,
    /// A mail to send.
    Mail,
    /// A number that was adopted, to mark at the carrier.
    Tag,
}

spelled!(
    Work,
    "kind of work",
    Submit = "submit",
    Fetch = "fetch",
    Redact = "redact",
    Replace = "replace",
    Reconcile = "reconcile",
    Apply = "apply",
    Mail = "mail",
    Tag = "tag"
);

/// Work that fails, or is tried in vain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailingJob {
    /// What is to be done.
    pub work: Work,
    /// To what.
    pub subject: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Since when it fails.
    pub since: Timestamp,
    /// When it is tried next.
    pub next: Timestamp,
}
