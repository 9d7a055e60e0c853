//! Our own faults: the whole chain goes to the log under a name, the person sees the name.

use app::AppError;
use std::error::Error;

use crate::{desk::password::HashingFailed, ids, store::StoreError, vault::VaultError};

/// Logs `error` with its sources and makes the error that a person sees.
#[must_use]
pub fn internal(error: &dyn Error) -> AppError {
    let trace = ids::text().split('-').next_back().unwrap_or_default().to_owned();
    tracing::error!(trace, error = chain(error), "internal error");
    AppError::Internal { trace }
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
            Fault::Store(error) => internal(&error),
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
    fn a_chain_tells_each_cause_once() {
        let outer = |told| Outer { told, source: io::Error::other("no disk") };
        assert_eq!(chain(&outer("cannot save")), "cannot save: no disk");
        assert_eq!(chain(&outer("cannot save: no disk")), "cannot save: no disk");
    }
}
