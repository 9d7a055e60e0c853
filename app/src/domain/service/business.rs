//! A business as the vendor wants to know it.
//!
//! Fields and closed lists: Twilio's guides "API: Create a Secondary Customer Profile" and "SHAKEN/STIR Onboarding –
//! Trust Hub REST API (ISVs/Resellers)".

use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

use super::{
    field::{Field, Why},
    reader::{self, Reader},
};
use crate::domain::{CountryCode, Malformed, PhoneNumber, account::spelled};

/// The legal form of a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BusinessType {
    /// One person, without a company.
    SoleProprietorship,
    /// Several persons, without a company.
    Partnership,
    /// A limited liability company.
    LimitedLiability,
    /// A corporation.
    Corporation,
    /// A co-operative.
    CoOperative,
    /// A corporation that makes no profit; agencies of a government too.
    NonProfit,
}

spelled!(
    BusinessType,
    "business type",
    SoleProprietorship = "sole_proprietorship",
    Partnership = "partnership",
    LimitedLiability = "limited_liability",
    Corporation = "corporation",
    CoOperative = "co_operative",
    NonProfit = "non_profit"
);

/// What a business does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says it itself")]
pub enum Industry {
    Agriculture,
    Automotive,
    Banking,
    Consumer,
    Education,
    Electronics,
    Energy,
    Engineering,
    FastMovingConsumerGoods,
    Financial,
    Fintech,
    FoodAndBeverage,
    Government,
    Healthcare,
    Hospitality,
    Insurance,
    Jewelry,
    Legal,
    Manufacturing,
    Media,
    NotForProfit,
    OilAndGas,
    Online,
    RawMaterials,
    RealEstate,
    Religion,
    Retail,
    Technology,
    Telecommunications,
    Transportation,
    Travel,
}

spelled!(
    Industry,
    "industry",
    Agriculture = "agriculture",
    Automotive = "automotive",
    Banking = "banking",
    Consumer = "consumer",
    Education = "education",
    Electronics = "electronics",
    Energy = "energy",
    Engineering = "engineering",
    FastMovingConsumerGoods = "fast_moving_consumer_goods",
    Financial = "financial",
    Fintech = "fintech",
    FoodAndBeverage = "food_and_beverage",
    Government = "government",
    Healthcare = "healthcare",
    Hospitality = "hospitality",
    Insurance = "insurance",
    Jewelry = "jewelry",
    Legal = "legal",
    Manufacturing = "manufacturing",
    Media = "media",
    NotForProfit = "not_for_profit",
    OilAndGas = "oil_and_gas",
    Online = "online",
    RawMaterials = "raw_materials",
    RealEstate = "real_estate",
    Religion = "religion",
    Retail = "retail",
    Technology = "technology",
    Telecommunications = "telecommunications",
    Transportation = "transportation",
    Travel = "travel"
);

/// A part of the world in which a business works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says it itself")]
pub enum Region {
    Africa,
    Asia,
    Europe,
    LatinAmerica,
    UsaAndCanada,
}

spelled!(
    Region,
    "region",
    Africa = "africa",
    Asia = "asia",
    Europe = "europe",
    LatinAmerica = "latin_america",
    UsaAndCanada = "usa_and_canada"
);

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

/// The rank of whoever speaks for a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum JobPosition {
    /// A director.
    Director,
    /// A general manager.
    GeneralManager,
    /// A vice president.
    VicePresident,
    /// The chief executive.
    ChiefExecutive,
    /// The chief financial officer.
    ChiefFinancial,
    /// The general counsel.
    GeneralCounsel,
}

spelled!(
    JobPosition,
    "position",
    Director = "director",
    GeneralManager = "general_manager",
    VicePresident = "vice_president",
    ChiefExecutive = "chief_executive",
    ChiefFinancial = "chief_financial",
    GeneralCounsel = "general_counsel"
);

/// Whoever speaks for a business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Representative {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail.
    pub email: String,
    /// Phone number.
    pub phone: PhoneNumber,
    /// What is printed on the visiting card.
    pub title: String,
    /// Rank.
    pub position: JobPosition,
}

/// A business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Business {
    /// Legal name.
    pub name: String,
    /// Legal form.
    pub kind: BusinessType,
    /// What it does.
    pub industry: Industry,
    /// Its number in a register.
    pub registration: Registration,
    /// Where it works; never empty.
    pub regions: BTreeSet<Region>,
    /// Its website.
    pub website: String,
    /// Where it is.
    pub address: Address,
    /// Who speaks for it.
    pub representative: Representative,
}

/// The longest name of a business.
pub(super) const NAME_MAX: u16 = 255;
/// The longest name of a person, and the longest title.
pub(super) const PERSON_MAX: u16 = 100;

impl Business {
    pub(super) fn read(form: &mut Reader<'_>) -> Option<Self> {
        let name = form.text(Field::BusinessName, NAME_MAX);
        let kind = form.choice(Field::BusinessType);
        let industry = form.choice(Field::Industry);
        let registration = Registration::read(form);
        let regions = form.choices(Field::Regions);
        let website = form.read(Field::Website, reader::website);
        let address = Address::read(form);
        let representative = Representative::read(form);
        Some(Self {
            name: name?,
            kind: kind?,
            industry: industry?,
            registration: registration?,
            regions: regions?,
            website: website?,
            address: address?,
            representative: representative?,
        })
    }
}

impl Registration {
    fn read(form: &mut Reader<'_>) -> Option<Self> {
        let Some(authority) = form.choice(Field::RegistrationAuthority) else {
            // The number's shape is the authority's; that something stands there can be asked anyway.
            form.text(Field::RegistrationNumber, 50);
            return None;
        };
        form.read(Field::RegistrationNumber, |text| Self::parse(authority, text))
    }
}

impl Address {
    pub(super) fn read(form: &mut Reader<'_>) -> Option<Self> {
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

impl Representative {
    fn read(form: &mut Reader<'_>) -> Option<Self> {
        let first_name = form.text(Field::FirstName, PERSON_MAX);
        let last_name = form.text(Field::LastName, PERSON_MAX);
        let email = form.read(Field::Email, reader::email);
        let phone = form.read(Field::Phone, reader::phone);
        let title = form.text(Field::JobTitle, PERSON_MAX);
        let position = form.choice(Field::JobPosition);
        Some(Self {
            first_name: first_name?,
            last_name: last_name?,
            email: email?,
            phone: phone?,
            title: title?,
            position: position?,
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
