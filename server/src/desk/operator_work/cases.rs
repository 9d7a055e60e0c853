//! Identity cases: decided in the vendor's place, begun anew, taken back.

use app::{
    AppError,
    desk::{Deed, Operator},
    domain::{
        AccountId, NoticeKind, SubmissionId, Why,
        verification::{Decision, Verification},
    },
};

use super::super::{Shop, fault::Fault};
use crate::store::{accounts, audit::Subject, submissions, verifications};

impl Shop {
    /// What the vendor says of the same hand-over afterwards changes nothing, by `Verification::hear`; what it said
    /// before this took the lock has decided already.
    pub(super) async fn decide(
        &self,
        who: &Operator,
        (account, of): (&AccountId, &SubmissionId),
        decision: Decision,
        why: &Why,
    ) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let mut account = self.lock_for(&mut tx, who, account).await?;
        let mut case = self.case(&mut tx, &account.id).await?.ok_or(AppError::NotFound)?;
        let submission = submissions::lookup(&mut tx, of).await?.filter(|of| of.verification == case.id);
        let submission = submission.ok_or(AppError::NotFound)?;
        let Ok(next) = case.state.clone().decide(of, decision) else {
            return if stands(&case.state, decision) { Ok(()) } else { Err(AppError::Meanwhile.into()) };
        };
        let deed = match decision {
            Decision::Approve => Deed::ApprovedCase,
            Decision::Decline => Deed::DeclinedCase,
        };
        self.record_deed(&mut tx, Subject::Verification(&case.id), deed, &[of.as_str()], why).await?;
        self.become_state(&mut tx, &mut case, next, now).await?;
        self.follow_case(&mut tx, &mut account, &case, Some(&submission)).await?;
        submissions::set_heard(&mut tx, of, now).await?;
        tx.commit().await?;
        tracing::info!(by = %who.who().user, account = %account.id, %decision, "a case was decided by a person");
        Ok(())
    }

    /// Hold and purchases are as they were: what was refused has ended, and what is held waits on.
    pub(super) async fn give_attempts_back(&self, who: &Operator, account: &AccountId, why: &Why) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let account = self.lock_for(&mut tx, who, account).await?;
        let mut case = self.case(&mut tx, &account.id).await?.ok_or(AppError::NotFound)?;
        let next = case.state.clone().reopen();
        if case.attempts == 0 && next == case.state {
            return Ok(());
        }
        let spent = std::mem::take(&mut case.attempts).to_string();
        self.record_deed(&mut tx, Subject::Verification(&case.id), Deed::ResetAttempts, &[&spent], why).await?;
        if next == case.state {
            verifications::save(&mut tx, &case).await?;
        } else {
            self.become_state(&mut tx, &mut case, next, now).await?;
        }
        self.tell_anew(&mut tx, NoticeKind::Reopened, case.id.as_str()).await?;
        tx.commit().await?;
        tracing::info!(by = %who.who().user, account = %account.id, "attempts were given back");
        Ok(())
    }

    pub(super) async fn take_approval_back(&self, who: &Operator, account: &AccountId, why: &Why) -> Result<(), Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let mut account = self.lock_for(&mut tx, who, account).await?;
        let Some(approval) = account.approval.clone() else {
            // Done before; or there never was one.
            let case = self.case(&mut tx, &account.id).await?;
            let done = matches!(case, Some(case) if case.state == Verification::Revoked);
            return if done { Ok(()) } else { Err(AppError::Meanwhile.into()) };
        };
        self.record_deed(&mut tx, Subject::Verification(&approval.verification), Deed::RevokedApproval, &[], why)
            .await?;
        match self.case(&mut tx, &account.id).await? {
            Some(mut case) if matches!(case.state, Verification::Approved { .. }) => {
                let next = case.state.clone().revoke()?;
                self.become_state(&mut tx, &mut case, next, now).await?;
                self.follow_case(&mut tx, &mut account, &case, None).await?;
            }
            _ => {
                accounts::set_approval(&mut tx, &account.id, None).await?;
                self.tell_anew(&mut tx, NoticeKind::Revoked, approval.verification.as_str()).await?;
            }
        }
        tx.commit().await?;
        tracing::warn!(by = %who.who().user, account = %account.id, "an approval was taken back");
        Ok(())
    }
}

/// Whether a case stands as this decision would leave it: the same was pressed twice, or the vendor was faster.
const fn stands(state: &Verification, decision: Decision) -> bool {
    match decision {
        Decision::Approve => matches!(state, Verification::Approved { .. }),
        Decision::Decline => matches!(state, Verification::Declined),
    }
}
