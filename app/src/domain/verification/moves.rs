//! How a case moves from one state to the next.

use super::{
    collected::{Collected, Face},
    outcome::{Decision, Outcome},
    state::{Judge, Verification},
};
use crate::domain::SubmissionId;

/// The case cannot do that now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the case does not stand where that can happen")]
pub struct NotNow;

impl Verification {
    /// Hands the collected pictures over.
    ///
    /// # Errors
    /// [`NotNow`] unless everything is collected.
    pub fn submit(self, submission: SubmissionId) -> Result<Self, NotNow> {
        match self {
            Self::Collecting(collected) if collected.complete().is_some() => Ok(Self::Submitted { submission }),
            _ => Err(NotNow),
        }
    }

    /// Sends the buyer to the vendor's own page, which asks for ID and face itself: not before the consent.
    ///
    /// # Errors
    /// [`NotNow`] unless collecting, with the consent given.
    pub fn go_to_vendor(self, submission: SubmissionId) -> Result<Self, NotNow> {
        match self {
            Self::Collecting(Collected { face: Face::Agreed | Face::Given, .. }) => Ok(Self::AtVendor { submission }),
            _ => Err(NotNow),
        }
    }

    /// Puts the case before a person of ours, as `submission`, of which the vendor gets nothing: its own page does not
    /// go on without the face that the buyer refuses.
    ///
    /// # Errors
    /// [`NotNow`] unless collecting, or on the vendor's page.
    pub fn refer(self, submission: SubmissionId) -> Result<Self, NotNow> {
        match self {
            Self::Collecting(_) | Self::AtVendor { .. } => Ok(Self::UnderReview { submission }),
            _ => Err(NotNow),
        }
    }

    /// Ends a review because the buyer takes back what it looks at, with `left` attempts left after this one: who is in
    /// doubt does not get a try for nothing.
    ///
    /// # Errors
    /// [`NotNow`] unless under review.
    pub fn withdraw(self, left: u32) -> Result<Self, NotNow> {
        match self {
            Self::UnderReview { .. } if left == 0 => Ok(Self::Declined),
            Self::UnderReview { .. } => Ok(Self::Collecting(Collected::default())),
            _ => Err(NotNow),
        }
    }

    /// Decides hand-over `of` in the vendor's place, while a person looks at it. What the vendor says of it afterwards
    /// changes nothing.
    ///
    /// # Errors
    /// [`NotNow`] unless that hand-over is under review.
    pub fn decide(self, of: &SubmissionId, decision: Decision) -> Result<Self, NotNow> {
        match (self, decision) {
            (Self::UnderReview { submission }, Decision::Approve) if submission == *of => {
                Ok(Self::Approved { submission, by: Judge::Person })
            }
            (Self::UnderReview { submission }, Decision::Decline) if submission == *of => Ok(Self::Declined),
            _ => Err(NotNow),
        }
    }

    /// Takes an approval back.
    ///
    /// # Errors
    /// [`NotNow`] unless it is approved.
    pub fn revoke(self) -> Result<Self, NotNow> {
        if matches!(self, Self::Approved { .. }) { Ok(Self::Revoked) } else { Err(NotNow) }
    }

    /// Lets who was refused for good begin anew. Everybody else goes on where they are.
    #[must_use]
    pub fn reopen(self) -> Self {
        if self == Self::Declined { Self::Collecting(Collected::default()) } else { self }
    }

    /// Takes the vendor's word on hand-over `of`, with `left` attempts left after this one. A word on an older
    /// hand-over changes nothing; an approval of any later look at the same one still counts, and a refusal of the one
    /// that the vendor approved takes the approval back.
    #[must_use]
    pub fn hear(self, of: &SubmissionId, outcome: Outcome, left: u32) -> Self {
        match self {
            Self::Approved { ref submission, by: Judge::Vendor }
                if submission == of && matches!(outcome, Outcome::Declined { .. }) =>
            {
                Self::Revoked
            }
            Self::AtVendor { ref submission }
            | Self::Submitted { ref submission }
            | Self::UnderReview { ref submission }
                if submission == of =>
            {
                match outcome {
                    // A review ends with a person's word alone.
                    Outcome::Unfinished | Outcome::Pending if matches!(self, Self::UnderReview { .. }) => self,
                    Outcome::Unfinished => Self::AtVendor { submission: of.clone() },
                    Outcome::Pending => Self::Submitted { submission: of.clone() },
                    Outcome::Approved => Self::Approved { submission: of.clone(), by: Judge::Vendor },
                    Outcome::NeedsReview => Self::UnderReview { submission: of.clone() },
                    Outcome::Errored => Self::Collecting(Collected::default()),
                    Outcome::Declined { fixable } if fixable.is_empty() || left == 0 => Self::Declined,
                    Outcome::Failed { .. } if left == 0 => Self::Declined,
                    Outcome::Declined { fixable } | Outcome::Failed { fixable } => Self::TryAgain { reasons: fixable },
                    Outcome::Unusable { reasons } => Self::TryAgain { reasons },
                }
            }
            other => other,
        }
    }
}
