//! Handing a case's pictures to the vendor. They are deleted in the transaction that stores the vendor's name for
//! the hand-over; until then a repetition sends the same ones under the same idempotency key.

use app::domain::verification::{Outcome, Pose, Shows, Verification};
use std::{sync::Arc, time::Duration};

use super::{Ended, Worker, backoff};
use crate::{
    desk::{fault::Fault, internal, picture_context},
    http_client::Trouble,
    identity::{Picture, PictureKind, SubmitError},
    store::{
        accounts, jobs,
        jobs::{Job, Kind},
        pictures,
        pictures::SealedPicture,
        submissions,
        submissions::Submission,
        verifications::Case,
    },
    vault::VaultError,
};

/// Answers such as 409 that one key may get before another is tried.
const DOUBTS_MAX: i64 = 3;

impl Worker {
    pub(super) async fn submit_case(&self, job: &Job) -> Result<Ended, Fault> {
        let shop = &self.shop;
        let Ok(id) = job.subject.parse() else { return Ok(Ended::Done) };
        let mut tx = shop.store.read().await?;
        let Some(submission) = submissions::lookup(&mut tx, &id).await? else { return Ok(Ended::Done) };
        let Some(case) = shop.case(&mut tx, &submission.account).await? else { return Ok(Ended::Done) };
        let wanted = case.state == Verification::Submitted { submission: id.clone() };
        let (true, None) = (wanted, &submission.vendor_ref) else { return Ok(Ended::Done) };
        let sealed = pictures::of_case(&mut tx, &case.id).await?;
        drop(tx);
        let Some(persona) = &self.persona else { return Ok(Ended::Later(Duration::from_secs(60))) };
        let pictures = self.open_pictures(&case, submission.shows, sealed).await?;
        let (Some(document), Some(opened)) = (case.document, pictures) else {
            // No repetition brings them back.
            tracing::error!(submission = %id, "document or pictures cannot be handed over; the buyer starts over");
            shop.hear(&id, Outcome::Errored).await?;
            return Ok(Ended::Done);
        };
        if !self.may_send(&submission).await? {
            return Ok(Ended::Done);
        }
        let key = format!("{id}-{}", submission.key_turn);
        match persona.submit(&case.account, document, opened, &key).await {
            Ok(vendor_ref) => self.handed_over(&submission, &case, vendor_ref.as_str()).await,
            Err(error) => self.not_handed_over(job, &submission, error).await,
        }
    }

    /// Notes that the vendor may have it from now on, unless its buyer has just changed their mind.
    async fn may_send(&self, submission: &Submission) -> Result<bool, Fault> {
        if submission.sent {
            return Ok(true);
        }
        let shop = &self.shop;
        let mut tx = shop.store.write().await?;
        accounts::lock(&mut tx, &submission.account).await?;
        let case = shop.case(&mut tx, &submission.account).await?;
        let wanted = case.is_some_and(|case| case.state.submission() == Some(&submission.id));
        if wanted {
            submissions::set_sent(&mut tx, &submission.id, shop.clock.now()).await?;
            tx.commit().await?;
        }
        Ok(wanted)
    }

    /// The pictures that are to be shown, as the vendor gets them; `None` when one is missing or does not open.
    async fn open_pictures(
        &self,
        case: &Case,
        shows: Shows,
        sealed: Vec<SealedPicture>,
    ) -> Result<Option<Vec<Picture>>, Fault> {
        let (vault, case) = (Arc::clone(&self.shop.vault), case.clone());
        let open = move || {
            let mut opened = Vec::with_capacity(sealed.len());
            for picture in sealed {
                // A face that was refused goes nowhere, however it came to lie here.
                let kind = match PictureKind::named(&picture.kind) {
                    Some(PictureKind::Selfie(_)) if shows == Shows::IdAlone => continue,
                    Some(kind) => kind,
                    None => continue,
                };
                let jpeg = vault.open(&picture_context(&case, &picture.kind), &picture.sealed)?;
                opened.push(Picture { kind, file_name: picture.file_name, jpeg: jpeg.to_vec() });
            }
            Ok::<_, VaultError>(opened)
        };
        let opened = tokio::task::spawn_blocking(open).await.map_err(|panicked| internal(&panicked))?;
        let has = |opened: &[Picture], kind| opened.iter().any(|picture| picture.kind == kind);
        Ok(match opened {
            Ok(opened) => {
                let face = shows == Shows::IdAlone || has(&opened, PictureKind::Selfie(Pose::Center));
                (face && has(&opened, PictureKind::Front)).then_some(opened)
            }
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a picture does not open");
                None
            }
        })
    }

    async fn handed_over(&self, submission: &Submission, case: &Case, vendor_ref: &str) -> Result<Ended, Fault> {
        let shop = &self.shop;
        let now = shop.clock.now();
        let mut tx = shop.store.write().await?;
        accounts::lock(&mut tx, &submission.account).await?;
        submissions::set_vendor_ref(&mut tx, &submission.id, vendor_ref).await?;
        let now_case = shop.case(&mut tx, &submission.account).await?;
        // Given up meanwhile: what lies there now belongs to the next hand-over.
        if now_case.is_some_and(|now| now.state == case.state) {
            pictures::remove(&mut tx, &case.id).await?;
        }
        // The webhook is faster; this look is for the one that never comes.
        jobs::ask(&mut tx, Kind::Fetch, vendor_ref, now.after(shop.policy.poll_after)).await?;
        tx.commit().await?;
        Ok(Ended::Done)
    }

    async fn not_handed_over(&self, job: &Job, submission: &Submission, error: SubmitError) -> Result<Ended, Fault> {
        tracing::warn!(submission = %submission.id, error = &error as &dyn std::error::Error, "not handed over");
        let wait = backoff(job, Duration::from_secs(2), Duration::from_secs(300));
        // The vendor asks for no less than its own pause, and repeated failures for no less than ours.
        let pause = |retry_after: Option<Duration>| wait.max(retry_after.unwrap_or_default());
        match error {
            SubmitError::BadPictures(reasons) => {
                self.shop.hear(&submission.id, Outcome::Unusable { reasons }).await?;
                Ok(Ended::Done)
            }
            // A status may be remembered under the key and repeated for a day; 429 never is.
            SubmitError::SameKey { retry_after, trouble: Trouble::Status(status) } if status != 429 => {
                let mut tx = self.shop.store.write().await?;
                if submissions::doubt(&mut tx, &submission.id).await? >= DOUBTS_MAX {
                    submissions::turn_key(&mut tx, &submission.id).await?;
                }
                tx.commit().await?;
                Ok(Ended::Later(pause(retry_after)))
            }
            SubmitError::SameKey { retry_after, .. } => Ok(Ended::Later(pause(retry_after))),
            // The setting has changed since the pictures were taken.
            SubmitError::OwnPage => {
                self.shop.hear(&submission.id, Outcome::Errored).await?;
                Ok(Ended::Done)
            }
            SubmitError::NewKey { retry_after, .. } => self.turn_key(submission, pause(retry_after)).await,
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
