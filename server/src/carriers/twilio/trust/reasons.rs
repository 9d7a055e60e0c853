//! Twilio's reasons in ours. A code that is not listed here is [`Reason::Unstated`], and a line in the log.
//!
//! Source of each: twilio.com/docs/api/errors/{code}.

use app::domain::service::{Edit, Field, Reason};

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
    known(code).unwrap_or_else(|| {
        tracing::warn!(code, "twilio names a reason that is in no table");
        Reason::Unstated
    })
}

/// "Brand update count exceeded": three are free, and more are not taken.
const UPDATED_TOO_OFTEN: u32 = 21724;

/// What a request is refused with, if the code speaks of what is written in it; and whether it may be mended.
pub(super) fn of_refusal(code: u32) -> Option<(Reason, Edit)> {
    if code == UPDATED_TOO_OFTEN {
        return Some((Reason::Unstated, Edit::Never));
    }
    known(code).map(|reason| (reason, Edit::Always))
}

const fn known(code: u32) -> Option<Reason> {
    Some(match code {
        11008 | 11014 => Reason::Prohibited,
        11018 => Reason::Check(Field::DisplayName),
        18601 => Reason::Check(Field::Website),
        18602 => Reason::Check(Field::RegistrationNumber),
        18603 => Reason::Check(Field::Street),
        18604 => Reason::Check(Field::FirstName),
        18606 => Reason::Check(Field::Email),
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
        _ => return None,
    })
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
