//! One application, from the first field to the vendor's word. [`Application::next`] is the transition function.
//!
//! Submitting may be repeated: the vendor's objects carry our id, so whoever submits reads first what is there. What
//! must not happen is that an account whose identity nobody knows is submitted for, or that word on an earlier round
//! ends a later one.

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::domain::Timestamp;

/// How long a refused application may be changed and sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edit {
    /// Not at all: a new one is needed.
    Never,
    /// Until then.
    Until(Timestamp),
    /// As long as one likes.
    Always,
}

/// Where an application stands. `round` counts the times that it was sent, from 1; before the first it is 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Application {
    /// Being written.
    Draft {
        /// Rounds before.
        round: u32,
    },
    /// Waits for the account's identity.
    Held {
        /// Rounds before.
        round: u32,
    },
    /// On its way to the vendor.
    Submitting {
        /// This round.
        round: u32,
        /// Whether the vendor may have got anything of this round; committed before the first byte left.
        asked: bool,
    },
    /// The vendor has it.
    PendingReview {
        /// This round.
        round: u32,
    },
    /// A person at the vendor looks.
    InReview {
        /// This round.
        round: u32,
    },
    /// Granted.
    Approved {
        /// By the word on this round.
        round: u32,
    },
    /// Refused.
    Rejected {
        /// This round.
        round: u32,
        /// Why; never empty.
        reasons: Vec<Reason>,
        /// Whether it may be sent again.
        edit: Edit,
    },
}

/// The vendor's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// It has everything.
    PendingReview,
    /// A person looks.
    InReview,
    /// Granted.
    Approved,
    /// Refused.
    Rejected {
        /// Why.
        reasons: Vec<Reason>,
        /// Whether it may be sent again.
        edit: Edit,
    },
}

/// What happens to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is sent, and the gate does not clear it.
    Hold {
        /// When.
        at: Timestamp,
    },
    /// It is sent, or was held, and the gate clears it.
    Clear {
        /// When.
        at: Timestamp,
    },
    /// It is written on, or the identity that it waited for was declined.
    TakeBack,
    /// The approval is gone, and nothing of this round is under review at the vendor.
    Revoked,
    /// A worker is about to ask the vendor.
    Ask,
    /// The vendor's word on a round.
    Heard {
        /// Which.
        round: u32,
        /// What it says.
        word: Word,
    },
}

/// The event cannot happen to an application in this state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} cannot happen to an application that is {state:?}")]
pub struct Impossible {
    state: Application,
    event: Event,
}

impl Application {
    /// An application that is being written.
    pub const NEW: Self = Self::Draft { round: 0 };

    /// The state after `event`. The vendor's word is heard in any state, and changes nothing where it is old.
    ///
    /// # Errors
    /// [`Impossible`] when the event cannot happen here; the caller changes nothing.
    pub fn next(self, event: Event) -> Result<Self, Impossible> {
        Ok(match (self, event) {
            (Self::Draft { round } | Self::Held { round }, Event::Clear { .. }) => Self::submitting(round),
            (Self::Draft { round } | Self::Held { round }, Event::Hold { .. }) => Self::Held { round },
            (Self::Rejected { round, edit, .. }, Event::Clear { at }) if edit.open(at) => Self::submitting(round),
            (Self::Rejected { round, edit, .. }, Event::Hold { at }) if edit.open(at) => Self::Held { round },
            (Self::Held { round }, Event::TakeBack) => Self::Draft { round },
            (Self::Submitting { round, asked: false }, Event::Revoked) => Self::Held { round: round - 1 },
            // The vendor may have some of it: its word on this round must not end the next one.
            (
                Self::Submitting { round, asked: true } | Self::PendingReview { round } | Self::InReview { round },
                Event::Revoked,
            ) => Self::Held { round },
            (Self::Submitting { round, .. }, Event::Ask) => Self::Submitting { round, asked: true },
            (state, Event::Heard { round, word }) => state.hear(round, word),
            (state, event) => return Err(Impossible { state, event }),
        })
    }

    /// What it is sent as.
    const fn submitting(before: u32) -> Self {
        Self::Submitting { round: before.saturating_add(1), asked: false }
    }

    fn rejected(round: u32, mut reasons: Vec<Reason>, edit: Edit) -> Self {
        if reasons.is_empty() {
            reasons.push(Reason::Unstated);
        }
        Self::Rejected { round, reasons, edit }
    }

    /// Takes the vendor's word on round `of`. One on another round than this says nothing of it; a review does not go
    /// back to waiting for one; and a last word is replaced by another last word alone.
    fn hear(self, of: u32, word: Word) -> Self {
        if !self.sent() || self.round() != of {
            return self;
        }
        match word {
            Word::PendingReview if matches!(self, Self::Submitting { .. }) => Self::PendingReview { round: of },
            Word::InReview if self.under_way() => Self::InReview { round: of },
            Word::PendingReview | Word::InReview => self,
            Word::Approved => Self::Approved { round: of },
            Word::Rejected { reasons, edit } => Self::rejected(of, reasons, edit),
        }
    }

    /// How often it was sent, this time included.
    #[must_use]
    pub const fn round(&self) -> u32 {
        match self {
            Self::Draft { round }
            | Self::Held { round }
            | Self::Submitting { round, .. }
            | Self::PendingReview { round }
            | Self::InReview { round }
            | Self::Approved { round }
            | Self::Rejected { round, .. } => *round,
        }
    }

    /// Whether its fields may be written now.
    #[must_use]
    pub fn editable(&self, now: Timestamp) -> bool {
        match self {
            Self::Draft { .. } => true,
            Self::Rejected { edit, .. } => edit.open(now),
            _ => false,
        }
    }

    /// Whether the vendor may have something of this round, and what it says counts.
    #[must_use]
    pub const fn sent(&self) -> bool {
        !matches!(self, Self::Draft { .. } | Self::Held { .. } | Self::Submitting { asked: false, .. })
    }

    /// Whether there is work on it, or word to come.
    #[must_use]
    pub const fn under_way(&self) -> bool {
        matches!(self, Self::Submitting { .. } | Self::PendingReview { .. } | Self::InReview { .. })
    }
}

impl Edit {
    fn open(self, now: Timestamp) -> bool {
        match self {
            Self::Never => false,
            Self::Until(end) => now < end,
            Self::Always => true,
        }
    }
}

#[cfg(test)]
mod tests;
