//! Sending the buyer to the vendor's own page. A case has one live inquiry: pressing again, or in another tab, leads to
//! the same one by a fresh link, until its word is heard.

use app::{
    AppError,
    desk::SignedIn,
    domain::{
        Language,
        verification::{Shows, Transport, Verification},
    },
};
use url::Url;

use super::{Shop, fault::Fault, verify::check_consent};
use crate::{
    identity::{LinkError, SubmitError, VendorRef, persona::Inquiries},
    store::{accounts, jobs, jobs::Kind, submissions, submissions::Submission, verifications::Read},
};

/// What was open at the vendor may have ended there; then its word is heard, and what that leaves is tried once more.
const TRIES: usize = 2;
/// What one try asks at the vendor: an inquiry, and a link to it or how it ended.
const QUESTIONS: usize = 2;

impl Shop {
    pub(super) async fn visit_vendor(
        &self,
        who: &SignedIn,
        consent: &str,
        language: Language,
    ) -> Result<String, Fault> {
        let inquiries = self.inquiries.as_ref().ok_or(AppError::TooLate)?;
        for _ in 0..TRIES {
            self.questions.take(&who.account, QUESTIONS)?;
            let submission = self.live_inquiry(who, Read { version: consent, language }).await?;
            let inquiry = self.inquiry_at(inquiries, &submission).await?;
            let inquiry = self.watch(&submission, inquiry).await?;
            match inquiries.link(&inquiry).await {
                Ok(link) => return Ok(Url::into(link)),
                Err(LinkError::Ended) => self.hear_the_end(inquiries, &submission, &inquiry).await?,
                Err(error) => return Err(trouble(&submission, &error)),
            }
        }
        Err(AppError::VendorTrouble.into())
    }

    /// The intent: the inquiry that the case has or now gets. Its id is the key under which the vendor makes it once.
    async fn live_inquiry(&self, who: &SignedIn, consent: Read<'_>) -> Result<Submission, Fault> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let case = self.open_case(&mut tx, who, now).await?;
        if let Verification::AtVendor { submission } = &case.state {
            return Ok(submissions::lookup(&mut tx, submission).await?.ok_or(AppError::TooLate)?);
        }
        if !matches!(case.state, Verification::Collecting(_)) {
            return Err(AppError::TooLate.into());
        }
        check_consent(consent.version)?;
        self.accept(&mut tx, who, consent).await?;
        // Read again: the case knows of the consent from the row.
        let mut case = self.case(&mut tx, &who.account).await?.ok_or(AppError::NotFound)?;
        let submission = Submission::new(&case, Transport::Inquiry, Shows::IdAndFace, now);
        let next = case.state.clone().go_to_vendor(submission.id.clone())?;
        submissions::add(&mut tx, &submission).await?;
        self.become_state(&mut tx, &mut case, next, now).await?;
        tx.commit().await?;
        Ok(submission)
    }

    /// The vendor's name for it; made there unless it was.
    async fn inquiry_at(&self, inquiries: &Inquiries, submission: &Submission) -> Result<VendorRef, Fault> {
        if let Some(known) = &submission.vendor_ref {
            return Ok(known.parse().map_err(|_| AppError::VendorTrouble)?);
        }
        let key = format!("{}-{}", submission.id, submission.key_turn);
        match inquiries.create(&submission.account, &key).await {
            Ok(made) => Ok(made),
            Err(error) => {
                if !matches!(error, SubmitError::SameKey { .. }) {
                    // The failure is remembered under the old key.
                    self.turn_key(submission).await?;
                }
                Err(trouble(submission, &error))
            }
        }
    }

    async fn turn_key(&self, submission: &Submission) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        submissions::turn_key(&mut tx, &submission.id).await?;
        Ok(tx.commit().await?)
    }

    /// The outcome: the vendor's name for it, and the job that looks after the buyer who is away. Of two presses under
    /// different keys the first one's inquiry counts, for both.
    async fn watch(&self, submission: &Submission, made: VendorRef) -> Result<VendorRef, Fault> {
        let mut tx = self.store.write().await?;
        accounts::lock(&mut tx, &submission.account).await?;
        submissions::set_vendor_ref(&mut tx, &submission.id, made.as_str()).await?;
        let stored = submissions::lookup(&mut tx, &submission.id).await?.and_then(|submission| submission.vendor_ref);
        let inquiry = stored.and_then(|name| name.parse().ok()).unwrap_or(made);
        let first_look = self.clock.now().after(self.policy.look_after());
        jobs::ask(&mut tx, Kind::Fetch, inquiry.as_str(), first_look).await?;
        tx.commit().await?;
        Ok(inquiry)
    }

    /// Hears how an inquiry ended that takes no visitor any more.
    async fn hear_the_end(
        &self,
        inquiries: &Inquiries,
        submission: &Submission,
        inquiry: &VendorRef,
    ) -> Result<(), Fault> {
        match inquiries.persona().outcome(Transport::Inquiry, inquiry).await {
            Ok(outcome) => {
                self.hear(&submission.id, outcome).await?;
                Ok(())
            }
            Err(error) => Err(trouble(submission, &error)),
        }
    }
}

fn trouble(submission: &Submission, error: &(dyn std::error::Error + 'static)) -> Fault {
    tracing::warn!(submission = %submission.id, error, "no way to the vendor's page");
    AppError::VendorTrouble.into()
}
