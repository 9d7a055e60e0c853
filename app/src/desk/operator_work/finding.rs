//! Numbers on which books and carriers do not agree.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, PhoneNumber, Timestamp, account::spelled};

/// A number on which books and a carrier do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundNumber {
    /// The carrier account.
    pub carrier_account: String,
    /// The number.
    pub number: PhoneNumber,
    /// What it is.
    pub what: Discord,
    /// What is written on it there; strangers may have written anything.
    pub tag: String,
    /// When it was found.
    pub found_at: Timestamp,
}

/// How books and carrier do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Discord {
    /// It carries the tag of a line whose order is held.
    Held,
    /// It carries the tag of a line, and another line is about to buy it.
    Contested,
    /// It carries the tag of a line that gave it back.
    NotGivenBack,
    /// Its tag looks like ours, and is no line's.
    UnknownLine,
    /// Nothing says that the store bought it.
    UnknownHand,
    /// The books have it under another id.
    OtherId,
    /// It is ours, and what is written on it was changed.
    OtherTag,
    /// The books have it, the carrier does not.
    Ghost,
}

spelled!(
    Discord,
    "finding",
    Held = "held",
    Contested = "contested",
    NotGivenBack = "not_given_back",
    UnknownLine = "unknown_line",
    UnknownHand = "unknown_hand",
    OtherId = "other_id",
    OtherTag = "other_tag",
    Ghost = "ghost"
);

impl Discord {
    /// Whether the number is nobody's, and may be given to an account.
    #[must_use]
    pub const fn is_orphan(self) -> bool {
        matches!(self, Self::UnknownLine | Self::UnknownHand)
    }
}
