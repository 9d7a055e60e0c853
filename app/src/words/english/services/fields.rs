use crate::{
    domain::{Service, service::Field},
    words::Group,
};

pub(super) fn group(service: Service, group: Group) -> (&'static str, &'static str) {
    match group {
        Group::Name => ("Name on the phone", "What people see when you call. Networks show at most 15 characters."),
        Group::Numbers if service == Service::TollFree => ("Number", "Choose the toll-free number to verify."),
        Group::Numbers => ("Numbers", "Tick those that it is for."),
        Group::Business => ("Business", "As it is registered; reviewers compare each letter with the register."),
        Group::Registration => ("Registration", "The number under which an authority knows the business."),
        Group::Address => ("Address", "Where the business is. A post box is not taken."),
        Group::Person if service == Service::TollFree => ("Contact", "Whom a reviewer may ask."),
        Group::Person => ("Representative", "Somebody who may speak for the business, and can be asked."),
        Group::Messages => ("Messages", "What you send, how much, and to what end."),
        Group::OptIn => ("Consent", "Nobody may be sent messages without having agreed."),
    }
}

pub(super) fn field(service: Service, field: Field) -> &'static str {
    match field {
        Field::BusinessName => "Legal name",
        Field::BusinessType => "Business type",
        Field::Industry => "Industry",
        Field::RegistrationAuthority => "Kind of number",
        Field::RegistrationNumber => "Registration number",
        Field::RegistrationCountry => "Country of registration",
        Field::Regions => "Where the business works",
        Field::Website => "Website",
        Field::Street => "House number and street",
        Field::StreetLine2 => "Suite or floor",
        Field::City => "City",
        Field::State => "State or province",
        Field::PostalCode => "Postal code",
        Field::Country => "Country",
        Field::FirstName => "First name",
        Field::LastName => "Last name",
        Field::Email => "Email",
        Field::Phone => "Phone",
        Field::JobTitle => "Job title",
        Field::JobPosition => "Position",
        Field::CompanyType => "Ownership",
        Field::StockExchange => "Stock exchange",
        Field::StockTicker => "Stock symbol",
        Field::BrandEmail => "Email for the registry",
        Field::DisplayName => "Name to show",
        Field::Numbers if service == Service::TollFree => "Toll-free number",
        Field::Numbers => "Your numbers",
        Field::UseCases => "What the messages are about",
        Field::Summary => "The same in sentences",
        Field::Sample => "A message as you send it",
        Field::OptInType => "How people agree",
        Field::OptInImages => "Pictures that show it",
        Field::PrivacyPolicy => "Privacy policy",
        Field::Terms => "Terms of service",
        Field::Volume => "Messages a month, at most",
        Field::NotificationEmail => "Email for the result",
        Field::Additional => "Anything else a reviewer should know",
    }
}

pub(super) const fn hint(service: Service, field: Field) -> &'static str {
    match field {
        Field::RegistrationNumber => match service {
            Service::TollFree => "A sole proprietor may leave all three empty.",
            Service::A2pBrand => "An EIN has nine digits, such as 12-3456789. US businesses register by it.",
            Service::Cnam => "Nine digits, such as 12-3456789.",
            Service::ShakenStir => "An EIN has nine digits, such as 12-3456789.",
        },
        Field::Website => "The whole address, such as https://example.com.",
        Field::PrivacyPolicy | Field::Terms => "Its web address. Reviewers look for it on the website too.",
        Field::Phone => "With its country code, such as +1 202 555 0123.",
        Field::State => "Such as CA.",
        Field::StockExchange | Field::StockTicker | Field::BrandEmail => "Only where shares are traded.",
        Field::DisplayName => "A letter first, then letters, digits, periods, commas and spaces.",
        Field::UseCases => "Tick all that apply.",
        Field::Summary => "At most 500 characters.",
        Field::Sample => "With the name of the business, and how to stop them.",
        Field::OptInImages => "Up to five public addresses, each on a line of its own.",
        _ => "",
    }
}
