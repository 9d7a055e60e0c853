//! Identity documents: which kinds a country issues and which of them have a back, as one table.
//!
//! The vendor publishes no such table (its coverage map sits behind the customer dashboard); this one is our own
//! choice of what carriers accept, and the vendor has the last word.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{CountryCode, Malformed, account::spelled};

/// A kind of identity document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IdType {
    /// The booklet; the page with the picture is enough.
    Passport,
    /// A licence to drive.
    DriversLicense,
    /// A national or state identity card.
    IdentityCard,
    /// A passport in the form of a card.
    PassportCard,
    /// A card of permanent residence.
    PermanentResident,
    /// A permit to reside.
    ResidencePermit,
}

spelled!(
    IdType,
    "ID type",
    Passport = "passport",
    DriversLicense = "drivers-license",
    IdentityCard = "identity-card",
    PassportCard = "passport-card",
    PermanentResident = "permanent-resident",
    ResidencePermit = "residence-permit"
);

impl IdType {
    /// Whether the back carries something that must be seen.
    #[must_use]
    pub const fn has_back(self) -> bool {
        !matches!(self, Self::Passport)
    }
}

/// A kind of document of a country that issues it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IdDocument {
    country: CountryCode,
    kind: IdType,
}

impl IdDocument {
    /// The document `kind` of `country`.
    ///
    /// # Errors
    /// [`Malformed`] when the table has no such document.
    pub fn new(country: CountryCode, kind: IdType) -> Result<Self, Malformed> {
        let known = types_of(country).is_some_and(|types| types.contains(&kind));
        if known { Ok(Self { country, kind }) } else { Err(Malformed("ID type for this country")) }
    }

    /// Who issues it.
    #[must_use]
    pub const fn country(&self) -> CountryCode {
        self.country
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> IdType {
        self.kind
    }

    /// Whether both sides must be seen.
    #[must_use]
    pub const fn needs_back(&self) -> bool {
        self.kind.has_back()
    }
}

/// The kinds that `country` issues; `None` when we take no document of it.
#[must_use]
pub fn types_of(country: CountryCode) -> Option<&'static [IdType]> {
    ISSUERS.iter().find(|issuer| issuer.code == country.as_str()).map(|issuer| issuer.types)
}

/// Countries whose documents are taken, the [`FIRST`] of them the regulated ones.
pub fn issuers() -> impl Iterator<Item = (CountryCode, &'static [IdType])> {
    ISSUERS.iter().filter_map(|issuer| Some((issuer.code.parse().ok()?, issuer.types)))
}

/// How many of [`issuers`] go before the others, which stand as a reader's alphabet has them.
pub const FIRST: usize = 3;

struct Issuer {
    code: &'static str,
    types: &'static [IdType],
}

const fn issuer(code: &'static str, types: &'static [IdType]) -> Issuer {
    Issuer { code, types }
}

use IdType::{
    DriversLicense as Licence, IdentityCard as Card, Passport, PassportCard, PermanentResident as Permanent,
    ResidencePermit as Permit,
};

/// The three regulated countries first.
const ISSUERS: &[Issuer] = &[
    issuer("US", &[Licence, Passport, Card, PassportCard, Permanent]),
    issuer("CA", &[Licence, Passport, Card, Permanent]),
    issuer("PR", &[Licence, Passport, Card]),
    issuer("AU", &[Passport, Licence, Card]),
    issuer("BR", &[Passport, Card, Licence]),
    issuer("CO", &[Passport, Card, Licence]),
    issuer("DO", &[Passport, Card, Licence]),
    issuer("FR", &[Passport, Card, Licence, Permit]),
    issuer("DE", &[Passport, Card, Licence, Permit]),
    issuer("IN", &[Passport, Card, Licence]),
    issuer("IE", &[Passport, PassportCard, Licence]),
    issuer("IT", &[Passport, Card, Licence, Permit]),
    issuer("JM", &[Passport, Licence, Card]),
    issuer("MX", &[Passport, Card, Licence]),
    issuer("NL", &[Passport, Card, Licence, Permit]),
    issuer("NZ", &[Passport, Licence]),
    issuer("PH", &[Passport, Card, Licence]),
    issuer("PT", &[Passport, Card, Licence, Permit]),
    issuer("ES", &[Passport, Card, Licence, Permit]),
    issuer("GB", &[Passport, Licence, Permit]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_issuer_stands_once_and_takes_a_passport() {
        let mut seen = HashSet::new();
        for (code, types) in issuers() {
            assert!(seen.insert(code), "{code} twice");
            assert!(types.contains(&IdType::Passport), "{code}");
        }
        assert_eq!(seen.len(), ISSUERS.len(), "every code is two capital letters");
        assert!([CountryCode::US, CountryCode::CA, CountryCode::PR].iter().all(|code| seen.contains(code)));
    }

    #[test]
    fn only_documents_of_the_table_exist() {
        assert!(IdDocument::new(CountryCode::US, IdType::PassportCard).is_ok());
        assert!(IdDocument::new(CountryCode::PR, IdType::ResidencePermit).is_err());
        assert!("ZZ".parse().is_ok_and(|zz| IdDocument::new(zz, IdType::Passport).is_err()));
    }
}
