use crate::{
    domain::{Service, service::Field},
    words::Choices,
};

pub(super) const fn of(service: Service, field: Field) -> Choices {
    match (field, service) {
        (Field::BusinessType, Service::TollFree) => TOLL_FREE_TYPES,
        (Field::BusinessType, _) => TYPES,
        (Field::Industry, _) => INDUSTRIES,
        (Field::RegistrationAuthority, Service::TollFree) => TOLL_FREE_AUTHORITIES,
        (Field::RegistrationAuthority, Service::Cnam) => CNAM_AUTHORITIES,
        (Field::RegistrationAuthority, _) => AUTHORITIES,
        (Field::Regions, _) => REGIONS,
        (Field::JobPosition, _) => POSITIONS,
        (Field::CompanyType, _) => COMPANIES,
        (Field::StockExchange, _) => EXCHANGES,
        (Field::UseCases, _) => USE_CASES,
        (Field::OptInType, _) => OPT_INS,
        (Field::Volume, _) => VOLUMES,
        _ => &[],
    }
}

const TYPES: Choices = &[
    ("sole_proprietorship", "Sole proprietorship"),
    ("partnership", "Partnership"),
    ("limited_liability", "Limited liability company"),
    ("corporation", "Corporation"),
    ("co_operative", "Co-operative"),
    ("non_profit", "Non-profit or government"),
];

const TOLL_FREE_TYPES: Choices = &[
    ("private_profit", "For profit, privately held"),
    ("public_profit", "For profit, publicly traded"),
    ("sole_proprietor", "Sole proprietor"),
    ("non_profit", "Non-profit"),
    ("government", "Government"),
];

const INDUSTRIES: Choices = &[
    ("agriculture", "Agriculture"),
    ("automotive", "Automotive"),
    ("banking", "Banking"),
    ("consumer", "Consumer"),
    ("education", "Education"),
    ("electronics", "Electronics"),
    ("energy", "Energy"),
    ("engineering", "Engineering"),
    ("fast_moving_consumer_goods", "Fast-moving consumer goods"),
    ("financial", "Financial"),
    ("fintech", "Fintech"),
    ("food_and_beverage", "Food and beverage"),
    ("government", "Government"),
    ("healthcare", "Healthcare"),
    ("hospitality", "Hospitality"),
    ("insurance", "Insurance"),
    ("jewelry", "Jewelry"),
    ("legal", "Legal"),
    ("manufacturing", "Manufacturing"),
    ("media", "Media"),
    ("not_for_profit", "Not for profit"),
    ("oil_and_gas", "Oil and gas"),
    ("online", "Online"),
    ("raw_materials", "Raw materials"),
    ("real_estate", "Real estate"),
    ("religion", "Religion"),
    ("retail", "Retail"),
    ("technology", "Technology"),
    ("telecommunications", "Telecommunications"),
    ("transportation", "Transportation"),
    ("travel", "Travel"),
];

const AUTHORITIES: Choices = &[
    ("ein", "United States: EIN"),
    ("duns", "D-U-N-S Number"),
    ("cbn", "Canada: Business Number"),
    ("cn", "United Kingdom: Company Number"),
    ("acn", "Australia: Company Number"),
    ("cin", "India: Corporate Identity Number"),
    ("vat", "European Union: VAT number"),
];

const CNAM_AUTHORITIES: Choices = &[("ein", "United States: EIN"), ("duns", "D-U-N-S Number")];

const TOLL_FREE_AUTHORITIES: Choices = &[
    ("ein", "United States: EIN"),
    ("cbn", "Canada: Business Number"),
    ("provincial_number", "Canada: number of a province"),
    ("crn", "Company register"),
    ("brn", "Business register"),
    ("vat", "VAT number"),
    ("other", "Another one"),
];

const REGIONS: Choices = &[
    ("usa_and_canada", "United States and Canada"),
    ("latin_america", "Latin America"),
    ("europe", "Europe"),
    ("africa", "Africa"),
    ("asia", "Asia"),
];

const POSITIONS: Choices = &[
    ("chief_executive", "Chief executive (CEO)"),
    ("chief_financial", "Chief financial officer (CFO)"),
    ("director", "Director"),
    ("general_counsel", "General counsel"),
    ("general_manager", "General manager"),
    ("vice_president", "Vice president"),
];

const COMPANIES: Choices = &[
    ("private", "Privately held"),
    ("public", "Publicly traded"),
    ("non_profit", "Non-profit"),
    ("government", "Government"),
];

const EXCHANGES: Choices = &[
    ("nasdaq", "NASDAQ"),
    ("nyse", "NYSE"),
    ("amex", "AMEX"),
    ("amx", "AMX"),
    ("asx", "ASX"),
    ("b3", "B3"),
    ("bme", "BME"),
    ("bse", "BSE"),
    ("fra", "FRA"),
    ("icex", "ICEX"),
    ("jpx", "JPX"),
    ("jse", "JSE"),
    ("krx", "KRX"),
    ("lon", "LON"),
    ("nse", "NSE"),
    ("omx", "OMX"),
    ("sehk", "SEHK"),
    ("sse", "SSE"),
    ("sto", "STO"),
    ("swx", "SWX"),
    ("szse", "SZSE"),
    ("tsx", "TSX"),
    ("twse", "TWSE"),
    ("vse", "VSE"),
];

const USE_CASES: Choices = &[
    ("account_notifications", "News of an account"),
    ("charity_nonprofit", "Charity"),
    ("customer_care", "Customer care"),
    ("delivery_notifications", "Deliveries"),
    ("events", "Events"),
    ("fraud_alert_messaging", "Fraud alerts"),
    ("higher_education", "Higher education"),
    ("k12", "Schools (K-12)"),
    ("marketing", "Marketing"),
    ("polling_and_voting_non_political", "Polls, not political"),
    ("public_service_announcement", "Public service"),
    ("security_alert", "Security alerts"),
    ("two_factor_authentication", "Sign-in codes"),
];

const OPT_INS: Choices = &[
    ("web_form", "On a website"),
    ("via_text", "By text message"),
    ("paper_form", "On paper"),
    ("verbal", "By saying so"),
    ("mobile_qr_code", "By a QR code"),
];

const VOLUMES: Choices = &[
    ("10", "10"),
    ("100", "100"),
    ("1,000", "1,000"),
    ("10,000", "10,000"),
    ("100,000", "100,000"),
    ("250,000", "250,000"),
    ("500,000", "500,000"),
    ("750,000", "750,000"),
    ("1,000,000", "1,000,000"),
    ("5,000,000", "5,000,000"),
    ("10,000,000+", "10,000,000 or more"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::service::{Form, SERVICES, Why, Wrong, sample};

    #[test]
    fn every_choice_is_one_that_the_form_takes() {
        let fields = [
            Field::BusinessType,
            Field::Industry,
            Field::RegistrationAuthority,
            Field::Regions,
            Field::JobPosition,
            Field::CompanyType,
            Field::UseCases,
            Field::OptInType,
            Field::Volume,
        ];
        for service in SERVICES {
            for field in fields {
                for (value, _) in of(service, field) {
                    let wrong = Form::parse(service, &sample::with(service, &[(field, value)])).err();
                    let not_a_choice = Wrong { field, why: Why::NotAChoice };
                    assert!(!wrong.unwrap_or_default().contains(&not_a_choice), "{service} {field} {value}");
                }
            }
        }
        for (value, _) in EXCHANGES {
            let listed = [(Field::CompanyType, "public"), (Field::StockExchange, *value)];
            let wrong = Form::parse(Service::A2pBrand, &sample::with(Service::A2pBrand, &listed)).err();
            let not_a_choice = Wrong { field: Field::StockExchange, why: Why::NotAChoice };
            assert!(!wrong.unwrap_or_default().contains(&not_a_choice), "{value}");
        }
    }
}
