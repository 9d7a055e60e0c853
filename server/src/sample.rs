//! The sample stock of demo mode: deterministic, and on numbers that can belong to nobody.
//!
//! North American ones stand on exchange 555 from line 1000 up; British ones in the ranges that Ofcom sets aside for
//! drama ("Telephone numbers for use in TV and radio drama programmes").

use app::domain::{
    CountryCode, Money,
    offer::{Capabilities, NumberType, Offer, Source},
};

/// A run of lines in one area code.
struct Area {
    npa: u16,
    country: CountryCode,
    region: &'static str,
    locality: &'static str,
}

const fn area(npa: u16, country: CountryCode, region: &'static str, locality: &'static str) -> Area {
    Area { npa, country, region, locality }
}

use CountryCode as C;

const AREAS: &[Area] = &[
    area(202, C::US, "DC", "Washington"),
    area(206, C::US, "WA", "Seattle"),
    area(212, C::US, "NY", "New York"),
    area(213, C::US, "CA", "Los Angeles"),
    area(214, C::US, "TX", "Dallas"),
    area(215, C::US, "PA", "Philadelphia"),
    area(216, C::US, "OH", "Cleveland"),
    area(303, C::US, "CO", "Denver"),
    area(305, C::US, "FL", "Miami"),
    area(312, C::US, "IL", "Chicago"),
    area(313, C::US, "MI", "Detroit"),
    area(317, C::US, "IN", "Indianapolis"),
    area(404, C::US, "GA", "Atlanta"),
    area(407, C::US, "FL", "Orlando"),
    area(410, C::US, "MD", "Baltimore"),
    area(412, C::US, "PA", "Pittsburgh"),
    area(415, C::US, "CA", "San Francisco"),
    area(503, C::US, "OR", "Portland"),
    area(504, C::US, "LA", "New Orleans"),
    area(510, C::US, "CA", "Oakland"),
    area(512, C::US, "TX", "Austin"),
    area(602, C::US, "AZ", "Phoenix"),
    area(612, C::US, "MN", "Minneapolis"),
    area(614, C::US, "OH", "Columbus"),
    area(615, C::US, "TN", "Nashville"),
    area(617, C::US, "MA", "Boston"),
    area(619, C::US, "CA", "San Diego"),
    area(702, C::US, "NV", "Las Vegas"),
    area(704, C::US, "NC", "Charlotte"),
    area(713, C::US, "TX", "Houston"),
    area(801, C::US, "UT", "Salt Lake City"),
    area(808, C::US, "HI", "Honolulu"),
    area(816, C::US, "MO", "Kansas City"),
    area(916, C::US, "CA", "Sacramento"),
    area(919, C::US, "NC", "Raleigh"),
    area(204, C::CA, "MB", "Winnipeg"),
    area(306, C::CA, "SK", "Regina"),
    area(403, C::CA, "AB", "Calgary"),
    area(416, C::CA, "ON", "Toronto"),
    area(418, C::CA, "QC", "Québec"),
    area(506, C::CA, "NB", "Fredericton"),
    area(514, C::CA, "QC", "Montréal"),
    area(604, C::CA, "BC", "Vancouver"),
    area(613, C::CA, "ON", "Ottawa"),
    area(902, C::CA, "NS", "Halifax"),
    area(787, C::PR, "PR", "San Juan"),
    area(939, C::PR, "PR", "Ponce"),
    area(876, C::JM, "", "Kingston"),
    area(658, C::JM, "", "Montego Bay"),
];

/// Lines of each area: 555-1000 up.
const LINES: u32 = 2_100;

/// The whole sample: more than 100,000 numbers, the same ones every time.
#[must_use]
pub fn stock() -> Vec<Offer> {
    let local = AREAS.iter().flat_map(|area| {
        (1_000..1_000 + LINES).filter_map(|line| {
            let e164 = format!("+1{}555{line:04}", area.npa);
            offer(&e164, area.country, NumberType::Local, area.region, area.locality)
        })
    });
    // Toll-free numbers are shared by the whole plan; each of our countries lists an area code of its own.
    let toll_free = [(833, C::US), (844, C::CA), (855, C::PR)].into_iter().flat_map(|(npa, country)| {
        (1_000..2_000_u32)
            .filter_map(move |line| offer(&format!("+1{npa}555{line:04}"), country, NumberType::TollFree, "", ""))
    });
    local.chain(toll_free).chain(british()).collect()
}

fn british() -> impl Iterator<Item = Offer> {
    // (prefix, lines, place): Ofcom's drama ranges, a thousand lines each.
    const PLACES: [(&str, &str); 12] = [
        ("+4420794", "London"),
        ("+44113496", "Leeds"),
        ("+44114496", "Sheffield"),
        ("+44115496", "Nottingham"),
        ("+44116496", "Leicester"),
        ("+44117496", "Bristol"),
        ("+44118496", "Reading"),
        ("+44121496", "Birmingham"),
        ("+44131496", "Edinburgh"),
        ("+44141496", "Glasgow"),
        ("+44151496", "Liverpool"),
        ("+44161496", "Manchester"),
    ];
    let local = PLACES.into_iter().flat_map(|(prefix, place)| {
        (0..1_000_u32).filter_map(move |line| {
            // London's range is 7946 0xxx, the others' 496 0xxx.
            let start = if place == "London" { format!("{prefix}60") } else { format!("{prefix}0") };
            offer(&format!("{start}{line:03}"), C::GB, NumberType::Local, "", place)
        })
    });
    let of = |prefix: &'static str, kind: NumberType| {
        (0..1_000_u32).filter_map(move |line| offer(&format!("{prefix}{line:03}"), C::GB, kind, "", ""))
    };
    local.chain(of("+447700900", NumberType::Mobile)).chain(of("+448081570", NumberType::TollFree))
}

fn offer(e164: &str, country: CountryCode, kind: NumberType, region: &str, locality: &str) -> Option<Offer> {
    let number = e164.parse().ok()?;
    let cents = match (kind, country.as_str()) {
        (NumberType::TollFree, _) => 215,
        (_, "PR") => 300,
        (_, "JM") => 800,
        _ => 115,
    };
    let texts = country != C::JM;
    Some(Offer {
        number,
        country,
        kind,
        region: region.to_owned(),
        locality: locality.to_owned(),
        capabilities: Capabilities { voice: true, sms: texts, mms: texts && country != C::GB },
        monthly: Money::from_cents(cents),
        source: Source::Stock,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::region::Area as Place;
    use std::collections::HashSet;

    #[test]
    fn the_sample_is_large_fictional_and_filed_under_its_country() {
        let stock = stock();
        assert!(stock.len() >= 100_000, "{}", stock.len());
        let numbers: HashSet<_> = stock.iter().map(|offer| offer.number.as_e164()).collect();
        assert_eq!(numbers.len(), stock.len(), "a number twice");
        for offer in &stock {
            match offer.number.nanp() {
                Some((npa, rest)) => {
                    assert!(rest.starts_with("555") && rest[3..].parse::<u16>().is_ok_and(|line| line >= 1_000));
                    let place = Place::of(npa);
                    assert!(place == Place::TollFree || place == Place::Country(offer.country), "{npa}");
                }
                None => assert_eq!(offer.country, C::GB),
            }
        }
        for kind in [C::US, C::CA, C::PR] {
            assert!(stock.iter().any(|offer| offer.country == kind && offer.kind == NumberType::TollFree), "{kind}");
        }
    }
}
