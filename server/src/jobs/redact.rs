//! Having the vendor delete what it has of a hand-over, until it says that it is gone.

use std::time::Duration;

use super::{Ended, Worker, backoff};
use crate::{desk::fault::Fault, identity::FetchError, store::jobs::Job, store::submissions};

const FIRST_WAIT: Duration = Duration::from_secs(2);
const LONGEST_WAIT: Duration = Duration::from_secs(3_600);

impl Worker {
    pub(super) async fn redact(&self, job: &Job) -> Result<Ended, Fault> {
        let Ok(id) = job.subject.parse() else { return Ok(Ended::Done) };
        let mut tx = self.shop.store.read().await?;
        let Some(submission) = submissions::lookup(&mut tx, &id).await? else { return Ok(Ended::Done) };
        drop(tx);
        let named = submission.vendor_ref.as_deref().and_then(|name| name.parse().ok());
        let Some(vendor_ref) = named else { return Ok(Ended::Done) };
        let wait = backoff(job, FIRST_WAIT, LONGEST_WAIT);
        let Some(persona) = &self.persona else { return Ok(Ended::Later(wait)) };
        match persona.redact(submission.transport, &vendor_ref).await {
            Ok(()) => {
                self.shop.book_redacted(&submission).await?;
                Ok(Ended::Done)
            }
            Err(error) => {
                tracing::warn!(submission = %id, error = &error as &dyn std::error::Error, "not deleted at the vendor yet");
                let asked_for = if let FetchError::Busy { retry_after } = error { retry_after } else { None };
                Ok(Ended::Later(wait.max(asked_for.unwrap_or_default())))
            }
        }
    }
}
