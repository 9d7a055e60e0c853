//! An order: one purchase of one or more lines.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{
    Malformed, Timestamp,
    account::spelled,
    line::{FailReason, Line},
};

/// What to do when a number is gone by the time the order completes. Chosen by the buyer beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IfGone {
    /// Buy the closest number of the same kind, never dearer.
    Closest,
    /// Ask the buyer.
    Ask,
}

spelled!(IfGone, "choice for a number that is gone", Closest = "closest", Ask = "ask");

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// A number is gone, and the buyer wanted to be asked what to do.
    Choosing {
        /// When the answer counts as 'go on without it'.
        until: Timestamp,
    },
    /// Every line is owned.
    Purchased,
    /// Some lines are owned, the others will never be.
    PartlyPurchased,
    /// No line will ever be owned.
    Failed,
    /// Cancelled by the buyer.
    Cancelled,
    /// The hold, or the time to choose, ran out.
    Expired,
    /// The identity was declined.
    Declined,
}

/// How a buyer ends an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing of it is bought or on its way: all of it is dropped.
    Drop,
    /// The numbers that are gone are given up; what is bought stays so.
    GiveUp,
}

impl Order {
    /// How the buyer can end an order whose lines stand so, if at all.
    #[must_use]
    pub fn ending(self, lines: &[Line]) -> Option<Ending> {
        let all = |fits: fn(&Line) -> bool| lines.iter().all(fits);
        match self {
            Self::Held { .. } | Self::Completing if all(|line| line.stoppable() || *line == Line::Gone) => {
                Some(Ending::Drop)
            }
            Self::Choosing { .. } => Some(Ending::GiveUp),
            Self::Completing if lines.contains(&Line::Gone) && all(|line| !line.moving()) => Some(Ending::GiveUp),
            _ => None,
        }
    }

    /// Whether it can be held once more when the gate no longer clears it: nothing of it was asked for, so that its hold
    /// may still end in any way.
    #[must_use]
    pub fn may_be_held(self, lines: &[Line]) -> bool {
        self == Self::Completing && lines.iter().all(Line::stoppable)
    }

    /// The same, under way once more: a person gave it a number after it had ended.
    #[must_use]
    pub const fn reopened(self) -> Self {
        match self {
            open @ (Self::Held { .. } | Self::Completing | Self::Choosing { .. }) => open,
            Self::Purchased
            | Self::PartlyPurchased
            | Self::Failed
            | Self::Cancelled
            | Self::Expired
            | Self::Declined => Self::Completing,
        }
    }

    /// The state of an order under way whose lines stand so; a buyer who is to be asked has until `choose_until`.
    /// Nobody is asked before the other lines have arrived, so that one answer covers all that are gone.
    #[must_use]
    pub fn after_lines(self, lines: &[Line], if_gone: IfGone, choose_until: Timestamp) -> Self {
        let until = match self {
            Self::Completing => choose_until,
            Self::Choosing { until } => until,
            other => return other,
        };
        let bought = lines.iter().filter(|line| line.bought()).count();
        let wanted = lines.iter().filter(|line| **line != Line::Replaced).count();
        if lines.iter().any(|line| line.moving() || *line == Line::Manual) {
            Self::Completing
        } else if lines.contains(&Line::Gone) {
            match if_gone {
                IfGone::Ask => Self::Choosing { until },
                IfGone::Closest => Self::Completing,
            }
        } else if bought == wanted {
            Self::Purchased
        } else if bought > 0 {
            Self::PartlyPurchased
        } else {
            Self::Failed
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
    /// A number went to somebody else: every number, or one that the buyer may choose another for.
    NumberGone,
    /// A person of ours must look at the carrier.
    NeedsAttention,
    /// Nothing bought, nothing charged.
    Failed,
    /// Cancelled by the buyer.
    Cancelled,
    /// The hold, or the time to choose, ran out.
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
            Order::Choosing { .. } => Self::NumberGone,
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

/// Why all of these lines failed, if it is one reason. A line that was replaced says nothing.
fn reason(lines: &[Line]) -> Option<FailReason> {
    let standing = lines.iter().filter(|line| **line != Line::Replaced);
    let mut reasons = standing.map(|line| if let Line::Failed(reason) = line { Some(*reason) } else { None });
    let first = reasons.next()??;
    reasons.all(|other| other == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned() -> Line {
        Line::Owned { sid: "PN1".into() }
    }

    const SOON: Timestamp = Timestamp::from_micros(7);
    fn releasing() -> Line {
        Line::Releasing { sid: "PN1".into(), until: Timestamp::from_micros(1) }
    }

    fn released() -> Line {
        Line::Released { sid: "PN1".into(), at: Timestamp::from_micros(1) }
    }

    #[test]
    fn what_is_released_was_bought() {
        let stuck = Line::Returning { sid: "PN1".into(), refusals: crate::domain::line::DENIALS };
        for line in [releasing(), stuck, released()] {
            assert_eq!(Status::of(Order::Purchased, std::slice::from_ref(&line), false), Status::Purchased, "{line:?}");
            assert_eq!(Order::Purchased.after_lines(&[line], IfGone::Ask, SOON), Order::Purchased);
        }
    }

    #[test]
    fn a_buyer_ends_what_is_neither_bought_nor_on_its_way() {
        let held = Order::Held { until: SOON, paused_at: None };
        let choosing = Order::Choosing { until: SOON };
        let (ready, asked) = (Line::Ready { attempt: 0 }, Line::Ready { attempt: 1 });
        for (order, lines, ending) in [
            (held, vec![Line::Waiting, Line::Waiting], Some(Ending::Drop)),
            (Order::Completing, vec![ready.clone(), Line::Gone], Some(Ending::Drop)),
            (Order::Completing, vec![ready.clone(), asked.clone()], None),
            (Order::Completing, vec![ready, owned()], None),
            (Order::Completing, vec![Line::Gone, owned()], Some(Ending::GiveUp)),
            (Order::Completing, vec![Line::Gone, Line::Manual], Some(Ending::GiveUp)),
            (Order::Completing, vec![Line::Gone, asked], None),
            (Order::Completing, vec![Line::Manual], None),
            (choosing, vec![Line::Gone, owned()], Some(Ending::GiveUp)),
            (Order::Purchased, vec![owned()], None),
            (Order::Failed, vec![Line::Failed(FailReason::NumberGone)], None),
        ] {
            assert_eq!(order.ending(&lines), ending, "{order:?} {lines:?}");
        }
    }

    #[test]
    fn only_what_nothing_was_asked_of_is_held_once_more() {
        let ready = Line::Ready { attempt: 0 };
        assert!(Order::Completing.may_be_held(&[ready.clone(), Line::Waiting]));
        for other in [Line::Ready { attempt: 1 }, owned(), Line::Gone, Line::Replaced, Line::Manual] {
            assert!(!Order::Completing.may_be_held(&[ready.clone(), other.clone()]), "{other:?}");
        }
        for order in [Order::Choosing { until: SOON }, Order::Held { until: SOON, paused_at: None }, Order::Failed] {
            assert!(!order.may_be_held(std::slice::from_ref(&ready)), "{order:?}");
        }
    }

    #[test]
    fn what_can_still_change_is_open() {
        for status in [Status::IdentityNeeded, Status::UnderReview, Status::Completing, Status::NeedsAttention] {
            assert!(status.open(), "{status:?}");
        }
        for status in [Status::Purchased, Status::Failed, Status::Cancelled, Status::Expired, Status::Declined] {
            assert!(!status.open(), "{status:?}");
        }
    }

    #[test]
    fn an_order_ends_as_its_lines_end() {
        let gone = Line::Failed(FailReason::NumberGone);
        for (lines, state, status) in [
            (vec![owned()], Order::Purchased, Status::Purchased),
            (vec![owned(), gone.clone()], Order::PartlyPurchased, Status::PartlyPurchased),
            (vec![gone.clone()], Order::Failed, Status::NumberGone),
            (vec![Line::Replaced, owned()], Order::Purchased, Status::Purchased),
            (vec![Line::Replaced, gone.clone()], Order::Failed, Status::NumberGone),
            (vec![gone, Line::Failed(FailReason::CarrierSilent)], Order::Failed, Status::Failed),
            (vec![Line::Failed(FailReason::Declined)], Order::Failed, Status::Declined),
            (vec![owned(), Line::Ready { attempt: 0 }], Order::Completing, Status::Completing),
            (vec![owned(), Line::Manual], Order::Completing, Status::NeedsAttention),
            (vec![releasing(), released()], Order::Purchased, Status::Purchased),
            (vec![released(), Line::Ready { attempt: 0 }], Order::Completing, Status::Completing),
        ] {
            for order in [Order::Completing, Order::Choosing { until: SOON }] {
                let after = order.after_lines(&lines, IfGone::Ask, SOON);
                assert_eq!((after, Status::of(after, &lines, false)), (state, status), "{lines:?}");
            }
        }
    }

    #[test]
    fn an_order_that_had_ended_is_what_it_owns_once_a_person_gave_it_a_number() {
        let gone = Line::Failed(FailReason::NumberGone);
        for ended in [Order::Failed, Order::Cancelled, Order::Expired, Order::Declined, Order::PartlyPurchased] {
            let after = |lines: &[Line]| ended.reopened().after_lines(lines, IfGone::Ask, SOON);
            assert_eq!(after(&[owned()]), Order::Purchased, "{ended:?}");
            assert_eq!(after(&[owned(), gone.clone()]), Order::PartlyPurchased, "{ended:?}");
        }
        for open in [Order::Held { until: SOON, paused_at: None }, Order::Choosing { until: SOON }] {
            assert_eq!(open.reopened(), open);
        }
    }

    #[test]
    fn who_wanted_to_be_asked_is_asked_once_all_else_has_arrived() {
        let asked = Order::Choosing { until: SOON };
        let after = |order: Order, lines: &[Line], if_gone| order.after_lines(lines, if_gone, SOON);
        assert_eq!(after(Order::Completing, &[owned(), Line::Gone], IfGone::Ask), asked);
        assert_eq!(after(Order::Completing, &[Line::Gone], IfGone::Closest), Order::Completing);
        let moving = [Line::Gone, Line::Ready { attempt: 0 }];
        assert_eq!(after(Order::Completing, &moving, IfGone::Ask), Order::Completing);
        assert_eq!(after(asked, &moving, IfGone::Ask), Order::Completing);
        let later = Timestamp::from_micros(9);
        assert_eq!(asked.after_lines(&[Line::Gone], IfGone::Ask, later), asked, "the time to choose does not grow");
        assert_eq!(Status::of(asked, &[Line::Gone], false), Status::NumberGone);
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
            assert_eq!(order.after_lines(&[owned()], IfGone::Ask, SOON), order);
        }
        assert_eq!(Status::of(held, &[Line::Waiting], true), Status::UnderReview);
        assert_eq!(Status::of(held, &[Line::Waiting], false), Status::IdentityNeeded);
    }
}
