//! What a person calls a passkey.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, label};

/// What a passkey is called, to tell it from others: 1 to 60 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PasskeyName(String);

impl PasskeyName {
    /// The most characters.
    pub const MAX: usize = label::MAX;

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PasskeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PasskeyName {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        label::read(text).map(|text| Self(text.to_owned())).ok_or(Malformed("passkey name"))
    }
}

impl TryFrom<String> for PasskeyName {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<PasskeyName> for String {
    fn from(name: PasskeyName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_printable() {
        assert_eq!(" Work laptop ".parse::<PasskeyName>().expect("a name").as_str(), "Work laptop");
        for bad in ["", " ", "two\nlines", &"n".repeat(61)] {
            assert_eq!(bad.parse::<PasskeyName>(), Err(Malformed("passkey name")), "{bad:?}");
        }
    }
}
