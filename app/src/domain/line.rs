//! One number of an order, from waiting to owned. [`Line::next`] is the transition function: the store's rows move by
//! it, and the tests below drive it through every order of events.
//!
//! An answer that may hide a purchase is a state of its own, [`Line::Unknown`], and is left only by reading the
//! carrier: never by guessing, and never by sending again before the carrier has shown twice, a settle time apart,
//! that the number is not ours.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Timestamp, account::spelled};
use crate::domain::Malformed;
use std::{fmt, str::FromStr};

/// Why a line will never be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

spelled!(
    FailReason,
    "reason",
    NumberGone = "number_gone",
    CarrierRefused = "carrier_refused",
    CarrierSilent = "carrier_silent",
    Cancelled = "cancelled",
    Expired = "expired",
    Declined = "declined"
);

/// Where a line stands. `attempt` counts requests that may have reached the carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Over, nothing bought, nothing charged.
    Failed(FailReason),
    /// The carrier shows it under somebody else's tag, or keeps refusing our credentials: a person must look.
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
    /// absent twice.
    Revoked,
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
    /// The carrier refuses the credentials; nothing was processed.
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
    /// Read back: the carrier does not show it.
    SeenAbsent {
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

/// Requests with refused credentials after which a person must look.
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
        use Line::{Buying, Failed, Manual, Owned, Ready, Unknown, Waiting};
        Ok(match (self, event) {
            (Waiting, Event::Clear) => Ready { attempt: 0 },
            (Waiting | Ready { attempt: 0 }, Event::Drop(reason)) => Failed(reason),
            (Ready { .. }, Event::Revoked) => Failed(FailReason::Declined),
            (Ready { attempt }, Event::Claim { lease_until }) => Buying { attempt: attempt + 1, lease_until },
            // A late 201 of a worker that was given up counts in whatever state it finds the line: the number is ours.
            (Ready { .. } | Buying { .. } | Unknown { .. }, Event::Bought { sid })
            | (Unknown { .. }, Event::SeenOurs { sid }) => Owned { sid },
            (Owned { sid: known }, Event::Bought { sid } | Event::SeenOurs { sid }) if known == sid => Owned { sid },
            (Failed(_) | Manual, Event::Bought { .. }) | (Unknown { .. }, Event::SeenForeign) => Manual,
            (Buying { attempt, .. }, Event::NotSent) => Ready { attempt: attempt - 1 },
            // Counted as attempts, or a line whose credentials nobody mends would wait for ever.
            (Buying { attempt, .. }, Event::Denied) => {
                if attempt >= DENIALS {
                    Manual
                } else {
                    Ready { attempt }
                }
            }
            (Buying { attempt: 1, .. }, Event::Refused(reason)) => Failed(reason),
            (Buying { attempt, .. }, Event::Refused(reason)) => {
                Unknown { attempt, absent_since: None, refused: Some(reason) }
            }
            (Buying { attempt, .. }, Event::Ambiguous) => Unknown { attempt, absent_since: None, refused: None },
            (Unknown { attempt, absent_since: None, refused }, Event::SeenAbsent { at }) => {
                Unknown { attempt, absent_since: Some(at), refused }
            }
            (Unknown { attempt, absent_since: Some(first), refused }, Event::SeenAbsent { at }) => {
                if at.since(first) < patience.settle {
                    Unknown { attempt, absent_since: Some(first), refused }
                } else if let Some(reason) = refused {
                    Failed(reason)
                } else if attempt >= patience.attempts {
                    Failed(FailReason::CarrierSilent)
                } else {
                    Ready { attempt }
                }
            }
            (line, event) => return Err(Impossible { line, event }),
        })
    }

    /// Whether nothing more will happen to it by itself.
    #[must_use]
    pub const fn settled(&self) -> bool {
        matches!(self, Self::Owned { .. } | Self::Failed(_) | Self::Manual)
    }

    /// Whether the buyer may still stop it: nothing has been asked of the carrier.
    #[must_use]
    pub const fn stoppable(&self) -> bool {
        matches!(self, Self::Waiting | Self::Ready { attempt: 0 })
    }
}

#[cfg(test)]
mod tests;
