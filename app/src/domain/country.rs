//! Countries by ISO 3166-1 alpha-2 code.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, area_codes};

/// Two capital letters of ISO 3166-1, such as `US`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The United States.
    pub const US: Self = Self(*b"US");
    /// Canada.
    pub const CA: Self = Self(*b"CA");
    /// Puerto Rico.
    pub const PR: Self = Self(*b"PR");
    /// The United Kingdom.
    pub const GB: Self = Self(*b"GB");
    /// Jamaica.
    pub const JM: Self = Self(*b"JM");

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// Whether its numbers belong to `+1`, and so have an area code.
    #[must_use]
    pub fn has_area_codes(self) -> bool {
        [Self::US, Self::CA, Self::PR].contains(&self)
            || area_codes::OTHERS.iter().any(|(code, _)| *code == self.as_str())
    }
}

/// Whether a country by this code may have area codes. One that is none is left to those who ask further.
#[must_use]
pub fn may_have_area_codes(code: &str) -> bool {
    code.parse().map_or(true, CountryCode::has_area_codes)
}

/// The countries that the store sells in, in the order of the search form.
pub const SOLD: [CountryCode; 5] =
    [CountryCode::US, CountryCode::CA, CountryCode::PR, CountryCode::GB, CountryCode::JM];

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CountryCode {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([*a, *b])),
            _ => Err(Malformed("country")),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_countries_of_the_plan_have_area_codes() {
        let with: Vec<_> = SOLD.into_iter().filter(|country| country.has_area_codes()).collect();
        assert_eq!(with, [CountryCode::US, CountryCode::CA, CountryCode::PR, CountryCode::JM]);
    }
}
