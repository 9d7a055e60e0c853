//! Having the identity vendor delete what it has of an account. The approval is the account's and stays.

use app::{
    AppError,
    desk::{IdentityData, SignedIn},
    domain::{AccountId, SubmissionId, verification::Verification},
};

use super::{Shop, fault::Fault, lock_own};
use crate::store::{
    Tx, accounts,
    audit::Subject,
    jobs,
    jobs::Kind,
    pictures, submissions,
    submissions::{Redaction, Submission},
};

impl Shop {
    pub(super) async fn delete_identity_data(&self, who: &SignedIn) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        let case = self.case(&mut tx, &who.account).await?.ok_or(AppError::TooLate)?;
        if case.state.waits_for_vendor() {
            return Err(AppError::TooLate.into());
        }
        if matches!(case.state, Verification::Collecting(_)) {
            pictures::remove(&mut tx, &case.id).await?;
        }
        let asked = submissions::ask_redaction(&mut tx, &who.account, now).await?;
        for submission in &asked {
            jobs::ask(&mut tx, Kind::Redact, submission.as_str(), now).await?;
        }
        if !asked.is_empty() {
            let ids: Vec<&str> = asked.iter().map(SubmissionId::as_str).collect();
            self.record(&mut tx, Subject::Verification(&case.id), "redaction_asked", &ids).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Books that the vendor has deleted a hand-over.
    pub(crate) async fn book_redacted(&self, submission: &Submission) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        accounts::lock(&mut tx, &submission.account).await?;
        if submissions::set_redacted(&mut tx, &submission.id, self.clock.now()).await? {
            let (case, details) = (Subject::Verification(&submission.verification), [submission.id.as_str()]);
            self.record(&mut tx, case, "redacted", &details).await?;
        }
        Ok(tx.commit().await?)
    }

    /// What the vendor has of an account.
    pub(super) async fn identity_data(&self, tx: &mut Tx, account: &AccountId) -> Result<IdentityData, Fault> {
        let case = self.case(tx, account).await?;
        let checking = case.is_some_and(|case| case.state.waits_for_vendor());
        Ok(match submissions::redaction(tx, account).await? {
            Redaction { known: 0, .. } => IdentityData::None,
            Redaction { known, done: Some((done, at)), asked: Some((_, asked)) } if done == known => {
                IdentityData::Deleted { asked, at }
            }
            Redaction { known, asked: Some((asked, at)), .. } if asked == known => IdentityData::Asked { at },
            _ => IdentityData::Kept { checking },
        })
    }
}
