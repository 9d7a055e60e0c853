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

/// A fault on its way to [`AppError`]: `?` on the rooms' own errors ends here, in one place that logs.
pub struct Fault(pub AppError);

impl From<Fault> for AppError {
    fn from(Fault(error): Fault) -> Self {
        error
    }
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

macro_rules! logged {
    ($($room:ty),+) => {
        $(impl From<$room> for Fault {
            fn from(error: $room) -> Self {
                Self(internal(&error))
            }
        })+
    };
}

logged!(StoreError, HashingFailed, VaultError, app::domain::line::Impossible, app::domain::verification::NotNow);
