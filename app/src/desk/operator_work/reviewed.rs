//! Cases at which a person looks.

use serde::{Deserialize, Serialize};

use crate::domain::{AccountId, Timestamp, verification::Shows};

/// A case at which a person looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewedCase {
    /// Whose it is.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// Where to look at it at the vendor.
    pub vendor: Option<VendorCase>,
    /// What it shows of the buyer.
    pub shows: Shows,
    /// Since when.
    pub since: Timestamp,
}

/// A hand-over by the vendor's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorCase {
    /// The name.
    pub reference: String,
    /// The vendor's own page of it, where there is one.
    pub link: Option<String>,
}
