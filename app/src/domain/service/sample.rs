//! A whole form of each service, for tests.

use super::{Field, Service};

/// What every form about a business asks for.
const BUSINESS: [(Field, &str); 20] = [
    (Field::BusinessName, "Acme Barns LLC"),
    (Field::BusinessType, "limited_liability"),
    (Field::Industry, "real_estate"),
    (Field::RegistrationAuthority, "ein"),
    (Field::RegistrationNumber, "12-3456789"),
    (Field::Regions, "usa_and_canada"),
    (Field::Website, "https://example.com"),
    (Field::Street, "101 Enterprise Way"),
    (Field::StreetLine2, "Suite 4"),
    (Field::City, "San Jose"),
    (Field::State, "CA"),
    (Field::PostalCode, "95110"),
    (Field::Country, "US"),
    (Field::FirstName, "Ana"),
    (Field::LastName, "Barn"),
    (Field::Email, "ana@example.com"),
    (Field::Phone, "+1 408 555 0123"),
    (Field::JobTitle, "Owner"),
    (Field::JobPosition, "chief_executive"),
    (Field::Numbers, "+12025550123"),
];

const TOLL_FREE: [(Field, &str); 26] = [
    (Field::Numbers, "+1 800 555 0123"),
    (Field::BusinessName, "Acme Barns LLC"),
    (Field::BusinessType, "private_profit"),
    (Field::RegistrationAuthority, "ein"),
    (Field::RegistrationNumber, "123456789"),
    (Field::RegistrationCountry, "US"),
    (Field::Website, "https://example.com"),
    (Field::Street, "101 Enterprise Way"),
    (Field::City, "San Jose"),
    (Field::State, "CA"),
    (Field::PostalCode, "95110"),
    (Field::Country, "US"),
    (Field::FirstName, "Ana"),
    (Field::LastName, "Barn"),
    (Field::Email, "ana@example.com"),
    (Field::Phone, "+1 408 555 0123"),
    (Field::NotificationEmail, "ops@example.com"),
    (Field::UseCases, "customer_care\nmarketing"),
    (Field::Summary, "Answers to questions about barns,\nand news of barns."),
    (Field::Sample, "Acme Barns: your barn is ready. Reply STOP to end."),
    (Field::OptInType, "web_form"),
    (Field::OptInImages, "https://example.com/opt-in.png"),
    (Field::PrivacyPolicy, "https://example.com/privacy"),
    (Field::Terms, "https://example.com/terms"),
    (Field::Volume, "1,000"),
    (Field::Additional, "Barns only."),
];

/// The form of `service`, whole.
#[must_use]
pub fn fields(service: Service) -> Vec<(String, String)> {
    with(service, &[])
}

/// The same with other text in some fields.
#[must_use]
pub fn with(service: Service, changes: &[(Field, &str)]) -> Vec<(String, String)> {
    let mut fields: Vec<(Field, &str)> = match service {
        Service::A2pBrand => BUSINESS[..19].iter().copied().chain([(Field::CompanyType, "private")]).collect(),
        Service::TollFree => TOLL_FREE.to_vec(),
        Service::Cnam => BUSINESS.iter().copied().chain([(Field::DisplayName, "Acme Barns, LLC")]).collect(),
        Service::ShakenStir => BUSINESS.to_vec(),
    };
    for (field, text) in changes {
        match fields.iter_mut().find(|(name, _)| name == field) {
            Some((_, there)) => *there = text,
            None => fields.push((*field, text)),
        }
    }
    fields.into_iter().map(|(field, text)| (field.to_string(), text.to_owned())).collect()
}
