//! Twilio's reasons in ours. A code that is not listed here is [`Reason::Unstated`], and a line in the log.
//!
//! Source of each: twilio.com/docs/api/errors/{code}.

use app::domain::service::{Field, Reason};

/// The reasons behind these codes; never empty.
pub(super) fn of(codes: impl IntoIterator<Item = u32>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = codes.into_iter().map(of_code).collect();
    reasons.sort_unstable();
    reasons.dedup();
    if reasons.is_empty() {
        reasons.push(Reason::Unstated);
    }
    reasons
}

fn of_code(code: u32) -> Reason {
    match code {
        11008 | 11014 => Reason::Prohibited,
        11018 => Reason::Check(Field::DisplayName),
        18609 => Reason::Check(Field::RegistrationAuthority),
        21736 => Reason::Check(Field::BrandEmail),
        30436 | 30879 => Reason::NumberMissing,
        30451 => Reason::Check(Field::Street),
        30460 | 30464 | 30466 | 30860 => Reason::Ineligible,
        30497 => Reason::Check(Field::Summary),
        30511 | 30513 | 30841 => Reason::Check(Field::OptInImages),
        30537 | 30799 => Reason::NoMatch,
        30538 => Reason::Check(Field::Sample),
        30729 => Reason::Check(Field::Country),
        30801 => Reason::Check(Field::FirstName),
        code => {
            tracing::warn!(code, "twilio names a reason that is in no table");
            Reason::Unstated
        }
    }
}

/// The reason behind an attribute that an evaluation finds wrong.
pub(super) fn of_attribute(name: &str) -> Reason {
    let field = match name {
        "business_name" => Field::BusinessName,
        "business_type" => Field::BusinessType,
        "business_industry" => Field::Industry,
        "business_registration_identifier" => Field::RegistrationAuthority,
        "business_registration_number" => Field::RegistrationNumber,
        "business_regions_of_operation" => Field::Regions,
        "website_url" => Field::Website,
        "first_name" => Field::FirstName,
        "last_name" => Field::LastName,
        "email" => Field::Email,
        "phone_number" => Field::Phone,
        "business_title" => Field::JobTitle,
        "job_position" => Field::JobPosition,
        "address_sids" => Field::Street,
        "company_type" => Field::CompanyType,
        "stock_exchange" => Field::StockExchange,
        "stock_ticker" => Field::StockTicker,
        "brand_contact_email" => Field::BrandEmail,
        "cnam_display_name" => Field::DisplayName,
        _ => return Reason::Unstated,
    };
    Reason::Check(field)
}
