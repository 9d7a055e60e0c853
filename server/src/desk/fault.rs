//! Our own faults: the whole chain goes to the log under a name, the person sees the name.

use app::AppError;
use std::error::Error;

use crate::{desk::password::HashingFailed, ids, store::StoreError, vault::VaultError};

/// Logs `error` with its sources and makes the error that a person sees.
#[must_use]
pub fn internal(error: &dyn Error) -> AppError {
    let trace = ids::text().split('-').next_back().unwrap_or_default().to_owned();
    let mut chain = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::error!(trace, error = chain, "internal error");
    AppError::Internal { trace }
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
