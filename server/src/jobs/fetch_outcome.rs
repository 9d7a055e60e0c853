//! Asking the vendor for its word. A webhook only says *that* something happened; what happened is read here.

use app::domain::verification::{Outcome, Verification};
use std::time::Duration;

use super::{Ended, Worker, backoff};
use crate::{
    desk::fault::Fault,
    identity::{FetchError, VendorRef},
    store::{jobs::Job, submissions, submissions::Submission},
};

/// Tries for an object that we do not know: its webhook may overtake the answer that names it.
const STRANGER_TRIES: u32 = 8;
/// How often in a row the vendor may not know an object (yet).
const UNKNOWN_TRIES: i64 = 5;
/// The longest time between two looks at a case that somebody waits for.
pub(super) const LOOK_AT_LEAST_EVERY: Duration = Duration::from_secs(120);
/// The same while a person at the vendor looks.
const REVIEW_LOOK_EVERY: Duration = Duration::from_secs(3_600);
/// The same while the buyer is on the vendor's own page: they may come back any moment, and nothing in the address that
/// they come back with is believed. The webhook is faster, and every look counts against the vendor's limit.
const AWAY_LOOK_EVERY: Duration = Duration::from_secs(10);
/// So many looks after a link was given, a quarter of an hour; whoever is away longer has left.
const AWAY_LOOKS: u32 = 90;

impl Worker {
    pub(super) async fn fetch_outcome(&self, job: &Job) -> Result<Ended, Fault> {
        let Ok(vendor_ref) = job.subject.parse::<VendorRef>() else { return Ok(Ended::Done) };
        let mut tx = self.shop.store.read().await?;
        let known = submissions::by_vendor_ref(&mut tx, vendor_ref.as_str()).await?;
        let Some(submission) = known else {
            let stranger = job.attempts > STRANGER_TRIES;
            return Ok(if stranger {
                Ended::Done
            } else {
                Ended::Later(backoff(job, Duration::from_millis(250), LOOK_AT_LEAST_EVERY))
            });
        };
        let Some(case) = self.shop.case(&mut tx, &submission.account).await? else { return Ok(Ended::Done) };
        drop(tx);
        let state = case.state;
        if state.submission() != Some(&submission.id) {
            // A word on an older hand-over changes nothing.
            return Ok(Ended::Done);
        }
        let reviewed = matches!(state, Verification::UnderReview { .. });
        let first = self.shop.policy.look_after();
        let wait = match &state {
            Verification::AtVendor { .. } if job.attempts <= AWAY_LOOKS => {
                self.shop.policy.poll_after.min(AWAY_LOOK_EVERY)
            }
            Verification::AtVendor { .. } => LOOK_AT_LEAST_EVERY,
            Verification::UnderReview { .. } => backoff(job, first, REVIEW_LOOK_EVERY),
            _ => backoff(job, first, LOOK_AT_LEAST_EVERY),
        };
        let Some(persona) = &self.persona else { return Ok(Ended::Later(wait)) };
        let error = match persona.outcome(submission.transport, &vendor_ref).await {
            Ok(outcome) => {
                let done = self.shop.hear_answer(&submission.id, outcome, &state).await?;
                if !done {
                    self.count_unknown(&submission, false).await?;
                }
                return Ok(if done { Ended::Done } else { Ended::Later(wait) });
            }
            Err(error) => error,
        };
        tracing::warn!(submission = %submission.id, error = &error as &dyn std::error::Error, "no word yet");
        let unknown = matches!(error, FetchError::Unknown);
        // Under review a person will speak; an object that is gone for a while must not take that away.
        if self.count_unknown(&submission, unknown).await? > UNKNOWN_TRIES && !reviewed {
            // Deleted there, or another environment's: the buyer starts over, no attempt counted.
            tracing::error!(submission = %submission.id, "the vendor does not know the hand-over");
            let done = self.shop.hear_answer(&submission.id, Outcome::Errored, &state).await?;
            return Ok(if done { Ended::Done } else { Ended::Later(wait) });
        }
        Ok(Ended::Later(match error {
            FetchError::Busy { retry_after } => wait.max(retry_after.unwrap_or_default()),
            FetchError::Denied | FetchError::Unknown | FetchError::Silent(_) => wait,
        }))
    }

    /// How often in a row the vendor did not know the hand-over, this time included.
    async fn count_unknown(&self, submission: &Submission, unknown: bool) -> Result<i64, Fault> {
        let mut tx = self.shop.store.write().await?;
        let count = if unknown {
            submissions::unknown(&mut tx, &submission.id).await?
        } else {
            submissions::known(&mut tx, &submission.id).await?;
            0
        };
        tx.commit().await?;
        Ok(count)
    }
}
