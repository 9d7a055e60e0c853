//! What is noted of one object at the vendor, before it is asked for and after the answer. [`Note::ready`] says whether
//! it may be asked for: an answer that was lost is not asked for again before two looks, a settle time apart, found
//! nothing of it. Dates of the vendor's are compared with the vendor's alone, never with our clock.

use std::{fmt, str::FromStr, time::Duration};

use crate::domain::{Malformed, Timestamp, account::spelled};

/// An object that filing makes, and sends to be reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The profile of the business.
    Profile,
    /// The product on it.
    Product,
    /// The brand on that.
    Brand,
    /// The verification of a toll-free number.
    Verification,
}

spelled!(Step, "step", Profile = "profile", Product = "product", Brand = "brand", Verification = "verification");

/// What is noted of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The vendor's id of it, once an answer or a look told.
    pub sid: Option<String>,
    /// The round in which it was last sent to be reviewed; 0 before the first.
    pub round: u32,
    /// When it was last asked for, made or sent, while no answer is known.
    pub asked_at: Option<Timestamp>,
    /// The first look, a settle time after that, that found nothing of it.
    pub missed_at: Option<Timestamp>,
    /// What the vendor dated before this was so before it was last sent.
    pub news_from: Option<Timestamp>,
}

/// Whether something may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ready {
    /// Now.
    Now,
    /// Not before another look, after this long; the note until then.
    After(Duration, Note),
}

/// What a look at a draft or at a refused object says, after what was last sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// How it stands.
    News,
    /// How it stood before it was sent, and the vendor has taken what was sent.
    Old,
    /// How it stood before it was sent, and nobody knows whether the vendor has taken it.
    Doubtful,
}

impl Note {
    /// Whether it may be asked for, by a look at `looked` that found nothing of what was asked for last.
    #[must_use]
    pub fn ready(&self, looked: Timestamp, settle: Duration) -> Ready {
        let Some(asked) = self.asked_at else { return Ready::Now };
        let due = self.missed_at.unwrap_or(asked).after(settle);
        if looked < due {
            return Ready::After(due.since(looked), self.clone());
        }
        match self.missed_at {
            Some(_) => Ready::Now,
            None => Ready::After(settle, Self { missed_at: Some(looked), ..self.clone() }),
        }
    }

    /// It is asked for at `now`.
    #[must_use]
    pub fn asked(&self, now: Timestamp) -> Self {
        Self { asked_at: Some(now), missed_at: None, ..self.clone() }
    }

    /// It is sent in this round, as the vendor last dated it.
    #[must_use]
    pub fn sending(&self, round: u32, dated: Option<Timestamp>) -> Self {
        let after = dated.map(|dated| dated.after(Duration::from_micros(1)));
        Self { round, news_from: self.news_from.max(after), ..self.clone() }
    }

    /// The vendor has it, and says when it changed.
    #[must_use]
    pub fn answered(&self, sid: &str, dated: Option<Timestamp>) -> Self {
        let sid = Some(sid.to_owned());
        Self { sid, asked_at: None, missed_at: None, news_from: self.news_from.max(dated), ..self.clone() }
    }

    /// What a look says that shows the object as the vendor dates it here. Without a date it is believed.
    #[must_use]
    pub fn reading(&self, dated: Option<Timestamp>) -> Reading {
        match (self.news_from, dated, self.asked_at) {
            (Some(from), Some(dated), asked) if dated < from => match asked {
                Some(_) => Reading::Doubtful,
                None => Reading::Old,
            },
            _ => Reading::News,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTLE: Duration = Duration::from_secs(10);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    fn missed(note: &Note, second: i64) -> Note {
        match note.ready(at(second), SETTLE) {
            Ready::After(_, note) => note,
            Ready::Now => panic!("too early"),
        }
    }

    #[test]
    fn an_answer_that_was_lost_is_asked_for_again_after_two_looks_a_settle_time_apart() {
        assert_eq!(Note::default().ready(at(0), SETTLE), Ready::Now);
        let asked = Note::default().asked(at(100));
        assert_eq!(asked.ready(at(102), SETTLE), Ready::After(Duration::from_secs(8), asked.clone()));
        let once = missed(&asked, 110);
        assert_eq!(once.missed_at, Some(at(110)), "the first look that counts");
        assert_eq!(missed(&once, 119), once);
        assert_eq!(once.ready(at(120), SETTLE), Ready::Now);
        assert!(matches!(once.asked(at(120)).ready(at(121), SETTLE), Ready::After(..)), "and all over again");
    }

    #[test]
    fn an_answer_ends_the_doubt() {
        let answered = Note::default().asked(at(100)).answered("BU1", Some(at(101)));
        assert_eq!(answered.ready(at(101), SETTLE), Ready::Now);
        assert_eq!(answered.sid.as_deref(), Some("BU1"));
    }

    #[test]
    fn a_refusal_from_before_it_was_sent_again_says_nothing() {
        let sent = Note::default().sending(2, Some(at(50))).asked(at(900));
        assert_eq!(sent.reading(Some(at(50))), Reading::Doubtful);
        assert_eq!(sent.reading(Some(at(51))), Reading::News, "the vendor's clock, not ours");
        let answered = sent.answered("BU1", Some(at(60)));
        assert_eq!(answered.reading(Some(at(59))), Reading::Old);
        assert_eq!(answered.reading(Some(at(60))), Reading::News);
        assert_eq!(answered.reading(None), Reading::News);
    }
}
