//! Our own faults: the whole chain goes to the log under a name, the person sees the name.

use app::AppError;
use std::{
    error::Error,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    desk::password::HashingFailed,
    ids,
    store::{StoreError, Trouble},
    vault::VaultError,
};

/// How often the log tells of one kind of trouble with the database, which meets every request alike.
const TELL_EVERY: Duration = Duration::from_secs(60);
/// What the log told of, and when.
static TOLD: Mutex<Vec<(Trouble, Instant)>> = Mutex::new(Vec::new());

/// Logs `error` with its sources and makes the error that a person sees.
#[must_use]
pub fn internal(error: &dyn Error) -> AppError {
    let trace = ids::text().split('-').next_back().unwrap_or_default().to_owned();
    tracing::error!(trace, error = chain(error), "internal error");
    AppError::Internal { trace }
}

/// What a person sees of the database's error: its trouble, or our fault.
fn of_store(error: &StoreError) -> AppError {
    let Some(trouble) = error.trouble() else { return internal(error) };
    if is_news(&mut TOLD.lock().unwrap_or_else(PoisonError::into_inner), trouble, Instant::now()) {
        tracing::error!(error = chain(error), "{}", trouble.as_str());
    }
    match error {
        StoreError::Unanswered(_) => AppError::Unanswered,
        _ => AppError::StoreTrouble,
    }
}

/// Notes that the log is to tell of `trouble`, unless it did a moment ago.
fn is_news(told: &mut Vec<(Trouble, Instant)>, trouble: Trouble, now: Instant) -> bool {
    told.retain(|(_, at)| now.saturating_duration_since(*at) < TELL_EVERY);
    let news = told.iter().all(|(of, _)| *of != trouble);
    if news {
        told.push((trouble, now));
    }
    news
}

/// An error with its causes.
#[must_use]
pub fn chain(error: &dyn Error) -> String {
    let mut told = vec![error.to_string()];
    for cause in std::iter::successors(error.source(), |&cause| cause.source()).map(ToString::to_string) {
        // Some errors repeat their cause.
        if told.last().is_none_or(|last| !last.ends_with(&cause)) {
            told.push(cause);
        }
    }
    told.join(": ")
}

/// A fault on its way to [`AppError`]: `?` on the rooms' own errors ends here.
#[derive(Debug)]
pub enum Fault {
    /// What a person is told.
    Told(AppError),
    /// The database's. It is logged when it becomes an [`AppError`]: until then somebody may know a way out.
    Store(StoreError),
}

impl Fault {
    /// Whether a unique index was broken: somebody else was first.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_taken())
    }

    /// Whether the database is in trouble, and nothing is wrong with what it was asked.
    #[must_use]
    pub fn is_trouble(&self) -> bool {
        match self {
            Self::Told(error) => error.is_store_trouble(),
            Self::Store(error) => error.trouble().is_some(),
        }
    }

    /// Whether the same transaction once more may well succeed.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Told(error) => error,
            Fault::Store(error) => of_store(&error),
        }
    }
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        Self::Told(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

macro_rules! logged {
    ($($room:ty),+) => {
        $(impl From<$room> for Fault {
            fn from(error: $room) -> Self {
                Self::Told(internal(&error))
            }
        })+
    };
}

logged!(HashingFailed, VaultError, app::domain::line::Impossible, app::domain::verification::NotNow);

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[derive(Debug, thiserror::Error)]
    #[error("{told}")]
    struct Outer {
        told: &'static str,
        source: io::Error,
    }

    #[test]
    fn each_trouble_is_told_once_a_minute() {
        let (mut told, start) = (Vec::new(), Instant::now());
        assert!(is_news(&mut told, Trouble::Full, start));
        assert!(!is_news(&mut told, Trouble::Full, start));
        assert!(is_news(&mut told, Trouble::Away, start));
        let later = start + TELL_EVERY;
        assert!(is_news(&mut told, Trouble::Full, later) && !is_news(&mut told, Trouble::Full, later));
    }

    #[test]
    fn a_chain_tells_each_cause_once() {
        let outer = |told| Outer { told, source: io::Error::other("no disk") };
        assert_eq!(chain(&outer("cannot save")), "cannot save: no disk");
        assert_eq!(chain(&outer("cannot save: no disk")), "cannot save: no disk");
    }
}
