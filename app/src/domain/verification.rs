//! An account's identity case, from the first picture to the vendor's word.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, SubmissionId, account::spelled, id_document::IdDocument};

/// What the buyer gave so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// Pictures are being taken.
    Collecting(Collected),
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
    /// Declined for something that the buyer can mend.
    TryAgain {
        /// What to mend.
        reasons: Vec<Reason>,
    },
    /// Verified.
    Approved {
        /// By the word on this hand-over.
        submission: SubmissionId,
    },
    /// Refused for good.
    Declined,
    /// Was approved, and no longer is: the vendor took its word back. The buyer may verify anew.
    Revoked,
}

/// The vendor's word on a hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Still at work.
    Pending,
    /// Verified.
    Approved,
    /// Declined; `fixable` holds the reasons that the buyer can mend, and is empty when there is any other.
    Declined {
        /// What to mend.
        fixable: Vec<Reason>,
    },
    /// A picture could not be used at all, so nothing was judged and no attempt is spent.
    Unusable {
        /// What to mend.
        reasons: Vec<Reason>,
    },
    /// A person looks; a status that we do not know counts as this.
    NeedsReview,
    /// The vendor failed; nobody's fault.
    Errored,
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

    /// Takes the vendor's word on hand-over `of`, with `left` attempts left after this one. A word on an older
    /// hand-over changes nothing; an approval of any later look at the same one still counts, and a refusal of the one
    /// that was approved takes the approval back.
    #[must_use]
    pub fn hear(self, of: &SubmissionId, outcome: Outcome, left: u32) -> Self {
        match self {
            Self::Approved { ref submission } if submission == of && matches!(outcome, Outcome::Declined { .. }) => {
                Self::Revoked
            }
            Self::Submitted { ref submission } | Self::UnderReview { ref submission } if submission == of => {
                match outcome {
                    Outcome::Pending => self,
                    Outcome::Approved => Self::Approved { submission: of.clone() },
                    Outcome::NeedsReview => Self::UnderReview { submission: of.clone() },
                    Outcome::Errored => Self::Collecting(Collected::default()),
                    Outcome::Declined { fixable } if fixable.is_empty() || left == 0 => Self::Declined,
                    Outcome::Declined { fixable } => Self::TryAgain { reasons: fixable },
                    Outcome::Unusable { reasons } => Self::TryAgain { reasons },
                }
            }
            other => other,
        }
    }

    /// Whether the clock of held orders stands still.
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
        let approved = Verification::Approved { submission: submission("s1") };
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
        let approved = || Verification::Approved { submission: submission("s1") };
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
    fn a_word_on_an_older_hand_over_changes_nothing() {
        assert_eq!(submitted().hear(&submission("s0"), Outcome::Approved, 4), submitted());
        assert_eq!(Verification::Declined.hear(&submission("s1"), Outcome::Approved, 4), Verification::Declined);
    }
}
