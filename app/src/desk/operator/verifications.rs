//! Identity cases of all accounts: where they stand and how the vendor calls them, never what they show.

use serde::{Deserialize, Serialize};

use super::{AccountName, CaseState};
use crate::domain::{CountryCode, Timestamp, VerificationId, id_document::IdType, verification::Reason};

/// Which cases are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// In this state.
    pub state: Option<CaseState>,
}

/// A case in the list, with its account as a page names it, or by its id alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow<A = AccountName> {
    /// The case.
    pub id: VerificationId,
    /// Whose it is.
    pub account: A,
    /// Where it stands.
    pub state: CaseState,
    /// Whose document and which kind, once chosen.
    pub document: Option<(CountryCode, IdType)>,
    /// What the vendor calls the latest hand-over, once known.
    pub vendor_ref: Option<String>,
    /// How many hand-overs there were.
    pub hand_overs: u32,
    /// Attempts that the vendor declined.
    pub attempts: u32,
    /// What the vendor wanted mended last time.
    pub reasons: Vec<Reason>,
    /// Since when it stands so.
    pub changed_at: Timestamp,
}
