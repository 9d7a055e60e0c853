//! An application at the vendor: filed, and looked after until its last word. A callback only hurries the look.

use app::domain::{
    ApplicationId,
    service::{Edit, Word},
};
use std::time::Duration;
use tokio::time::timeout;

use super::{Ended, Worker, backoff};
use crate::{
    carriers::{
        CarrierError,
        twilio::trust::{Filing, Standing, TrustError},
    },
    desk::{Errand, fault::Fault},
    store::jobs::Job,
};

/// Filing asks many questions in a row, and two at once could make an object twice.
pub(super) const LEASE: Duration = Duration::from_secs(300);
/// After which filing breaks off, well before somebody else begins.
const WITHIN: Duration = Duration::from_secs(240);
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// Reviews take days, and callbacks may be lost.
const LONGEST_WAIT: Duration = Duration::from_secs(900);
/// What a person must mend is not mended sooner.
const AFTER_A_PERSON: Duration = Duration::from_secs(300);

impl Worker {
    pub(super) async fn apply(&self, job: &Job) -> Result<Ended, Fault> {
        let Ok(id) = job.subject.parse::<ApplicationId>() else { return Ok(Ended::Done) };
        let Some(errand) = self.shop.begin_errand(&id).await? else { return Ok(Ended::Done) };
        let wait = backoff(job, FIRST_WAIT, LONGEST_WAIT);
        let round = errand.round;
        let Ok(told) = timeout(WITHIN, run(errand, &id, &self.shop.callback_of(&id))).await else {
            tracing::warn!(application = %id, "filing takes too long");
            return Ok(Ended::Later(wait));
        };
        let word = match told {
            Ok(Some(word)) => word,
            Ok(None) => return Ok(Ended::Later(wait)),
            Err(TrustError::Refused(reasons)) => Word::Rejected { reasons, edit: Edit::Always },
            Err(error) => {
                tracing::warn!(application = %id, error = &error as &dyn std::error::Error, "not filed yet");
                return Ok(Ended::Later(pause(&error).max(wait)));
            }
        };
        let state = self.shop.hear_of_application(&id, round, word).await?;
        Ok(if state.is_some_and(|state| state.under_way()) { Ended::Later(wait) } else { Ended::Done })
    }
}

/// Asks the vendor; `None` when there is something to be filed, and no leave to.
async fn run(errand: Errand, id: &ApplicationId, callback: &str) -> Result<Option<Word>, TrustError> {
    let Errand { twilio, form, submit, cleared, .. } = errand;
    if !(submit && cleared.is_some()) {
        match twilio.standing(id, &form).await? {
            Standing::Told(word) => return Ok(Some(word)),
            Standing::Unsent => {}
        }
    }
    let Some(cleared) = cleared else { return Ok(None) };
    twilio.file(&cleared, Filing { id, form: &form, callback }).await.map(Some)
}

/// How long an error asks us to wait.
fn pause(error: &TrustError) -> Duration {
    match error {
        TrustError::NoPrimaryProfile => {
            tracing::error!("the carrier account needs an approved primary profile, which is made in Twilio's console");
            AFTER_A_PERSON
        }
        TrustError::Carrier(CarrierError::Denied) => AFTER_A_PERSON,
        TrustError::Carrier(CarrierError::Busy { retry_after }) => retry_after.unwrap_or_default(),
        TrustError::Carrier(_) | TrustError::Refused(_) => Duration::ZERO,
    }
}
