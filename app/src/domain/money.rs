//! Amounts of US dollars, in cents: exact, never a float.

use serde::{Deserialize, Serialize};
use std::{fmt, iter::Sum, ops::Add, str::FromStr};

use super::Malformed;

/// An amount in US cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// The largest amount that one number may cost a month; more is a carrier's mistake or an attack.
    pub const CEILING: Self = Self(10_000_000);

    /// An amount of `cents`.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// The amount in cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The amount raised by `percent`, rounded up to a whole cent.
    #[must_use]
    pub const fn marked_up(self, percent: u16) -> Self {
        Self((self.0 * (100 + percent as i64) + 99).div_euclid(100))
    }
}

/// For people; a file for a machine writes [`Money::cents`].
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (dollars, cents) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        write!(f, "{sign}${}.{cents:02}", in_thousands(dollars))
    }
}

/// Digits in groups of three: `1,000`.
fn in_thousands(number: u64) -> String {
    match number / 1_000 {
        0 => number.to_string(),
        above => format!("{},{:03}", in_thousands(above), number % 1_000),
    }
}

/// Reads a carrier's decimal string of dollars (`"1.15"`, `"2"`, `"0.8500"`), rounded up to a whole cent.
impl FromStr for Money {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        const BAD: Malformed = Malformed("price");
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || fraction.len() > 9 || !digits(whole) || !digits(fraction) {
            return Err(BAD);
        }
        let dollars: i64 = whole.parse().map_err(|_| BAD)?;
        let padded = format!("{fraction:0<3}");
        let (cents, rest) = padded.split_at(2);
        let cents: i64 = cents.parse().map_err(|_| BAD)?;
        let up = i64::from(rest.bytes().any(|b| b != b'0'));
        Ok(Self(dollars * 100 + cents + up))
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_dollars() {
        for (text, cents) in [
            ("1.15", 115),
            ("2", 200),
            ("0.8500", 85),
            ("0.851", 86),
            ("10.1", 1010),
            ("0.123456789", 13),
            ("999999999", 99_999_999_900),
        ] {
            assert_eq!(text.parse(), Ok(Money::from_cents(cents)), "{text}");
        }
        for bad in ["", "-1", "1,15", "1.1.1", "NaN", "9999999999", ".5", "1.1234567890"] {
            assert!(bad.parse::<Money>().is_err(), "{bad}");
        }
        assert_eq!(Money::from_cents(115).to_string(), "$1.15");
        assert_eq!(Money::from_cents(-5).to_string(), "-$0.05");
        for (cents, text) in [
            (0, "$0.00"),
            (99_999, "$999.99"),
            (100_000, "$1,000.00"),
            (-1_234_567, "-$12,345.67"),
            (100_000_105, "$1,000,001.05"),
        ] {
            assert_eq!(Money::from_cents(cents).to_string(), text);
        }
    }

    #[test]
    fn amounts_are_added_up() {
        let amounts = [115, 85, -5].map(Money::from_cents);
        assert_eq!(amounts[0] + amounts[1], Money::from_cents(200));
        assert_eq!(amounts.into_iter().sum::<Money>(), Money::from_cents(195));
    }

    #[test]
    fn a_mark_up_never_loses_a_cent() {
        assert_eq!(Money::from_cents(115).marked_up(0), Money::from_cents(115));
        assert_eq!(Money::from_cents(115).marked_up(10), Money::from_cents(127));
        assert_eq!(Money::from_cents(100).marked_up(25), Money::from_cents(125));
    }
}
