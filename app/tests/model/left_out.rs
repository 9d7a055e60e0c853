//! Worlds in which one rule is left out, and what it prevents is found; or what was found instead.

use crate::{
    explore::{finds, holds, holds_but},
    properties as property,
    rules::Rule,
    setup::{Left, Setup, Tenant, faults, held, line, rivals},
};

#[test]
fn r1_without_the_forms_name_two_orders_are_found() {
    let left = Left { repeats: 1, ..Left::default() };
    finds(property::ONE_ORDER, "R1", Setup { left, ..line() }.without(&[Rule::OneOrderARequest]));
}

#[test]
fn r2_without_the_live_index_a_hijack_is_found() {
    let setup = Setup { rewrites: true, ..rivals([Tenant::Approved; 2]) }.without(&[Rule::LiveIndex]);
    finds(property::ONE_LIVE_LINE, "R2", setup.clone());
    finds(property::NO_HIJACK, "R2, hijack", setup);
}

/// The sweep alone would do, some seconds later.
#[test]
fn r3_without_the_lock_a_lost_wake_up_is_found_which_the_sweep_heals() {
    finds(property::NOBODY_FORGOTTEN, "R3, no sweep", held().without(&[Rule::OneLock, Rule::Sweeper]));
    holds("R3, no lock", held().without(&[Rule::OneLock]));
    holds("R3, no sweep", held().without(&[Rule::Sweeper]));
}

#[test]
fn r4_without_the_gate_at_the_last_moment_a_purchase_unverified_is_found() {
    let left = Left { revocations: 1, ..Left::default() };
    finds(property::VERIFIED, "R4", Setup { left, ..line() }.without(&[Rule::GateAtClaim]));
    let left = Left { tightenings: 1, ..Left::default() };
    let lax = Setup { left, lax: true, ..Setup::one(Tenant::Collected) };
    finds(property::VERIFIED, "R4, rules", lax.without(&[Rule::GateAtClaim]));
}

/// Dropping a line between two requests is safe as long as the carrier keeps the settle time, so the rule is a second
/// net; dropping one while a request is under way never is.
#[test]
fn r4_without_late_cancels_refused_an_orphan_is_found() {
    let cancelled = || Setup { cancels: true, ..line() };
    holds("R4, dropped between requests", cancelled().without(&[Rule::DropBeforeFirst]));
    finds(property::NO_ORPHAN, "R4, unsettled", cancelled().without(&[Rule::DropBeforeFirst, Rule::Settle]));
    finds(property::NO_ORPHAN, "R4, under way", cancelled().without(&[Rule::SpareUnderWay]));
}

#[test]
fn r5_without_the_look_at_the_clock_before_sending_an_orphan_is_found() {
    finds(property::NO_ORPHAN, "R5, in time", Setup { nodes: 2, ..line() }.without(&[Rule::InTime]));
}

#[test]
fn r5_without_the_settle_time_an_orphan_is_found() {
    finds(property::NO_ORPHAN, "R5, settle", line().without(&[Rule::Settle]));
}

#[test]
fn r6_without_the_fence_an_orphan_is_found() {
    finds(property::NO_ORPHAN, "R6", Setup { nodes: 2, ..line() }.without(&[Rule::Fence]));
}

/// A purchase that the fence kept out would be found by the next look: the rule saves time, not numbers.
#[test]
fn r6_without_late_sales_counted_nothing_is_lost() {
    let setup = Setup { nodes: 2, lags: true, ..faults(line()) };
    holds("R6, late sales", setup.without(&[Rule::LateSaleCounts]));
}

#[test]
fn r7_without_rows_written_once_a_second_release_is_found() {
    let left = Left { strangers: 1, ..Left::default() };
    finds(property::BOOKED_ONCE, "R7", Setup { left, ..line() }.without(&[Rule::BookedOnce]));
}

#[test]
fn r8_without_the_tag_in_the_request_a_number_nobody_knows_is_found() {
    let left = Left { crashes: 1, ..Left::default() };
    finds(property::NO_PERSON, "R8", Setup { left, ..line() }.without(&[Rule::TaggedAtOnce]));
}

/// A restored database may end a line whose number is ours. Only comparing with the carrier's list finds it.
#[test]
fn r9_without_the_carriers_list_an_orphan_of_a_backup_is_found() {
    let left = Left { restores: 1, ..Left::default() };
    let restored = || Setup { left, cancels: true, ..held() };
    holds_but(&[property::NO_ORPHAN, property::NO_PERSON], "R9", restored());
    finds(property::NO_ORPHAN_LEFT, "R9", restored().without(&[Rule::Reconcile]));
}

#[test]
fn r10_with_webhooks_believed_an_approval_that_no_longer_stands_is_found() {
    let left = Left { revocations: 1, ..Left::default() };
    finds(property::NOTHING_STALE, "R10", Setup { left, ..held() }.without(&[Rule::WebhookOnlyWakes]));
}

#[test]
fn r10_without_a_look_of_our_own_a_word_that_is_never_heard_is_found() {
    let left = Left { losses: 1, ..Left::default() };
    finds(property::ALL_HEARD, "R10, own look", Setup { left, ..held() }.without(&[Rule::OwnLook]));
}

#[test]
fn r11_with_purchases_under_way_dropped_an_orphan_is_found() {
    let left = Left { revocations: 1, ..Left::default() };
    finds(property::NO_ORPHAN, "R11", Setup { left, ..line() }.without(&[Rule::SpareUnderWay]));
}

#[test]
fn r12_with_notes_written_after_the_move_a_lost_one_is_found() {
    let left = Left { crashes: 1, ..Left::default() };
    finds(property::ALL_NOTED, "R12", Setup { left, ..line() }.without(&[Rule::NotedTogether]));
}

#[test]
fn without_the_intent_committed_first_an_orphan_is_found() {
    let left = Left { crashes: 1, ..Left::default() };
    finds(property::NO_ORPHAN, "intent", Setup { left, cancels: true, ..line() }.without(&[Rule::IntentFirst]));
}

/// As long as the settle time is kept and nothing is forgotten, a refusal can be believed: the look is for backups that
/// were restored, and a second net for the settle time.
#[test]
fn without_a_look_before_a_refusal_is_believed_an_orphan_is_found() {
    let left = Left { restores: 1, ..Left::default() };
    let restored = || Setup { left, ..line() };
    holds("refusals, restored", restored());
    finds(property::NO_ORPHAN, "refusals, restored", restored().without(&[Rule::LookBeforeRefusal]));
    holds("refusals", line().without(&[Rule::LookBeforeRefusal]));
    finds(property::NO_ORPHAN, "refusals, unsettled", line().without(&[Rule::LookBeforeRefusal, Rule::Settle]));
}

/// A process that stalls between the carrier's answer and its own clock must not take an old answer for a second one.
#[test]
fn with_looks_dated_when_they_are_read_an_orphan_is_found() {
    finds(property::NO_ORPHAN, "dated", Setup { nodes: 2, ..line() }.without(&[Rule::DatedWhenAsked]));
}

#[test]
fn when_bought_by_area_code_a_second_purchase_is_found() {
    finds(property::SOLD_ONCE, "area code", line().without(&[Rule::ExactNumber]));
}

#[test]
fn when_returned_by_its_digits_another_tenants_number_is_lost() {
    let setup = Setup { returns: true, ..rivals([Tenant::Approved; 2]) };
    finds(property::OWNED_THERE, "returned by digits", setup.without(&[Rule::ReturnById]));
}
