//! An account, as whoever runs the store sees it.

use serde::{Deserialize, Serialize};

use super::{PastDeed, VendorCase};
use crate::{
    desk::{CaseState, OrderSummary},
    domain::{
        AccountId, Approval, Role, SubmissionId, Telephony, Timestamp, VerificationId, ledger::Credit,
        verification::Shows,
    },
};

/// An account, as whoever runs the store sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerView {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Whose carrier it uses.
    pub telephony: Telephony,
    /// Who signs in for it.
    pub people: Vec<Person>,
    /// The standing approval.
    pub approval: Option<Approval>,
    /// The identity case, if there is one.
    pub case: Option<CustomerCase>,
    /// What it may commit itself to, and has; an own-carrier account owes us nothing.
    pub credit: Option<Credit>,
    /// Orders under way, the oldest first.
    pub orders: Vec<OrderSummary>,
    /// What operators did, the latest first.
    pub deeds: Vec<PastDeed>,
    /// Whether the person who looks showed a moment ago who they are.
    pub proven: bool,
}

/// Somebody who signs in for an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their e-mail.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// When they were last seen.
    pub seen_at: Option<Timestamp>,
}

/// An account's identity case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerCase {
    /// The case.
    pub id: VerificationId,
    /// Where it stands.
    pub state: CaseState,
    /// The hand-over that may be decided now.
    pub decidable: Option<SubmissionId>,
    /// Attempts that the vendor declined.
    pub attempts: u32,
    /// How many it may.
    pub attempts_max: u32,
    /// Since when it stands so.
    pub since: Timestamp,
    /// Its hand-overs, the latest first.
    pub hand_overs: Vec<HandOver>,
}

impl CustomerCase {
    /// Whether there are attempts to give back.
    #[must_use]
    pub fn resettable(&self) -> bool {
        self.attempts > 0 || self.state == CaseState::Declined
    }
}

/// A hand-over to the vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Our name for it.
    pub id: SubmissionId,
    /// The vendor's.
    pub vendor: Option<VendorCase>,
    /// What it shows of the buyer.
    pub shows: Shows,
    /// When it was made.
    pub at: Timestamp,
}
