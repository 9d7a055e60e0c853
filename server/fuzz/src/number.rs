//! Numbers and patterns are read as they are written, and as libphonenumber reads them.

use app::domain::{
    NumberList, PhoneNumber,
    offer::{AreaCode, Digits, Place},
    region::Area,
};
use rlibphonenumber::PHONE_NUMBER_UTIL;

use super::seed::Seed;

/// Reads `data` as each of them, and a number whose digits are made of it.
///
/// # Panics
/// When what was read is not what was written, or libphonenumber disagrees.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    check_number(&text);
    check_pattern(&text);
    check_list(&text);
    let mut seed = Seed(data);
    let start = seed.one_of(&["+1", "+44", "+", "+1", "+18", "+1787"]);
    let digits: String = seed.0.iter().take(16).map(|byte| char::from(b'0' + byte % 10)).collect();
    check_number(&format!("{start}{digits}"));
}

fn check_number(text: &str) {
    let read = text.parse::<PhoneNumber>();
    assert_eq!(read.is_ok(), is_e164(text), "{text:?}");
    let Ok(number) = read else { return };
    assert_eq!((number.as_e164(), &text[1..]), (text, number.digits()));
    let shown = number.to_string();
    assert_eq!(shown.replace(' ', ""), text);
    // A number that is copied from a page and pasted into the search finds itself.
    let national = text.strip_prefix("+1").or(text.strip_prefix("+44"));
    if let Some(national) = national.filter(|national| national.len() <= 10) {
        assert_eq!(shown.parse::<Digits>().expect("digits").as_str(), national);
    }
    if let Some((npa, rest)) = number.nanp() {
        assert_eq!(format!("+1{npa}{rest}"), text);
        assert_eq!(npa.to_string().parse::<AreaCode>().expect("an area code").to_string(), npa.to_string());
        check_region(text, npa);
    }
}

/// ITU-T E.164 and the shape of the North American plan, letter by letter.
fn is_e164(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    let d: Vec<Option<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
    let plain = d.len() >= 8 && d.len() <= 15 && d.iter().all(Option::is_some) && d[0] != Some(0);
    plain && (d[0] != Some(1) || (d.len() == 11 && d[1] >= Some(2) && d[4] >= Some(2)))
}

fn check_region(e164: &str, npa: u16) {
    let parsed = PHONE_NUMBER_UTIL.parse(e164, None).expect("libphonenumber reads it");
    let Some(region) = PHONE_NUMBER_UTIL.get_region_for_number(&parsed) else { return };
    let region = format!("{region:?}");
    let region = region.trim_matches('"');
    match Area::of(npa) {
        Area::Country(country) => assert_eq!(region, country.as_str(), "{e164}"),
        Area::TollFree | Area::NonGeographic => assert!(matches!(region, "US" | "CA"), "{e164} {region}"),
        Area::Unknown => panic!("{e164} is in service in {region}"),
    }
}

fn check_pattern(text: &str) {
    if let Ok(digits) = text.parse::<Digits>() {
        assert!(digits.as_str().len() <= 10 && digits.as_str().bytes().all(|b| b.is_ascii_digit()));
        // What the address then says is read as the same.
        assert_eq!(digits.as_str().parse(), Ok(digits.clone()), "{text:?}");
    }
    if let Ok(code) = text.parse::<AreaCode>() {
        assert_eq!(code.to_string(), text);
    }
    if let Ok(place) = text.parse::<Place>() {
        assert!(place.as_str().chars().count() <= 60 && !place.as_str().contains(['%', '_', '\\']));
        assert_eq!(place.as_str().parse(), Ok(place.clone()), "{text:?}");
        assert!(place.fits(place.as_str(), "") && place.fits("", place.as_str()), "{text:?}");
    }
}

fn check_list(text: &str) {
    if let Ok(list) = text.parse::<NumberList>() {
        assert!((1..=NumberList::MAX).contains(&list.as_slice().len()));
        assert_eq!(list.to_string().parse(), Ok(list), "{text:?}");
    }
}
