//! An application at the vendor: filed, and looked after until its last word. A callback only hurries the look.

use app::domain::{
    ApplicationId,
    service::{Edit, Word},
};
use std::time::Duration;
use tokio::time::timeout;

use super::{Ended, Worker, backoff, diary::Diary};
use crate::{
    carriers::{
        CarrierError,
        twilio::trust::{Dossier, Filing, Standing, TrustError},
    },
    desk::{Begun, Errand, Leave, fault::Fault},
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

/// What the vendor was heard to say.
enum Told {
    Word(Word),
    /// Nothing of it is under review, and nothing may be filed.
    Stopped,
}

impl Worker {
    pub(super) async fn apply(&self, job: &Job) -> Result<Ended, Fault> {
        let Ok(id) = job.subject.parse::<ApplicationId>() else { return Ok(Ended::Done) };
        let wait = backoff(job, FIRST_WAIT, LONGEST_WAIT);
        let errand = match self.shop.begin_errand(&id).await? {
            Begun::Over => return Ok(Ended::Done),
            Begun::Nowhere => return Ok(Ended::Later(wait.max(AFTER_A_PERSON))),
            Begun::Errand(errand) => errand,
        };
        let round = errand.round;
        let diary = Diary::of(&self.shop, job, &id);
        let Ok(told) = timeout(WITHIN, run(&errand, &id, &self.shop.callback_of(&id), &diary)).await else {
            tracing::warn!(application = %id, "filing takes too long");
            return Ok(Ended::Later(wait));
        };
        let state = match told {
            Ok(Told::Word(word)) => self.shop.hear_of_application(&id, round, word).await?,
            Ok(Told::Stopped) => self.shop.stop_application(&id, round).await?,
            Err(TrustError::Refused { reasons, edit }) => {
                self.shop.hear_of_application(&id, round, Word::Rejected { reasons, edit }).await?
            }
            Err(TrustError::Unsettled(until)) => return Ok(Ended::Later(until)),
            Err(error) => {
                tracing::warn!(application = %id, error = &error as &dyn std::error::Error, "not filed yet");
                return Ok(Ended::Later(pause(&error).max(wait)));
            }
        };
        Ok(if state.is_some_and(|state| state.under_way()) { Ended::Later(wait) } else { Ended::Done })
    }
}

/// Asks the vendor: what is new is filed at once, and anything else is looked at first.
async fn run(errand: &Errand, id: &ApplicationId, callback: &str, diary: &Diary<'_>) -> Result<Told, TrustError> {
    let Errand { twilio, service, numbers, round, submit, leave } = errand;
    let dossier = Dossier { id, service: *service, numbers, diary };
    if !(*submit && matches!(leave, Leave::File { .. })) {
        match twilio.standing(dossier).await? {
            Standing::Told(word) => return Ok(Told::Word(word)),
            Standing::Unsent => {}
        }
    }
    match leave {
        Leave::File { cleared, form } => {
            let filing = Filing { dossier, form, round: *round, callback };
            twilio.file(cleared, filing).await.map(Told::Word)
        }
        Leave::Refused(reasons) => Ok(Told::Word(Word::Rejected { reasons: reasons.clone(), edit: Edit::Always })),
        Leave::None => Ok(Told::Stopped),
    }
}

/// How long an error asks us to wait.
fn pause(error: &TrustError) -> Duration {
    match error {
        TrustError::NoPrimaryProfile => {
            tracing::error!("the carrier account needs an approved primary profile, which is made in Twilio's console");
            AFTER_A_PERSON
        }
        TrustError::Carrier(CarrierError::Denied | CarrierError::Refused { .. }) => AFTER_A_PERSON,
        TrustError::Carrier(CarrierError::Busy { retry_after }) => retry_after.unwrap_or_default(),
        TrustError::Carrier(CarrierError::Silent(_))
        | TrustError::Refused { .. }
        | TrustError::Unsettled(_)
        | TrustError::NotNoted(_) => Duration::ZERO,
    }
}
