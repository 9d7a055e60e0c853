//! The name that is shown with a call.
//!
//! Rules: twilio.com/docs/voice/brand-your-calls-using-cnam (at most 15 characters, a letter first, then letters,
//! digits, periods, commas and blanks; nothing generic such as a city and its state), and for the words that nobody gets
//! twilio.com/docs/api/errors/11008.

use std::fmt;

use super::field::Why;
use crate::domain::states::STATES;

/// The most characters that networks carry.
const MAX: u16 = 15;

/// Names that say nothing of who calls.
const ANYBODYS: [&str; 12] = [
    "anonymous",
    "blocked",
    "business",
    "caller",
    "cell phone",
    "customer",
    "incoming call",
    "private",
    "toll free",
    "unavailable",
    "unknown",
    "wireless caller",
];

/// Words that only an authority could use.
const AUTHORITIES: [&str; 5] = ["fbi", "government", "medicare", "police", "social security"];

/// A name that a network shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CallerName(String);

impl CallerName {
    /// Reads one.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn parse(text: &str) -> Result<Self, Why> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Why::Missing);
        }
        if text.chars().count() > usize::from(MAX) {
            return Err(Why::TooLong(MAX));
        }
        if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(Why::NoLetterFirst);
        }
        if !text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ' ')) {
            return Err(Why::OddCharacter);
        }
        let plain = plain(text);
        if AUTHORITIES.iter().any(|word| format!(" {plain} ").contains(&format!(" {word} "))) {
            return Err(Why::Prohibited);
        }
        if ANYBODYS.contains(&plain.as_str()) || is_place(text, &plain) {
            return Err(Why::Generic);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CallerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The words, with one blank between.
fn plain(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A state by itself, or whatever stands before a comma and a state, as networks write where a number is from.
fn is_place(text: &str, plain: &str) -> bool {
    let state = |name: &str| STATES.iter().any(|(long, short)| *long == name || *short == name);
    state(plain) || text.rsplit_once(',').is_some_and(|(_, after)| state(&self::plain(after)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_business_has_a_name_of_its_own() {
        for good in ["Acme Barns, LLC", "J.R. Sheds 2", "A", "Fifteen letters"] {
            assert_eq!(CallerName::parse(good).expect(good).as_str(), good);
        }
    }

    #[test]
    fn the_first_rule_that_is_broken_is_named() {
        for (bad, why) in [
            ("  ", Why::Missing),
            ("Sixteen letters.", Why::TooLong(15)),
            ("1 Barns", Why::NoLetterFirst),
            (".Barns", Why::NoLetterFirst),
            ("Émile", Why::NoLetterFirst),
            ("Barns & Co", Why::OddCharacter),
            ("Barns\tCo", Why::OddCharacter),
            ("Unknown", Why::Generic),
            ("Toll Free", Why::Generic),
            ("Austin, TX", Why::Generic),
            ("Texas", Why::Generic),
            ("City Police", Why::Prohibited),
            ("FBI", Why::Prohibited),
        ] {
            assert_eq!(CallerName::parse(bad), Err(why), "{bad}");
        }
        assert!(CallerName::parse("Policemens Ball").is_ok(), "whole words only");
    }

    proptest! {
        #[test]
        fn whatever_is_taken_can_be_shown(text in "\\PC{0,20}") {
            if let Ok(name) = CallerName::parse(&text) {
                let name = name.as_str();
                prop_assert!((1..=15).contains(&name.len()), "{name}");
                prop_assert!(name.starts_with(|c: char| c.is_ascii_alphabetic()));
                prop_assert_eq!(name, text.trim());
            }
        }
    }
}
