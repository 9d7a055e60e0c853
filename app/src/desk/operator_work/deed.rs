//! What operators did.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, Timestamp, account::spelled};

/// Something that an operator did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastDeed {
    /// What.
    pub deed: Deed,
    /// Who: their e-mail, or their id once they were removed.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// The deeds of operators, by the audit trail's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Approved a case under review.
    ApprovedCase,
    /// Declined one.
    DeclinedCase,
    /// Gave attempts back.
    ResetAttempts,
    /// Took an approval back.
    RevokedApproval,
    /// Had a job tried again.
    RetriedJob,
    /// Had a line looked at again.
    RetriedLine,
    /// Found that a line's number is the account's.
    AdoptedLine,
    /// Found that it is not.
    GaveLineUp,
    /// Gave the account a number that no line knew.
    AdoptedNumber,
    /// Noted a number on which books and carrier do not agree.
    NotedFinding,
    /// Had an event looked at again.
    Redelivered,
    /// Changed a rule.
    ChangedRule,
    /// Went back to a setting.
    ResetRule,
}

spelled!(
    Deed,
    "deed",
    ApprovedCase = "approved by hand",
    DeclinedCase = "declined by hand",
    ResetAttempts = "attempts reset",
    RevokedApproval = "approval revoked",
    RetriedJob = "job retried",
    RetriedLine = "line retried",
    AdoptedLine = "line adopted",
    GaveLineUp = "line given up",
    AdoptedNumber = "number adopted",
    NotedFinding = "finding noted",
    Redelivered = "redelivered",
    ChangedRule = "rule changed",
    ResetRule = "rule reset"
);
