//! The page `/verify`.

use serde::{Deserialize, Serialize};

use super::{ApplicationSummary, HandoffView, OrderSummary};
use crate::domain::{
    Timestamp,
    verification::{Collected, Poses, Reason},
};

/// The page `/verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyView {
    /// Which step to show.
    pub step: Step,
    /// Whether a person of ours looks after the case with nothing at the vendor, whose page the buyer may still choose.
    pub referred: bool,
    /// Whether an approval was taken back, and nothing was sent since.
    pub withdrawn: bool,
    /// The phone that the person goes on with, or wanted to.
    pub handoff: Option<HandoffView>,
    /// Tries left, the running one included.
    pub attempts_left: u32,
    /// Tries in all.
    pub attempts_max: u32,
    /// Orders that wait for the identity, and those that it released; newest first.
    pub orders: Vec<OrderSummary>,
    /// Applications that were sent; newest first.
    pub applications: Vec<ApplicationSummary>,
}

/// A step of the verification, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Upload the ID; `reasons` says what was wrong with the last pictures, if there were any.
    Document {
        /// What to mend.
        reasons: Vec<Reason>,
        /// What is here already.
        collected: Collected,
    },
    /// Take the selfie.
    Selfie {
        /// Of which poses it is made.
        poses: Poses,
    },
    /// Go to the vendor's own page, which asks for ID and selfie itself.
    VendorPage {
        /// What was wrong the last time, if there was any.
        reasons: Vec<Reason>,
    },
    /// Under way on the vendor's own page; the buyer may go on there.
    AtVendor,
    /// The vendor is at work.
    Checking {
        /// Whether the ID goes there alone and can still be held back, for a selfie after all.
        may_reconsider: bool,
    },
    /// A person looks.
    UnderReview,
    /// Better pictures are wanted.
    TryAgain {
        /// What to mend.
        reasons: Vec<Reason>,
    },
    /// Verified.
    Verified {
        /// Since when.
        at: Timestamp,
    },
    /// Refused.
    Declined,
    /// This account has nothing to verify.
    NotNeeded,
}

/// The consent text in force. A new text gets a new version; what was accepted stays on record.
pub const CONSENT_VERSION: &str = "2026-11-biometric-3";
