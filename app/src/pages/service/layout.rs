//! Which fields a form has, in which groups, and how each is filled in.

use crate::{
    domain::{
        Service,
        service::Field::{self, *},
    },
    words::Group,
};

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// A line: the kind of the input, and what the browser may fill in.
    Line(&'static str, &'static str),
    /// Several lines.
    Prose(u8),
    /// One of some.
    Choice,
    /// A country.
    Country,
    /// Any of some.
    Ticks,
    /// One of the account's numbers.
    Number,
    /// Any of the account's numbers.
    Numbers,
}

/// The control of a field.
pub(super) const fn control(service: Service, field: Field) -> Control {
    match field {
        BusinessName => Control::Line("text", "organization"),
        Website => Control::Line("url", "url"),
        PrivacyPolicy | Terms => Control::Line("url", "off"),
        Street => Control::Line("text", "address-line1"),
        StreetLine2 => Control::Line("text", "address-line2"),
        City => Control::Line("text", "address-level2"),
        State => Control::Line("text", "address-level1"),
        PostalCode => Control::Line("text", "postal-code"),
        FirstName => Control::Line("text", "given-name"),
        LastName => Control::Line("text", "family-name"),
        JobTitle => Control::Line("text", "organization-title"),
        Email => Control::Line("email", "email"),
        Phone => Control::Line("tel", "tel"),
        BrandEmail | NotificationEmail => Control::Line("email", "off"),
        RegistrationNumber | StockTicker | DisplayName => Control::Line("text", "off"),
        Summary | Sample | Additional => Control::Prose(4),
        OptInImages => Control::Prose(2),
        Country | RegistrationCountry => Control::Country,
        BusinessType
        | Industry
        | RegistrationAuthority
        | JobPosition
        | CompanyType
        | StockExchange
        | OptInType
        | Volume => Control::Choice,
        Regions | UseCases => Control::Ticks,
        Numbers => match service {
            Service::TollFree => Control::Number,
            _ => Control::Numbers,
        },
    }
}

/// Whether a form may be sent without the field; other fields may ask for it.
pub(super) const fn optional(service: Service, field: Field) -> bool {
    matches!(field, StreetLine2 | Additional | PrivacyPolicy | Terms | StockExchange | StockTicker | BrandEmail)
        || (matches!(service, Service::TollFree)
            && matches!(field, RegistrationAuthority | RegistrationNumber | RegistrationCountry))
}

/// The form.
pub(super) const fn groups(service: Service) -> &'static [(Group, &'static [Field])] {
    match service {
        Service::A2pBrand => &[
            (
                Group::Business,
                &[
                    BusinessName,
                    BusinessType,
                    CompanyType,
                    Industry,
                    Website,
                    Regions,
                    StockExchange,
                    StockTicker,
                    BrandEmail,
                ],
            ),
            (Group::Registration, REGISTRATION),
            (Group::Address, ADDRESS),
            (Group::Person, REPRESENTATIVE),
        ],
        Service::TollFree => &[
            (Group::Numbers, &[Numbers]),
            (Group::Business, &[BusinessName, BusinessType, Website]),
            (Group::Registration, &[RegistrationAuthority, RegistrationNumber, RegistrationCountry]),
            (Group::Address, ADDRESS),
            (Group::Person, &[FirstName, LastName, Email, Phone, NotificationEmail]),
            (Group::Messages, &[UseCases, Volume, Summary, Sample]),
            (Group::OptIn, &[OptInType, OptInImages, PrivacyPolicy, Terms, Additional]),
        ],
        Service::Cnam => &[
            (Group::Name, &[DisplayName]),
            (Group::Numbers, &[Numbers]),
            (Group::Business, BUSINESS),
            (Group::Registration, REGISTRATION),
            (Group::Address, ADDRESS),
            (Group::Person, REPRESENTATIVE),
        ],
        Service::ShakenStir => &[
            (Group::Numbers, &[Numbers]),
            (Group::Business, BUSINESS),
            (Group::Registration, REGISTRATION),
            (Group::Address, ADDRESS),
            (Group::Person, REPRESENTATIVE),
        ],
    }
}

const BUSINESS: &[Field] = &[BusinessName, BusinessType, Industry, Website, Regions];
const REGISTRATION: &[Field] = &[RegistrationAuthority, RegistrationNumber];
const ADDRESS: &[Field] = &[Street, StreetLine2, City, State, PostalCode, Country];
const REPRESENTATIVE: &[Field] = &[FirstName, LastName, Email, Phone, JobTitle, JobPosition];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::service::{Form, SERVICES, sample};
    use std::collections::BTreeSet;

    #[test]
    fn every_field_that_a_form_asks_for_stands_in_it_once() {
        for service in SERVICES {
            let shown: Vec<Field> = groups(service).iter().flat_map(|(_, fields)| fields.iter().copied()).collect();
            let once: BTreeSet<Field> = shown.iter().copied().collect();
            assert_eq!(once.len(), shown.len(), "{service}");
            let public = [(CompanyType, "public")];
            let all: [&[(Field, &str)]; 2] = [&[], &public];
            for fields in [Vec::new(), sample::with(service, all[1])] {
                for wrong in Form::parse(service, &fields).err().unwrap_or_default() {
                    assert!(once.contains(&wrong.field), "{service} {}", wrong.field);
                }
            }
            for (name, _) in sample::fields(service) {
                assert!(once.contains(&name.parse().expect("a field")), "{service} {name}");
            }
        }
    }

    #[test]
    fn whatever_is_missing_is_not_called_optional() {
        for service in SERVICES {
            for wrong in Form::parse(service, &[]).err().unwrap_or_default() {
                let depends = matches!(wrong.field, RegistrationAuthority | RegistrationNumber | RegistrationCountry);
                assert!(depends || !optional(service, wrong.field), "{service} {}", wrong.field);
            }
        }
    }
}
