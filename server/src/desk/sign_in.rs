//! Signing in and out, and who is signed in.

use app::{
    AppError,
    desk::{Caller, DemoAccount, SignedIn, Standing, Viewer},
    domain::{Telephony, UserId, verification::Verification},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::Rng as _;
use sha2::{Digest as _, Sha256};

use super::{Shop, fault::Fault};
use crate::{
    demo, ids,
    store::{Tx, accounts, sessions, sessions::Session, sign_ins, users, verifications},
};
use app::desk::CONSENT_VERSION;

/// The shape of the session cookie.
#[derive(Clone, Copy, Debug)]
pub struct SignInCookie {
    /// Whether the site is served over TLS; only then may the name carry the `__Host-` promise.
    pub secure: bool,
    /// Its life in seconds.
    pub seconds: u64,
}

impl SignInCookie {
    /// The cookie's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        if self.secure { "__Host-plusone" } else { "plusone" }
    }

    fn set(self, token: &str, seconds: u64) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", self.name())
    }
}

/// The form in which a session token is stored.
#[must_use]
pub fn hash_token(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

impl Shop {
    pub(super) async fn enter(&self, caller: &Caller, email: &str, password: &str) -> Result<String, AppError> {
        let email = email.trim().to_lowercase();
        let user = self.known_person(caller, &email, password).await?;
        Ok(self.open_session(caller, &user).await?)
    }

    pub(super) async fn enter_demo(&self, caller: &Caller, who: DemoAccount) -> Result<String, AppError> {
        if !self.demo {
            return Err(AppError::NotFound);
        }
        let mut tx = self.store.read().await.map_err(Fault::from)?;
        let user = users::by_email(&mut tx, demo::email(who)).await.map_err(Fault::from)?;
        drop(tx);
        Ok(self.open_session(caller, &user.ok_or(AppError::NotFound)?.id).await?)
    }

    /// The person with this e-mail and password. Unknown e-mails cost as much time as wrong passwords, and count
    /// as much.
    async fn known_person(&self, caller: &Caller, email: &str, password: &str) -> Result<UserId, Fault> {
        let address = caller.address.to_string();
        let mut tx = self.store.read().await?;
        self.refuse_guessing(&mut tx, email, &address).await?;
        let user = users::by_email(&mut tx, email).await?;
        drop(tx);
        let hash = user.as_ref().map(|user| user.password_hash.clone());
        let right = self.passwords.verify(password.to_owned(), hash).await?;
        // Asked again: guesses sent all at once have passed the first question together.
        let mut tx = self.store.write().await?;
        self.refuse_guessing(&mut tx, email, &address).await?;
        if let (true, Some(user)) = (right, user) {
            return Ok(user.id);
        }
        for subject in [email, address.as_str()] {
            sign_ins::fail(&mut tx, &ids::text(), subject, self.clock.now()).await?;
        }
        tx.commit().await?;
        Err(AppError::WrongCredentials.into())
    }

    /// Refuses whoever failed too often of late.
    async fn refuse_guessing(&self, tx: &mut Tx, email: &str, address: &str) -> Result<(), Fault> {
        let since = earlier(self.clock.now(), self.policy.sign_in_window);
        let of_email = sign_ins::failures(tx, email, since).await?;
        let of_address = sign_ins::failures(tx, address, since).await?;
        if of_email >= self.policy.sign_in_failures_max || of_address >= self.policy.sign_in_failures_max_address {
            return Err(AppError::TooMany { seconds: self.policy.sign_in_window.as_secs() }.into());
        }
        Ok(())
    }

    /// A new token at every sign-in; the one that the browser came with ends.
    async fn open_session(&self, caller: &Caller, user: &UserId) -> Result<String, Fault> {
        let mut secret = [0_u8; 32];
        rand::rng().fill_bytes(&mut secret);
        let token = BASE64_URL_SAFE_NO_PAD.encode(secret);
        let mut tx = self.store.write().await?;
        if let Some(old) = &caller.token {
            sessions::remove(&mut tx, &hash_token(old)).await?;
        }
        sessions::add(&mut tx, &hash_token(&token), user, self.clock.now()).await?;
        tx.commit().await?;
        Ok(self.cookie.set(&token, self.cookie.seconds))
    }

    pub(super) async fn leave(&self, caller: &Caller) -> Result<String, AppError> {
        if let Some(token) = &caller.token {
            let mut tx = self.store.write().await.map_err(Fault::from)?;
            sessions::remove(&mut tx, &hash_token(token)).await.map_err(Fault::from)?;
            tx.commit().await.map_err(Fault::from)?;
        }
        Ok(self.cookie.set("", 0))
    }

    /// The live session with this token. Its last use is written down at most once a minute.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session(&self, token: &str) -> Result<Option<SignedIn>, AppError> {
        Ok(self.find_session(token).await?)
    }

    async fn find_session(&self, token: &str) -> Result<Option<SignedIn>, Fault> {
        let Some(session) = self.known_session(token).await? else { return Ok(None) };
        let now = self.clock.now();
        if now.since(session.seen_at).as_secs() >= 60 {
            let mut tx = self.store.write().await?;
            sessions::touch(&mut tx, &hash_token(token), now).await?;
            tx.commit().await?;
        }
        Ok(Some(SignedIn { user: session.user, account: session.account, telephony: session.telephony }))
    }

    /// Whether a session with this token lives. Asking is no use of it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session_lives(&self, token: &str) -> Result<bool, AppError> {
        Ok(self.known_session(token).await?.is_some())
    }

    async fn known_session(&self, token: &str) -> Result<Option<Session>, Fault> {
        let now = self.clock.now();
        let (opened, seen) = (earlier(now, self.policy.session_life), earlier(now, self.policy.session_idle));
        let mut tx = self.store.read().await?;
        Ok(sessions::lookup(&mut tx, &hash_token(token), opened, seen).await?)
    }

    pub(super) async fn show_viewer(&self, who: &SignedIn) -> Result<Viewer, AppError> {
        Ok(self.read_viewer(who).await?)
    }

    async fn read_viewer(&self, who: &SignedIn) -> Result<Viewer, Fault> {
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        let user = users::lookup(&mut tx, &who.user).await?.ok_or(AppError::SignInNeeded)?;
        let case = verifications::lookup(&mut tx, &who.account, CONSENT_VERSION).await?;
        let standing = match (account.telephony, &account.approval, case.map(|case| case.state)) {
            (Telephony::OwnCarrier, ..) => Standing::OwnCarrier,
            (Telephony::LcPhone, Some(_), _) => Standing::Verified,
            (_, None, Some(Verification::Submitted { .. })) => Standing::Checking,
            (_, None, Some(Verification::UnderReview { .. })) => Standing::UnderReview,
            (_, None, Some(Verification::Declined | Verification::Revoked)) => Standing::Declined,
            (_, None, _) => Standing::NotVerified,
        };
        let id = account.id;
        Ok(Viewer { id, account: account.name, email: user.email, telephony: account.telephony, standing })
    }
}

/// The moment `by` before `at`.
pub(crate) fn earlier(at: app::domain::Timestamp, by: std::time::Duration) -> app::domain::Timestamp {
    let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
    app::domain::Timestamp::from_micros(at.micros().saturating_sub(by))
}
