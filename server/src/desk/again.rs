//! Doing a transaction again that the database gave up for another one's sake.

use std::{future::Future, time::Duration};

use super::fault::Fault;

/// Tries in all.
const TRIES: u32 = 5;
/// The wait before the second try; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(10);

/// Runs a use case, and runs all of it again while the database says that it collided with another.
///
/// # Errors
/// The use case's own, or the last collision.
pub(crate) async fn again<T, F: Future<Output = Result<T, Fault>>>(mut attempt: impl FnMut() -> F) -> Result<T, Fault> {
    let mut wait = FIRST_WAIT;
    for _ in 1..TRIES {
        match attempt().await {
            Err(fault) if fault.is_conflict() => {
                tracing::warn!("two transactions collided; once more");
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
            done => return done,
        }
    }
    attempt().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::AppError;
    use std::cell::Cell;

    #[tokio::test]
    async fn what_is_no_collision_is_not_repeated() {
        let tried = Cell::new(0);
        let done: Result<(), Fault> = again(|| {
            tried.set(tried.get() + 1);
            std::future::ready(Err(AppError::TooLate.into()))
        })
        .await;
        assert!(done.is_err());
        assert_eq!(tried.get(), 1);
    }
}
