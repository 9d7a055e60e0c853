//! Signed events of vendors. What an event says is neither believed nor kept: only that it came, and about what.

use serde::{Deserialize, Serialize};

use super::AccountName;
use crate::domain::Timestamp;

/// An event that came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The vendor's id of it, which every copy has.
    pub id: String,
    /// What happened, in the vendor's word.
    pub name: String,
    /// The vendor's name, or ours, for what it happened to.
    pub about: Option<String>,
    /// Whose that is.
    pub account: Option<AccountName>,
    /// What became of it.
    pub verdict: Verdict,
    /// When it came first.
    pub at: Timestamp,
    /// When somebody last had it looked at again, who, and why.
    pub again: Option<Again>,
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The vendor was asked, and what it said was heard.
    Processed,
    /// The vendor is to be asked.
    UnderWay {
        /// How often that was tried.
        attempts: u32,
    },
    /// It speaks of nothing that we have.
    Ignored,
}

impl Verdict {
    /// Whether there is something to look at again.
    #[must_use]
    pub const fn may_be_looked_at(self) -> bool {
        !matches!(self, Self::Ignored)
    }
}

/// An event's being looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    /// Who wanted it; nothing once they were removed.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: String,
}
