//! What readers say of a page of the help.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, account::spelled, label};

/// A page of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topic {
    /// When an identity is asked for, and what happens to it.
    IdentityVerification,
}

spelled!(Topic, "help page", IdentityVerification = "identity-verification");

impl Topic {
    /// Where the page stands.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::IdentityVerification => "/help/identity-verification",
        }
    }
}

/// Whether the page helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Helpful {
    /// It did.
    Yes,
    /// It did not.
    No,
}

spelled!(Helpful, "answer", Yes = "yes", No = "no");

/// What a reader adds in their own words: 1 to 1,000 characters of plain text, which may have several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment(String);

impl Comment {
    /// The most characters.
    pub const MAX: usize = 1_000;

    /// What a form gave; `None` for a field that was left empty.
    ///
    /// # Errors
    /// It is too long, or no plain text.
    pub fn given(text: &str) -> Result<Option<Self>, Malformed> {
        if text.trim().is_empty() { Ok(None) } else { text.parse().map(Some) }
    }

    /// The comment as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Comment {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        label::plain(text, Self::MAX).map(Self).ok_or(Malformed("comment"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_short_and_plain() {
        let read = |text: &str| Comment::given(text).map(|comment| comment.map(|comment| comment.0));
        assert_eq!(read(" Two\r\nlines,\tand <b>é</b>. \r\n"), Ok(Some("Two\nlines,\tand <b>é</b>.".to_owned())));
        for empty in ["", "  ", "\r\n"] {
            assert_eq!(read(empty), Ok(None), "{empty:?}");
        }
        assert!(read(&"é\r\n".repeat(500)).is_ok(), "characters, not bytes");
        for bad in ["nul\0", "\u{1b}[2J", "turned\u{202e}about", "lone\rreturn", &"n".repeat(1_001)] {
            assert_eq!(read(bad), Err(Malformed("comment")), "{bad:?}");
        }
    }

    #[test]
    fn a_page_is_found_by_its_name() {
        let topic: Topic = "identity-verification".parse().expect("a page");
        assert!(topic.path().ends_with(topic.as_str()));
        assert_eq!("pools".parse::<Topic>(), Err(Malformed("help page")));
        assert_eq!(("yes".parse(), "on".parse::<Helpful>()), (Ok(Helpful::Yes), Err(Malformed("answer"))));
    }
}
