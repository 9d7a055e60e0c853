//! The languages that people read here.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, account::spelled};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English, and what is spoken where nobody says otherwise.
    #[default]
    English,
    /// Spanish as in Puerto Rico.
    Spanish,
    /// French as in Canada.
    French,
}

// By its tag of BCP 47, which `<html lang>`, the cookie and the database hold.
spelled!(Language, "language", English = "en", Spanish = "es-PR", French = "fr-CA");

impl Language {
    /// What it is called in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::French => "Français",
        }
    }

    /// The name in the build of the part of the page's wasm that has its words; `None` for the first.
    #[must_use]
    pub const fn part(self) -> Option<&'static str> {
        match self {
            Self::English => None,
            Self::Spanish => Some("spanish"),
            Self::French => Some("french"),
        }
    }

    /// The first part of its tag: whoever asks for the Spanish of Mexico would rather read ours than English.
    fn primary(self) -> &'static str {
        self.as_str().split('-').next().unwrap_or_default()
    }

    /// What a reader with this `Accept-Language` wants most (RFC 9110, 12.5.4); `None` when it names none of ours. What
    /// is not well formed in it counts for nothing.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let ranges = || header.split(',').filter_map(range);
        let named = |language: Self| ranges().filter(move |(tag, _)| covers(tag, language)).map(|(_, q)| q).max();
        let others = ranges().filter(|(tag, _)| *tag == "*").map(|(_, q)| q).max();
        let place = |language: Self| ranges().position(|(tag, _)| covers(tag, language)).unwrap_or(usize::MAX);
        let wanted = |language: Self| named(language).or(others).unwrap_or(0);
        let best = Self::ALL.into_iter().filter(|language| wanted(*language) > 0);
        best.min_by_key(|language| (1_000 - wanted(*language), place(*language)))
    }
}

/// Whether a range asks for a language, of whatever place.
fn covers(tag: &str, language: Language) -> bool {
    tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(language.primary()))
}

/// One range of the header and its weight in thousandths.
fn range(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight = match parts.next() {
        None => 1_000,
        Some(weight) => thousandths(weight.strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('=')?.trim_start())?,
    };
    parts.next().is_none().then_some((tag, weight))
}

/// `0.8` as 800: at most 1, with at most three decimals.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let decimals: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        "0" => Some(decimals),
        "1" => (decimals == 0).then_some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Language::*, *};
    use proptest::prelude::*;

    #[test]
    fn a_tag_is_read_as_it_is_written() {
        for language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
        for bad in ["", "es", "ES-PR", "en ", "de", "fr-CA\r\n"] {
            assert!(bad.parse::<Language>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_browser_is_answered_in_the_language_that_its_reader_wants_most() {
        for (header, language) in [
            ("en-US,en;q=0.9", Some(English)),
            ("es-MX, es;q=0.9, en;q=0.8", Some(Spanish)),
            ("fr", Some(French)),
            ("FR-ca", Some(French)),
            ("de-DE,de;q=0.9,fr;q=0.5,en;q=0.3", Some(French)),
            ("en;q=0.3, es;q=0.4", Some(Spanish)),
            ("fr, es", Some(French)),
            ("es;q=0.001", Some(Spanish)),
            ("es ; q=0.5 , fr ;Q= 0.75", Some(French)),
            ("de", None),
            ("", None),
            ("*", Some(English)),
            ("es, *;q=0.5", Some(Spanish)),
            ("en;q=0, *", Some(Spanish)),
            ("en;q=0.2, *;q=0.5", Some(Spanish)),
            ("fr;q=0", None),
            ("frisian, estonian, english", None),
        ] {
            assert_eq!(Language::accepted(header), language, "{header}");
        }
    }

    #[test]
    fn what_is_not_well_formed_counts_for_nothing() {
        for bad in
            ["es;q=2", "es;q=1.5", "es;q=-1", "es;q=0.1234", "es;q=", "es;q", "es;w=1", "es;q=1;q=1", ";q=1", "é"]
        {
            assert_eq!(Language::accepted(bad), None, "{bad}");
            assert_eq!(Language::accepted(&format!("{bad},fr;q=0.1")), Some(French), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_header_breaks_it(header in "\\PC*") {
            let _ = Language::accepted(&header);
        }

        #[test]
        fn what_is_chosen_was_asked_for(header in "((en|es|fr|de|\\*)(-[A-Z]{2})?(;q=[01](\\.[0-9]{1,3})?)?[, ]{0,2}){0,6}") {
            if let Some(language) = Language::accepted(&header) {
                prop_assert!(header.contains('*') || header.contains(language.primary()), "{language}: {header}");
            }
        }

        #[test]
        fn a_heavier_range_wins_wherever_it_stands(light in 1_u16..999, heavier in 1_u16..500, turn: bool) {
            let heavy = (light + heavier).min(1_000);
            let weight = |q: u16| format!("{}.{:03}", q / 1_000, q % 1_000);
            let (es, fr) = (format!("es;q={}", weight(light)), format!("fr;q={}", weight(heavy)));
            let header = if turn { [fr, es] } else { [es, fr] }.join(",");
            prop_assert_eq!(Language::accepted(&header), Some(French), "{}", header);
        }
    }
}
