//! What the compiler cannot see: that each language writes dates, prices and numbers of things as its readers do.

use super::{Words, english, french, spanish};
use crate::domain::{CountryCode, Language, Money, Month, Timestamp, id_document::issuers, offer::NumberType};

const ALL: [&Words; 3] = [&english::WORDS, &spanish::WORDS, &french::WORDS];

/// Spaces that do not break, as plain ones.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn each(told: impl Fn(&'static Words) -> String) -> [String; 3] {
    ALL.map(|words| plain(&told(words)))
}

#[test]
fn every_language_says_which_it_is() {
    assert_eq!(ALL.map(|words| words.language), Language::ALL);
    let titles = ALL.map(|words| words.document.title);
    assert!(titles[0] != titles[1] && titles[1] != titles[2], "{titles:?}");
}

#[test]
fn dates_are_written_as_their_readers_write_them() {
    let at = Timestamp::of_day(2026, 11, 22).after(std::time::Duration::from_secs(14 * 3_600 + 5 * 60)).civil();
    let first = Timestamp::of_day(2026, 8, 1).civil();
    let told = |words: &'static Words| {
        let dates = &words.dates;
        [
            (dates.full)(dates, at),
            (dates.full_within)(dates, first),
            (dates.day)(dates, first),
            (dates.today)(at),
            (dates.today_within)(at),
        ]
        .join(" | ")
    };
    assert_eq!(
        each(told),
        [
            "22 November 2026, 14:05 | 1 August 2026, 00:00 | Saturday, 1 August | Today, 14:05 | today, 14:05",
            "22 de noviembre de 2026, 14:05 | el 1 de agosto de 2026, 00:00 | sábado, 1 de agosto | Hoy, 14:05 | hoy, 14:05",
            "22 novembre 2026 à 14 h 05 | le 1er août 2026 à 0 h 00 | samedi 1er août | Aujourd'hui à 14 h 05 | \
             aujourd'hui à 14 h 05",
        ]
    );
    let november: Month = "2026-11".parse().expect("a month");
    let months = each(|words| (words.dates.of_month)(&words.dates, november));
    assert_eq!(months, ["November 2026", "noviembre de 2026", "novembre 2026"]);
}

#[test]
fn prices_are_written_as_their_readers_write_them() {
    for (cents, written) in [
        (115, ["$1.15", "$1.15", "1,15 $ US"]),
        (0, ["$0.00", "$0.00", "0,00 $ US"]),
        (-123_456, ["-$1,234.56", "-$1,234.56", "-1 234,56 $ US"]),
    ] {
        assert_eq!(each(|words| (words.frame.money)(Money::from_cents(cents))), written);
    }
    let monthly = each(|words| (words.frame.monthly)(Money::from_cents(115)));
    assert_eq!(monthly, ["$1.15 a month", "$1.15 al mes", "1,15 $ US par mois"]);
}

#[test]
fn one_is_one_and_more_are_more() {
    let told = |count| each(move |words| (words.search.found)(count));
    assert_eq!(told(1), ["1 number", "1 número", "1 numéro"]);
    assert_eq!(told(2), ["2 numbers", "2 números", "2 numéros"]);
}

#[test]
fn every_country_of_an_id_has_a_name() {
    for (code, _) in issuers() {
        for words in ALL {
            let name = (words.frame.country)(code.as_str());
            assert!(name.is_some_and(|name| !name.is_empty()), "{code} in {}", words.language);
        }
    }
    let names = ALL.map(|words| (words.frame.country)(CountryCode::US.as_str()));
    assert_eq!(names, [Some("United States"), Some("Estados Unidos"), Some("États-Unis")]);
    let kinds = ALL.map(|words| (words.frame.kind)(NumberType::TollFree));
    assert_eq!(kinds, ["Toll-free", "Libre de cargos", "Sans frais"]);
}
