//! Why whoever runs the store did something, in their own words.

use std::str::FromStr;

use super::{Malformed, label};

/// 1 to 500 characters of plain text, which may have several lines. Nothing is done without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why(String);

impl Why {
    /// The most characters.
    pub const MAX: usize = 500;

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Why {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        label::plain(text, Self::MAX).map(Self).ok_or(Malformed("reason"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_given_and_short_and_plain() {
        assert_eq!(" Spoke to her.\r\nID seen. ".parse(), Ok(Why("Spoke to her.\nID seen.".to_owned())));
        assert!("é".repeat(500).parse::<Why>().is_ok(), "characters, not bytes");
        for bad in ["", "  ", "\r\n", "nul\0", "turned\u{202e}about", &"n".repeat(501)] {
            assert_eq!(bad.parse::<Why>(), Err(Malformed("reason")), "{bad:?}");
        }
    }
}
