//! What an account owns.

use serde::{Deserialize, Serialize};

use crate::domain::{LineId, OrderId, Timestamp, line::Line, offer::Offer};

/// The page `/numbers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumbersView {
    /// The numbers, newest first.
    pub numbers: Vec<OwnedNumber>,
    /// There are older ones, after this one.
    pub older: Option<LineId>,
    /// Until when a number could be kept whose release was asked for now.
    pub release_until: Timestamp,
}

/// A number that the account owns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedNumber {
    /// Its line.
    pub line: LineId,
    /// The order that it came with.
    pub order: OrderId,
    /// The number as it was bought.
    pub offer: Offer,
    /// Since when it is owned.
    pub since: Timestamp,
    /// What is becoming of it.
    pub tenure: Tenure,
}

/// What became of a number that was bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tenure {
    /// It is the account's.
    Owned,
    /// The buyer asked to release it, and can still keep it.
    Releasing {
        /// Until then.
        until: Timestamp,
    },
    /// The carrier is taking it back.
    Returning {
        /// It keeps refusing; a person of ours looks.
        stuck: bool,
    },
    /// It is no longer the account's.
    Released {
        /// Since then.
        at: Timestamp,
    },
}

impl Tenure {
    /// What became of a line; `None` while, or because, it is not bought.
    #[must_use]
    pub const fn of(line: &Line) -> Option<Self> {
        Some(match line {
            Line::Owned { .. } => Self::Owned,
            Line::Releasing { until, .. } => Self::Releasing { until: *until },
            Line::Returning { .. } => Self::Returning { stuck: line.stuck() },
            Line::Released { at, .. } => Self::Released { at: *at },
            Line::Waiting
            | Line::Ready { .. }
            | Line::Buying { .. }
            | Line::Unknown { .. }
            | Line::Gone
            | Line::Replaced
            | Line::Failed(_)
            | Line::Manual => return None,
        })
    }
}
