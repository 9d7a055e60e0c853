//! Every move of a case, and those that there are not.

use super::*;
use crate::domain::{
    CountryCode, SubmissionId,
    id_document::{IdDocument, IdType},
};
use proptest::prelude::*;

fn submission(name: &str) -> SubmissionId {
    name.parse().expect("id")
}

fn complete() -> Collected {
    let document = IdDocument::new(CountryCode::US, IdType::Passport).expect("a US passport");
    Collected { document: Some(document), front: true, back: false, face: Face::Given }
}

fn submitted() -> Verification {
    Verification::Collecting(complete()).submit(submission("s1")).expect("complete")
}

fn approved() -> Verification {
    Verification::Approved { submission: submission("s1"), by: Judge::Vendor }
}

fn under_review() -> Verification {
    Verification::UnderReview { submission: submission("s1") }
}

#[test]
fn nothing_is_submitted_before_it_is_complete() {
    let without: [fn(&mut Collected); 4] =
        [|c| c.document = None, |c| c.front = false, |c| c.face = Face::Wanted, |c| c.face = Face::Agreed];
    for strip in without {
        let mut collected = complete();
        strip(&mut collected);
        assert_eq!(Verification::Collecting(collected).submit(submission("s1")), Err(NotNow));
    }
    assert_eq!(submitted().submit(submission("s2")), Err(NotNow));
}

#[test]
fn a_licence_needs_its_back() {
    let document = IdDocument::new(CountryCode::US, IdType::DriversLicense).ok();
    let collected = Collected { document, ..complete() };
    assert!(!collected.document_done());
    assert!(Collected { back: true, ..collected }.complete().is_some());
}

#[test]
fn who_refuses_biometrics_goes_on_with_the_id_alone() {
    let refused = Collected { face: Face::Wanted, ..complete() }.without_face();
    assert_eq!(refused.complete(), Some(Shows::IdAlone));
    assert_eq!(complete().complete(), Some(Shows::IdAndFace));
    let case = Verification::Collecting(refused).submit(submission("s1")).expect("the ID is enough");
    assert_eq!(case.hear(&submission("s1"), Outcome::NeedsReview, 4), under_review());
    let no_document = Collected::default().without_face();
    assert_eq!(no_document.complete(), None);
    assert_eq!(Verification::Collecting(no_document).submit(submission("s1")), Err(NotNow));
}

#[test]
fn the_vendors_word_moves_the_case() {
    let hear = |outcome, left| submitted().hear(&submission("s1"), outcome, left);
    let fixable = || Outcome::Declined { fixable: vec![Reason::Blurry] };
    let approved = approved();
    assert_eq!(hear(Outcome::Approved, 4), approved);
    assert_eq!(hear(Outcome::Pending, 4), submitted());
    assert_eq!(hear(Outcome::NeedsReview, 4), Verification::UnderReview { submission: submission("s1") });
    assert_eq!(hear(Outcome::Errored, 4), Verification::Collecting(Collected::default()));
    assert_eq!(hear(fixable(), 1), Verification::TryAgain { reasons: vec![Reason::Blurry] });
    assert_eq!(hear(fixable(), 0), Verification::Declined);
    assert_eq!(hear(Outcome::Declined { fixable: vec![] }, 4), Verification::Declined);
    let unusable = Outcome::Unusable { reasons: vec![Reason::Unreadable] };
    assert_eq!(hear(unusable, 0), Verification::TryAgain { reasons: vec![Reason::Unreadable] });
    let reviewed = hear(Outcome::NeedsReview, 4).hear(&submission("s1"), Outcome::Approved, 4);
    assert_eq!(reviewed, approved);
}

#[test]
fn an_id_alone_is_approved_by_a_person() {
    for outcome in
        [Outcome::Approved, Outcome::NeedsReview, Outcome::Pending, Outcome::Declined { fixable: Vec::new() }]
    {
        assert_eq!(outcome.clone().without_a_face(true), outcome);
        let unseen = if outcome == Outcome::Approved { Outcome::NeedsReview } else { outcome.clone() };
        assert_eq!(outcome.without_a_face(false), unseen);
    }
}

#[test]
fn only_a_refusal_of_what_was_approved_takes_the_approval_back() {
    let refusals = [Outcome::Declined { fixable: vec![Reason::Blurry] }, Outcome::Declined { fixable: vec![] }];
    for refusal in refusals {
        assert_eq!(approved().hear(&submission("s1"), refusal.clone(), 4), Verification::Revoked);
        assert_eq!(approved().hear(&submission("s0"), refusal, 4), approved(), "an older hand-over");
    }
    for outcome in [Outcome::Approved, Outcome::Pending, Outcome::NeedsReview, Outcome::Errored] {
        assert_eq!(approved().hear(&submission("s1"), outcome.clone(), 4), approved(), "{outcome:?}");
        assert_eq!(Verification::Revoked.hear(&submission("s1"), outcome, 4), Verification::Revoked);
    }
}

#[test]
fn a_person_decides_what_is_under_review_and_nothing_else() {
    let by_person = Verification::Approved { submission: submission("s1"), by: Judge::Person };
    assert_eq!(under_review().decide(&submission("s1"), Decision::Approve), Ok(by_person));
    assert_eq!(under_review().decide(&submission("s1"), Decision::Decline), Ok(Verification::Declined));
    assert_eq!(under_review().decide(&submission("s0"), Decision::Approve), Err(NotNow), "another hand-over");
    let others = [submitted(), approved(), Verification::Declined, Verification::Revoked];
    for other in others.into_iter().chain([Verification::Collecting(complete())]) {
        assert_eq!(other.decide(&submission("s1"), Decision::Approve), Err(NotNow));
    }
}

#[test]
fn who_refuses_what_the_vendors_page_asks_for_is_put_before_a_person() {
    let away = Verification::AtVendor { submission: submission("s0") };
    for from in [Verification::Collecting(Collected::default()), away] {
        let referred = from.refer(submission("s1")).expect("nothing was given");
        assert_eq!(referred, under_review());
        let late = referred.hear(&submission("s0"), Outcome::Approved, 4);
        assert_eq!(late, under_review(), "what the vendor says of the page that was left changes nothing");
    }
    for other in [submitted(), under_review(), approved(), Verification::Declined, Verification::Revoked] {
        assert_eq!(other.refer(submission("s1")), Err(NotNow));
    }
}

#[test]
fn a_review_ends_with_what_it_looks_at() {
    assert_eq!(under_review().withdraw(4), Ok(Verification::Collecting(Collected::default())));
    assert_eq!(under_review().withdraw(0), Ok(Verification::Declined), "the last try");
    for other in [submitted(), approved(), Verification::Declined, Verification::Collecting(complete())] {
        assert_eq!(other.withdraw(4), Err(NotNow));
    }
}

#[test]
fn an_approval_is_taken_back_and_a_refusal_is_reopened() {
    assert_eq!(approved().revoke(), Ok(Verification::Revoked));
    assert_eq!(under_review().revoke(), Err(NotNow));
    assert_eq!(Verification::Declined.reopen(), Verification::Collecting(Collected::default()));
    for other in [under_review(), approved(), Verification::TryAgain { reasons: vec![Reason::Blurry] }] {
        assert_eq!(other.clone().reopen(), other);
    }
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    let fixable = || prop::sample::subsequence(vec![Reason::Blurry, Reason::Glare], 0..3);
    prop_oneof![
        Just(Outcome::Unfinished),
        Just(Outcome::Pending),
        Just(Outcome::Approved),
        Just(Outcome::NeedsReview),
        Just(Outcome::Errored),
        fixable().prop_map(|fixable| Outcome::Declined { fixable }),
        fixable().prop_map(|fixable| Outcome::Failed { fixable }),
        fixable().prop_map(|reasons| Outcome::Unusable { reasons }),
    ]
}

proptest! {
    /// However late, and however often: the vendor is heard before the decision, not after it.
    #[test]
    fn no_later_word_of_the_vendors_undoes_what_a_person_decided(
        before in prop::collection::vec((any_outcome(), 0..3_u32), 0..4),
        after in prop::collection::vec((any_outcome(), 0..3_u32, any::<bool>()), 0..6),
        approve in any::<bool>(),
    ) {
        let said = |case: Verification, (outcome, left)| case.hear(&submission("s1"), outcome, left);
        let case = before.into_iter().fold(submitted(), said);
        let decision = if approve { Decision::Approve } else { Decision::Decline };
        let Ok(decided) = case.clone().decide(&submission("s1"), decision) else {
            prop_assert_ne!(case, under_review());
            return Ok(());
        };
        let later = |case: Verification, (outcome, left, same)| {
            case.hear(&submission(if same { "s1" } else { "s0" }), outcome, left)
        };
        prop_assert_eq!(after.into_iter().fold(decided.clone(), later), decided);
    }

    /// Whoever was refused, or whose approval was taken back, is approved by a new hand-over alone.
    #[test]
    fn what_was_taken_back_comes_back_by_no_word_on_the_same_hand_over(
        words in prop::collection::vec((any_outcome(), 0..3_u32), 0..6),
    ) {
        let revoked = approved().revoke().expect("approved");
        let said = |case: Verification, (outcome, left)| case.hear(&submission("s1"), outcome, left);
        prop_assert_eq!(words.iter().cloned().fold(revoked.clone(), said), revoked);
        let reopened = Verification::Declined.reopen();
        prop_assert_eq!(words.into_iter().fold(reopened.clone(), said), reopened);
    }
}

#[test]
fn nobody_goes_to_the_vendor_without_consent() {
    let go = |face| {
        let collected = Collected { face, ..Collected::default() };
        Verification::Collecting(collected).go_to_vendor(submission("s1"))
    };
    assert_eq!(go(Face::Wanted), Err(NotNow));
    assert_eq!(go(Face::Refused), Err(NotNow));
    let away = go(Face::Agreed).expect("with consent");
    assert!(away.waits_for_vendor() && !away.stops_the_clock());
    assert_eq!(away.go_to_vendor(submission("s2")), Err(NotNow), "one at a time");
    assert_eq!(Verification::Declined.go_to_vendor(submission("s2")), Err(NotNow));
}

#[test]
fn the_vendors_page_is_left_half_way_or_done() {
    let away = || Verification::AtVendor { submission: submission("s1") };
    let hear = |outcome, left| away().hear(&submission("s1"), outcome, left);
    assert_eq!(hear(Outcome::Unfinished, 4), away());
    assert_eq!(hear(Outcome::Pending, 4), submitted());
    assert_eq!(submitted().hear(&submission("s1"), Outcome::Unfinished, 4), away(), "opened again at the vendor");
    assert_eq!(hear(Outcome::Approved, 4), approved());
    assert_eq!(hear(Outcome::Errored, 4), Verification::Collecting(Collected::default()));
    assert_eq!(hear(Outcome::Failed { fixable: vec![] }, 1), Verification::TryAgain { reasons: vec![] });
    assert_eq!(hear(Outcome::Failed { fixable: vec![Reason::Blurry] }, 0), Verification::Declined);
    let reviewed = hear(Outcome::NeedsReview, 4);
    for outcome in [Outcome::Unfinished, Outcome::Pending] {
        assert_eq!(reviewed.clone().hear(&submission("s1"), outcome, 4), reviewed);
    }
}

#[test]
fn a_word_on_an_older_hand_over_changes_nothing() {
    assert_eq!(submitted().hear(&submission("s0"), Outcome::Approved, 4), submitted());
    assert_eq!(Verification::Declined.hear(&submission("s1"), Outcome::Approved, 4), Verification::Declined);
}

#[test]
fn only_a_judgement_spends_an_attempt() {
    let fixable = Vec::new;
    assert!(Outcome::Declined { fixable: fixable() }.spends_an_attempt());
    assert!(Outcome::Failed { fixable: fixable() }.spends_an_attempt());
    for outcome in [Outcome::Approved, Outcome::Errored, Outcome::Unusable { reasons: fixable() }, Outcome::Pending] {
        assert!(!outcome.spends_an_attempt(), "{outcome:?}");
    }
}

#[test]
fn a_hand_over_counts_while_its_word_is_awaited_or_stands() {
    let submission = || submission("s1");
    let (at_vendor, submitted, reviewed, approved) = (
        Verification::AtVendor { submission: submission() },
        Verification::Submitted { submission: submission() },
        Verification::UnderReview { submission: submission() },
        Verification::Approved { submission: submission(), by: Judge::Vendor },
    );
    let (fresh, failed) = (Verification::Collecting(complete()), Verification::TryAgain { reasons: Vec::new() });
    for (case, counts, waits, stopped) in [
        (fresh, false, false, false),
        (at_vendor, true, true, false),
        (submitted, true, true, true),
        (reviewed, true, true, true),
        (failed, false, false, false),
        (approved, true, false, false),
        (Verification::Declined, false, false, false),
        (Verification::Revoked, false, false, false),
    ] {
        assert_eq!(case.submission(), counts.then(submission).as_ref(), "{case:?}");
        assert_eq!((case.waits_for_vendor(), case.stops_the_clock()), (waits, stopped), "{case:?}");
    }
}
