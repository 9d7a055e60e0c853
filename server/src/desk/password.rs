//! Passwords: argon2id at OWASP's minimum (19 MiB, two passes), off the executor and two at a time, so that a flood
//! of sign-ins leaves the pages alone.

mod familiar;
mod new;

pub use new::{NewPassword, WeakPassword};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version, password_hash::phc::PasswordHash,
};
use std::sync::{Arc, LazyLock};
use tokio::sync::{Mutex, MutexGuard, Semaphore};

/// Longer passwords are refused unread: hashing is paid for by length.
pub const LENGTH_MAX: usize = 1_024;

/// What an unknown e-mail's password is checked against, so that the answer takes as long as a known one's.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody's password").unwrap_or_default());

/// Hashing failed; never because of the password.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed")]
pub struct HashingFailed;

/// The two places at the stove.
#[derive(Clone, Debug)]
pub struct Passwords {
    places: Arc<Semaphore>,
    counting: Arc<Mutex<()>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(2)), counting: Arc::default() }
    }
}

impl Passwords {
    /// The turn to count a guess: guesses that come together are counted one after the other, since PostgreSQL shows
    /// them only what was committed before.
    pub(super) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.counting.lock().await
    }

    /// Hashes a password that somebody chose into a PHC string.
    ///
    /// # Errors
    /// [`HashingFailed`].
    pub async fn hash(&self, password: NewPassword) -> Result<String, HashingFailed> {
        self.off_executor(move || hash_now(password.as_str())).await?
    }

    /// Whether `password` belongs to `hash`; `None` stands for an unknown person, and is never right.
    ///
    /// # Errors
    /// [`HashingFailed`].
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, HashingFailed> {
        if password.len() > LENGTH_MAX {
            return Ok(false);
        }
        self.off_executor(move || {
            let known = hash.is_some();
            let text = hash.unwrap_or_else(|| NOBODY.clone());
            let parsed = PasswordHash::new(&text).map_err(|_| HashingFailed)?;
            let right = hasher()?.verify_password(password.as_bytes(), &parsed).is_ok();
            Ok(right && known)
        })
        .await?
    }

    async fn off_executor<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| HashingFailed)?;
        // The place goes with the work: a client that hangs up ends the future, not the hashing.
        let kept = move || {
            let done = work();
            drop(place);
            done
        };
        tokio::task::spawn_blocking(kept).await.map_err(|_| HashingFailed)
    }
}

fn hasher() -> Result<Argon2<'static>, HashingFailed> {
    let params = Params::new(19_456, 2, 1, None).map_err(|_| HashingFailed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Result<String, HashingFailed> {
    Ok(hasher()?.hash_password(password.as_bytes()).map_err(|_| HashingFailed)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_person_is_right() {
        let passwords = Passwords::default();
        let hash = passwords.hash(NewPassword::published("plusone-demo")).await.expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let verify = |password: &str, hash: Option<&String>| {
            let (passwords, password, hash) = (passwords.clone(), password.to_owned(), hash.cloned());
            async move { passwords.verify(password, hash).await.expect("verifies") }
        };
        assert!(verify("plusone-demo", Some(&hash)).await);
        assert!(!verify("plusone-Demo", Some(&hash)).await);
        assert!(!verify("nobody's password", None).await);
        assert!(!verify(&"x".repeat(2_000), Some(&hash)).await);
    }

    #[tokio::test]
    async fn a_client_that_hangs_up_frees_no_place() {
        let passwords = Passwords::default();
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let hashing = passwords.off_executor(move || {
            begun.send(()).ok();
            finished.recv().ok();
        });
        tokio::select! {
            _ = hashing => panic!("it waits"),
            begun = begins => begun.expect("begun"),
        }
        assert_eq!(passwords.places.available_permits(), 1, "the future is gone, the work is not");
        drop(finish);
        let free = passwords.places.acquire_many(2).await.expect("both places come back");
        drop(free);
    }
}
