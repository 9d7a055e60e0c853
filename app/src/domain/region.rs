//! Where a `+1` number belongs, and which regions are regulated.

use serde::{Deserialize, Serialize};

use std::{fmt, str::FromStr};

use super::{CountryCode, Malformed, PhoneNumber, account::spelled, area_codes};

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

/// What asks a pool for a verified account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PoolRule {
    /// Any `+1` number in it.
    #[default]
    AnyPlusOne,
    /// Whatever asks for one alone.
    ByRegion,
}

spelled!(PoolRule, "rule for pools", AnyPlusOne = "any_plus_one", ByRegion = "by_region");

/// The numbers that may be sold only to a verified account (settings of the store).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegulatedRegions {
    /// Countries of the `+1` plan.
    pub countries: Vec<CountryCode>,
    /// What holds for pools.
    pub pools: PoolRule,
}

impl Default for RegulatedRegions {
    fn default() -> Self {
        Self { countries: vec![CountryCode::US, CountryCode::CA, CountryCode::PR], pools: PoolRule::default() }
    }
}

impl RegulatedRegions {
    /// The countries of a list such as `US, CA`; `None` when one of them is no country of the `+1` plan: a slip would
    /// leave a region open.
    #[must_use]
    pub fn listed(text: &str) -> Option<Vec<CountryCode>> {
        let listed =
            text.split(',').map(|code| code.trim().parse().ok().filter(|code: &CountryCode| code.has_area_codes()));
        listed.collect()
    }

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
