//! A pool: numbers of one place that are bought and used together.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, NumberList, account::spelled, label};

/// What a pool is called: 1 to 60 characters, none of which ends a line or turns the text around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PoolName(String);

impl PoolName {
    /// The most characters.
    pub const MAX: usize = label::MAX;

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PoolName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PoolName {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        label::read(text).map(|text| Self(text.to_owned())).ok_or(Malformed("pool name"))
    }
}

impl TryFrom<String> for PoolName {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<PoolName> for String {
    fn from(name: PoolName) -> Self {
        name.0
    }
}

/// How many numbers are wanted: 1 to [`NumberList::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(usize);

impl Quantity {
    /// As a number.
    #[must_use]
    pub const fn get(self) -> usize {
        self.0
    }
}

impl FromStr for Quantity {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text.trim().parse() {
            Ok(count @ 1..=NumberList::MAX) => Ok(Self(count)),
            _ => Err(Malformed("quantity")),
        }
    }
}

/// What to do when there are fewer numbers than wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fill {
    /// Buy nothing. Only our own stock can promise it.
    Whole,
    /// Buy what there is.
    Some,
}

spelled!(Fill, "way to fill a pool", Whole = "whole", Some = "some");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_printable() {
        assert_eq!(" Support line ".parse::<PoolName>().expect("a name").as_str(), "Support line");
        assert!("é".repeat(60).parse::<PoolName>().is_ok(), "characters, not bytes");
        let long = "n".repeat(61);
        for bad in ["", "  ", "two\nlines", "nul\0", "line\u{2028}end", "turned\u{202e}about", &long] {
            assert!(bad.parse::<PoolName>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_quantity_is_one_to_a_hundred() {
        assert_eq!("100".parse::<Quantity>().expect("a quantity").get(), 100);
        for bad in ["0", "101", "-1", "1.5", "", "ten", "99999999999999999999"] {
            assert!(bad.parse::<Quantity>().is_err(), "{bad:?}");
        }
    }
}
