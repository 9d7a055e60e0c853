//! Taking back what was given: the consent of who asks for it, and at the identity vendor all that it has of the
//! account. The approval is the account's and stays.

use app::{
    AppError,
    desk::{Check, IdentityData, SignedIn},
    domain::{SubmissionId, Timestamp, verification::Verification},
};

use super::{Shop, fault::Fault, lock_own};
use crate::store::{
    Tx, accounts,
    accounts::Account,
    audit::Subject,
    jobs,
    jobs::Kind,
    pictures, submissions,
    submissions::{Redaction, Submission},
    verifications,
    verifications::Case,
};

impl Shop {
    pub(super) async fn delete_identity_data(&self, who: &SignedIn) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let account = lock_own(&mut tx, who).await?;
        let case = self.case(&mut tx, &who.account).await?;
        if check_of(case.as_ref()) == Check::Running {
            return Err(AppError::TooLate.into());
        }
        let withdrawn = verifications::withdraw(&mut tx, &who.account, &who.user, now).await?;
        if !withdrawn.is_empty() {
            let versions: Vec<&str> = withdrawn.iter().map(String::as_str).collect();
            self.record(&mut tx, Subject::User(&who.user), "withdrew consent", &versions).await?;
        }
        match case {
            Some(case) => self.delete_of_case(&mut tx, account, case, now).await?,
            None if withdrawn.is_empty() => return Err(AppError::TooLate.into()),
            None => {}
        }
        Ok(tx.commit().await?)
    }

    async fn delete_of_case(
        &self,
        tx: &mut Tx,
        mut account: Account,
        mut case: Case,
        now: Timestamp,
    ) -> Result<(), Fault> {
        if matches!(case.state, Verification::Collecting(_)) {
            pictures::remove(tx, &case.id).await?;
        }
        let asked = submissions::ask_redaction(tx, &case.account, now).await?;
        for submission in &asked {
            jobs::ask(tx, Kind::Redact, submission.as_str(), now).await?;
        }
        if !asked.is_empty() {
            let ids: Vec<&str> = asked.iter().map(SubmissionId::as_str).collect();
            self.record(tx, Subject::Verification(&case.id), "redaction_asked", &ids).await?;
        }
        let looked_at = case.state.submission().is_some_and(|of| asked.contains(of));
        let left = self.rules(tx).await?.attempts.saturating_sub(case.attempts + 1);
        if let (true, Ok(next)) = (looked_at, case.state.clone().withdraw(left)) {
            case.attempts += 1;
            self.become_state(tx, &mut case, next, now).await?;
            self.follow_case(tx, &mut account, &case, None).await?;
        }
        Ok(())
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

    /// What the vendor has of the account of who looks, and what there is to take back.
    pub(super) async fn identity_data(&self, tx: &mut Tx, who: &SignedIn) -> Result<IdentityData, Fault> {
        let case = self.case(tx, &who.account).await?;
        let check = match (check_of(case.as_ref()), &case) {
            // What was begun at the vendor before is not what the person looks at.
            (Check::Review, Some(case)) if self.may_reconsider(tx, case).await? => Check::Over,
            (check, _) => check,
        };
        let here = match case.map(|case| case.state) {
            Some(Verification::Collecting(collected)) if collected.front || collected.back => true,
            _ => verifications::consents(tx, &who.account, &who.user).await?,
        };
        let at_vendor = match submissions::redaction(tx, &who.account).await? {
            Redaction { known: 0, .. } => IdentityData::None,
            Redaction { known, done: Some((done, at)), asked: Some((_, asked)) } if done == known => {
                IdentityData::Deleted { asked, at }
            }
            Redaction { known, asked: Some((asked, at)), .. } if asked == known => IdentityData::Asked { at },
            _ => IdentityData::Kept { check },
        };
        Ok(match at_vendor {
            _ if check == Check::Running => IdentityData::Kept { check },
            IdentityData::None | IdentityData::Asked { .. } | IdentityData::Deleted { .. } if here => {
                IdentityData::Here
            }
            at_vendor => at_vendor,
        })
    }
}

fn check_of(case: Option<&Case>) -> Check {
    match case.map(|case| &case.state) {
        Some(Verification::UnderReview { .. }) => Check::Review,
        Some(state) if state.waits_for_vendor() => Check::Running,
        _ => Check::Over,
    }
}
