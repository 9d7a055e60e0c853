//! Writing a line's id on a number that was adopted. Other hands bought it, so it has another tag at the carrier, by which
//! every comparison of the books would name it again.

use app::domain::{LineId, line::Line};
use std::time::Duration;

use super::{Ended, Worker, backoff};
use crate::{
    carriers::CarrierError,
    desk::fault::Fault,
    store::{accounts, jobs::Job, lines},
};

const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(3_600);

impl Worker {
    /// Repeating it is harmless, so nothing is read back: the number is named by its id.
    pub(super) async fn tag_line(&self, job: &Job) -> Result<Ended, Fault> {
        let Ok(id) = job.subject.parse::<LineId>() else { return Ok(Ended::Done) };
        let mut tx = self.shop.store.read().await?;
        let Some(line) = lines::lookup(&mut tx, &id).await? else { return Ok(Ended::Done) };
        // What leaves the account needs no tag any more.
        let (Line::Owned { sid } | Line::Releasing { sid, .. }) = &line.state else { return Ok(Ended::Done) };
        let Some(account) = accounts::lookup(&mut tx, &line.account).await? else { return Ok(Ended::Done) };
        let carrier = self.bought_at(&mut tx, &account, &line).await?;
        drop(tx);
        let wait = backoff(job, FIRST_WAIT, LONGEST_WAIT);
        let Some(carrier) = carrier else {
            tracing::error!(line = %id, "a number cannot be tagged: its carrier account is not the account's");
            return Ok(Ended::Later(wait));
        };
        match carrier.tag(sid, &id).await {
            Ok(true) => Ok(Ended::Done),
            Ok(false) => {
                tracing::error!(line = %id, "a number that was adopted is not at the carrier");
                Ok(Ended::Done)
            }
            Err(error) => {
                tracing::warn!(line = %id, error = &error as &dyn std::error::Error, "an adopted number is not tagged yet");
                let asked_for = if let CarrierError::Busy { retry_after } = error { retry_after } else { None };
                Ok(Ended::Later(wait.max(asked_for.unwrap_or_default())))
            }
        }
    }
}
