//! What a search asks for and what it finds.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{CountryCode, Malformed, Money, PhoneNumber, account::spelled, states::STATES};

/// The kind of line that a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NumberType {
    /// Tied to a place.
    Local,
    /// A mobile number.
    Mobile,
    /// Free for the caller.
    TollFree,
}

spelled!(NumberType, "type", Local = "local", Mobile = "mobile", TollFree = "toll-free");

/// What a number can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// Calls.
    pub voice: bool,
    /// Text messages.
    pub sms: bool,
    /// Picture messages.
    pub mms: bool,
}

/// Whose number it is until it is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Our own stock: reserved while an order is held, sold in one transaction.
    Stock,
    /// Twilio: no reservation, asked again at completion.
    Twilio,
}

spelled!(Source, "source", Stock = "stock", Twilio = "twilio");

/// A number that can be bought now, at this price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The number.
    pub number: PhoneNumber,
    /// Its country.
    pub country: CountryCode,
    /// Its kind.
    pub kind: NumberType,
    /// State, province or region, as the source writes it; may be empty.
    pub region: String,
    /// City or rate centre; may be empty.
    pub locality: String,
    /// What it can do.
    pub capabilities: Capabilities,
    /// What the buyer pays a month, mark-up included.
    pub monthly: Money,
    /// Where it comes from.
    pub source: Source,
}

impl Capabilities {
    /// Whether it can do everything that `wanted` can.
    #[must_use]
    pub const fn cover(self, wanted: Self) -> bool {
        (self.voice || !wanted.voice) && (self.sms || !wanted.sms) && (self.mms || !wanted.mms)
    }
}

/// Where in the number the digits must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Match {
    /// Wherever they are.
    #[default]
    Anywhere,
    /// At the start of the national number.
    Start,
    /// At its end.
    End,
}

spelled!(Match, "match", Anywhere = "anywhere", Start = "start", End = "end");

impl Match {
    /// Whether `digits` stand so in `national`.
    #[must_use]
    pub fn fits(self, national: &str, digits: &str) -> bool {
        match self {
            Self::Anywhere => national.contains(digits),
            Self::Start => national.starts_with(digits),
            Self::End => national.ends_with(digits),
        }
    }
}

/// A city, or a region by its name or its two letters; empty for any. At most 60 characters, none with a meaning in a
/// pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(String);

impl Place {
    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The state or province that this names, as two letters; `None` when it names none.
    #[must_use]
    pub fn state(&self) -> Option<&'static str> {
        let wanted = folded(&self.0);
        STATES.iter().find(|(name, code)| *name == wanted || *code == wanted).map(|(_, code)| *code)
    }

    /// Whether a number of this place fits: a word of the city's name begins so, or it is the region's whole name, in
    /// any case, with or without accents.
    #[must_use]
    pub fn fits(&self, locality: &str, region: &str) -> bool {
        let begins = format!(" {}", folded(locality)).contains(&format!(" {}", folded(&self.0)));
        begins || region_key(region) == region_key(&self.0)
    }
}

/// A place's name as names are compared: small letters without accents, hyphens as blanks, no dots or apostrophes.
#[must_use]
pub fn folded(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => key.push('a'),
            'ç' => key.push('c'),
            'è' | 'é' | 'ê' | 'ë' => key.push('e'),
            'ì' | 'í' | 'î' | 'ï' => key.push('i'),
            'ñ' => key.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => key.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => key.push('u'),
            'ŵ' => key.push('w'),
            'ý' | 'ÿ' | 'ŷ' => key.push('y'),
            'œ' => key.push_str("oe"),
            '-' => key.push(' '),
            // The last one is an accent that stands for itself, as some systems write them.
            '.' | '\'' | '’' | '\u{300}'..='\u{36f}' => {}
            other => key.push(other),
        }
    }
    key
}

/// A region as regions are compared: a state or province by its two letters, however it is written.
#[must_use]
pub fn region_key(region: &str) -> String {
    Place(region.to_owned()).state().map_or_else(|| folded(region), str::to_owned)
}

impl FromStr for Place {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        // As the table writes it, `San Francisco, CA` is the city that is meant.
        let text = text.split(',').next().unwrap_or_default().trim();
        let accent = |c: char| matches!(c, '\u{300}'..='\u{36f}');
        let plain = |c: char| c.is_alphabetic() || accent(c) || matches!(c, ' ' | '.' | '\'' | '’' | '-');
        if text.chars().count() > 60 || !text.chars().all(plain) {
            return Err(Malformed("city or region"));
        }
        Ok(Self(text.to_owned()))
    }
}

/// A search, already checked: it lives in the URL of `/search`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Country to search in.
    pub country: CountryCode,
    /// Kind of number.
    pub kind: NumberType,
    /// Three digits, `+1` countries only.
    pub area_code: Option<AreaCode>,
    /// Digits that the number must contain, 0 to 10 of them.
    pub digits: Digits,
    /// Where they must stand.
    pub matching: Match,
    /// Where the number belongs.
    pub place: Place,
    /// What it must be able to do.
    pub wanted: Capabilities,
    /// How many times more rows than the first page has are wanted.
    pub more: More,
}

impl Query {
    /// Every number of this country and kind.
    #[must_use]
    pub fn all(country: CountryCode, kind: NumberType) -> Self {
        Self {
            country,
            kind,
            area_code: None,
            digits: Digits::default(),
            matching: Match::default(),
            place: Place::default(),
            wanted: Capabilities::default(),
            more: More::default(),
        }
    }
}

/// How often 'More results' was pressed: 0 to 9.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct More(u8);

impl More {
    /// The most.
    pub const MOST: Self = Self(9);

    /// Rows, when a page has `page` of them.
    #[must_use]
    pub fn rows(self, page: usize) -> usize {
        page * (usize::from(self.0) + 1)
    }

    /// Once more, up to the limit.
    #[must_use]
    pub fn once_more(self) -> Option<Self> {
        (self.0 < Self::MOST.0).then_some(Self(self.0 + 1))
    }

    /// As the address spells it.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl FromStr for More {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text.parse() {
            Ok(times @ 0..=9) => Ok(Self(times)),
            _ => Err(Malformed("number of results")),
        }
    }
}

/// Three digits of the North American plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaCode(u16);

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for AreaCode {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let three = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(code @ 200..=999) if three => Ok(Self(code)),
            _ => Err(Malformed("area code")),
        }
    }
}

/// Digits to look for; spaces, dots, dashes and brackets are dropped, letters become keypad digits (ITU-T E.161). Of a
/// number that is pasted whole, the calling code goes: the search looks at national digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digits(String);

impl Digits {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Digits {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        const BAD: Malformed = Malformed("digits or word");
        let mut digits = String::new();
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                'a'..='z' | 'A'..='Z' => digits.push(keypad(c)),
                ' ' | '.' | '-' | '(' | ')' | '+' => {}
                _ => return Err(BAD),
            }
        }
        let whole = text.trim_start().starts_with('+');
        let calling_code = match digits.as_bytes() {
            [b'1', ..] if whole || digits.len() == 11 => 1,
            [b'4', b'4', ..] if whole => 2,
            _ => 0,
        };
        let national = digits.split_off(calling_code);
        if national.len() > 10 { Err(BAD) } else { Ok(Self(national)) }
    }
}

const fn keypad(letter: char) -> char {
    match letter.to_ascii_lowercase() {
        'a'..='c' => '2',
        'd'..='f' => '3',
        'g'..='i' => '4',
        'j'..='l' => '5',
        'm'..='o' => '6',
        'p'..='s' => '7',
        't'..='v' => '8',
        _ => '9',
    }
}

#[cfg(test)]
mod tests;
