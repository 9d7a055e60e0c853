//! Where a case stands.

use super::{collected::Collected, reason::Reason};
use crate::domain::SubmissionId;

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Verification {
    /// Pictures are being taken.
    Collecting(Collected),
    /// The buyer shows ID and face on the vendor's own page, or has left it half-way.
    AtVendor {
        /// Which hand-over.
        submission: SubmissionId,
    },
    /// The vendor has them, or is about to.
    Submitted {
        /// Which hand-over.
        submission: SubmissionId,
    },
    /// A person looks.
    UnderReview {
        /// Which hand-over.
        submission: SubmissionId,
    },
    /// Not verified, for something that the buyer can mend.
    TryAgain {
        /// What to mend; none when the vendor names nothing that the buyer may know.
        reasons: Vec<Reason>,
    },
    /// Verified.
    Approved {
        /// By the word on this hand-over.
        submission: SubmissionId,
        /// Whose word it was.
        by: Judge,
    },
    /// Refused for good.
    Declined,
    /// Was approved, and no longer is: the vendor took its word back, or a person of ours did. The buyer may verify
    /// anew.
    Revoked,
}

/// Who found that an identity is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Judge {
    /// The vendor, who may find later that it is not.
    Vendor,
    /// A person of ours, who knew what the vendor was in doubt about: its later word takes nothing back.
    Person,
}

impl Verification {
    /// The hand-over whose word counts, if one does.
    #[must_use]
    pub const fn submission(&self) -> Option<&SubmissionId> {
        match self {
            Self::AtVendor { submission }
            | Self::Submitted { submission }
            | Self::UnderReview { submission }
            | Self::Approved { submission, .. } => Some(submission),
            Self::Collecting(_) | Self::TryAgain { .. } | Self::Declined | Self::Revoked => None,
        }
    }

    /// Whether the vendor has yet to give its last word.
    #[must_use]
    pub const fn waits_for_vendor(&self) -> bool {
        matches!(self, Self::AtVendor { .. } | Self::Submitted { .. } | Self::UnderReview { .. })
    }

    /// Whether the clock of held orders stands still. On the vendor's page it is still the buyer who takes the time.
    #[must_use]
    pub const fn stops_the_clock(&self) -> bool {
        matches!(self, Self::Submitted { .. } | Self::UnderReview { .. })
    }
}
