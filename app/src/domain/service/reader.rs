//! Reading a form: everything that is wrong is found in one go, and each finding names its field.

use std::{collections::BTreeSet, str::FromStr};

use super::{
    Fields,
    field::{Field, Why, Wrong},
};
use crate::domain::{PhoneNumber, label::unprintable};

/// The longest web address that is taken.
const ADDRESS_MAX: usize = 2_000;
/// The longest e-mail address (RFC 5321, 4.5.3.1.3).
const EMAIL_MAX: usize = 254;

/// A form that is being read.
pub(super) struct Reader<'a> {
    fields: &'a Fields,
    wrong: Vec<Wrong>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(fields: &'a Fields) -> Self {
        Self { fields, wrong: Vec::new() }
    }

    /// What was read, if nothing was wrong.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<Wrong>> {
        match read {
            Some(read) if self.wrong.is_empty() => Ok(read),
            _ => Err(self.wrong),
        }
    }

    pub(super) fn refuse(&mut self, field: Field, why: Why) {
        self.wrong.push(Wrong { field, why });
    }

    /// What stands in the field, in each place where it has a line to itself.
    fn lines(&self, field: Field) -> impl Iterator<Item = &'a str> + use<'a> {
        let named = self.fields.iter().filter(move |(name, _)| name == field.as_str());
        named.flat_map(|(_, value)| value.lines()).map(str::trim).filter(|line| !line.is_empty())
    }

    /// What stands in the field, if anything does.
    pub(super) fn given(&self, field: Field) -> Option<&'a str> {
        let named = self.fields.iter().find(|(name, _)| name == field.as_str());
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// What the field must hold, as `parse` reads it.
    pub(super) fn read<T>(&mut self, field: Field, parse: impl FnOnce(&str) -> Result<T, Why>) -> Option<T> {
        let read = self.given(field).ok_or(Why::Missing).and_then(parse);
        read.map_err(|why| self.refuse(field, why)).ok()
    }

    /// The same of a field that may be empty: `None` is what could not be read.
    pub(super) fn read_if_given<T>(
        &mut self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, Why>,
    ) -> Option<Option<T>> {
        if self.given(field).is_none() { Some(None) } else { self.read(field, parse).map(Some) }
    }

    /// One line of at most `most` characters.
    pub(super) fn text(&mut self, field: Field, most: u16) -> Option<String> {
        self.read(field, |text| line(text, most))
    }

    /// The same where nothing need stand.
    pub(super) fn text_if_given(&mut self, field: Field, most: u16) -> Option<Option<String>> {
        self.read_if_given(field, |text| line(text, most))
    }

    /// Sentences, over as many lines as they need.
    pub(super) fn prose(&mut self, field: Field, most: u16) -> Option<String> {
        self.read(field, |text| prose(text, most))
    }

    /// The same where nothing need stand.
    pub(super) fn prose_if_given(&mut self, field: Field, most: u16) -> Option<Option<String>> {
        self.read_if_given(field, |text| prose(text, most))
    }

    /// One of the choices.
    pub(super) fn choice<T: FromStr>(&mut self, field: Field) -> Option<T> {
        self.read(field, |text| text.parse().map_err(|_| Why::NotAChoice))
    }

    /// One or more of the choices.
    pub(super) fn choices<T: FromStr + Ord>(&mut self, field: Field) -> Option<BTreeSet<T>> {
        let read =
            self.lines(field).map(str::parse::<T>).collect::<Result<BTreeSet<T>, _>>().map_err(|_| Why::NotAChoice);
        let read = read.and_then(|chosen| if chosen.is_empty() { Err(Why::Missing) } else { Ok(chosen) });
        read.map_err(|why| self.refuse(field, why)).ok()
    }

    /// One to `most` entries, each on a line of its own.
    pub(super) fn several<T>(
        &mut self,
        field: Field,
        most: u16,
        parse: impl Fn(&str) -> Result<T, Why>,
    ) -> Option<Vec<T>> {
        let read = self.lines(field).map(parse).collect::<Result<Vec<T>, Why>>();
        let read = read.and_then(|several| match several.len() {
            0 => Err(Why::Missing),
            many if many > usize::from(most) => Err(Why::TooMany(most)),
            _ => Ok(several),
        });
        read.map_err(|why| self.refuse(field, why)).ok()
    }
}

fn line(text: &str, most: u16) -> Result<String, Why> {
    if text.chars().any(unprintable) { Err(Why::OddCharacter) } else { short(text, most) }
}

fn prose(text: &str, most: u16) -> Result<String, Why> {
    let text = text.replace("\r\n", "\n");
    let odd = text.chars().any(|c| c != '\n' && unprintable(c));
    if odd { Err(Why::OddCharacter) } else { short(&text, most) }
}

fn short(text: &str, most: u16) -> Result<String, Why> {
    if text.chars().count() > usize::from(most) { Err(Why::TooLong(most)) } else { Ok(text.to_owned()) }
}

/// An e-mail address as far as its shape tells.
pub(super) fn email(text: &str) -> Result<String, Why> {
    let (name, host) = text.rsplit_once('@').ok_or(Why::NotAnEmail)?;
    let plain = text.len() <= EMAIL_MAX && !name.is_empty() && !name.contains('@');
    let printable = !text.chars().any(|c| c.is_whitespace() || unprintable(c));
    if plain && printable && is_host(host) { Ok(text.to_owned()) } else { Err(Why::NotAnEmail) }
}

/// An address of the web: `http` or `https`, a host with a dot, and whatever follows it. People leave the scheme out, as
/// browsers let them: it is `https` then.
pub(super) fn website(text: &str) -> Result<String, Why> {
    let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let rest =
        ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme)).ok_or(Why::NotAWebAddress)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let printable = !text.chars().any(|c| c.is_whitespace() || unprintable(c));
    if printable && address.len() <= ADDRESS_MAX && is_host(host) { Ok(address) } else { Err(Why::NotAWebAddress) }
}

/// Labels with dots between, the last one no number. Letters of any language: names may be international.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && host.split('.').all(label) && last.chars().any(char::is_alphabetic)
}

/// A phone number as people write it: with its country code, or as within North America (NANP), with or without the 1.
pub(super) fn phone(text: &str) -> Result<PhoneNumber, Why> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
    let e164 = match plain.len() {
        10 if !plain.starts_with('+') => format!("+1{plain}"),
        11 if plain.starts_with('1') => format!("+{plain}"),
        _ => plain,
    };
    e164.parse().map_err(|_| Why::NotAPhoneNumber)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_has_a_name_and_a_host() {
        for good in ["ana@example.com", "ana+x@mail.example.co", "ána@exámple.com"] {
            assert_eq!(email(good).as_deref(), Ok(good));
        }
        for bad in ["ana", "@example.com", "ana@", "ana@localhost", "a b@example.com", "a@b@example.com", "ana@1.2.3.4"]
        {
            assert_eq!(email(bad), Err(Why::NotAnEmail), "{bad}");
        }
    }

    #[test]
    fn a_website_has_a_host_and_gets_a_scheme() {
        assert_eq!(website("example.com/a").as_deref(), Ok("https://example.com/a"));
        for good in ["https://example.com", "http://www.example.com/a?b#c"] {
            assert_eq!(website(good).as_deref(), Ok(good));
        }
        for bad in [
            "example",
            "ftp://example.com",
            "mailto:ana@example.com",
            "https://",
            "https://localhost",
            "https://a b.com",
            "https://-.com",
        ] {
            assert_eq!(website(bad), Err(Why::NotAWebAddress), "{bad}");
        }
    }

    #[test]
    fn a_phone_number_is_taken_as_people_write_it() {
        for text in ["+1 (202) 555-0123", "202 555 0123", "(202) 555-0123", "1-202-555-0123"] {
            assert_eq!(phone(text).expect("a number").as_e164(), "+12025550123", "{text}");
        }
        for text in ["555 0123", "20 7946 0018 1", "202 555 01234", "+202 555 0123 x9", "ten"] {
            assert_eq!(phone(text), Err(Why::NotAPhoneNumber), "{text}");
        }
    }
}
