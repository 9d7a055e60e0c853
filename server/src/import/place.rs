//! Whether a number can belong where a file says that it does.

use app::domain::{CountryCode, PhoneNumber, offer::NumberType, region::Area};

/// Compares country and type with the area code. Toll-free numbers are shared by the plan; an area code that is new to
/// us may be in any of its countries.
pub(super) fn check(number: &PhoneNumber, country: CountryCode, kind: NumberType) -> Result<(), String> {
    let toll_free = kind == NumberType::TollFree;
    let in_plan = country.has_area_codes();
    let (country_fits, kind_fits) = match number.nanp().map(|(npa, _)| Area::of(npa)) {
        None if in_plan => return Err("country does not fit the number".to_owned()),
        None => return Ok(()),
        Some(Area::NonGeographic) => return Err("the area code has no place".to_owned()),
        Some(Area::Country(place)) => (place == country, !toll_free),
        Some(Area::TollFree) => (in_plan, toll_free),
        Some(Area::Unknown) => (in_plan, true),
    };
    match (country_fits, kind_fits) {
        (false, _) => Err("country does not fit the area code".to_owned()),
        (true, false) => Err("type does not fit the area code".to_owned()),
        (true, true) => Ok(()),
    }
}
