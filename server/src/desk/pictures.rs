//! The pictures of a case: whether they are taken, sealing them, storing them, and handing them over with the last one.

use app::{
    AppError,
    desk::{SignedIn, What},
    domain::{
        AccountId, Timestamp, VerificationId,
        id_document::IdDocument,
        verification::{Collected, Pose, Poses, Transport, Verification},
    },
};
use std::sync::Arc;

use super::{
    Shop,
    fault::{Fault, internal},
    verify::still_unverified,
    without_selfie::without_face,
};
use crate::{
    store::{
        Tx, accounts, jobs, jobs::Kind, pictures, pictures::SealedPicture, submissions, submissions::Submission,
        verifications, verifications::Case,
    },
    vault::VaultError,
};

/// A picture that passed the intake, ready to be sealed.
pub struct NewPicture {
    /// `front`, `back`, or the name of a pose.
    pub kind: &'static str,
    /// The neutral name under which the vendor gets it.
    pub file_name: String,
    /// A JPEG without metadata.
    pub jpeg: Vec<u8>,
}

/// What a sealed picture is bound to: a row copied to another case cannot be opened there.
#[must_use]
pub fn picture_context(case: &Case, kind: &str) -> String {
    picture_context_of(&case.account, &case.id, kind)
}

/// The same by the ids of account and case.
#[must_use]
pub fn picture_context_of(account: &AccountId, case: &VerificationId, kind: &str) -> String {
    format!("picture|{account}|{case}|{kind}")
}

impl Shop {
    /// Takes pictures of a document, one side or both, and says what is here then. Of another document than before
    /// nothing is here yet.
    ///
    /// # Errors
    /// [`AppError::TooLate`] when the case is no longer collecting.
    pub async fn take_document(
        &self,
        who: &SignedIn,
        document: IdDocument,
        sides: Vec<NewPicture>,
    ) -> Result<Collected, Fault> {
        let now = self.clock.now();
        let sealed = self.seal_pictures(who, sides).await?;
        let mut tx = self.store.write().await?;
        let mut case = self.collecting_case(&mut tx, who, now).await?;
        if case.document != Some(document) {
            for side in ["front", "back"] {
                pictures::remove_kind(&mut tx, &case.id, side).await?;
            }
        }
        case.document = Some(document);
        sealed.put(&mut tx, &case, now).await?;
        case.changed_at = now;
        verifications::save(&mut tx, &case).await?;
        // Read again: the case knows what it has from the rows.
        let case = self.case(&mut tx, &who.account).await?.ok_or(AppError::NotFound)?;
        tx.commit().await?;
        match case.state {
            Verification::Collecting(collected) => Ok(collected),
            _ => Err(AppError::TooLate.into()),
        }
    }

    /// Takes the selfie, a picture a pose, and hands everything over to the vendor, in one transaction with the job that
    /// does it.
    ///
    /// # Errors
    /// [`AppError::TooLate`] unless document and consent are here and the case is collecting.
    pub async fn take_selfie(&self, who: &SignedIn, poses: Vec<NewPicture>) -> Result<(), Fault> {
        let now = self.clock.now();
        let sealed = self.seal_pictures(who, poses).await?;
        let mut tx = self.store.write().await?;
        let case = self.collecting_case(&mut tx, who, now).await?;
        remove_face(&mut tx, &case).await?;
        sealed.put(&mut tx, &case, now).await?;
        // Read again: the case knows what it has from the rows.
        let case = self.case(&mut tx, &who.account).await?.ok_or(AppError::NotFound)?;
        self.hand_over(&mut tx, case, now).await?;
        Ok(tx.commit().await?)
    }

    /// Hands over what a case has collected.
    pub(super) async fn hand_over(&self, tx: &mut Tx, mut case: Case, now: Timestamp) -> Result<(), Fault> {
        let Verification::Collecting(collected) = &case.state else { return Err(AppError::TooLate.into()) };
        let shows = collected.complete().ok_or(AppError::TooLate)?;
        let submission = Submission::new(&case, Transport::Transaction, shows, now);
        let next = case.state.clone().submit(submission.id.clone()).map_err(|_| AppError::TooLate)?;
        submissions::add(tx, &submission).await?;
        jobs::ask(tx, Kind::Submit, submission.id.as_str(), now).await?;
        self.become_state(tx, &mut case, next, now).await?;
        self.note_held(tx, &case.account, What::Submitted).await
    }

    /// The account's case under the account's lock, collecting pictures.
    async fn collecting_case(&self, tx: &mut Tx, who: &SignedIn, now: Timestamp) -> Result<Case, Fault> {
        let case = self.open_case(tx, who, now).await?;
        let collecting = self.takes_pictures() && matches!(case.state, Verification::Collecting(_));
        if collecting { Ok(case) } else { Err(AppError::TooLate.into()) }
    }

    /// Seals pictures off the executor and outside any transaction: megabytes take their time, and SQLite has one
    /// writer.
    async fn seal_pictures(&self, who: &SignedIn, new: Vec<NewPicture>) -> Result<Sealed, Fault> {
        let case = self.case_to_fill(who).await?;
        let (vault, id) = (Arc::clone(&self.vault), case.id.clone());
        let seal = move || {
            let seal = |picture: NewPicture| {
                let sealed = vault.seal(&picture_context(&case, picture.kind), &picture.jpeg)?;
                Ok(SealedPicture { kind: picture.kind.to_owned(), file_name: picture.file_name, sealed })
            };
            new.into_iter().map(seal).collect::<Result<Vec<_>, VaultError>>()
        };
        let pictures = tokio::task::spawn_blocking(seal).await.map_err(|panicked| internal(&panicked))??;
        Ok(Sealed { case: id, pictures })
    }

    /// The account's case, opened if there is none. Whether it is collecting is asked again when it is written to.
    async fn case_to_fill(&self, who: &SignedIn) -> Result<Case, Fault> {
        let mut tx = self.store.read().await?;
        if let Some(case) = self.case(&mut tx, &who.account).await? {
            return Ok(case);
        }
        drop(tx);
        let mut tx = self.store.write().await?;
        let case = self.collecting_case(&mut tx, who, self.clock.now()).await?;
        tx.commit().await?;
        Ok(case)
    }

    /// Whether the selfie would be taken now, which comes after the document.
    ///
    /// # Errors
    /// [`AppError::TooLate`] when it would not be taken.
    pub async fn may_take_selfie(&self, who: &SignedIn) -> Result<(), Fault> {
        if self.collected(who).await?.document_done() { Ok(()) } else { Err(AppError::TooLate.into()) }
    }

    /// Whether the selfie was handed over: whoever sends it again, because the answer was lost, has what they want.
    ///
    /// # Errors
    /// The database failed.
    pub async fn selfie_is_given(&self, who: &SignedIn) -> Result<bool, Fault> {
        let mut tx = self.store.read().await?;
        let Some(case) = self.case(&mut tx, &who.account).await? else { return Ok(false) };
        let waits = self.takes_pictures() && case.state.waits_for_vendor();
        Ok(waits && without_face(&mut tx, &case).await?.is_none())
    }

    /// Of which poses a selfie is made.
    #[must_use]
    pub fn poses(&self) -> Poses {
        self.policy.poses
    }

    /// What is here already, if more would be taken: asked before pictures are read and decoded.
    ///
    /// # Errors
    /// [`AppError::TooLate`] when none would.
    pub async fn collected(&self, who: &SignedIn) -> Result<Collected, Fault> {
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        still_unverified(&account)?;
        if !self.takes_pictures() {
            return Err(AppError::TooLate.into());
        }
        let case = self.case(&mut tx, &who.account).await?;
        match case.map(|case| case.state) {
            Some(Verification::Collecting(collected)) => Ok(collected),
            None | Some(Verification::TryAgain { .. } | Verification::AtVendor { .. } | Verification::Revoked) => {
                Ok(Collected::default())
            }
            Some(_) => Err(AppError::TooLate.into()),
        }
    }
}

/// Deletes what there is of a face, in whichever poses.
pub(super) async fn remove_face(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    for pose in Pose::ALL {
        pictures::remove_kind(tx, &case.id, pose.as_str()).await?;
    }
    Ok(())
}

/// Pictures sealed for a case, not stored yet.
struct Sealed {
    case: VerificationId,
    pictures: Vec<SealedPicture>,
}

impl Sealed {
    /// Stores them, if `case` is still the one that they were sealed for.
    async fn put(self, tx: &mut Tx, case: &Case, now: Timestamp) -> Result<(), Fault> {
        if self.case != case.id {
            return Err(AppError::TooLate.into());
        }
        for picture in &self.pictures {
            pictures::put(tx, &case.id, picture, now).await?;
        }
        Ok(())
    }
}
