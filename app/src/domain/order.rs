//! An order: one purchase of one or more lines.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{
    Malformed, Timestamp,
    account::spelled,
    line::{FailReason, Line},
};

/// What to do when a number is gone by the time the order completes. Chosen by the buyer beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IfGone {
    /// Buy the closest number of the same kind, never dearer.
    Closest,
    /// Ask the buyer.
    Ask,
}

spelled!(IfGone, "choice for a number that is gone", Closest = "closest", Ask = "ask");

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Waits for the account's identity.
    Held {
        /// When the hold runs out.
        until: Timestamp,
        /// Since when the clock stands still, because the identity is being checked.
        paused_at: Option<Timestamp>,
    },
    /// Its lines are being bought.
    Completing,
    /// Every line is owned.
    Purchased,
    /// Some lines are owned, the others will never be.
    PartlyPurchased,
    /// No line will ever be owned.
    Failed,
    /// Cancelled by the buyer.
    Cancelled,
    /// The hold ran out.
    Expired,
    /// The identity was declined.
    Declined,
}

impl Order {
    /// The state of a completing order whose lines stand so: unchanged while a line is still on its way.
    #[must_use]
    pub fn after_lines(self, lines: &[Line]) -> Self {
        let owned = lines.iter().filter(|line| matches!(line, Line::Owned { .. })).count();
        let open = lines.iter().any(|line| !line.settled() || *line == Line::Manual);
        match self {
            Self::Completing if open => Self::Completing,
            Self::Completing if owned == lines.len() => Self::Purchased,
            Self::Completing if owned > 0 => Self::PartlyPurchased,
            Self::Completing => Self::Failed,
            other => other,
        }
    }
}

/// The one thing that the order page says of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Held until the buyer verifies.
    IdentityNeeded,
    /// Held while the vendor's people look.
    UnderReview,
    /// Being bought.
    Completing,
    /// Bought.
    Purchased,
    /// Bought in part.
    PartlyPurchased,
    /// Every number went to somebody else.
    NumberGone,
    /// A person of ours must look at the carrier.
    NeedsAttention,
    /// Nothing bought, nothing charged.
    Failed,
    /// Cancelled by the buyer.
    Cancelled,
    /// The hold ran out.
    Expired,
    /// The identity was declined.
    Declined,
}

impl Status {
    /// What to say of an order with these lines, while the account's identity is `under_review` or not.
    #[must_use]
    pub fn of(order: Order, lines: &[Line], under_review: bool) -> Self {
        // Whatever the order came to: a late purchase of a line that was given up is somebody's to clear.
        if lines.contains(&Line::Manual) {
            return Self::NeedsAttention;
        }
        match order {
            Order::Held { .. } if under_review => Self::UnderReview,
            Order::Held { .. } => Self::IdentityNeeded,
            Order::Completing => Self::Completing,
            Order::Purchased => Self::Purchased,
            Order::PartlyPurchased => Self::PartlyPurchased,
            Order::Failed => match reason(lines) {
                Some(FailReason::NumberGone) => Self::NumberGone,
                Some(FailReason::Declined) => Self::Declined,
                _ => Self::Failed,
            },
            Order::Cancelled => Self::Cancelled,
            Order::Expired => Self::Expired,
            Order::Declined => Self::Declined,
        }
    }

    /// Whether the order can still change by itself or by the buyer.
    #[must_use]
    pub const fn open(self) -> bool {
        matches!(self, Self::IdentityNeeded | Self::UnderReview | Self::Completing | Self::NeedsAttention)
    }
}

/// Why all of these lines failed, if it is one reason.
fn reason(lines: &[Line]) -> Option<FailReason> {
    let mut reasons = lines.iter().map(|line| if let Line::Failed(reason) = line { Some(*reason) } else { None });
    let first = reasons.next()??;
    reasons.all(|other| other == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned() -> Line {
        Line::Owned { sid: "PN1".into() }
    }

    #[test]
    fn an_order_ends_as_its_lines_end() {
        let gone = Line::Failed(FailReason::NumberGone);
        for (lines, state, status) in [
            (vec![owned()], Order::Purchased, Status::Purchased),
            (vec![owned(), gone.clone()], Order::PartlyPurchased, Status::PartlyPurchased),
            (vec![gone.clone()], Order::Failed, Status::NumberGone),
            (vec![gone, Line::Failed(FailReason::CarrierSilent)], Order::Failed, Status::Failed),
            (vec![Line::Failed(FailReason::Declined)], Order::Failed, Status::Declined),
            (vec![owned(), Line::Ready { attempt: 0 }], Order::Completing, Status::Completing),
            (vec![owned(), Line::Manual], Order::Completing, Status::NeedsAttention),
        ] {
            let after = Order::Completing.after_lines(&lines);
            assert_eq!((after, Status::of(after, &lines, false)), (state, status), "{lines:?}");
        }
    }

    #[test]
    fn a_line_for_a_person_shows_whatever_the_order_came_to() {
        for order in [Order::Completing, Order::Failed, Order::PartlyPurchased, Order::Cancelled] {
            assert_eq!(Status::of(order, &[owned(), Line::Manual], false), Status::NeedsAttention, "{order:?}");
        }
    }

    #[test]
    fn only_a_completing_order_follows_its_lines() {
        let held = Order::Held { until: Timestamp::from_micros(1), paused_at: None };
        for order in [held, Order::Cancelled, Order::Expired, Order::Declined] {
            assert_eq!(order.after_lines(&[owned()]), order);
        }
        assert_eq!(Status::of(held, &[Line::Waiting], true), Status::UnderReview);
        assert_eq!(Status::of(held, &[Line::Waiting], false), Status::IdentityNeeded);
    }
}
