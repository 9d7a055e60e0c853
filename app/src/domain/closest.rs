//! Which number may stand for one that is gone.

use super::offer::Offer;
use std::{cmp::Reverse, collections::HashSet};

/// Those of `candidates` that may stand for `wanted`, the closest first: same country, type and area code, able to do
/// at least as much, and never dearer. Closest is who has most digits in the same places; of those the cheapest.
#[must_use]
pub fn closest(wanted: &Offer, mut candidates: Vec<Offer>) -> Vec<Offer> {
    candidates.retain(|offer| may_stand_for(offer, wanted));
    candidates.sort_by_cached_key(|offer| {
        (Reverse(likeness(offer, wanted)), offer.monthly, offer.number.as_e164().to_owned())
    });
    let mut seen = HashSet::new();
    candidates.retain(|offer| seen.insert(offer.number.clone()));
    candidates
}

fn may_stand_for(offer: &Offer, wanted: &Offer) -> bool {
    let area = |offer: &Offer| offer.number.nanp().map(|(npa, _)| npa);
    offer.number != wanted.number
        && offer.country == wanted.country
        && offer.kind == wanted.kind
        && area(offer) == area(wanted)
        && offer.capabilities.cover(wanted.capabilities)
        && offer.monthly <= wanted.monthly
}

/// How many digits stand in the same place, counted from the end.
fn likeness(offer: &Offer, wanted: &Offer) -> usize {
    let digits = |offer: &Offer| offer.number.digits().bytes().rev().collect::<Vec<_>>();
    digits(offer).into_iter().zip(digits(wanted)).filter(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        CountryCode, Money,
        offer::{Capabilities, NumberType, Source},
    };
    use proptest::prelude::*;

    fn offer(e164: &str, cents: i64) -> Offer {
        Offer {
            number: e164.parse().expect("a number"),
            country: CountryCode::US,
            kind: NumberType::Local,
            region: String::new(),
            locality: String::new(),
            capabilities: Capabilities { voice: true, sms: true, mms: false },
            monthly: Money::from_cents(cents),
            source: Source::Stock,
        }
    }

    fn found(candidates: Vec<Offer>) -> Vec<String> {
        closest(&offer("+12025550123", 115), candidates).into_iter().map(|o| o.number.as_e164().to_owned()).collect()
    }

    #[test]
    fn most_digits_in_place_come_first_then_the_cheapest() {
        let candidates = vec![
            offer("+12025550999", 115),
            offer("+12025550124", 115),
            offer("+12025550125", 100),
            offer("+12025550125", 100),
        ];
        assert_eq!(found(candidates), ["+12025550125", "+12025550124", "+12025550999"]);
    }

    #[test]
    fn another_place_kind_or_price_is_no_match() {
        let able = Capabilities { voice: true, sms: false, mms: true };
        let unlike = vec![
            offer("+12025550124", 116),
            offer("+12125550123", 115),
            offer("+12025550123", 115),
            Offer { kind: NumberType::Mobile, ..offer("+12025550125", 115) },
            Offer { country: CountryCode::CA, ..offer("+12025550126", 115) },
            Offer { capabilities: able, ..offer("+12025550127", 115) },
        ];
        assert!(found(unlike).is_empty());
    }

    proptest! {
        #[test]
        fn nobody_pays_more_than_they_agreed_to(lines in prop::collection::vec((0..10_000_u32, 1..300_i64), 0..20)) {
            let offers = lines.iter().map(|(line, cents)| offer(&format!("+1202555{line:04}"), *cents)).collect();
            for offer in closest(&offer("+12025550123", 115), offers) {
                prop_assert!(offer.monthly <= Money::from_cents(115));
            }
        }
    }
}
