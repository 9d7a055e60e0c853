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
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PATIENCE: Patience = Patience { attempts: 3, settle: Duration::from_secs(8) };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    fn run(line: Line, events: &[Event]) -> Line {
        events.iter().cloned().fold(line, |line, event| line.next(event, PATIENCE).expect("possible"))
    }

    fn claim(seconds: i64) -> Event {
        Event::Claim { lease_until: at(seconds) }
    }

    #[test]
    fn the_short_way() {
        let sid = || "PN1".to_owned();
        let line = run(Line::Waiting, &[Event::Clear, claim(5), Event::Bought { sid: sid() }]);
        assert_eq!(line, Line::Owned { sid: sid() });
    }

    #[test]
    fn a_rate_limit_is_no_attempt() {
        let line = run(Line::Ready { attempt: 0 }, &[claim(5), Event::NotSent, claim(9), Event::NotSent]);
        assert_eq!(line, Line::Ready { attempt: 0 });
    }

    #[test]
    fn a_first_refusal_is_final_and_a_later_one_is_read_back() {
        let refused = Event::Refused(FailReason::NumberGone);
        assert_eq!(run(Line::Ready { attempt: 0 }, &[claim(5), refused.clone()]), Line::Failed(FailReason::NumberGone));
        let line = run(Line::Ready { attempt: 1 }, &[claim(5), refused]);
        assert!(matches!(line, Line::Unknown { refused: Some(FailReason::NumberGone), .. }));
        let line = run(line, &[Event::SeenAbsent { at: at(10) }, Event::SeenAbsent { at: at(18) }]);
        assert_eq!(line, Line::Failed(FailReason::NumberGone));
    }

    #[test]
    fn an_ambiguous_answer_waits_for_the_settle_time() {
        let line = run(Line::Ready { attempt: 0 }, &[claim(5), Event::Ambiguous, Event::SeenAbsent { at: at(10) }]);
        let early = run(line, &[Event::SeenAbsent { at: at(17) }]);
        assert!(matches!(early, Line::Unknown { .. }));
        assert_eq!(run(early, &[Event::SeenAbsent { at: at(18) }]), Line::Ready { attempt: 1 });
    }

    #[test]
    fn a_silent_carrier_is_given_up_after_the_last_attempt() {
        let line = Line::Unknown { attempt: 3, absent_since: Some(at(0)), refused: None };
        assert_eq!(run(line, &[Event::SeenAbsent { at: at(8) }]), Line::Failed(FailReason::CarrierSilent));
    }

    #[test]
    fn nobody_cancels_what_may_have_been_sent() {
        for line in [
            Line::Ready { attempt: 1 },
            Line::Buying { attempt: 1, lease_until: at(5) },
            Line::Unknown { attempt: 1, absent_since: None, refused: None },
            Line::Owned { sid: "PN1".into() },
        ] {
            assert!(line.clone().next(Event::Drop(FailReason::Cancelled), PATIENCE).is_err(), "{line:?}");
        }
    }

    #[test]
    fn refused_credentials_are_left_to_a_person_in_the_end() {
        let mut line = Line::Ready { attempt: 0 };
        for tried in 1..DENIALS {
            line = run(line, &[claim(5), Event::Denied]);
            assert_eq!(line, Line::Ready { attempt: tried });
        }
        assert_eq!(run(line, &[claim(5), Event::Denied]), Line::Manual);
    }

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Clear),
            Just(Event::Drop(FailReason::Cancelled)),
            (0..100_i64).prop_map(claim),
            Just(Event::Bought { sid: "PN1".into() }),
            Just(Event::NotSent),
            Just(Event::Denied),
            Just(Event::Refused(FailReason::NumberGone)),
            Just(Event::Ambiguous),
            Just(Event::SeenOurs { sid: "PN1".into() }),
            Just(Event::SeenForeign),
            (0..100_i64).prop_map(|s| Event::SeenAbsent { at: at(s) }),
        ]
    }

    proptest! {
        /// Whatever happens in whatever order: an owned line stays owned, and a request is sent again only after the
        /// carrier showed the number absent, a settle time apart.
        #[test]
        fn no_order_of_events_forgets_a_purchase(events in prop::collection::vec(any_event(), 0..40)) {
            let mut line = Line::Waiting;
            for event in events {
                let before = line.clone();
                let Ok(after) = line.clone().next(event.clone(), PATIENCE) else { continue };
                if matches!(before, Line::Owned { .. }) {
                    prop_assert_eq!(&after, &before);
                }
                if let (Line::Unknown { absent_since, .. }, Line::Ready { .. } | Line::Failed(_)) = (&before, &after) {
                    let Event::SeenAbsent { at } = event else { return Err(TestCaseError::fail("left without a look")) };
                    prop_assert!(absent_since.is_some_and(|first| at.since(first) >= PATIENCE.settle));
                }
                if let Line::Buying { attempt, .. } = after {
                    prop_assert!(attempt <= PATIENCE.attempts.max(DENIALS));
                }
                line = after;
            }
        }
    }
}
