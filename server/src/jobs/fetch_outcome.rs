//! Asking the vendor for its word. A webhook only says *that* something happened; what happened is read here.

use app::domain::verification::Outcome;
use std::time::Duration;

use super::{Ended, Worker, backoff};
use crate::{
    desk::fault::Fault,
    identity::{FetchError, VendorRef},
    store::{jobs::Job, submissions},
};

/// Tries for an object that we do not know: its webhook may overtake the answer that names it.
const STRANGER_TRIES: u32 = 8;
/// Tries for an object that the vendor does not know (yet).
const UNKNOWN_TRIES: u32 = 5;
/// The longest time between two looks at a case that is under review.
const LOOK_AT_MOST_EVERY: Duration = Duration::from_secs(3_600);

impl Worker {
    pub(super) async fn fetch_outcome(&self, job: &Job) -> Result<Ended, Fault> {
        let Ok(vendor_ref) = job.subject.parse::<VendorRef>() else { return Ok(Ended::Done) };
        let mut tx = self.shop.store.read().await?;
        let known = submissions::by_vendor_ref(&mut tx, vendor_ref.as_str()).await?;
        drop(tx);
        let Some(submission) = known else {
            let stranger = job.attempts > STRANGER_TRIES;
            return Ok(if stranger {
                Ended::Done
            } else {
                Ended::Later(backoff(job, Duration::from_millis(250), LOOK_AT_MOST_EVERY))
            });
        };
        let wait = backoff(job, self.shop.policy.poll_after.min(Duration::from_secs(5)), LOOK_AT_MOST_EVERY);
        let Some(persona) = &self.persona else { return Ok(Ended::Later(wait)) };
        match persona.outcome(&vendor_ref).await {
            Ok(outcome) => {
                let done = self.shop.hear(&submission.id, outcome).await?;
                Ok(if done { Ended::Done } else { Ended::Later(wait) })
            }
            // Deleted there, or another environment's: the buyer starts over, no attempt counted.
            Err(FetchError::Unknown) if job.attempts > UNKNOWN_TRIES => {
                tracing::error!(submission = %submission.id, "the vendor does not know the hand-over");
                self.shop.hear(&submission.id, Outcome::Errored).await?;
                Ok(Ended::Done)
            }
            Err(error) => {
                tracing::warn!(submission = %submission.id, error = &error as &dyn std::error::Error, "no word yet");
                Ok(Ended::Later(wait))
            }
        }
    }
}
