//! The account's money.

use serde::{Deserialize, Serialize};

use super::Viewer;
use crate::domain::{
    Approval, Language, Money, Month, PhoneNumber, Timestamp,
    ledger::{Credit, Entry},
    verification::Said,
};

/// The page `/account`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Who looks, and how the account stands.
    pub viewer: Viewer,
    /// How the account came to stand so.
    pub record: IdentityRecord,
    /// What the identity vendor has of the people of this account.
    pub identity: IdentityData,
    /// What the account may commit itself to. An own-carrier account pays its own carrier and has no limit here.
    pub credit: Option<Credit>,
    /// The month that was asked for.
    pub statement: Statement,
    /// The first month that has entries; the running one while none has.
    pub earliest: Month,
    /// The month that is running.
    pub latest: Month,
}

/// What is kept of an account's verification.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityRecord {
    /// The standing approval: when, and by which case.
    pub approval: Option<Approval>,
    /// Attempts that the vendor declined; the case has so many, if there is one.
    pub declined: Option<u32>,
    /// What people of the account said to consent texts, the newest first.
    pub answers: Vec<Answer>,
}

/// What somebody said to a consent text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What.
    pub said: Said,
    /// To which text.
    pub version: String,
    /// In which language it was read, if that is known.
    pub language: Option<Language>,
    /// When.
    pub at: Timestamp,
}

/// Pictures of IDs and faces, and what was read from them, at the identity vendor. Here nothing but the verdict is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdentityData {
    /// Nothing was given to the vendor.
    None,
    /// The vendor has nothing, or nothing any more. Pictures wait here for the rest, or the consent of the person who
    /// looks stands.
    Here,
    /// The vendor has it.
    Kept {
        /// Whether it is looked at.
        check: Check,
    },
    /// The vendor is being asked to delete it.
    Asked {
        /// Since when.
        at: Timestamp,
    },
    /// The vendor has deleted it.
    Deleted {
        /// When that was asked for.
        asked: Timestamp,
        /// When it was done.
        at: Timestamp,
    },
}

impl IdentityData {
    /// Whether it can be deleted and taken back now.
    #[must_use]
    pub const fn deletable(self) -> bool {
        matches!(self, Self::Here | Self::Kept { check: Check::Over | Check::Review })
    }
}

/// Whether what the vendor has is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Check {
    /// By the vendor's programs, or the buyer is at its page: it cannot be deleted.
    Running,
    /// By a person: deleting it ends that, and spends an attempt.
    Review,
    /// No more.
    Over,
}

/// What happened to an account's money in one month. It is recorded, not collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The month.
    pub month: Month,
    /// Its entries, oldest first.
    pub bookings: Vec<Booking>,
    /// There are more entries than are listed here; the sums are of all.
    pub more: bool,
    /// Their sums.
    pub totals: Totals,
}

/// One entry of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// When.
    pub at: Timestamp,
    /// Of which number.
    pub number: PhoneNumber,
    /// What happened.
    pub entry: Entry,
    /// Of how much a month.
    pub amount: Money,
}

/// Sums of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Set aside.
    pub reserved: Money,
    /// Taken.
    pub captured: Money,
    /// Given back.
    pub released: Money,
    /// Ended with a number that was let go.
    pub ended: Money,
}
