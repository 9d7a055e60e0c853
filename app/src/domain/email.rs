//! E-mail addresses: what people sign in by.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, label::unseen};

/// An e-mail that a person may sign in by: small letters, no blanks, nothing that is not seen, a name and a host with a dot
/// in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// The most bytes (RFC 5321, 4.5.3.1.3 less the brackets).
    pub const MAX: usize = 254;

    /// The e-mail as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Email {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim().to_lowercase();
        let shaped = text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
        let plain = text.len() <= Self::MAX && !text.chars().any(|letter| letter.is_whitespace() || unseen(letter));
        if shaped && plain { Ok(Self(text)) } else { Err(Malformed("email")) }
    }
}

impl TryFrom<String> for Email {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_has_a_name_and_a_host_and_nothing_that_hides() {
        assert_eq!(" Ann@New.Example ".parse::<Email>().expect("an e-mail").as_str(), "ann@new.example");
        let long = format!("{}@new.example", "x".repeat(250));
        for bad in [
            "",
            "ann",
            "@new.example",
            "ann@new",
            "an n@new.example",
            "a\0@new.example",
            "a@b@new.example",
            "ann@new.example@",
            &long,
        ] {
            assert_eq!(bad.parse::<Email>(), Err(Malformed("email")), "{bad:?}");
        }
        for hidden in
            ['\u{ad}', '\u{61c}', '\u{200b}', '\u{200d}', '\u{202e}', '\u{2060}', '\u{2066}', '\u{feff}', '\u{e0041}']
        {
            let bad = format!("a{hidden}nn@new.example");
            assert_eq!(bad.parse::<Email>(), Err(Malformed("email")), "{bad:?}");
        }
    }
}
