//! The comparison itself: which numbers to look at, and what to make of one that was looked at. Asks nobody.

use app::domain::{PhoneNumber, Timestamp, line::Line};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use super::What;
use crate::{carriers::Shown, ids, store::lines::AtCarrier};

/// Lines by number.
pub(super) type Books = BTreeMap<PhoneNumber, AtCarrier>;
/// What a carrier account shows, by number.
pub(super) type List = BTreeMap<PhoneNumber, Shown>;

/// A carrier account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose<'a> {
    pub(super) sid: &'a str,
    /// Whether it is our own: in an account's own one, numbers that are not our doing are none of our business.
    pub(super) ours: bool,
}

/// All that is known of one number. The lines were read after the carrier was asked: a line is stored before its number
/// is asked for, so whatever the store itself did until then stands in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// What the carrier shows.
    pub(super) shown: Option<Shown>,
    /// The line of this carrier account that the carrier's tag names, if it is of this number.
    pub(super) tagged: Option<AtCarrier>,
    /// The live line of the number at this carrier account.
    pub(super) live: Option<AtCarrier>,
    /// The same before the list was read.
    pub(super) before: Option<AtCarrier>,
}

/// The moments that count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    /// When the lines were read for the first time.
    pub(super) began: Timestamp,
    /// When they were read again.
    pub(super) now: Timestamp,
    /// How long a carrier's list may lag behind.
    pub(super) settle: Duration,
}

/// What to do about a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Books and carrier agree, or a worker is about to make them.
    Fine,
    /// The carrier shows it with the line's tag: book that.
    Book,
    /// Tell a person.
    Tell(What),
}

/// The numbers on which a list and the books do not agree at first sight.
pub(super) fn suspects(before: &Books, list: &List, whose: Whose<'_>) -> BTreeSet<PhoneNumber> {
    let mut suspects = BTreeSet::new();
    for (number, shown) in list {
        let agreed = match before.get(number).filter(|known| known.is_at(whose)) {
            Some(known) => known.agrees(shown),
            None => !whose.ours && !ids::is_ours(&shown.tag),
        };
        if !agreed {
            suspects.insert(number.clone());
        }
    }
    for (number, known) in before {
        if known.line.state.bought() && known.is_at(whose) && !list.contains_key(number) {
            suspects.insert(number.clone());
        }
    }
    suspects
}

impl AtCarrier {
    /// Whether it was asked for there.
    fn is_at(&self, whose: Whose<'_>) -> bool {
        self.carrier_account.as_deref() == Some(whose.sid)
    }

    fn agrees(&self, shown: &Shown) -> bool {
        shown.tag == self.line.id.as_str() && self.line.state.sid() == Some(shown.sid.as_str())
    }
}

/// What to make of a number.
pub(super) fn judge(known: &Known, whose: Whose<'_>, times: Times) -> Verdict {
    let Some(shown) = &known.shown else {
        return known.live.as_ref().map_or(Verdict::Fine, |line| of_absent(line, known.before.as_ref(), times));
    };
    match (&known.tagged, &known.live) {
        (Some(tagged), Some(live)) if tagged.line.id != live.line.id && live.line.state.bought() => {
            of_other_tag(live, shown)
        }
        (Some(line), _) => of_tagged(line, shown, times),
        (None, Some(line)) => of_other_tag(line, shown),
        (None, None) if !whose.ours => Verdict::Fine,
        (None, None) if ids::is_ours(&shown.tag) => Verdict::Tell(What::UnknownLine),
        (None, None) => Verdict::Tell(What::UnknownHand),
    }
}

/// The carrier shows it with the tag of this line.
fn of_tagged(line: &AtCarrier, shown: &Shown, times: Times) -> Verdict {
    match &line.line.state {
        Line::Waiting => Verdict::Tell(What::Held),
        // The worker that asks hears of it by itself.
        Line::Buying { lease_until, .. } if *lease_until > times.now => Verdict::Fine,
        Line::Ready { .. }
        | Line::Buying { .. }
        | Line::Unknown { .. }
        | Line::Gone
        | Line::Replaced
        | Line::Failed(_) => Verdict::Book,
        Line::Manual => Verdict::Tell(What::NeedsPerson),
        Line::Released { at, .. } if at.after(times.settle) > times.now => Verdict::Fine,
        Line::Released { .. } => Verdict::Tell(What::NotGivenBack),
        Line::Owned { sid } | Line::Releasing { sid, .. } | Line::Returning { sid, .. } if *sid == shown.sid => {
            Verdict::Fine
        }
        Line::Owned { sid } | Line::Releasing { sid, .. } | Line::Returning { sid, .. } => {
            Verdict::Tell(What::OtherId { here: sid.clone() })
        }
    }
}

/// This line is live, and the carrier shows the number with another tag.
fn of_other_tag(line: &AtCarrier, shown: &Shown) -> Verdict {
    match line.line.state.sid() {
        Some(sid) if sid == shown.sid => Verdict::Tell(What::OtherTag),
        Some(sid) => Verdict::Tell(What::OtherId { here: sid.to_owned() }),
        None if line.line.state == Line::Manual => Verdict::Tell(What::NeedsPerson),
        // Its own worker reads the carrier.
        None => Verdict::Fine,
    }
}

/// This line is live, and the carrier does not show the number.
fn of_absent(line: &AtCarrier, before: Option<&AtCarrier>, times: Times) -> Verdict {
    let state = &line.line.state;
    let steady = before.is_some_and(|before| before.line.id == line.line.id && before.line.state == *state);
    let settled = line.bought_at.is_some_and(|at| at.after(times.settle) < times.began);
    match state {
        Line::Owned { .. } | Line::Releasing { .. } if steady && settled => Verdict::Tell(What::Ghost),
        _ => Verdict::Fine,
    }
}

#[cfg(test)]
mod tests;
