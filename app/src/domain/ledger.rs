//! What an account's ledger says of it.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

use super::{Malformed, Money};

/// What a row of the ledger does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// Sets the amount aside.
    Reserve,
    /// Takes what was set aside.
    Capture,
    /// Gives it back.
    Release,
    /// Ends what was taken: the buyer let the number go, and owes nothing more for it.
    End,
}

impl Entry {
    /// The word that stands in the books.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reserve => "reserve",
            Self::Capture => "capture",
            Self::Release => "release",
            Self::End => "end",
        }
    }
}

impl FromStr for Entry {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let all = [Self::Reserve, Self::Capture, Self::Release, Self::End];
        all.into_iter().find(|entry| entry.as_str() == text).ok_or(Malformed("ledger entry"))
    }
}

/// How much an account may commit itself to a month, and how much it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// The most.
    pub limit: Money,
    /// What was reserved, and neither given back nor ended.
    pub committed: Money,
}

impl Credit {
    /// What is left; nothing when a limit was lowered below what is committed.
    #[must_use]
    pub fn left(self) -> Money {
        Money::from_cents(self.limit.cents().saturating_sub(self.committed.cents()).max(0))
    }

    /// Whether `amount` more is within the limit.
    #[must_use]
    pub fn covers(self, amount: Money) -> bool {
        amount <= self.left()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_reached_and_not_passed() {
        let credit =
            |limit, committed| Credit { limit: Money::from_cents(limit), committed: Money::from_cents(committed) };
        for (limit, committed, amount, covered) in [
            (1_000, 0, 1_000, true),
            (1_000, 0, 1_001, false),
            (1_000, 885, 115, true),
            (1_000, 886, 115, false),
            (0, 0, 1, false),
            (500, 1_000, 1, false),
        ] {
            let credit = credit(limit, committed);
            assert_eq!(credit.covers(Money::from_cents(amount)), covered, "{credit:?} {amount}");
        }
        assert_eq!(credit(500, 1_000).left(), Money::from_cents(0));
    }

    #[test]
    fn an_entry_is_read_as_it_is_written() {
        for entry in [Entry::Reserve, Entry::Capture, Entry::Release, Entry::End] {
            assert_eq!(entry.as_str().parse(), Ok(entry));
        }
        assert!("refund".parse::<Entry>().is_err());
    }
}
