//! The rule of the house: who may buy which number. The only place that knows it, and the only maker of [`Cleared`].

use serde::{Deserialize, Serialize};

use super::{
    Approval, PhoneNumber, Telephony,
    region::{PoolRule, RegulatedRegions},
};

/// Leave to buy one number. Buying asks for it by value or reference, and only [`decide`] makes it: code that forgets
/// the gate does not compile.
#[derive(Debug, PartialEq, Eq)]
pub struct Cleared {
    number: PhoneNumber,
}

impl Cleared {
    /// The number that may be bought.
    #[must_use]
    pub const fn number(&self) -> &PhoneNumber {
        &self.number
    }
}

/// What is bought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purchase {
    /// Numbers on their own: regulated by region.
    Numbers,
    /// A pool: regulated as soon as it holds any `+1` number, unless the store's rule says otherwise.
    Pool,
}

/// What the gate says of an order.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every number may be bought, in the order in which they were given.
    Clear(Vec<Cleared>),
    /// The whole order waits for the account's identity.
    Hold,
}

/// Decides one order. `approval` is the account's standing approval, `None` when it has none (never verified, or
/// revoked).
#[must_use]
pub fn decide(
    regions: &RegulatedRegions,
    purchase: Purchase,
    numbers: &[PhoneNumber],
    telephony: Telephony,
    approval: Option<&Approval>,
) -> Verdict {
    let regulated = |number: &PhoneNumber| match (purchase, regions.pools) {
        (Purchase::Pool, PoolRule::AnyPlusOne) => number.nanp().is_some(),
        (Purchase::Numbers, _) | (Purchase::Pool, PoolRule::ByRegion) => regions.cover(number),
    };
    match (telephony, approval) {
        (Telephony::LcPhone, None) if numbers.iter().any(regulated) => Verdict::Hold,
        (Telephony::LcPhone, None | Some(_)) | (Telephony::OwnCarrier, _) => {
            Verdict::Clear(numbers.iter().cloned().map(|number| Cleared { number }).collect())
        }
    }
}

/// Leave to submit one application for a compliance service. Submitting asks for it, and only [`clear_service`] makes
/// it.
#[derive(Debug, PartialEq, Eq)]
pub struct ServiceCleared(());

/// Decides one application: `None` holds it until the account's identity is verified. The same approval that buying
/// asks for, whatever country the business is in.
#[must_use]
pub const fn clear_service(telephony: Telephony, approval: Option<&Approval>) -> Option<ServiceCleared> {
    match (telephony, approval) {
        (Telephony::LcPhone, None) => None,
        (Telephony::LcPhone, Some(_)) | (Telephony::OwnCarrier, _) => Some(ServiceCleared(())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Timestamp, region::Area};
    use proptest::prelude::*;
    use rlibphonenumber::PHONE_NUMBER_UTIL;
    use std::collections::BTreeSet;

    fn number(npa: u16, line: u32) -> PhoneNumber {
        format!("+1{npa}{line:07}").parse().expect("a +1 number")
    }

    fn approval() -> Approval {
        Approval { verification: "v1".parse().expect("id"), at: Timestamp::from_micros(0) }
    }

    fn held(numbers: &[PhoneNumber], purchase: Purchase, telephony: Telephony, approved: bool) -> bool {
        let approval = approved.then(approval);
        decide(&RegulatedRegions::default(), purchase, numbers, telephony, approval.as_ref()) == Verdict::Hold
    }

    /// The regions that libphonenumber knows of any number in area code `npa`.
    fn regions_of(npa: u16) -> BTreeSet<String> {
        (200..1000_u32)
            .step_by(7)
            .chain([222, 234, 345, 555])
            .filter_map(|exchange| {
                let parsed = PHONE_NUMBER_UTIL.parse(format!("+1{npa}{exchange}1234"), None).ok()?;
                Some(format!("{:?}", PHONE_NUMBER_UTIL.get_region_for_number(&parsed)?).trim_matches('"').to_owned())
            })
            .collect()
    }

    #[test]
    fn every_area_code_agrees_with_libphonenumber() {
        for npa in 200..1000_u16 {
            let regions = regions_of(npa);
            let region = regions.iter().next().map(String::as_str);
            match Area::of(npa) {
                Area::Country(country) => assert_eq!(region, Some(country.as_str()), "{npa}"),
                // libphonenumber files numbers without a place under US, the Canadian ones under CA.
                Area::TollFree | Area::NonGeographic => {
                    assert!(matches!(region, Some("US" | "CA")), "{npa} {region:?}")
                }
                Area::Unknown => assert_eq!(region, None, "{npa} is in service: add it to the table"),
            }
        }
    }

    #[test]
    fn every_area_code_is_gated_by_its_region() {
        for npa in 200..1000_u16 {
            let expected = match Area::of(npa) {
                Area::Country(country) => ["US", "CA", "PR"].contains(&country.as_str()),
                Area::TollFree | Area::NonGeographic | Area::Unknown => true,
            };
            assert_eq!(
                held(&[number(npa, 5_551_234)], Purchase::Numbers, Telephony::LcPhone, false),
                expected,
                "{npa}"
            );
        }
    }

    #[test]
    fn the_named_cases() {
        let gated = |npa| held(&[number(npa, 5_551_234)], Purchase::Numbers, Telephony::LcPhone, false);
        for npa in [212, 416, 787, 939, 800, 833, 888, 900, 500, 521, 588, 600, 622, 633, 822, 230, 999] {
            assert!(gated(npa), "{npa}");
        }
        for npa in [876, 658, 809, 242, 340, 671, 684, 670] {
            assert!(!gated(npa), "{npa}");
        }
        let british: PhoneNumber = "+442079460123".parse().expect("E.164");
        assert!(!held(std::slice::from_ref(&british), Purchase::Numbers, Telephony::LcPhone, false));
        assert!(!held(&[british], Purchase::Pool, Telephony::LcPhone, false));
    }

    #[test]
    fn a_service_waits_for_the_one_approval_that_buying_waits_for() {
        assert_eq!(clear_service(Telephony::LcPhone, None), None);
        assert!(clear_service(Telephony::LcPhone, Some(&approval())).is_some());
        assert!(clear_service(Telephony::OwnCarrier, None).is_some());
    }

    #[test]
    fn any_plus_one_number_holds_a_pool_unless_pools_go_by_region() {
        assert!(held(&[number(876, 5_551_234)], Purchase::Pool, Telephony::LcPhone, false));
        let regions = RegulatedRegions { pools: PoolRule::ByRegion, ..RegulatedRegions::default() };
        let held = |npa| {
            let numbers = [number(npa, 5_551_234)];
            decide(&regions, Purchase::Pool, &numbers, Telephony::LcPhone, None) == Verdict::Hold
        };
        assert!(!held(876) && held(212) && held(800) && held(230));
    }

    prop_compose! {
        fn any_number()(npa in 200..1000_u16, line in 2_000_000..10_000_000_u32) -> PhoneNumber { number(npa, line) }
    }

    proptest! {
        #[test]
        fn an_approved_or_own_carrier_account_is_never_held(
            numbers in prop::collection::vec(any_number(), 1..5), pool in any::<bool>(), approved in any::<bool>(),
        ) {
            let purchase = if pool { Purchase::Pool } else { Purchase::Numbers };
            prop_assert!(!held(&numbers, purchase, Telephony::OwnCarrier, approved));
            prop_assert!(!held(&numbers, purchase, Telephony::LcPhone, true));
        }

        #[test]
        fn one_regulated_line_holds_the_whole_order(numbers in prop::collection::vec(any_number(), 1..5)) {
            let any = numbers.iter().any(|number| RegulatedRegions::default().cover(number));
            prop_assert_eq!(held(&numbers, Purchase::Numbers, Telephony::LcPhone, false), any);
        }

        #[test]
        fn a_clear_order_clears_exactly_its_numbers(numbers in prop::collection::vec(any_number(), 1..5)) {
            let verdict =
                decide(&RegulatedRegions::default(), Purchase::Numbers, &numbers, Telephony::LcPhone, Some(&approval()));
            let Verdict::Clear(cleared) = verdict else { return Err(TestCaseError::fail("held")) };
            prop_assert_eq!(cleared.iter().map(Cleared::number).cloned().collect::<Vec<_>>(), numbers);
        }
    }
}
