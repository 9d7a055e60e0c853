//! An account's identity case, from the first picture to the vendor's word.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, SubmissionId, account::spelled, id_document::IdDocument};

/// What the buyer gave so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Collected {
    /// Whose document and which kind.
    pub document: Option<IdDocument>,
    /// The front is here.
    pub front: bool,
    /// The back is here.
    pub back: bool,
    /// The selfie is here.
    pub selfie: bool,
    /// The biometric consent in force was given.
    pub consent: bool,
}

impl Collected {
    /// Whether the document step is done.
    #[must_use]
    pub fn document_done(&self) -> bool {
        self.document.is_some_and(|document| self.front && (self.back || !document.needs_back()))
    }

    /// Whether everything is here that the vendor needs.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.document_done() && self.selfie && self.consent
    }
}

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Verification {
    /// Pictures are being taken.
    Collecting(Collected),
    /// The buyer shows ID and face on the vendor's own page, or has left it half-way.
    AtVendor {
        /// Which hand-over.
        submission: SubmissionId,
    },
    /// The vendor has them, or is about to.
    Submitted {
        /// Which hand-over.
        submission: SubmissionId,
    },
    /// A person at the vendor looks.
    UnderReview {
        /// Which hand-over.
        submission: SubmissionId,
    },
    /// Not verified, for something that the buyer can mend.
    TryAgain {
        /// What to mend; none when the vendor names nothing that the buyer may know.
        reasons: Vec<Reason>,
    },
    /// Verified.
    Approved {
        /// By the word on this hand-over.
        submission: SubmissionId,
        /// Whose word it was.
        by: Judge,
    },
    /// Refused for good.
    Declined,
    /// Was approved, and no longer is: the vendor took its word back, or a person of ours did. The buyer may verify
    /// anew.
    Revoked,
}

/// Who found that an identity is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Judge {
    /// The vendor, who may find later that it is not.
    Vendor,
    /// A person of ours, who knew what the vendor was in doubt about: its later word takes nothing back.
    Person,
}

/// What a person of ours makes of a case under review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// The identity is right.
    Approve,
    /// It is not.
    Decline,
}

spelled!(Decision, "decision", Approve = "approve", Decline = "decline");

/// How an identity gets to the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Our own pages take the pictures, and we send them.
    Transaction,
    /// The vendor's own page takes them.
    Inquiry,
}

spelled!(Transport, "transport", Transaction = "transaction", Inquiry = "inquiry");

/// The vendor's word on a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The buyer is not done on the vendor's own page.
    Unfinished,
    /// The vendor has everything and is at work.
    Pending,
    /// Verified.
    Approved,
    /// Declined; `fixable` holds the reasons that the buyer can mend, and is empty when there is any other.
    Declined {
        /// What to mend.
        fixable: Vec<Reason>,
    },
    /// The buyer used up the tries that the vendor's own page allows; it has judged the pictures, and given no final no.
    Failed {
        /// What to mend, as for a decline.
        fixable: Vec<Reason>,
    },
    /// A picture could not be used at all, so nothing was judged and no attempt is spent.
    Unusable {
        /// What to mend.
        reasons: Vec<Reason>,
    },
    /// A person looks; a status that we do not know counts as this.
    NeedsReview,
    /// The vendor failed, or time ran out before the buyer was done: nothing was judged.
    Errored,
}

impl Outcome {
    /// Whether the vendor judged pictures and was not convinced, which spends an attempt.
    #[must_use]
    pub const fn spends_an_attempt(&self) -> bool {
        matches!(self, Self::Declined { .. } | Self::Failed { .. })
    }
}

/// The case cannot do that now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the case does not stand where that can happen")]
pub struct NotNow;

impl Verification {
    /// Hands the collected pictures over.
    ///
    /// # Errors
    /// [`NotNow`] unless everything is collected.
    pub fn submit(self, submission: SubmissionId) -> Result<Self, NotNow> {
        match self {
            Self::Collecting(collected) if collected.complete() => Ok(Self::Submitted { submission }),
            _ => Err(NotNow),
        }
    }

    /// Sends the buyer to the vendor's own page, which asks for ID and face itself: not before the consent.
    ///
    /// # Errors
    /// [`NotNow`] unless collecting, with the consent given.
    pub fn go_to_vendor(self, submission: SubmissionId) -> Result<Self, NotNow> {
        match self {
            Self::Collecting(collected) if collected.consent => Ok(Self::AtVendor { submission }),
            _ => Err(NotNow),
        }
    }

    /// Decides hand-over `of` in the vendor's place, while a person looks at it. What the vendor says of it afterwards
    /// changes nothing.
    ///
    /// # Errors
    /// [`NotNow`] unless that hand-over is under review.
    pub fn decide(self, of: &SubmissionId, decision: Decision) -> Result<Self, NotNow> {
        match (self, decision) {
            (Self::UnderReview { submission }, Decision::Approve) if submission == *of => {
                Ok(Self::Approved { submission, by: Judge::Person })
            }
            (Self::UnderReview { submission }, Decision::Decline) if submission == *of => Ok(Self::Declined),
            _ => Err(NotNow),
        }
    }

    /// Takes an approval back.
    ///
    /// # Errors
    /// [`NotNow`] unless it is approved.
    pub fn revoke(self) -> Result<Self, NotNow> {
        if matches!(self, Self::Approved { .. }) { Ok(Self::Revoked) } else { Err(NotNow) }
    }

    /// Lets who was refused for good begin anew. Everybody else goes on where they are.
    #[must_use]
    pub fn reopen(self) -> Self {
        if self == Self::Declined { Self::Collecting(Collected::default()) } else { self }
    }

    /// Takes the vendor's word on hand-over `of`, with `left` attempts left after this one. A word on an older
    /// hand-over changes nothing; an approval of any later look at the same one still counts, and a refusal of the one
    /// that the vendor approved takes the approval back.
    #[must_use]
    pub fn hear(self, of: &SubmissionId, outcome: Outcome, left: u32) -> Self {
        match self {
            Self::Approved { ref submission, by: Judge::Vendor }
                if submission == of && matches!(outcome, Outcome::Declined { .. }) =>
            {
                Self::Revoked
            }
            Self::AtVendor { ref submission }
            | Self::Submitted { ref submission }
            | Self::UnderReview { ref submission }
                if submission == of =>
            {
                match outcome {
                    // A review ends with a person's word alone.
                    Outcome::Unfinished | Outcome::Pending if matches!(self, Self::UnderReview { .. }) => self,
                    Outcome::Unfinished => Self::AtVendor { submission: of.clone() },
                    Outcome::Pending => Self::Submitted { submission: of.clone() },
                    Outcome::Approved => Self::Approved { submission: of.clone(), by: Judge::Vendor },
                    Outcome::NeedsReview => Self::UnderReview { submission: of.clone() },
                    Outcome::Errored => Self::Collecting(Collected::default()),
                    Outcome::Declined { fixable } if fixable.is_empty() || left == 0 => Self::Declined,
                    Outcome::Failed { .. } if left == 0 => Self::Declined,
                    Outcome::Declined { fixable } | Outcome::Failed { fixable } => Self::TryAgain { reasons: fixable },
                    Outcome::Unusable { reasons } => Self::TryAgain { reasons },
                }
            }
            other => other,
        }
    }

    /// The hand-over whose word counts, if one does.
    #[must_use]
    pub const fn submission(&self) -> Option<&SubmissionId> {
        match self {
            Self::AtVendor { submission }
            | Self::Submitted { submission }
            | Self::UnderReview { submission }
            | Self::Approved { submission, .. } => Some(submission),
            Self::Collecting(_) | Self::TryAgain { .. } | Self::Declined | Self::Revoked => None,
        }
    }

    /// Whether the vendor has yet to give its last word.
    #[must_use]
    pub const fn waits_for_vendor(&self) -> bool {
        matches!(self, Self::AtVendor { .. } | Self::Submitted { .. } | Self::UnderReview { .. })
    }

    /// Whether the clock of held orders stands still. On the vendor's page it is still the buyer who takes the time.
    #[must_use]
    pub const fn stops_the_clock(&self) -> bool {
        matches!(self, Self::Submitted { .. } | Self::UnderReview { .. })
    }
}

/// Something about a picture that the buyer can mend. Reasons that hint at fraud have no name here, so no page can
/// show one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The document is out of focus.
    Blurry,
    /// Light covers part of the document.
    Glare,
    /// The document has run out.
    Expired,
    /// The document could not be read.
    Unreadable,
    /// The face on the document is not clear.
    PortraitUnclear,
    /// Another kind of document than was chosen.
    OtherType,
    /// Another country than was chosen.
    OtherCountry,
    /// Front and back show the same side.
    SameSideTwice,
    /// The bar code on the back was not found.
    BarcodeMissing,
    /// Sunglasses in the selfie.
    Sunglasses,
    /// The face is covered.
    FaceCovered,
    /// The eyes are closed.
    EyesClosed,
    /// No whole face in the selfie.
    FaceMissing,
    /// The face is too far away.
    FaceTooFar,
    /// The selfie is too dark.
    TooDark,
}

spelled!(
    Reason,
    "reason",
    Blurry = "blurry",
    Glare = "glare",
    Expired = "expired",
    Unreadable = "unreadable",
    PortraitUnclear = "portrait_unclear",
    OtherType = "other_type",
    OtherCountry = "other_country",
    SameSideTwice = "same_side_twice",
    BarcodeMissing = "barcode_missing",
    Sunglasses = "sunglasses",
    FaceCovered = "face_covered",
    EyesClosed = "eyes_closed",
    FaceMissing = "face_missing",
    FaceTooFar = "face_too_far",
    TooDark = "too_dark"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CountryCode, id_document::IdType};
    use proptest::prelude::*;

    fn submission(name: &str) -> SubmissionId {
        name.parse().expect("id")
    }

    fn complete() -> Collected {
        let document = IdDocument::new(CountryCode::US, IdType::Passport).expect("a US passport");
        Collected { document: Some(document), front: true, back: false, selfie: true, consent: true }
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
            [|c| c.document = None, |c| c.front = false, |c| c.selfie = false, |c| c.consent = false];
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
        assert!(Collected { back: true, ..collected }.complete());
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
        let go = |consent| {
            let collected = Collected { consent, ..Collected::default() };
            Verification::Collecting(collected).go_to_vendor(submission("s1"))
        };
        assert_eq!(go(false), Err(NotNow));
        let away = go(true).expect("with consent");
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
        for outcome in [Outcome::Approved, Outcome::Errored, Outcome::Unusable { reasons: fixable() }, Outcome::Pending]
        {
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
}
