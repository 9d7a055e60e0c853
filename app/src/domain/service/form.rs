//! The four forms.

use std::{collections::BTreeSet, fmt, str::FromStr};

use super::{
    Service, TollFree,
    business::{Authority, Business, BusinessType},
    caller_name::CallerName,
    field::{Field, Why, Wrong},
    reader::{self, Reader},
};
use crate::domain::{CountryCode, Malformed, PhoneNumber, account::spelled};

/// A form as it was sent: names and what stands there. A name may come several times; where several entries are wanted,
/// each line is one too.
pub type Fields = [(String, String)];

/// The most numbers of one application.
const NUMBERS_MAX: u16 = 100;

/// A stock exchange, by the sign under which the carriers' registry knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each says it itself")]
pub enum StockExchange {
    Nasdaq,
    Nyse,
    Amex,
    Amx,
    Asx,
    B3,
    Bme,
    Bse,
    Fra,
    Icex,
    Jpx,
    Jse,
    Krx,
    Lon,
    Nse,
    Omx,
    Sehk,
    Sse,
    Sto,
    Swx,
    Szse,
    Tsx,
    Twse,
    Vse,
}

spelled!(
    StockExchange,
    "stock exchange",
    Nasdaq = "nasdaq",
    Nyse = "nyse",
    Amex = "amex",
    Amx = "amx",
    Asx = "asx",
    B3 = "b3",
    Bme = "bme",
    Bse = "bse",
    Fra = "fra",
    Icex = "icex",
    Jpx = "jpx",
    Jse = "jse",
    Krx = "krx",
    Lon = "lon",
    Nse = "nse",
    Omx = "omx",
    Sehk = "sehk",
    Sse = "sse",
    Sto = "sto",
    Swx = "swx",
    Szse = "szse",
    Tsx = "tsx",
    Twse = "twse",
    Vse = "vse"
);

/// Where a public company's shares are traded, and where the registry writes to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Listing {
    /// Where.
    pub exchange: StockExchange,
    /// Under which sign.
    pub ticker: String,
    /// Where the registry asks for a confirmation.
    pub email: String,
}

/// Who owns a business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Company {
    /// Private hands.
    Private,
    /// Whoever buys its shares.
    Public(Listing),
    /// Nobody who takes profits.
    NonProfit,
    /// A government.
    Government,
}

/// Registration of a brand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct A2pBrand {
    /// Whose.
    pub business: Business,
    /// Who owns it.
    pub company: Company,
}

/// A name with calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cnam {
    /// Whose.
    pub business: Business,
    /// The name.
    pub name: CallerName,
    /// The numbers that it is shown for: of the United States, never empty, no two the same.
    pub numbers: Vec<PhoneNumber>,
}

/// Signed calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShakenStir {
    /// Whose.
    pub business: Business,
    /// The numbers that are signed for: of the United States or toll-free, never empty, no two the same.
    pub numbers: Vec<PhoneNumber>,
}

/// A form that can be sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Registration of a brand.
    A2pBrand(Box<A2pBrand>),
    /// Verification of a toll-free number.
    TollFree(Box<TollFree>),
    /// A name with calls.
    Cnam(Box<Cnam>),
    /// Signed calls.
    ShakenStir(Box<ShakenStir>),
}

impl Form {
    /// Reads the form of `service`. Fields of other names are nobody's business.
    ///
    /// # Errors
    /// Everything that is wrong, each with its field.
    pub fn parse(service: Service, fields: &Fields) -> Result<Self, Vec<Wrong>> {
        let mut form = Reader::new(fields);
        let read = match service {
            Service::A2pBrand => A2pBrand::read(&mut form).map(Box::new).map(Self::A2pBrand),
            Service::TollFree => TollFree::read(&mut form).map(Box::new).map(Self::TollFree),
            Service::Cnam => Cnam::read(&mut form).map(Box::new).map(Self::Cnam),
            Service::ShakenStir => ShakenStir::read(&mut form).map(Box::new).map(Self::ShakenStir),
        };
        form.finish(read)
    }

    /// Which service it is for.
    #[must_use]
    pub const fn service(&self) -> Service {
        match self {
            Self::A2pBrand(_) => Service::A2pBrand,
            Self::TollFree(_) => Service::TollFree,
            Self::Cnam(_) => Service::Cnam,
            Self::ShakenStir(_) => Service::ShakenStir,
        }
    }

    /// The numbers that it is for, which the account must own; a brand is for none in particular.
    #[must_use]
    pub fn numbers(&self) -> &[PhoneNumber] {
        match self {
            Self::A2pBrand(_) => &[],
            Self::TollFree(form) => &form.numbers,
            Self::Cnam(form) => &form.numbers,
            Self::ShakenStir(form) => &form.numbers,
        }
    }
}

impl Form {
    /// The field in which both forms of one service speak of the same: a number, or the business that a brand is of.
    #[must_use]
    pub fn repeats(&self, other: &Self) -> Option<Field> {
        match (self, other) {
            (Self::A2pBrand(one), Self::A2pBrand(other)) => {
                (one.business.registration == other.business.registration).then_some(Field::RegistrationNumber)
            }
            _ if self.service() != other.service() => None,
            _ => self.numbers().iter().any(|number| other.numbers().contains(number)).then_some(Field::Numbers),
        }
    }
}

impl A2pBrand {
    fn read(form: &mut Reader<'_>) -> Option<Self> {
        let business = Business::read(form);
        let company = Company::read(form);
        if let Some(business) = &business {
            // The registry looks a business of the United States up by its tax number.
            let american = business.address.country == CountryCode::US;
            if american && business.registration.authority == Authority::Duns {
                form.refuse(Field::RegistrationAuthority, Why::NotTaken);
            }
            // Agencies and charities are both of the one legal form that makes no profit.
            let without_profit = matches!(company, Some(Company::NonProfit | Company::Government));
            if company.is_some() && without_profit != (business.kind == BusinessType::NonProfit) {
                form.refuse(Field::CompanyType, Why::WrongKind);
            }
        }
        Some(Self { business: business?, company: company? })
    }
}

impl Company {
    fn read(form: &mut Reader<'_>) -> Option<Self> {
        let known = form.read(Field::CompanyType, |text| match text {
            "private" => Ok(Some(Self::Private)),
            "non_profit" => Ok(Some(Self::NonProfit)),
            "government" => Ok(Some(Self::Government)),
            "public" => Ok(None),
            _ => Err(Why::NotAChoice),
        })?;
        if known.is_some() {
            return known;
        }
        let exchange = form.choice(Field::StockExchange);
        let ticker = form.text(Field::StockTicker, 10);
        let email = form.read(Field::BrandEmail, reader::email);
        Some(Self::Public(Listing { exchange: exchange?, ticker: ticker?, email: email? }))
    }
}

impl Cnam {
    fn read(form: &mut Reader<'_>) -> Option<Self> {
        let business = Business::read(form);
        // "Your profile must be associated with … an EIN or a DUNS number."
        if business
            .as_ref()
            .is_some_and(|business| !matches!(business.registration.authority, Authority::Ein | Authority::Duns))
        {
            form.refuse(Field::RegistrationAuthority, Why::NotTaken);
        }
        let name = form.read(Field::DisplayName, CallerName::parse);
        let numbers = numbers(form, Service::Cnam);
        Some(Self { business: business?, name: name?, numbers: numbers? })
    }
}

impl ShakenStir {
    fn read(form: &mut Reader<'_>) -> Option<Self> {
        let business = Business::read(form);
        let numbers = numbers(form, Service::ShakenStir);
        Some(Self { business: business?, numbers: numbers? })
    }
}

fn numbers(form: &mut Reader<'_>, service: Service) -> Option<Vec<PhoneNumber>> {
    let numbers = form.several(Field::Numbers, NUMBERS_MAX, |text| {
        let number = reader::phone(text)?;
        if service.takes(&number) { Ok(number) } else { Err(Why::NotUnitedStates) }
    })?;
    // Once each, in one order.
    let numbers: BTreeSet<PhoneNumber> = numbers.into_iter().collect();
    Some(numbers.into_iter().collect())
}

#[cfg(test)]
mod tests;
