//! What the vendors' books say, played to the domain's transition functions. What they cannot know, such as whether an
//! answer was heard, leaves several states possible.

use app::domain::{
    SubmissionId, Timestamp,
    line::{Event, FailReason, Line, Patience},
    verification::{Collected, Outcome, Verification},
};
use std::{collections::HashSet, mem::discriminant};

use super::office::{Deed, What, Word};
use crate::scripted::{Fault, Post, View};

/// Attempts that a script never uses up.
const LEFT: u32 = 4;

/// Every state that a line at the carrier may be in.
pub struct Lines {
    patience: Patience,
    /// Whether workers were killed.
    killed: bool,
    states: HashSet<Line>,
}

impl Lines {
    pub fn new(patience: Patience, killed: bool) -> Self {
        // Gone at once: while it was held, another line was faster.
        Self { patience, killed, states: [Line::Waiting, Line::Ready { attempt: 0 }, Line::Gone].into() }
    }

    fn after(&self, line: &Line, event: Event) -> Option<Line> {
        line.clone().next(event, self.patience).ok()
    }

    /// A worker may have died between the intent and the request.
    fn die(&mut self) {
        if self.killed {
            let claimed = self.states.iter().filter_map(|line| self.after(line, claim()));
            let given_up: Vec<_> = claimed.filter_map(|line| self.after(&line, Event::Ambiguous)).collect();
            self.states.extend(given_up);
        }
    }

    /// The carrier was asked to sell. The answer may not have been heard. `false` when nobody may have asked.
    pub fn post(&mut self, post: &Post) -> bool {
        self.die();
        let asked: Vec<_> = self.states.iter().filter_map(|line| self.after(line, claim())).collect();
        let answers = [answer(post), Event::Ambiguous];
        let told = |line: &Line| answers.iter().filter_map(|event| self.after(line, event.clone())).collect::<Vec<_>>();
        self.states = asked.iter().flat_map(told).collect();
        !self.states.is_empty()
    }

    /// The carrier showed the number. It may have been asked for another line, or the answer not heard.
    pub fn view(&mut self, view: &View, tag: &str, at: Timestamp) {
        self.die();
        let event = match &view.shown {
            Some(owned) if owned.tag == tag => Event::SeenOurs { sid: owned.sid.clone() },
            Some(_) => Event::SeenForeign,
            None => Event::SeenAbsent { at },
        };
        let unknown = self.states.iter().filter(|line| matches!(line, Line::Unknown { .. }));
        let seen: Vec<_> = unknown.filter_map(|line| self.after(line, event.clone())).collect();
        self.states.extend(seen);
    }

    /// Whether the line may stand here at last, if a buyer, the gate or time had a say too.
    pub fn may_be(&mut self, line: &Line) -> bool {
        self.die();
        let ends = [FailReason::Cancelled, FailReason::Expired, FailReason::Declined].map(Event::Drop);
        let ends = [&ends[..], &[Event::Revoked, Event::Tightened, Event::GiveUp]].concat();
        let ends_there = |from: &Line| ends.iter().any(|end| self.after(from, end.clone()).as_ref() == Some(line));
        let was_bought = |from: &Line| line.bought() && from.sid() == line.sid();
        self.states.iter().any(|from| from == line || was_bought(from) || ends_there(from))
    }

    pub fn shown(&self) -> String {
        format!("{:?}", self.states)
    }
}

const fn claim() -> Event {
    Event::Claim { lease_until: Timestamp::from_micros(0) }
}

/// What the carrier's answer comes to, for who hears it.
fn answer(post: &Post) -> Event {
    match (post.fault, &post.sid) {
        (Fault::Fine, Some(sid)) => Event::Bought { sid: sid.clone() },
        (Fault::Fine | Fault::Taken, _) => Event::Refused(FailReason::NumberGone),
        (Fault::Busy | Fault::BusyFor, _) => Event::NotSent,
        (Fault::Denied, _) => Event::Denied,
        _ => Event::Ambiguous,
    }
}

/// Every state that an account's case may be in.
#[derive(Clone)]
pub struct Cases {
    states: HashSet<Verification>,
    round: Option<usize>,
}

impl Cases {
    pub fn new() -> Self {
        Self { states: [Verification::Collecting(Collected::default())].into(), round: None }
    }

    /// The vendor did something, and the house may have heard of it.
    pub fn hear(&mut self, deed: &Deed) {
        let submission: SubmissionId = format!("s{}", deed.round).parse().expect("an id");
        let outcome = match deed.what {
            What::Took if self.round < Some(deed.round) => {
                // Nothing is handed over but by a case that waits for it.
                self.states = [Verification::Submitted { submission }].into();
                self.round = Some(deed.round);
                return;
            }
            What::Took => return,
            What::Said(Word::Created) => Outcome::Pending,
            What::Said(Word::Approved) => Outcome::Approved,
            What::Said(Word::Declined) => Outcome::Declined { fixable: Vec::new() },
            What::Said(Word::NeedsReview) => Outcome::NeedsReview,
            What::Said(Word::Errored) | What::Denied => Outcome::Errored,
        };
        let heard = self.states.iter().map(|case| case.clone().hear(&submission, outcome.clone(), LEFT));
        let heard: Vec<_> = heard.collect();
        self.states.extend(heard);
    }

    pub fn may_be_approved(&self) -> bool {
        self.states.iter().any(|case| matches!(case, Verification::Approved { .. }))
    }

    /// Whether the case may stand here; hand-overs have other names in the house's books.
    pub fn may_be(&self, case: &Verification) -> bool {
        self.states.iter().any(|state| discriminant(state) == discriminant(case))
    }

    pub fn shown(&self) -> String {
        format!("{:?}", self.states)
    }
}
