//! The number under which a business is registered.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{
    Malformed,
    account::spelled,
    service::{
        field::{Field, Why},
        reader::Reader,
    },
};

/// Who gave a business its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Authority {
    /// United States: Employer Identification Number, of the tax office.
    Ein,
    /// Dun & Bradstreet's number.
    Duns,
    /// Canada: Business Number.
    Cbn,
    /// United Kingdom: Company Number.
    Cn,
    /// Australia: Company Number.
    Acn,
    /// India: Corporate Identity Number.
    Cin,
    /// European Union: VAT number.
    Vat,
}

spelled!(
    Authority,
    "authority",
    Ein = "ein",
    Duns = "duns",
    Cbn = "cbn",
    Cn = "cn",
    Acn = "acn",
    Cin = "cin",
    Vat = "vat"
);

/// Under which number somebody registered a business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Registration {
    /// Who did.
    pub authority: Authority,
    /// The number, without marks between.
    pub number: String,
}

impl Registration {
    /// Reads a number of this authority.
    ///
    /// # Errors
    /// It does not have the shape of one.
    pub fn parse(authority: Authority, text: &str) -> Result<Self, Why> {
        let number: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
        let number = number.to_ascii_uppercase();
        let digits = number.bytes().all(|b| b.is_ascii_digit());
        let fits = match authority {
            // Nine digits each: irs.gov "Employer ID Numbers" (no prefix 00), dnb.com "D-U-N-S Number".
            Authority::Ein => digits && number.len() == 9 && !number.starts_with("00"),
            Authority::Duns | Authority::Acn => digits && number.len() == 9,
            // Nine digits of the business, and mostly the program's two letters and four digits after them.
            Authority::Cbn => [9, 15].contains(&number.len()) && number.bytes().take(9).all(|b| b.is_ascii_digit()),
            Authority::Cn => number.len() == 8,
            Authority::Cin => number.len() == 21,
            Authority::Vat => (8..=14).contains(&number.len()),
        };
        let plain = number.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits && plain { Ok(Self { authority, number }) } else { Err(Why::NotARegistrationNumber) }
    }
}

impl Registration {
    pub(super) fn read(form: &mut Reader<'_>) -> Option<Self> {
        let Some(authority) = form.choice(Field::RegistrationAuthority) else {
            // The number's shape is the authority's; that something stands there can be asked anyway.
            form.text(Field::RegistrationNumber, 50);
            return None;
        };
        form.read(Field::RegistrationNumber, |text| Self::parse(authority, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_number_has_the_shape_of_its_authority() {
        let ein = Registration::parse(Authority::Ein, "12-3456789").expect("an EIN");
        assert_eq!(ein.number, "123456789", "as the vendor wants it");
        for (authority, good) in [
            (Authority::Duns, "12-345-6789"),
            (Authority::Cbn, "123456789 RC0001"),
            (Authority::Cn, "sc123456"),
            (Authority::Vat, "DE 123456789"),
        ] {
            assert!(Registration::parse(authority, good).is_ok(), "{authority} {good}");
        }
        for (authority, bad) in [
            (Authority::Ein, "12345678"),
            (Authority::Ein, "00-1234567"),
            (Authority::Ein, "12-345678X"),
            (Authority::Duns, "1234567890"),
            (Authority::Cbn, "12345678RC0001X"),
            (Authority::Vat, "DE12345678é"),
        ] {
            let refused = Registration::parse(authority, bad);
            assert_eq!(refused, Err(Why::NotARegistrationNumber), "{authority} {bad}");
        }
    }
}
