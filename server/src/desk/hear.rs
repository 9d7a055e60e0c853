//! Taking the vendor's word: the verification moves and the held orders with it, in one transaction under the
//! account's lock, the same lock that creating a hold takes.

use app::{
    desk::What,
    domain::{
        AccountId, Approval, NoticeKind, SubmissionId, Timestamp,
        line::FailReason,
        order::Order,
        verification::{Outcome, Shows, Verification},
    },
};

use super::{Shop, again, fault::Fault};
use crate::store::{
    Tx, accounts,
    accounts::Account,
    audit::{Actor, Subject},
    handoffs, jobs,
    jobs::Kind,
    orders, pictures, submissions,
    submissions::Submission,
    verifications,
    verifications::Case,
};

impl Shop {
    /// Takes the vendor's word on a hand-over. Hearing it twice, late or out of order does nothing more. Returns
    /// whether the word was final.
    ///
    /// # Errors
    /// The database failed; nothing was changed.
    pub(crate) async fn hear(&self, submission: &SubmissionId, outcome: Outcome) -> Result<bool, Fault> {
        again(|| self.hear_once(submission, outcome.clone(), None)).await
    }

    /// The same of an answer to a question that was asked while the case stood as in `asked_in`. It counts only while
    /// the case still does: who asked later may have got a newer answer, and been faster.
    ///
    /// # Errors
    /// The database failed; nothing was changed.
    pub(crate) async fn hear_answer(
        &self,
        submission: &SubmissionId,
        outcome: Outcome,
        asked_in: &Verification,
    ) -> Result<bool, Fault> {
        again(|| self.hear_once(submission, outcome.clone(), Some(asked_in))).await
    }

    async fn hear_once(
        &self,
        submission: &SubmissionId,
        outcome: Outcome,
        asked_in: Option<&Verification>,
    ) -> Result<bool, Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let Some(submission) = submissions::lookup(&mut tx, submission).await? else { return Ok(true) };
        let Some(mut account) = accounts::lock(&mut tx, &submission.account).await? else { return Ok(true) };
        let Some(mut case) = self.case(&mut tx, &account.id).await? else { return Ok(true) };
        if asked_in.is_some_and(|then| *then != case.state) {
            return Ok(false);
        } else if asked_in.is_some() {
            tx.act_as(Actor::Vendor);
        }
        let outcome = match submission.shows {
            Shows::IdAndFace => outcome,
            Shows::IdAlone => {
                if outcome == Outcome::NeedsReview {
                    submissions::set_looked_at(&mut tx, &submission.id, now).await?;
                }
                outcome.without_a_face(submission.looked_at)
            }
        };
        // Taking an approval back is no attempt of the buyer's.
        let approved = matches!(case.state, Verification::Approved { .. });
        let attempts = case.attempts + u32::from(outcome.spends_an_attempt() && !approved);
        let left = self.rules(&mut tx).await?.attempts.saturating_sub(attempts);
        let next = case.state.clone().hear(&submission.id, outcome, left);
        if next == case.state {
            return Ok(!next.waits_for_vendor());
        }
        case.attempts = attempts;
        self.become_state(&mut tx, &mut case, next, now).await?;
        if matches!(case.state, Verification::Collecting(_)) {
            // The buyer starts over; what could not be handed over helps nobody.
            pictures::remove(&mut tx, &case.id).await?;
        }
        self.follow_case(&mut tx, &mut account, &case, Some(&submission)).await?;
        let done = !case.state.waits_for_vendor();
        if done {
            submissions::set_heard(&mut tx, &submission.id, now).await?;
        }
        tx.commit().await?;
        Ok(done)
    }

    /// Lets everything follow that hangs on a case whose state has just changed, whoever changed it.
    pub(super) async fn follow_case(
        &self,
        tx: &mut Tx,
        account: &mut Account,
        case: &Case,
        heard: Option<&Submission>,
    ) -> Result<(), Fault> {
        let now = self.clock.now();
        let about = heard.map_or(case.id.as_str(), |submission| submission.id.as_str());
        match &case.state {
            Verification::Approved { .. } => {
                account.approval = Some(Approval { verification: case.id.clone(), at: now });
                accounts::set_approval(tx, &account.id, account.approval.as_ref()).await?;
                self.tell(tx, NoticeKind::Verified, about, None).await?;
                let woken = self.wake_held(tx, account).await?;
                tracing::info!(woken, "verification approved");
            }
            Verification::Declined => {
                self.tell(tx, NoticeKind::Declined, about, None).await?;
                self.decline_held(tx, &account.id).await?;
                self.give_applications_back(tx, &account.id).await?;
            }
            Verification::UnderReview { .. } => self.note_held(tx, &account.id, What::UnderReview).await?,
            Verification::TryAgain { .. } => {
                self.tell(tx, NoticeKind::TryAgain, about, None).await?;
                self.note_held(tx, &account.id, What::TryAgain).await?;
            }
            Verification::Submitted { .. } => {
                // The buyer is done on the vendor's own page, and now waits: the looks begin anew.
                self.note_held(tx, &account.id, What::Submitted).await?;
                if let Some(vendor_ref) = heard.and_then(|submission| submission.vendor_ref.as_deref()) {
                    jobs::ask(tx, Kind::Fetch, vendor_ref, now).await?;
                }
            }
            Verification::Revoked => {
                // What is bought stays bought; what a worker has not asked for yet meets the gate again.
                account.approval = None;
                accounts::set_approval(tx, &account.id, None).await?;
                self.tell_anew(tx, NoticeKind::Revoked, case.id.as_str()).await?;
                tracing::warn!(account = %account.id, "an approval was taken back");
            }
            Verification::Collecting(_) | Verification::AtVendor { .. } => {}
        }
        Ok(())
    }

    /// Gives a case its new state: the clock of its holds runs or stands with it, and pictures and the phone go once
    /// nobody needs them.
    pub(super) async fn become_state(
        &self,
        tx: &mut Tx,
        case: &mut Case,
        next: Verification,
        now: Timestamp,
    ) -> Result<(), Fault> {
        match (case.state.stops_the_clock(), next.stops_the_clock()) {
            (false, true) => orders::pause_holds(tx, &case.account, now).await?,
            (true, false) => orders::resume_holds(tx, &case.account, now).await?,
            _ => {}
        }
        if !matches!(next, Verification::Collecting(_) | Verification::Submitted { .. }) {
            pictures::remove(tx, &case.id).await?;
        }
        if matches!(next, Verification::Approved { .. } | Verification::Declined | Verification::UnderReview { .. }) {
            handoffs::finish(tx, &case.account, now).await?;
        }
        case.reasons = match &next {
            Verification::TryAgain { reasons } => reasons.clone(),
            Verification::Collecting(_) => std::mem::take(&mut case.reasons),
            _ => Vec::new(),
        };
        case.state = next;
        case.changed_at = now;
        verifications::save(tx, case).await?;
        let reasons: Vec<&str> = case.reasons.iter().map(|reason| reason.as_str()).collect();
        self.record(tx, Subject::Verification(&case.id), verifications::word_of(&case.state), &reasons).await
    }

    async fn decline_held(&self, tx: &mut Tx, account: &AccountId) -> Result<(), Fault> {
        for order in orders::held(tx, account).await? {
            self.end_hold(tx, &order, (Order::Declined, FailReason::Declined, What::Declined)).await?;
        }
        Ok(())
    }

    pub(super) async fn note_held(&self, tx: &mut Tx, account: &AccountId, what: What) -> Result<(), Fault> {
        for order in orders::held(tx, account).await? {
            self.note(tx, &order.id, what).await?;
        }
        Ok(())
    }
}
