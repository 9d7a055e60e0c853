//! One number of an order, from waiting to owned, and from owned to released. [`Line::next`] is the transition
//! function: the store's rows move by it, and the tests below drive it through every order of events.
//!
//! An answer that may hide a purchase is a state of its own, [`Line::Unknown`], and is left only by reading the
//! carrier: never by guessing, and never by sending again before the carrier has shown twice, a settle time apart,
//! that the number is not ours.
//!
//! Releasing asks for less: what names a number at the carrier by its id may be repeated, so [`Line::Returning`] asks
//! until the carrier says that the number is gone. It is never [`Line::Manual`], which forgets the id and belongs to
//! the purchase: an order that was bought stays so, whatever becomes of its numbers.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Timestamp, account::spelled};
use crate::domain::Malformed;
use std::{fmt, str::FromStr};

/// Why a line will never be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FailReason {
    /// Somebody else has the number.
    NumberGone,
    /// The carrier refused for a reason of its own.
    CarrierRefused,
    /// The carrier never gave a clear answer, and does not show the number as ours.
    CarrierSilent,
    /// The buyer cancelled.
    Cancelled,
    /// The hold ran out.
    Expired,
    /// The identity was declined.
    Declined,
    /// The rules came to ask for an identity before it was bought, and too late to hold the order.
    IdentityNeeded,
}

spelled!(
    FailReason,
    "reason",
    NumberGone = "number_gone",
    CarrierRefused = "carrier_refused",
    CarrierSilent = "carrier_silent",
    Cancelled = "cancelled",
    Expired = "expired",
    Declined = "declined",
    IdentityNeeded = "identity_needed"
);

/// Where a line stands. `attempt` counts requests that may have reached the carrier.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// The order is held.
    Waiting,
    /// To be bought as soon as a worker takes it.
    Ready {
        /// Requests sent before.
        attempt: u32,
    },
    /// A worker asks the carrier; this was committed before the first byte left.
    Buying {
        /// The number of this request, from 1.
        attempt: u32,
        /// When the worker counts as dead.
        lease_until: Timestamp,
    },
    /// The number may be ours. Only reading the carrier leads out.
    Unknown {
        /// Requests sent before.
        attempt: u32,
        /// When the carrier first showed that the number is not ours.
        absent_since: Option<Timestamp>,
        /// The refusal that the last request got, if it was a clear one.
        refused: Option<FailReason>,
    },
    /// Bought.
    Owned {
        /// The carrier's own id of it; our line id for own stock.
        sid: String,
    },
    /// Somebody else has the number; what the order does about it is open.
    Gone,
    /// Its number was gone, and another line of the order stands for it.
    Replaced,
    /// The buyer wants it released. Nothing has been asked of the carrier: until a worker begins, it can be kept.
    Releasing {
        /// The carrier's id.
        sid: String,
        /// The end of the grace.
        until: Timestamp,
    },
    /// The carrier is, or may have been, asked to take it back; this was committed before the first byte left. There
    /// is no way back to [`Line::Owned`].
    Returning {
        /// The carrier's id.
        sid: String,
        /// How often the carrier said no.
        refusals: u32,
    },
    /// Given back: no longer ours.
    Released {
        /// The carrier's id, which it gives to no other number.
        sid: String,
        /// Since when.
        at: Timestamp,
    },
    /// Over, nothing bought, nothing charged.
    Failed(FailReason),
    /// The carrier shows it under somebody else's tag, or sold it too late: a person must look, and says what becomes of
    /// it ([`Event::Adopt`], [`Event::GiveUp`]).
    Manual,
}

/// What happens to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The gate cleared the order.
    Clear,
    /// The order ends without this line: cancelled, expired or declined.
    Drop(FailReason),
    /// The gate no longer clears the order, and nothing is on its way: never asked for, refused unprocessed, or shown
    /// absent twice. The identity was refused or withdrawn.
    Revoked,
    /// The same of an identity that was never asked for: the rules became stricter.
    Tightened,
    /// The order is held once more, before anything was asked for.
    Hold,
    /// A worker takes it until the lease ends.
    Claim {
        /// End of the lease.
        lease_until: Timestamp,
    },
    /// The carrier says that it is bought; or own stock was sold.
    Bought {
        /// The carrier's id.
        sid: String,
    },
    /// Nothing was processed: refused connection, or HTTP 429.
    NotSent,
    /// A clear no.
    Refused(FailReason),
    /// The carrier refuses the credentials, or to take a number back; nothing was processed.
    Denied,
    /// Time-out, cut connection, 5xx, an unreadable answer, or the worker died.
    Ambiguous,
    /// Read back: the carrier shows it with our tag.
    SeenOurs {
        /// The carrier's id.
        sid: String,
    },
    /// Read back: the carrier shows it with somebody else's tag.
    SeenForeign,
    /// A person of ours has looked: the number is this line's, whatever is written on it.
    Adopt {
        /// The carrier's id.
        sid: String,
    },
    /// Another line takes the place of this one, whose number is gone.
    Replace,
    /// The order goes on without the number that is gone, or that a person has found to be somebody else's.
    GiveUp,
    /// Read back: the carrier does not show it.
    SeenAbsent {
        /// When.
        at: Timestamp,
    },
    /// The buyer asks to release it.
    Release {
        /// The end of the grace.
        until: Timestamp,
    },
    /// The buyer keeps it after all.
    Keep,
    /// The grace is over; a worker is about to ask the carrier to take it back.
    Return,
    /// The carrier has it back; or own stock is for sale again.
    Returned {
        /// When.
        at: Timestamp,
    },
}

/// How patient the store is with a carrier.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Requests that may be sent for one line.
    pub attempts: u32,
    /// How long after an ambiguous answer a number may still appear at the carrier.
    pub settle: Duration,
}

/// Refusals of a release after which a person must look.
pub const DENIALS: u32 = 10;

/// The event cannot happen to a line in this state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} cannot happen to a line that is {line:?}")]
pub struct Impossible {
    line: Line,
    event: Event,
}

impl Line {
    /// The state after `event`.
    ///
    /// # Errors
    /// [`Impossible`] when the event cannot happen here; the caller changes nothing.
    pub fn next(self, event: Event, patience: Patience) -> Result<Self, Impossible> {
        use Line::{
            Buying, Failed, Gone, Manual, Owned, Ready, Released, Releasing, Replaced, Returning, Unknown, Waiting,
        };
        Ok(match (self, event) {
            (Waiting, Event::Clear) => Ready { attempt: 0 },
            (Waiting | Ready { attempt: 0 }, Event::Drop(reason)) => Self::lost(reason),
            (Waiting | Ready { attempt: 0 }, Event::Hold) => Waiting,
            (Ready { .. }, Event::Revoked) => Failed(FailReason::Declined),
            (Ready { .. }, Event::Tightened) => Failed(FailReason::IdentityNeeded),
            (Gone | Manual, Event::Replace) => Replaced,
            (Gone, Event::GiveUp | Event::Drop(_)) | (Manual, Event::GiveUp) => Failed(FailReason::NumberGone),
            (Manual, Event::Adopt { sid }) => Owned { sid },
            (Ready { attempt }, Event::Claim { lease_until }) => Buying { attempt: attempt + 1, lease_until },
            // A late 201 of a worker that was given up counts in whatever state it finds the line: the number is ours.
            (Ready { .. } | Buying { .. } | Unknown { .. }, Event::Bought { sid } | Event::SeenOurs { sid }) => {
                Owned { sid }
            }
            (bought, Event::Bought { sid } | Event::SeenOurs { sid }) if bought.sid() == Some(sid.as_str()) => bought,
            (Owned { sid }, Event::Release { until }) => Releasing { sid, until },
            (Releasing { sid, .. }, Event::Keep) => Owned { sid },
            (Releasing { sid, .. }, Event::Return) => Returning { sid, refusals: 0 },
            (Returning { sid, refusals }, Event::Denied) => Returning { sid, refusals: refusals.saturating_add(1) },
            (Returning { sid, .. }, Event::Returned { at }) => Released { sid, at },
            (Gone | Replaced | Failed(_) | Manual, Event::Bought { .. } | Event::SeenOurs { .. }) => Manual,
            // A clear no to the only request, and somebody else's tag: the same no twice.
            (Unknown { attempt: 1, refused: Some(reason), .. }, Event::SeenForeign) => Self::lost(reason),
            (Unknown { .. }, Event::SeenForeign) => Manual,
            // Neither is an attempt: nothing was processed. Denied credentials are mended while the line waits, and the
            // buyer may leave.
            (Buying { attempt, .. }, Event::NotSent | Event::Denied) => Ready { attempt: attempt - 1 },
            // "Not available" may mean that it is ours by a request that this database has forgotten: one of a backup.
            (Buying { attempt: 1, .. }, Event::Refused(reason)) if reason != FailReason::NumberGone => {
                Self::Failed(reason)
            }
            (Buying { attempt, .. }, Event::Refused(reason)) => {
                Unknown { attempt, absent_since: None, refused: Some(reason) }
            }
            (Buying { attempt, .. }, Event::Ambiguous) => Unknown { attempt, absent_since: None, refused: None },
            // Nothing was sent but what got a clear no: there is nothing to settle.
            (Unknown { attempt: 1, absent_since: None, refused: Some(reason) }, Event::SeenAbsent { .. }) => {
                Self::lost(reason)
            }
            (Unknown { attempt, absent_since: None, refused }, Event::SeenAbsent { at }) => {
                Unknown { attempt, absent_since: Some(at), refused }
            }
            (Unknown { attempt, absent_since: Some(first), refused }, Event::SeenAbsent { at }) => {
                if at.since(first) < patience.settle {
                    Unknown { attempt, absent_since: Some(first), refused }
                } else if let Some(reason) = refused {
                    Self::lost(reason)
                } else if attempt >= patience.attempts {
                    Failed(FailReason::CarrierSilent)
                } else {
                    Ready { attempt }
                }
            }
            (line, event) => return Err(Impossible { line, event }),
        })
    }

    /// A number that is gone may be had by another; any other loss is the end.
    const fn lost(reason: FailReason) -> Self {
        match reason {
            FailReason::NumberGone => Self::Gone,
            reason => Self::Failed(reason),
        }
    }

    /// Whether only the carrier's list tells whether it is ours, and nothing clear was said.
    #[must_use]
    pub const fn in_doubt(&self) -> bool {
        matches!(self, Self::Unknown { attempt, refused, .. } if *attempt > 1 || refused.is_none())
    }

    /// Whether it is still on its way: waiting, or between us and the carrier.
    #[must_use]
    pub const fn moving(&self) -> bool {
        matches!(self, Self::Waiting | Self::Ready { .. } | Self::Buying { .. } | Self::Unknown { .. })
    }

    /// The carrier's id, of a number that was bought.
    #[must_use]
    pub fn sid(&self) -> Option<&str> {
        match self {
            Self::Owned { sid }
            | Self::Releasing { sid, .. }
            | Self::Returning { sid, .. }
            | Self::Released { sid, .. } => Some(sid),
            _ => None,
        }
    }

    /// Whether it was bought, whatever became of it since.
    #[must_use]
    pub fn bought(&self) -> bool {
        self.sid().is_some()
    }

    /// Whether the carrier keeps refusing to take it back: a person must look, while the asking goes on.
    #[must_use]
    pub const fn stuck(&self) -> bool {
        matches!(self, Self::Returning { refusals, .. } if *refusals >= DENIALS)
    }

    /// Whether the buyer may still stop it: nothing has been asked of the carrier.
    #[must_use]
    pub const fn stoppable(&self) -> bool {
        matches!(self, Self::Waiting | Self::Ready { attempt: 0 })
    }
}

#[cfg(test)]
mod tests;
