//! Going on with the ID alone, because somebody refuses the use of biometric data; and back, while nothing was sent.

use app::{
    AppError,
    desk::SignedIn,
    domain::verification::{Collected, Shows, Verification},
};

use super::{Shop, fault::Fault, pictures::remove_face, verify::check_consent};
use crate::store::{Tx, audit::Subject, submissions, submissions::Submission, verifications, verifications::Case};

impl Shop {
    pub(super) async fn refuse_biometrics(&self, who: &SignedIn, version: &str) -> Result<(), Fault> {
        check_consent(version)?;
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let case = self.open_case(&mut tx, who, now).await?;
        if unseen(&mut tx, &case).await?.is_some() {
            return Ok(());
        }
        let Verification::Collecting(collected) = case.state.clone() else { return Err(AppError::TooLate.into()) };
        if !self.takes_pictures() {
            return Err(AppError::TooLate.into());
        }
        remove_face(&mut tx, &case).await?;
        verifications::refuse(&mut tx, &who.account, &who.user, version, now).await?;
        self.record(&mut tx, Subject::User(&who.user), "refused biometrics", &[version]).await?;
        let state = Verification::Collecting(collected.without_face());
        self.hand_over(&mut tx, Case { state, ..case }, now).await?;
        Ok(tx.commit().await?)
    }

    /// The pictures of the ID are still here.
    pub(super) async fn reconsider_selfie(&self, who: &SignedIn) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let mut case = self.open_case(&mut tx, who, now).await?;
        if matches!(case.state, Verification::Collecting(_)) {
            return Ok(());
        }
        if !self.may_reconsider(&mut tx, &case).await? {
            return Err(AppError::TooLate.into());
        }
        self.become_state(&mut tx, &mut case, Verification::Collecting(Collected::default()), now).await?;
        Ok(tx.commit().await?)
    }

    /// Whether the ID is about to go to the vendor alone, and has not got there.
    pub(super) async fn may_reconsider(&self, tx: &mut Tx, case: &Case) -> Result<bool, Fault> {
        let submitted = matches!(case.state, Verification::Submitted { .. });
        Ok(submitted && unseen(tx, case).await?.is_some_and(|submission| !submission.sent))
    }
}

/// The hand-over without a face that waits for the vendor, if that is how the case stands.
pub(super) async fn unseen(tx: &mut Tx, case: &Case) -> Result<Option<Submission>, Fault> {
    let Some(id) = case.state.submission().filter(|_| case.state.waits_for_vendor()) else { return Ok(None) };
    Ok(submissions::lookup(tx, id).await?.filter(|submission| submission.shows == Shows::IdAlone))
}
