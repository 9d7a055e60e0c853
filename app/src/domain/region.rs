//! Where a `+1` number belongs, and which regions are regulated.

use serde::{Deserialize, Serialize};

use super::{CountryCode, PhoneNumber, area_codes};

/// What an area code of the North American plan stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// A place in this country or territory.
    Country(CountryCode),
    /// Toll-free: shared by the whole plan.
    TollFree,
    /// Premium, personal or machine numbers: no place.
    NonGeographic,
    /// In no table of ours: treated as regulated, so a new area code fails closed.
    Unknown,
}

impl Area {
    /// The area of area code `npa`.
    #[must_use]
    pub fn of(npa: u16) -> Self {
        let country = |text: &str| text.parse().map_or(Self::Unknown, Self::Country);
        if area_codes::UNITED_STATES.contains(&npa) {
            Self::Country(CountryCode::US)
        } else if area_codes::CANADA.contains(&npa) {
            Self::Country(CountryCode::CA)
        } else if area_codes::PUERTO_RICO.contains(&npa) {
            Self::Country(CountryCode::PR)
        } else if area_codes::TOLL_FREE.contains(&npa) {
            Self::TollFree
        } else if area_codes::NON_GEOGRAPHIC.contains(&npa) {
            Self::NonGeographic
        } else {
            let other = area_codes::OTHERS.iter().find(|(_, codes)| codes.contains(&npa));
            other.map_or(Self::Unknown, |(code, _)| country(code))
        }
    }
}

/// The regions whose numbers may be sold only to a verified account (a setting of the store).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegulatedRegions {
    /// Countries of the `+1` plan.
    pub countries: Vec<CountryCode>,
}

impl Default for RegulatedRegions {
    fn default() -> Self {
        Self { countries: vec![CountryCode::US, CountryCode::CA, CountryCode::PR] }
    }
}

impl RegulatedRegions {
    /// Whether selling `number` asks for a verified account. Numbers without a place and unknown area codes always do.
    #[must_use]
    pub fn cover(&self, number: &PhoneNumber) -> bool {
        match number.nanp().map(|(npa, _)| Area::of(npa)) {
            None => false,
            Some(Area::Country(country)) => self.countries.contains(&country),
            Some(Area::TollFree | Area::NonGeographic | Area::Unknown) => true,
        }
    }
}
