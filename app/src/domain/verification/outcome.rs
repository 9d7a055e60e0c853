//! What is said of a hand-over: by the vendor, or by a person of ours.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::reason::Reason;
use crate::domain::{Malformed, account::spelled};

/// The vendor's word on a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The buyer is not done on the vendor's own page.
    Unfinished,
    /// The vendor has everything and is at work.
    Pending,
    /// Verified.
    Approved,
    /// Declined; `fixable` holds the reasons that the buyer can mend, and is empty when there is any other.
    Declined {
        /// What to mend.
        fixable: Vec<Reason>,
    },
    /// The buyer used up the tries that the vendor's own page allows; it has judged the pictures, and given no final no.
    Failed {
        /// What to mend, as for a decline.
        fixable: Vec<Reason>,
    },
    /// A picture could not be used at all, so nothing was judged and no attempt is spent.
    Unusable {
        /// What to mend.
        reasons: Vec<Reason>,
    },
    /// A person looks; a status that we do not know counts as this.
    NeedsReview,
    /// The vendor failed, or time ran out before the buyer was done: nothing was judged.
    Errored,
}

impl Outcome {
    /// Whether the vendor judged pictures and was not convinced, which spends an attempt.
    #[must_use]
    pub const fn spends_an_attempt(&self) -> bool {
        matches!(self, Self::Declined { .. } | Self::Failed { .. })
    }

    /// The same of a hand-over that shows no face. Only a person may approve it: until the vendor has said that one of
    /// theirs looks, its approval is a program's, and one of ours decides.
    #[must_use]
    pub fn without_a_face(self, looked_at: bool) -> Self {
        if self == Self::Approved && !looked_at { Self::NeedsReview } else { self }
    }
}

/// What a person of ours makes of a case under review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// The identity is right.
    Approve,
    /// It is not.
    Decline,
}

spelled!(Decision, "decision", Approve = "approve", Decline = "decline");
