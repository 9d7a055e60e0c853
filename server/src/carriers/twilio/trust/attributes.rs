//! The domain's words in Twilio's.

use app::domain::service::{Address, Business, BusinessType, CallerName, Company, JobPosition, Representative};
use serde_json::{Value, json};

/// `customer_profile_business_information`.
pub(super) fn business(business: &Business) -> Value {
    let regions: Vec<String> = business.regions.iter().map(|region| capitals(region.as_str())).collect();
    json!({
        "business_name": business.name,
        "business_identity": "direct_customer",
        "business_type": kind(business.kind),
        "business_industry": capitals(business.industry.as_str()),
        "business_registration_identifier": capitals(business.registration.authority.as_str()),
        "business_registration_number": business.registration.number,
        "business_regions_of_operation": regions.join(","),
        "website_url": business.website,
    })
}

/// `authorized_representative_1`.
pub(super) fn representative(person: &Representative) -> Value {
    json!({
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "phone_number": person.phone.as_e164(),
        "business_title": person.title,
        "job_position": position(person.position),
    })
}

/// `us_a2p_messaging_profile_information`.
pub(super) fn company(company: &Company) -> Value {
    match company {
        Company::Private => json!({"company_type": "private"}),
        Company::NonProfit => json!({"company_type": "non-profit"}),
        Company::Government => json!({"company_type": "government"}),
        Company::Public(listing) => json!({
            "company_type": "public",
            "stock_exchange": capitals(listing.exchange.as_str()),
            "stock_ticker": listing.ticker,
            "brand_contact_email": listing.email,
        }),
    }
}

/// `cnam_information`.
pub(super) fn caller_name(name: &CallerName) -> Value {
    json!({"cnam_display_name": name.as_str()})
}

/// An address's parameters, but for its country, which cannot be changed.
pub(super) fn address<'a>(name: &'a str, address: &'a Address) -> [(&'a str, &'a str); 6] {
    [
        ("CustomerName", name),
        ("Street", &address.street),
        ("StreetSecondary", address.line_2.as_deref().unwrap_or_default()),
        ("City", &address.city),
        ("Region", &address.state),
        ("PostalCode", &address.postal_code),
    ]
}

/// Most of Twilio's words are ours in capital letters.
pub(super) fn capitals(word: &str) -> String {
    word.to_ascii_uppercase()
}

const fn kind(kind: BusinessType) -> &'static str {
    match kind {
        BusinessType::SoleProprietorship => "Sole Proprietorship",
        BusinessType::Partnership => "Partnership",
        BusinessType::LimitedLiability => "Limited Liability Corporation",
        BusinessType::Corporation => "Corporation",
        BusinessType::CoOperative => "Co-operative",
        BusinessType::NonProfit => "Non-profit Corporation",
    }
}

const fn position(position: JobPosition) -> &'static str {
    match position {
        JobPosition::Director => "Director",
        JobPosition::GeneralManager => "GM",
        JobPosition::VicePresident => "VP",
        JobPosition::ChiefExecutive => "CEO",
        JobPosition::ChiefFinancial => "CFO",
        JobPosition::GeneralCounsel => "General Counsel",
    }
}
