//! Verification of a toll-free number.
//!
//! Required fields and closed lists: Twilio's OpenAPI file `twilio_messaging_v1.json` (`/v1/Tollfree/Verifications`) and
//! its page "Toll-free verification resource". Lengths are ours where the vendor names none.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

use super::{
    Service,
    business::{Address, NAME_MAX, PERSON_MAX},
    field::{Field, Why},
    reader::{self, Reader},
};
use crate::domain::{CountryCode, Malformed, PhoneNumber, account::spelled};

/// What messages are about. Election campaigns are left out: they need a vetting that this form does not ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says it itself")]
pub enum UseCase {
    TwoFactorAuthentication,
    AccountNotifications,
    CustomerCare,
    CharityNonprofit,
    DeliveryNotifications,
    FraudAlertMessaging,
    Events,
    HigherEducation,
    K12,
    Marketing,
    PollingAndVotingNonPolitical,
    PublicServiceAnnouncement,
    SecurityAlert,
}

spelled!(
    UseCase,
    "use case",
    TwoFactorAuthentication = "two_factor_authentication",
    AccountNotifications = "account_notifications",
    CustomerCare = "customer_care",
    CharityNonprofit = "charity_nonprofit",
    DeliveryNotifications = "delivery_notifications",
    FraudAlertMessaging = "fraud_alert_messaging",
    Events = "events",
    HigherEducation = "higher_education",
    K12 = "k12",
    Marketing = "marketing",
    PollingAndVotingNonPolitical = "polling_and_voting_non_political",
    PublicServiceAnnouncement = "public_service_announcement",
    SecurityAlert = "security_alert"
);

/// How people agree to get messages. The vendor's types for imported lists are for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OptInType {
    /// By saying so.
    Verbal,
    /// On a website.
    WebForm,
    /// On paper.
    PaperForm,
    /// By sending a message.
    ViaText,
    /// By a code that a phone reads.
    MobileQrCode,
}

spelled!(
    OptInType,
    "opt-in",
    Verbal = "verbal",
    WebForm = "web_form",
    PaperForm = "paper_form",
    ViaText = "via_text",
    MobileQrCode = "mobile_qr_code"
);

/// Messages a month, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says it itself")]
pub enum MessageVolume {
    Ten,
    Hundred,
    Thousand,
    TenThousand,
    HundredThousand,
    QuarterMillion,
    HalfMillion,
    ThreeQuarterMillion,
    Million,
    FiveMillion,
    More,
}

spelled!(
    MessageVolume,
    "volume",
    Ten = "10",
    Hundred = "100",
    Thousand = "1,000",
    TenThousand = "10,000",
    HundredThousand = "100,000",
    QuarterMillion = "250,000",
    HalfMillion = "500,000",
    ThreeQuarterMillion = "750,000",
    Million = "1,000,000",
    FiveMillion = "5,000,000",
    More = "10,000,000+"
);

/// The kind of business that sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TollFreeBusiness {
    /// For profit, in private hands.
    PrivateProfit,
    /// For profit, traded.
    PublicProfit,
    /// One person.
    SoleProprietor,
    /// Without profit.
    NonProfit,
    /// An agency.
    Government,
}

spelled!(
    TollFreeBusiness,
    "business type",
    PrivateProfit = "private_profit",
    PublicProfit = "public_profit",
    SoleProprietor = "sole_proprietor",
    NonProfit = "non_profit",
    Government = "government"
);

/// Who registered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RegistrationAuthority {
    /// United States: Employer Identification Number.
    Ein,
    /// Canada: Business Number.
    Cbn,
    /// A company register.
    Crn,
    /// A province of Canada.
    Provincial,
    /// A VAT office.
    Vat,
    /// A business register.
    Brn,
    /// Somebody else.
    Other,
}

spelled!(
    RegistrationAuthority,
    "authority",
    Ein = "ein",
    Cbn = "cbn",
    Crn = "crn",
    Provincial = "provincial_number",
    Vat = "vat",
    Brn = "brn",
    Other = "other"
);

/// Under which number it is registered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TollFreeRegistration {
    /// By whom.
    pub authority: RegistrationAuthority,
    /// The number.
    pub number: String,
    /// In which country.
    pub country: CountryCode,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail.
    pub email: String,
    /// Phone number.
    pub phone: PhoneNumber,
}

/// How people agree, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OptIn {
    /// How.
    pub kind: OptInType,
    /// Public addresses of pictures or documents; never empty.
    pub images: Vec<String>,
}

/// A form for the verification of a toll-free number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TollFree {
    /// The number: toll-free.
    pub numbers: [PhoneNumber; 1],
    /// The business's name.
    pub name: String,
    /// What kind it is.
    pub kind: TollFreeBusiness,
    /// Its number in a register; one person alone has none.
    pub registration: Option<TollFreeRegistration>,
    /// Its website.
    pub website: String,
    /// Where it is.
    pub address: Address,
    /// Whom to ask.
    pub contact: Contact,
    /// Where the vendor writes its result to.
    pub notification_email: String,
    /// What messages are about; never empty.
    pub use_cases: BTreeSet<UseCase>,
    /// The same in sentences.
    pub summary: String,
    /// A message as it will be sent.
    pub sample: String,
    /// How people agree.
    pub opt_in: OptIn,
    /// The address of its privacy policy, which reviewers look for.
    pub privacy_policy: Option<String>,
    /// The address of its terms.
    pub terms: Option<String>,
    /// Messages a month.
    pub volume: MessageVolume,
    /// Whatever else the reviewer should know.
    pub additional: Option<String>,
}

impl TollFree {
    pub(super) fn read(form: &mut Reader<'_>) -> Option<Self> {
        let number = form.read(Field::Numbers, toll_free);
        let name = form.text(Field::BusinessName, NAME_MAX);
        let kind = form.choice(Field::BusinessType);
        let registration = TollFreeRegistration::read(form, kind);
        let website = form.read(Field::Website, reader::website);
        let address = Address::read(form);
        let contact = Contact::read(form);
        let notification_email = form.read(Field::NotificationEmail, reader::email);
        let use_cases = form.choices(Field::UseCases);
        let summary = form.prose(Field::Summary, 500);
        let sample = form.prose(Field::Sample, 1_000);
        let opt_in = OptIn::read(form);
        let privacy_policy = form.read_if_given(Field::PrivacyPolicy, reader::website);
        let terms = form.read_if_given(Field::Terms, reader::website);
        let volume = form.choice(Field::Volume);
        let additional = form.prose_if_given(Field::Additional, 500);
        Some(Self {
            numbers: [number?],
            name: name?,
            kind: kind?,
            registration: registration?,
            website: website?,
            address: address?,
            contact: contact?,
            notification_email: notification_email?,
            use_cases: use_cases?,
            summary: summary?,
            sample: sample?,
            opt_in: opt_in?,
            privacy_policy: privacy_policy?,
            terms: terms?,
            volume: volume?,
            additional: additional?,
        })
    }
}

impl TollFreeRegistration {
    /// "Required for all business types except SOLE_PROPRIETOR."
    fn read(form: &mut Reader<'_>, kind: Option<TollFreeBusiness>) -> Option<Option<Self>> {
        let alone = kind == Some(TollFreeBusiness::SoleProprietor);
        if alone && form.given(Field::RegistrationNumber).is_none() {
            return Some(None);
        }
        let authority = form.choice(Field::RegistrationAuthority);
        let number = form.text(Field::RegistrationNumber, 50);
        let country = form.choice(Field::RegistrationCountry);
        Some(Some(Self { authority: authority?, number: number?, country: country? }))
    }
}

impl Contact {
    fn read(form: &mut Reader<'_>) -> Option<Self> {
        let first_name = form.text(Field::FirstName, PERSON_MAX);
        let last_name = form.text(Field::LastName, PERSON_MAX);
        let email = form.read(Field::Email, reader::email);
        let phone = form.read(Field::Phone, reader::phone);
        Some(Self { first_name: first_name?, last_name: last_name?, email: email?, phone: phone? })
    }
}

impl OptIn {
    fn read(form: &mut Reader<'_>) -> Option<Self> {
        let kind = form.choice(Field::OptInType);
        let images = form.several(Field::OptInImages, 5, reader::website);
        Some(Self { kind: kind?, images: images? })
    }
}

fn toll_free(text: &str) -> Result<PhoneNumber, Why> {
    let number = reader::phone(text)?;
    if Service::TollFree.takes(&number) { Ok(number) } else { Err(Why::NotTollFree) }
}
