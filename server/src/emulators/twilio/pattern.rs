//! Twilio's `Contains` pattern, and the simpler one of the list filter `PhoneNumber`.

/// A parsed pattern: digits (`None` = any one digit) and its anchors.
pub(super) struct Pattern {
    digits: Vec<Option<u8>>,
    at_start: bool,
    at_end: bool,
}

impl Pattern {
    /// The rules of the parameter's description (twilio-oai, `twilio_api_v2010.json`): 2–16 characters
    /// of digits, letters and `*` `%` `+` `$`; `+` only first, `$` only last; wildcards only before or
    /// after the rest, and then at least two other characters; different meta-characters not adjacent.
    pub(super) fn contains(text: &str) -> Result<Self, &'static str> {
        if !(2..=16).contains(&text.chars().count()) {
            return Err("must be 2 to 16 characters");
        }
        let meta = |c: char| matches!(c, '*' | '%' | '+' | '$');
        if !text.chars().all(|c| meta(c) || c.is_ascii_alphanumeric()) {
            return Err("holds a character that is not allowed");
        }
        let adjacent = text.chars().zip(text.chars().skip(1));
        if adjacent.into_iter().any(|(a, b)| meta(a) && meta(b) && (a != b || a != '*')) {
            return Err("holds adjacent meta-characters");
        }
        let (at_start, rest) = match text.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (at_end, rest) = match rest.strip_suffix('$') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        if rest.contains(['+', '$']) {
            return Err("holds + or $ where it is not allowed");
        }
        let core = rest.trim_matches(['*', '%']);
        if core.contains(['*', '%']) {
            return Err("holds a wildcard between other characters");
        }
        if core.len() != rest.len() && core.len() < 2 {
            return Err("needs two characters beside its wildcards");
        }
        // `%` stands for a run of any length, none included, at an open end: it asks for nothing.
        let digits = rest.chars().filter(|c| *c != '%').map(digit).collect();
        Ok(Self { digits, at_start, at_end })
    }

    /// The list filter: partial numbers, `*` for any digit.
    pub(super) fn partial(text: &str) -> Self {
        Self {
            digits: text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '*').map(digit).collect(),
            at_start: false,
            at_end: false,
        }
    }

    /// Whether the E.164 number fits. The country code takes part only if the pattern is anchored at
    /// the start or too long for a national number: else `12` would match every +1 number.
    pub(super) fn fits(&self, e164: &str) -> bool {
        let whole = e164.trim_start_matches('+').as_bytes();
        let national = whole.get(1..).unwrap_or_default();
        if self.at_start || self.digits.len() > national.len() {
            self.within(whole) || self.within(national)
        } else {
            self.within(national)
        }
    }

    fn within(&self, number: &[u8]) -> bool {
        let length = self.digits.len();
        if length == 0 {
            return true;
        }
        let count = number.len().saturating_sub(length - 1);
        number.windows(length).enumerate().any(|(index, window)| {
            (!self.at_start || index == 0)
                && (!self.at_end || index + 1 == count)
                && window.iter().zip(&self.digits).all(|(have, want)| want.is_none_or(|want| want == *have))
        })
    }
}

/// Letters as on a telephone's keys; `*` is any digit.
fn digit(c: char) -> Option<u8> {
    Some(match c.to_ascii_lowercase() {
        '*' => return None,
        'a'..='c' => b'2',
        'd'..='f' => b'3',
        'g'..='i' => b'4',
        'j'..='l' => b'5',
        'm'..='o' => b'6',
        'p'..='s' => b'7',
        't'..='v' => b'8',
        'w'..='z' => b'9',
        other => u8::try_from(other).unwrap_or_default(),
    })
}
