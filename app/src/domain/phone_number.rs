//! A phone number in E.164, the only form that moves through the store (ITU-T E.164: `+`, then at most 15 digits).

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::Malformed;

/// `+` and 8 to 15 digits; a `+1` number also has the shape of the North American plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// The number in E.164, such as `+12025550123`.
    #[must_use]
    pub fn as_e164(&self) -> &str {
        &self.0
    }

    /// The digits after `+`.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0[1..]
    }

    /// The area code (NPA) and the seven digits after it, when the number belongs to `+1`.
    #[must_use]
    pub fn nanp(&self) -> Option<(u16, &str)> {
        let national = self.digits().strip_prefix('1')?;
        Some((national[..3].parse().ok()?, &national[3..]))
    }

    /// The digits in the groups in which people say them, without `+`: `1 202 555 0123`, `44 20 7946 0123`.
    #[must_use]
    pub fn groups(&self) -> Vec<&str> {
        let digits = self.digits();
        let sizes = grouping(digits);
        let mut groups = Vec::with_capacity(sizes.len() + 1);
        let mut rest = digits;
        for &size in sizes {
            let (group, tail) = rest.split_at(size.min(rest.len()));
            groups.push(group);
            rest = tail;
        }
        if !rest.is_empty() {
            groups.push(rest);
        }
        groups
    }
}

/// Group sizes after ITU-T E.123; what is left over forms the last group.
fn grouping(digits: &str) -> &'static [usize] {
    match digits.as_bytes() {
        [b'1', ..] => &[1, 3, 3],
        [b'4', b'4', b'2', ..] => &[2, 2, 4],
        [b'4', b'4', b'7', ..] => &[2, 4],
        _ => &[2, 3, 3],
    }
}

/// The international form for people: `+1 202 555 0123`.
impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.groups().join(" "))
    }
}

impl FromStr for PhoneNumber {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        const BAD: Malformed = Malformed("phone number");
        let digits = text.strip_prefix('+').ok_or(BAD)?;
        let plain = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if !plain || digits.starts_with('0') || !fits_nanp(digits) {
            return Err(BAD);
        }
        Ok(Self(text.to_owned()))
    }
}

/// A `+1` number is NXX NXX XXXX with N from 2 to 9 (numbers with other shapes cannot be dialled).
fn fits_nanp(digits: &str) -> bool {
    match digits.as_bytes() {
        [b'1', national @ ..] => national.len() == 10 && national[0] >= b'2' && national[3] >= b'2',
        _ => true,
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shows_the_international_form() {
        for (e164, shown) in [
            ("+12025550123", "+1 202 555 0123"),
            ("+442079460123", "+44 20 7946 0123"),
            ("+447700900123", "+44 7700 900123"),
            ("+448081570123", "+44 808 157 0123"),
            ("+18765551000", "+1 876 555 1000"),
        ] {
            let number: PhoneNumber = e164.parse().expect(e164);
            assert_eq!((number.to_string().as_str(), String::from(number).as_str()), (shown, e164));
        }
    }

    #[test]
    fn refuses_what_is_not_e164() {
        for bad in [
            "",
            "+",
            "12025550123",
            "+1202555012",
            "+120255501234",
            "+1 202 555 0123",
            "+02025550123",
            "+11025550123",
            "+12021550123",
            "+1234567",
            "+1234567890123456",
            "+１２０２５５５０１２３",
            "+1202555012x",
        ] {
            assert!(bad.parse::<PhoneNumber>().is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(text in "\\PC{0,24}") {
            if let Ok(number) = text.parse::<PhoneNumber>() {
                prop_assert_eq!(number.as_e164(), &text);
                prop_assert_eq!(number.to_string().replace(' ', ""), text);
            }
        }

        #[test]
        fn groups_hold_every_digit(digits in "[2-9][0-9]{7,14}") {
            let number: PhoneNumber = format!("+{digits}").parse().expect("E.164");
            prop_assert_eq!(number.groups().concat(), digits);
        }
    }
}
