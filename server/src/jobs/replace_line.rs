//! Finding another number for a line whose own is gone.

use app::domain::LineId;
use std::time::Duration;

use super::{Ended, Worker, backoff};
use crate::{
    desk::{fault::Fault, replace::Looked},
    store::jobs::Job,
};

const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Looks at a carrier that does not say what it has: a quarter of an hour in all.
const LOOKS: u32 = 20;

impl Worker {
    pub(super) async fn replace_line(&self, job: &Job) -> Result<Ended, Fault> {
        let Ok(line) = job.subject.parse::<LineId>() else { return Ok(Ended::Done) };
        Ok(match self.shop.replace_line(&line, job.attempts >= LOOKS).await? {
            Looked::Done => Ended::Done,
            Looked::Again => Ended::Later(backoff(job, FIRST_WAIT, LONGEST_WAIT)),
        })
    }
}
