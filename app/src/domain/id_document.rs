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

/// Countries whose documents are taken, by name.
pub fn issuers() -> impl Iterator<Item = (CountryCode, &'static str, &'static [IdType])> {
    ISSUERS.iter().filter_map(|issuer| Some((issuer.code.parse().ok()?, issuer.name, issuer.types)))
}

struct Issuer {
    code: &'static str,
    name: &'static str,
    types: &'static [IdType],
}

const fn issuer(code: &'static str, name: &'static str, types: &'static [IdType]) -> Issuer {
    Issuer { code, name, types }
}

use IdType::{
    DriversLicense as Licence, IdentityCard as Card, Passport, PassportCard, PermanentResident as Permanent,
    ResidencePermit as Permit,
};

/// The three regulated countries first, the others by English name.
const ISSUERS: &[Issuer] = &[
    issuer("US", "United States", &[Licence, Passport, Card, PassportCard, Permanent]),
    issuer("CA", "Canada", &[Licence, Passport, Card, Permanent]),
    issuer("PR", "Puerto Rico", &[Licence, Passport, Card]),
    issuer("AU", "Australia", &[Passport, Licence, Card]),
    issuer("BR", "Brazil", &[Passport, Card, Licence]),
    issuer("CO", "Colombia", &[Passport, Card, Licence]),
    issuer("DO", "Dominican Republic", &[Passport, Card, Licence]),
    issuer("FR", "France", &[Passport, Card, Licence, Permit]),
    issuer("DE", "Germany", &[Passport, Card, Licence, Permit]),
    issuer("IN", "India", &[Passport, Card, Licence]),
    issuer("IE", "Ireland", &[Passport, PassportCard, Licence]),
    issuer("IT", "Italy", &[Passport, Card, Licence, Permit]),
    issuer("JM", "Jamaica", &[Passport, Licence, Card]),
    issuer("MX", "Mexico", &[Passport, Card, Licence]),
    issuer("NL", "Netherlands", &[Passport, Card, Licence, Permit]),
    issuer("NZ", "New Zealand", &[Passport, Licence]),
    issuer("PH", "Philippines", &[Passport, Card, Licence]),
    issuer("PT", "Portugal", &[Passport, Card, Licence, Permit]),
    issuer("ES", "Spain", &[Passport, Card, Licence, Permit]),
    issuer("GB", "United Kingdom", &[Passport, Licence, Permit]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_issuer_stands_once_and_takes_a_passport() {
        let mut seen = HashSet::new();
        for (code, name, types) in issuers() {
            assert!(seen.insert(code), "{name} twice");
            assert!(types.contains(&IdType::Passport), "{name}");
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
