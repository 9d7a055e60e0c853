//! Where an identity case stands, in a word.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, account::spelled};

/// Where a case stands, without what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseState {
    /// Pictures are being taken.
    Collecting,
    /// The buyer is on the vendor's own page.
    AtVendor,
    /// The vendor is at work.
    Submitted,
    /// A person looks.
    UnderReview,
    /// Something is to be mended.
    TryAgain,
    /// Verified.
    Approved,
    /// Refused for good.
    Declined,
    /// Was verified.
    Revoked,
}

spelled!(
    CaseState,
    "case state",
    Collecting = "collecting",
    AtVendor = "at_vendor",
    Submitted = "submitted",
    UnderReview = "under_review",
    TryAgain = "try_again",
    Approved = "approved",
    Declined = "declined",
    Revoked = "revoked"
);
