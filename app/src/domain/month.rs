//! Months of the calendar, in UTC: what a statement covers.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, Timestamp};

/// A month from January 1970 to December 9999, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(i64);

/// Months are counted from January of the year 0.
const FIRST: i64 = 1_970 * 12;
const LAST: i64 = 9_999 * 12 + 11;

impl Month {
    /// The month in which a moment lies; the first or the last one when it lies outside of all.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        let civil = at.civil();
        Self((civil.year * 12 + i64::from(civil.month) - 1).clamp(FIRST, LAST))
    }

    /// Such as 2026.
    #[must_use]
    pub const fn year(self) -> i64 {
        self.0.div_euclid(12)
    }

    /// 1 to 12.
    #[must_use]
    pub fn number(self) -> u8 {
        u8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1)
    }

    /// Its first moment.
    #[must_use]
    pub fn start(self) -> Timestamp {
        Timestamp::of_day(self.year(), self.number(), 1)
    }

    /// The first moment after it.
    #[must_use]
    pub fn end(self) -> Timestamp {
        Self(self.0 + 1).start()
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        (self.0 > FIRST).then_some(Self(self.0 - 1))
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        (self.0 < LAST).then_some(Self(self.0 + 1))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        const BAD: Malformed = Malformed("month");
        let (year, number) = text.split_once('-').ok_or(BAD)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 2) {
            return Err(BAD);
        }
        let (year, number): (i64, i64) = (year.parse().map_err(|_| BAD)?, number.parse().map_err(|_| BAD)?);
        if !(1..=12).contains(&number) || year * 12 < FIRST {
            return Err(BAD);
        }
        Ok(Self(year * 12 + number - 1))
    }
}

impl TryFrom<String> for Month {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_moment_lies_within_its_month(seconds in 0_i64..200_000_000_000) {
            let at = Timestamp::from_micros(seconds * 1_000_000);
            let month = Month::of(at);
            prop_assert!(month.start() <= at && at < month.end());
            prop_assert_eq!(month.to_string(), &at.rfc3339()[..7]);
            prop_assert_eq!(month.to_string().parse(), Ok(month));
            prop_assert_eq!(month.next().map(Month::start), Some(month.end()));
        }
    }

    #[test]
    fn bounds_are_the_calendars() {
        for (text, start, end) in [
            ("2026-11", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
            ("2026-12", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            ("2024-02", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"),
            ("1970-01", "1970-01-01T00:00:00Z", "1970-02-01T00:00:00Z"),
        ] {
            let month: Month = text.parse().expect("a month");
            assert_eq!((month.start().rfc3339().as_str(), month.end().rfc3339().as_str()), (start, end));
        }
        let ends = |text: &str| text.parse::<Month>().expect("a month");
        assert_eq!((ends("1970-01").previous(), ends("9999-12").next()), (None, None));
        assert_eq!(ends("2026-01").previous(), Some(ends("2025-12")));
    }

    #[test]
    fn nothing_else_is_a_month() {
        for bad in ["", "2026", "2026-1", "2026-13", "2026-00", "26-11", "+026-11", "2026-11-01", " 2026-11", "1969-12"]
        {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
    }
}
