use super::*;
use crate::domain::service::{Field, SERVICES, sample};
use proptest::prelude::*;

fn wrong(service: Service, changes: &[(Field, &str)]) -> Vec<(Field, Why)> {
    let fields = sample::with(service, changes);
    let wrong = Form::parse(service, &fields).expect_err("something is wrong");
    wrong.into_iter().map(|wrong| (wrong.field, wrong.why)).collect()
}

/// What a form may leave empty.
const FREE: [Field; 4] = [Field::StreetLine2, Field::PrivacyPolicy, Field::Terms, Field::Additional];

#[test]
fn a_whole_form_of_each_service_is_taken() {
    for service in SERVICES {
        let form = Form::parse(service, &sample::fields(service)).expect("whole");
        assert_eq!(form.service(), service);
        assert_eq!(form.numbers().is_empty(), service == Service::A2pBrand);
    }
}

#[test]
fn whatever_is_missing_is_named() {
    for service in SERVICES {
        for (name, _) in sample::fields(service) {
            let field: Field = name.parse().expect("a field");
            if FREE.contains(&field) {
                assert!(Form::parse(service, &sample::with(service, &[(field, "")])).is_ok(), "{service} {field}");
            } else {
                assert_eq!(wrong(service, &[(field, "  ")]), [(field, Why::Missing)], "{service} {field}");
            }
        }
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let changes = [(Field::Email, "ana"), (Field::Industry, "magic"), (Field::DisplayName, "1 Barns")];
    let expected =
        [(Field::Industry, Why::NotAChoice), (Field::Email, Why::NotAnEmail), (Field::DisplayName, Why::NoLetterFirst)];
    assert_eq!(wrong(Service::Cnam, &changes), expected);
}

#[test]
fn an_empty_form_misses_everything_once() {
    for service in SERVICES {
        let wrong = Form::parse(service, &[]).expect_err("empty");
        let fields: BTreeSet<Field> = wrong.iter().map(|wrong| wrong.field).collect();
        assert_eq!(fields.len(), wrong.len(), "{service}");
        assert!(wrong.iter().all(|wrong| wrong.why == Why::Missing), "{service}");
    }
}

#[test]
fn a_callers_name_is_for_numbers_of_the_united_states_alone() {
    for number in ["+14165550123", "+17875550123", "+18005550123", "+442079460123"] {
        assert_eq!(wrong(Service::Cnam, &[(Field::Numbers, number)]), [(Field::Numbers, Why::NotUnitedStates)]);
    }
    let ours =
        Form::parse(Service::ShakenStir, &sample::with(Service::ShakenStir, &[(Field::Numbers, "+18005550123")]));
    assert!(ours.is_ok(), "signed calls may come from toll-free numbers");
}

#[test]
fn a_callers_name_wants_an_american_number_of_the_business() {
    let changes = [(Field::RegistrationAuthority, "cbn"), (Field::RegistrationNumber, "123456789")];
    assert_eq!(wrong(Service::Cnam, &changes), [(Field::RegistrationAuthority, Why::NotTaken)]);
    assert!(Form::parse(Service::A2pBrand, &sample::with(Service::A2pBrand, &changes)).is_ok());
}

#[test]
fn only_a_toll_free_number_is_verified_as_one() {
    assert_eq!(wrong(Service::TollFree, &[(Field::Numbers, "+12025550123")]), [(Field::Numbers, Why::NotTollFree)]);
}

#[test]
fn one_person_alone_needs_no_registration() {
    let alone = [(Field::BusinessType, "sole_proprietor"), (Field::RegistrationNumber, "")];
    let form = Form::parse(Service::TollFree, &sample::with(Service::TollFree, &alone)).expect("taken");
    let Form::TollFree(form) = form else { panic!("toll-free") };
    assert_eq!(form.registration, None);
    let company = [(Field::RegistrationNumber, "")];
    assert_eq!(wrong(Service::TollFree, &company), [(Field::RegistrationNumber, Why::Missing)]);
}

#[test]
fn a_public_company_says_where_it_is_traded() {
    let public = |ticker| [(Field::CompanyType, "public"), (Field::StockTicker, ticker)];
    let missing = wrong(Service::A2pBrand, &public(""));
    let fields: Vec<Field> = missing.into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, [Field::StockExchange, Field::StockTicker, Field::BrandEmail]);
    let mut whole = public("ACME").to_vec();
    whole.extend([(Field::StockExchange, "nyse"), (Field::BrandEmail, "ir@example.com")]);
    assert!(Form::parse(Service::A2pBrand, &sample::with(Service::A2pBrand, &whole)).is_ok());
}

#[test]
fn a_brand_of_the_united_states_has_a_tax_number() {
    let duns = [(Field::RegistrationAuthority, "duns")];
    assert_eq!(wrong(Service::A2pBrand, &duns), [(Field::RegistrationAuthority, Why::NotTaken)]);
    assert!(Form::parse(Service::Cnam, &sample::with(Service::Cnam, &duns)).is_ok());
    let abroad = [duns[0], (Field::Country, "GB"), (Field::PostalCode, "SW1A 1AA")];
    assert!(Form::parse(Service::A2pBrand, &sample::with(Service::A2pBrand, &abroad)).is_ok());
}

#[test]
fn who_makes_no_profit_says_so_in_both_places() {
    for (kind, company, fits) in [
        ("non_profit", "non_profit", true),
        ("non_profit", "government", true),
        ("non_profit", "private", false),
        ("corporation", "government", false),
        ("limited_liability", "non_profit", false),
    ] {
        let changes = [(Field::BusinessType, kind), (Field::CompanyType, company)];
        let fields = sample::with(Service::A2pBrand, &changes);
        let expected = if fits { Vec::new() } else { vec![(Field::CompanyType, Why::WrongKind)] };
        let told = Form::parse(Service::A2pBrand, &fields).err().unwrap_or_default();
        let told: Vec<_> = told.into_iter().map(|wrong| (wrong.field, wrong.why)).collect();
        assert_eq!(told, expected, "{kind} {company}");
    }
}

#[test]
fn election_campaigns_are_not_taken() {
    let changes = [(Field::UseCases, "political_election_campaigns")];
    assert_eq!(wrong(Service::TollFree, &changes), [(Field::UseCases, Why::NotAChoice)]);
}

#[test]
fn several_entries_may_come_by_lines_or_by_fields() {
    let lines = sample::with(Service::ShakenStir, &[(Field::Numbers, "+12025550124\r\n+12025550123\n+12025550124")]);
    let mut fields = sample::with(Service::ShakenStir, &[(Field::Numbers, "+12025550123")]);
    fields.push((Field::Numbers.to_string(), "+12025550124".to_owned()));
    let read = |fields: &Fields| Form::parse(Service::ShakenStir, fields).expect("taken").numbers().to_vec();
    assert_eq!(read(&lines), read(&fields), "once each, in one order");
    let many: Vec<String> = (0..101).map(|line| format!("+12025550{line:03}")).collect();
    assert_eq!(
        wrong(Service::ShakenStir, &[(Field::Numbers, &many.join("\n"))]),
        [(Field::Numbers, Why::TooMany(100))]
    );
}

proptest! {
    #[test]
    fn any_text_in_any_field_is_taken_or_named(at in 0..40_usize, text in "\\PC{0,40}", which in 0..4_usize) {
        let service = SERVICES[which];
        let mut fields = sample::fields(service);
        let at = at % fields.len();
        fields[at].1 = text;
        let field: Field = fields[at].0.parse().expect("a field");
        if let Err(wrong) = Form::parse(service, &fields) {
            // A kind decides what else is asked for, and an authority or a country what shape its numbers have.
            let decides = [Field::BusinessType, Field::CompanyType, Field::RegistrationAuthority, Field::Country];
            prop_assert!(decides.contains(&field) || wrong.iter().all(|wrong| wrong.field == field), "{:?}", wrong);
        }
    }
}
