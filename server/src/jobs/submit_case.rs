//! Handing a case's pictures to the vendor. They are deleted in the transaction that stores the vendor's name for
//! the hand-over; until then a repetition sends the same ones under the same idempotency key.

use app::{
    desk::CONSENT_VERSION,
    domain::verification::{Outcome, Verification},
};
use std::time::Duration;

use super::{Ended, Worker, backoff};
use crate::{
    desk::{fault::Fault, picture_context},
    identity::{Picture, PictureKind, SubmitError},
    store::{
        accounts, jobs,
        jobs::{Job, Kind},
        pictures, submissions,
        submissions::Submission,
        verifications,
        verifications::Case,
    },
};

impl Worker {
    pub(super) async fn submit_case(&self, job: &Job) -> Result<Ended, Fault> {
        let shop = &self.shop;
        let Ok(id) = job.subject.parse() else { return Ok(Ended::Done) };
        let mut tx = shop.store.read().await?;
        let Some(submission) = submissions::lookup(&mut tx, &id).await? else { return Ok(Ended::Done) };
        let Some(case) = verifications::lookup(&mut tx, &submission.account, CONSENT_VERSION).await? else {
            return Ok(Ended::Done);
        };
        let wanted = case.state == Verification::Submitted { submission: id.clone() };
        let (true, None, Some(document)) = (wanted, &submission.vendor_ref, case.document) else {
            return Ok(Ended::Done);
        };
        let sealed = pictures::of_case(&mut tx, &case.id).await?;
        drop(tx);
        let Some(persona) = &self.persona else { return Ok(Ended::Later(Duration::from_secs(60))) };
        let mut opened = Vec::with_capacity(sealed.len());
        for picture in sealed {
            let kind = match picture.kind.as_str() {
                "front" => PictureKind::Front,
                "back" => PictureKind::Back,
                _ => PictureKind::Selfie,
            };
            let jpeg = shop.vault.open(&picture_context(&case, &picture.kind), &picture.sealed)?;
            opened.push(Picture { kind, file_name: picture.file_name, jpeg: jpeg.to_vec() });
        }
        let key = format!("{id}-{}", submission.key_turn);
        match persona.submit(&case.account, document, opened, &key).await {
            Ok(vendor_ref) => self.handed_over(&submission, &case, vendor_ref.as_str()).await,
            Err(error) => self.not_handed_over(job, &submission, error).await,
        }
    }

    async fn handed_over(&self, submission: &Submission, case: &Case, vendor_ref: &str) -> Result<Ended, Fault> {
        let shop = &self.shop;
        let now = shop.clock.now();
        let mut tx = shop.store.write().await?;
        accounts::lock(&mut tx, &submission.account).await?;
        submissions::set_vendor_ref(&mut tx, &submission.id, vendor_ref).await?;
        pictures::remove(&mut tx, &case.id).await?;
        // The webhook is faster; this look is for the one that never comes.
        jobs::ask(&mut tx, Kind::Fetch, vendor_ref, now.after(shop.policy.poll_after)).await?;
        tx.commit().await?;
        Ok(Ended::Done)
    }

    async fn not_handed_over(&self, job: &Job, submission: &Submission, error: SubmitError) -> Result<Ended, Fault> {
        tracing::warn!(submission = %submission.id, error = &error as &dyn std::error::Error, "not handed over");
        let wait = backoff(job, Duration::from_secs(2), Duration::from_secs(300));
        match error {
            SubmitError::BadPictures(fixable) => {
                self.shop.hear(&submission.id, Outcome::Declined { fixable }).await?;
                Ok(Ended::Done)
            }
            SubmitError::SameKey { retry_after, .. } => Ok(Ended::Later(retry_after.unwrap_or(wait))),
            SubmitError::NewKey { retry_after, .. } => self.turn_key(submission, retry_after.unwrap_or(wait)).await,
            // An operator must mend something; the refusal is remembered under the old key.
            SubmitError::Denied { .. } => self.turn_key(submission, wait.max(Duration::from_secs(60))).await,
        }
    }

    async fn turn_key(&self, submission: &Submission, wait: Duration) -> Result<Ended, Fault> {
        let mut tx = self.shop.store.write().await?;
        submissions::turn_key(&mut tx, &submission.id).await?;
        tx.commit().await?;
        Ok(Ended::Later(wait))
    }
}
