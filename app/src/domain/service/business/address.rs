//! Where a business is.

use crate::domain::{
    CountryCode,
    service::{
        field::{Field, Why},
        reader::Reader,
    },
};

/// Where a business is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// House and street.
    pub street: String,
    /// Suite, floor or the like.
    pub line_2: Option<String>,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Postal code.
    pub postal_code: String,
    /// Country.
    pub country: CountryCode,
}

impl Address {
    pub(in crate::domain::service) fn read(form: &mut Reader<'_>) -> Option<Self> {
        let street = form.text(Field::Street, 100);
        if street.as_deref().is_some_and(is_post_box) {
            form.refuse(Field::Street, Why::PostBox);
        }
        let line_2 = form.text_if_given(Field::StreetLine2, 100);
        let city = form.text(Field::City, 100);
        let state = form.text(Field::State, 50);
        let country = form.choice(Field::Country);
        let postal_code = form.read(Field::PostalCode, |text| postal_code(country, text));
        Some(Self {
            street: street?,
            line_2: line_2?,
            city: city?,
            state: state?,
            postal_code: postal_code?,
            country: country?,
        })
    }
}

fn is_post_box(street: &str) -> bool {
    let plain: String = street.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    plain.strip_prefix("pobox").or_else(|| plain.strip_prefix("postofficebox")).is_some()
}

/// ZIP and ZIP+4 of the United States and Puerto Rico, `A1A 1A1` of Canada; elsewhere anything short.
fn postal_code(country: Option<CountryCode>, text: &str) -> Result<String, Why> {
    let code = text.to_ascii_uppercase();
    let shape: String = code
        .chars()
        .map(|c| {
            if c.is_ascii_digit() {
                '9'
            } else if c.is_ascii_uppercase() {
                'A'
            } else {
                c
            }
        })
        .collect();
    let fits = match country {
        Some(CountryCode::US | CountryCode::PR) => ["99999", "99999-9999"].contains(&shape.as_str()),
        Some(CountryCode::CA) => ["A9A 9A9", "A9A9A9"].contains(&shape.as_str()),
        Some(_) | None => shape.len() <= 12 && shape.chars().all(|c| matches!(c, '9' | 'A' | ' ' | '-')),
    };
    if fits { Ok(code) } else { Err(Why::NotAPostalCode) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postal_code_has_the_shape_of_its_country() {
        for (country, good) in [("US", "95110"), ("PR", "00901-1234"), ("CA", "k1a 0b1"), ("GB", "SW1A 1AA")] {
            assert!(postal_code(country.parse().ok(), good).is_ok(), "{country} {good}");
        }
        for (country, bad) in [("US", "9511"), ("US", "K1A 0B1"), ("CA", "95110"), ("GB", "<script>")] {
            let refused = postal_code(country.parse().ok(), bad);
            assert_eq!(refused, Err(Why::NotAPostalCode), "{country} {bad}");
        }
    }

    #[test]
    fn nobody_lives_in_a_post_box() {
        for street in ["PO Box 12", "P.O. Box 12", "Post Office Box 1"] {
            assert!(is_post_box(street), "{street}");
        }
        assert!(!is_post_box("12 Box Road"));
    }
}
