//! Going on without a selfie, because somebody refuses the use of biometric data: where our own pages take the pictures
//! the ID goes alone, and where the vendor's page wants a face a person of ours looks after the case. And back, while
//! nothing was sent.

use app::{
    AppError,
    desk::{SignedIn, What},
    domain::{
        Timestamp,
        verification::{Collected, Shows, Transport, Verification},
    },
};

use super::{Shop, fault::Fault, pictures::remove_face, verify::check_consent};
use crate::store::{
    Tx, audit::Subject, submissions, submissions::Submission, verifications, verifications::Case, verifications::Read,
};

impl Shop {
    pub(super) async fn refuse_biometrics(&self, who: &SignedIn, read: Read<'_>) -> Result<(), Fault> {
        check_consent(read.version)?;
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let case = self.open_case(&mut tx, who, now).await?;
        if without_face(&mut tx, &case).await?.is_some() {
            return Ok(());
        }
        verifications::refuse(&mut tx, &who.account, &who.user, read, now).await?;
        let details = [read.version, read.language.as_str()];
        self.record(&mut tx, Subject::User(&who.user), "refused biometrics", &details).await?;
        if self.takes_pictures() {
            let Verification::Collecting(collected) = case.state.clone() else { return Err(AppError::TooLate.into()) };
            remove_face(&mut tx, &case).await?;
            let state = Verification::Collecting(collected.without_face());
            self.hand_over(&mut tx, Case { state, ..case }, now).await?;
        } else {
            self.refer(&mut tx, case, now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Puts a case before a person of ours. An inquiry that is open at the vendor is left behind.
    async fn refer(&self, tx: &mut Tx, mut case: Case, now: Timestamp) -> Result<(), Fault> {
        let submission = Submission::new(&case, Transport::Inquiry, Shows::IdAlone, now);
        let next = case.state.clone().refer(submission.id.clone()).map_err(|_| AppError::TooLate)?;
        submissions::add(tx, &submission).await?;
        // What the vendor's page says of it is not heard any more: whoever did not like it has used a try.
        case.attempts += u32::from(matches!(case.state, Verification::AtVendor { .. }));
        self.become_state(tx, &mut case, next, now).await?;
        self.note_held(tx, &case.account, What::UnderReview).await
    }

    /// The pictures of the ID are still here, if they were to go alone.
    pub(super) async fn reconsider_selfie(&self, who: &SignedIn) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let mut case = self.open_case(&mut tx, who, now).await?;
        if matches!(case.state, Verification::Collecting(_)) {
            return Ok(());
        }
        let tries = case.attempts < self.rules(&mut tx).await?.attempts;
        if !tries || !self.may_reconsider(&mut tx, &case).await? {
            return Err(AppError::TooLate.into());
        }
        self.become_state(&mut tx, &mut case, Verification::Collecting(Collected::default()), now).await?;
        Ok(tx.commit().await?)
    }

    /// Whether the case goes on without a face, and the vendor has got nothing of it.
    pub(super) async fn may_reconsider(&self, tx: &mut Tx, case: &Case) -> Result<bool, Fault> {
        Ok(without_face(tx, case).await?.is_some_and(|submission| !submission.sent))
    }
}

/// The hand-over without a face that is waited for, if that is how the case stands.
pub(super) async fn without_face(tx: &mut Tx, case: &Case) -> Result<Option<Submission>, Fault> {
    let Some(id) = case.state.submission().filter(|_| case.state.waits_for_vendor()) else { return Ok(None) };
    Ok(submissions::lookup(tx, id).await?.filter(|submission| submission.shows == Shows::IdAlone))
}
