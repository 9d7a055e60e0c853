//! The numbers of one purchase.

use super::{Malformed, PhoneNumber};
use std::{collections::HashSet, fmt, str::FromStr};

/// One to [`NumberList::MAX`] numbers, each once, in the order in which they were chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberList(Vec<PhoneNumber>);

impl NumberList {
    /// The most that one order may hold.
    pub const MAX: usize = 100;

    /// The numbers.
    #[must_use]
    pub fn as_slice(&self) -> &[PhoneNumber] {
        &self.0
    }
}

impl From<PhoneNumber> for NumberList {
    fn from(number: PhoneNumber) -> Self {
        Self(vec![number])
    }
}

/// E.164 numbers with commas between them.
impl FromStr for NumberList {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        const BAD: Malformed = Malformed("list of numbers");
        let mut numbers = Vec::new();
        let mut seen = HashSet::new();
        for part in text.split(',').map(str::trim) {
            let number: PhoneNumber = part.parse()?;
            if numbers.len() == Self::MAX || !seen.insert(number.clone()) {
                return Err(BAD);
            }
            numbers.push(number);
        }
        Ok(Self(numbers))
    }
}

impl fmt::Display for NumberList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, number) in self.0.iter().enumerate() {
            f.write_str(if nth == 0 { "" } else { "," })?;
            f.write_str(number.as_e164())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_order() {
        let text = "+12025550124,+442079460123,+12025550123";
        assert_eq!(text.parse::<NumberList>().expect("a list").to_string(), text);
        let one: PhoneNumber = "+12025550124".parse().expect("a number");
        assert_eq!("+12025550124".parse(), Ok(NumberList::from(one)));
    }

    #[test]
    fn none_one_twice_and_too_many_are_no_list() {
        let many = |count: usize| (0..count).map(|n| format!("+120255{:05}", n)).collect::<Vec<_>>().join(",");
        for bad in ["", ",", "+12025550124,", "+12025550124,+12025550124", "12", &many(NumberList::MAX + 1)] {
            assert!(bad.parse::<NumberList>().is_err(), "{bad}");
        }
        assert_eq!(many(NumberList::MAX).parse::<NumberList>().expect("a list").as_slice().len(), NumberList::MAX);
    }
}
