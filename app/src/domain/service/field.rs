//! The fields of the forms, and what can be wrong with one.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, account::spelled};

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// The business's legal name.
    BusinessName,
    /// Its legal form.
    BusinessType,
    /// What it does.
    Industry,
    /// Who registered it.
    RegistrationAuthority,
    /// Under which number.
    RegistrationNumber,
    /// In which country, where that is asked.
    RegistrationCountry,
    /// Where in the world it works.
    Regions,
    /// Its website.
    Website,
    /// House and street.
    Street,
    /// Suite, floor or the like.
    StreetLine2,
    /// City.
    City,
    /// State or province.
    State,
    /// Postal code.
    PostalCode,
    /// Country of the address.
    Country,
    /// First name of whoever speaks for it.
    FirstName,
    /// Last name.
    LastName,
    /// E-mail.
    Email,
    /// Phone number.
    Phone,
    /// What is printed on the visiting card.
    JobTitle,
    /// Rank.
    JobPosition,
    /// Who owns it.
    CompanyType,
    /// Where its shares are traded.
    StockExchange,
    /// Under which sign.
    StockTicker,
    /// Where the registry writes to a public company.
    BrandEmail,
    /// The name that is shown with a call.
    DisplayName,
    /// The numbers that it is for.
    Numbers,
    /// What the messages are about.
    UseCases,
    /// The same in sentences.
    Summary,
    /// A message as it will be sent.
    Sample,
    /// How people agree to get messages.
    OptInType,
    /// Pictures that show it.
    OptInImages,
    /// Where its privacy policy stands.
    PrivacyPolicy,
    /// Where its terms stand.
    Terms,
    /// Messages a month.
    Volume,
    /// Where the result is written to.
    NotificationEmail,
    /// Whatever else the reviewer should know.
    Additional,
}

spelled!(
    Field,
    "field",
    BusinessName = "business_name",
    BusinessType = "business_type",
    Industry = "industry",
    RegistrationAuthority = "registration_authority",
    RegistrationNumber = "registration_number",
    RegistrationCountry = "registration_country",
    Regions = "regions",
    Website = "website",
    Street = "street",
    StreetLine2 = "street_line_2",
    City = "city",
    State = "state",
    PostalCode = "postal_code",
    Country = "country",
    FirstName = "first_name",
    LastName = "last_name",
    Email = "email",
    Phone = "phone",
    JobTitle = "job_title",
    JobPosition = "job_position",
    CompanyType = "company_type",
    StockExchange = "stock_exchange",
    StockTicker = "stock_ticker",
    BrandEmail = "brand_email",
    DisplayName = "display_name",
    Numbers = "numbers",
    UseCases = "use_cases",
    Summary = "summary",
    Sample = "sample",
    OptInType = "opt_in_type",
    OptInImages = "opt_in_images",
    PrivacyPolicy = "privacy_policy",
    Terms = "terms",
    Volume = "volume",
    NotificationEmail = "notification_email",
    Additional = "additional"
);

/// What is wrong with what stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum Why {
    /// Nothing stands there.
    #[error("is missing")]
    Missing,
    /// More characters than the vendor takes.
    #[error("is longer than {0} characters")]
    TooLong(u16),
    /// More entries than the vendor takes.
    #[error("has more than {0} entries")]
    TooMany(u16),
    /// None of the choices.
    #[error("is none of the choices")]
    NotAChoice,
    /// Control characters, or others that the vendor does not take here.
    #[error("has a character that does not belong there")]
    OddCharacter,
    /// No e-mail address.
    #[error("is no e-mail address")]
    NotAnEmail,
    /// No address of a website.
    #[error("is no web address")]
    NotAWebAddress,
    /// No phone number with its country code.
    #[error("is no phone number with a country code")]
    NotAPhoneNumber,
    /// Not the shape of this authority's numbers.
    #[error("does not have the shape of such a number")]
    NotARegistrationNumber,
    /// Not the shape of the country's postal codes.
    #[error("is no postal code of the country")]
    NotAPostalCode,
    /// A post box: the vendor wants a place where somebody is.
    #[error("is a post box")]
    PostBox,
    /// Not among those whom the vendor takes for this service.
    #[error("is not taken for this service")]
    NotTaken,
    /// Not a number of the United States.
    #[error("is not a number of the United States")]
    NotUnitedStates,
    /// Not a number of the account.
    #[error("is not the account's")]
    NotOwned,
    /// Another application of the account for this service is under way, or granted.
    #[error("has an application already")]
    AppliedFor,
    /// Does not go with the legal form of the business.
    #[error("does not go with the business type")]
    WrongKind,
    /// Not a toll-free number.
    #[error("is not a toll-free number")]
    NotTollFree,
    /// Does not begin with a letter.
    #[error("does not begin with a letter")]
    NoLetterFirst,
    /// Says nothing of who calls: a place, or what everybody could be called.
    #[error("could be anybody's")]
    Generic,
    /// Claims to be an authority.
    #[error("claims to be an authority")]
    Prohibited,
}

/// A field that cannot be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[error("{field} {why}")]
pub struct Wrong {
    /// Which.
    pub field: Field,
    /// Why not.
    pub why: Why,
}
