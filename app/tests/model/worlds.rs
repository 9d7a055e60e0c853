//! Worlds in which every rule is kept, and nothing is wrong.

use app::domain::order::IfGone;

use crate::{
    explore::{finds, holds, holds_but},
    properties as property,
    setup::{Left, Setup, Tenant, Wish, faults, held, line, rivals},
};

/// Both of the carrier's ways with a number that it sold us before.
fn both_ways(name: &str, setup: &Setup) {
    for rewrites in [false, true] {
        holds(&format!("{name}, rewrites: {rewrites}"), Setup { rewrites, ..setup.clone() });
    }
}

#[test]
fn a_line_is_bought_once_by_two_processes() {
    let setup = Setup { nodes: 2, lags: true, cancels: true, attempts: 3, ..faults(line()) };
    both_ways("one line, two processes", &setup);
}

#[test]
fn a_busy_carrier_or_a_refusal_loses_nothing() {
    let left = Left { busy: 1, refusals: 1, crashes: 1, ..Left::default() };
    holds("one line, busy, refused", Setup { left, nodes: 2, cancels: true, ..line() });
}

#[test]
fn a_held_order_completes() {
    let left = Left { crashes: 1, repeats: 1, losses: 1, ..Left::default() };
    holds("held", Setup { left, cancels: true, ..held() });
    let left = Left { crashes: 1, revocations: 1, ..Left::default() };
    holds("held, revoked", Setup { left, ..held() });
    holds("held, not handed over", Setup { left: Left { crashes: 1, ..left }, ..Setup::one(Tenant::Collected) });
}

#[test]
fn a_hold_runs_out() {
    let left = Left { crashes: 1, ..Left::default() };
    holds("hold that runs out", Setup { left, hold: Some(2), ..Setup::one(Tenant::Collected) });
}

#[test]
fn two_tenants_want_one_number() {
    let left = Left { crashes: 1, ..Left::default() };
    both_ways("rivals", &Setup { left, ..rivals([Tenant::Approved; 2]) });
    both_ways("rivals, one of them held", &Setup { ..rivals([Tenant::Approved, Tenant::Submitted]) });
}

#[test]
fn two_held_orders_complete_with_one_word() {
    let wish = |number| Wish { tenant: 0, numbers: vec![number], if_gone: IfGone::Ask };
    holds("two held orders", Setup { wishes: vec![wish(0), wish(1)], attempts: 1, ..held() });
}

#[test]
fn a_person_decides_in_the_vendors_place_and_its_later_word_undoes_nothing() {
    let left = Left { reviews: 1, revocations: 1, crashes: 1, ..Left::default() };
    holds("decided", Setup { left, attempts: 1, ..held() });
}

/// Whoever was never asked is asked; no purchase goes past the rules that are in force when the carrier is asked.
#[test]
fn rules_that_become_stricter_hold_what_was_not_asked_for() {
    let left = Left { tightenings: 1, ..Left::default() };
    let lax = Setup { left, lax: true, ..Setup::one(Tenant::Collected) };
    holds("stricter, two nodes", Setup { nodes: 2, ..lax.clone() });
    let left = Left { crashes: 1, busy: 1, ..left };
    holds("stricter, busy or cancelled", Setup { left, cancels: true, ..lax.clone() });
    let left = Left { revocations: 1, ..left };
    holds("stricter, then refused", Setup { left, hold: Some(2), attempts: 1, cancels: true, ..lax.clone() });
    let wishes = vec![Wish { tenant: 0, numbers: vec![0, 1], if_gone: IfGone::Ask }];
    holds("stricter, two lines", Setup { wishes, attempts: 1, ..lax });
}

/// A restored database may end a line whose number is ours. A person says what becomes of it.
#[test]
fn a_person_ends_what_needs_one_and_it_is_booked_once() {
    let left = Left { restores: 1, persons: 1, ..Left::default() };
    let restored = Setup { left, cancels: true, ..held() };
    holds_but(&[property::NO_ORPHAN, property::NO_PERSON], "resolved", restored);
}

#[test]
fn an_order_of_two_lines_ends() {
    let wishes = vec![Wish { tenant: 0, numbers: vec![0, 1], if_gone: IfGone::Ask }];
    holds("two lines", Setup { wishes, attempts: 1, ..faults(line()) });
}

#[test]
fn a_number_that_is_gone_is_replaced_or_given_up() {
    for if_gone in [IfGone::Ask, IfGone::Closest] {
        let wishes = vec![Wish { tenant: 0, numbers: vec![0], if_gone }];
        let left = Left { crashes: 1, strangers: 2, ..Left::default() };
        holds(&format!("gone, {if_gone}"), Setup { wishes, left, hold: Some(1), attempts: 1, ..line() });
    }
}

#[test]
fn a_number_that_was_returned_may_be_another_tenants() {
    let left = Left { crashes: 1, ..Left::default() };
    both_ways("returned", &Setup { left, returns: true, attempts: 1, ..rivals([Tenant::Approved; 2]) });
}

/// The list may lag, or somebody on the way may repeat a request: with both at once a refusal that answers the repetition
/// is believed too early. Nobody stands between us and the carrier who would repeat a POST.
#[test]
fn a_repeated_request_is_harmless_unless_the_list_lags() {
    let left = Left { duplicates: 1, crashes: 1, ..Left::default() };
    both_ways("repeated", &Setup { left, nodes: 2, ..line() });
    holds("repeated, rewrites, lags", Setup { left, nodes: 2, rewrites: true, lags: true, ..line() });
    finds(property::NO_ORPHAN, "repeated, lags", Setup { left, lags: true, ..line() });
}
