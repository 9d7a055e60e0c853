//! Who looks, and how the account stands.

use serde::{Deserialize, Serialize};

use crate::domain::{AccountId, Telephony};

/// Who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The account; tabs of different accounts must not share a stream.
    pub id: AccountId,
    /// The account's name.
    pub account: String,
    /// The person's e-mail.
    pub email: String,
    /// Whose carrier the account uses.
    pub telephony: Telephony,
    /// What the header says of the account.
    pub standing: Standing,
    /// Whether they run the store.
    pub operates: bool,
    /// How many notices the person has not read; [`UNREAD_MOST`] may be more.
    pub unread: u32,
}

/// The most that are counted.
pub const UNREAD_MOST: u32 = 100;

/// What the account's identity stands for, in one word for the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Buys at its own carrier: nothing to verify.
    OwnCarrier,
    /// Never verified.
    NotVerified,
    /// The vendor is looking.
    Checking,
    /// A person is looking.
    UnderReview,
    /// Refused.
    Declined,
    /// Verified, once and for all.
    Verified,
}

/// One-click sign-in of demo mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DemoAccount {
    /// LC Phone-managed, never verified.
    Unverified,
    /// LC Phone-managed, verified.
    Verified,
    /// On its own carrier.
    OwnCarrier,
    /// Runs the store.
    Operator,
}
