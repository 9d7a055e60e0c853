//! Sessions: opened, looked up, ended.

use app::{
    desk::{Caller, SignedIn},
    domain::UserId,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::Rng as _;
use sha2::{Digest as _, Sha256};
use std::time::Duration;
use tokio::time::timeout;

use super::{Shop, fault::Fault};
use crate::{
    clock::earlier,
    store::{sessions, sessions::Session},
};

/// The longest that a page waits for its session's last use to be written down.
const TOUCH_WITHIN: Duration = Duration::from_millis(500);

/// The form in which a session token is stored.
pub(super) fn hash_token(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

impl Shop {
    /// A new token at every sign-in; the one that the browser came with ends.
    pub(super) async fn open_session(&self, caller: &Caller, user: &UserId) -> Result<String, Fault> {
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

    /// The live session with this token. Its last use is written down at most once a minute.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session(&self, token: &str) -> Result<Option<SignedIn>, Fault> {
        let Some(session) = self.known_session(token).await? else { return Ok(None) };
        let now = self.clock.now();
        if now.since(session.seen_at).as_secs() >= 60 {
            // Whoever reads needs no database that can be written.
            match timeout(TOUCH_WITHIN, self.touch(token)).await {
                Ok(Err(fault)) if !fault.is_trouble() => return Err(fault),
                _ => {}
            }
        }
        Ok(Some(SignedIn { user: session.user, account: session.account, telephony: session.telephony }))
    }

    async fn touch(&self, token: &str) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        sessions::touch(&mut tx, &hash_token(token), self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Whether a session with this token lives. Asking is no use of it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session_lives(&self, token: &str) -> Result<bool, Fault> {
        Ok(self.known_session(token).await?.is_some())
    }

    async fn known_session(&self, token: &str) -> Result<Option<Session>, Fault> {
        let now = self.clock.now();
        let (opened, seen) = (earlier(now, self.policy.session_life), earlier(now, self.policy.session_idle));
        let mut tx = self.store.read().await?;
        Ok(sessions::lookup(&mut tx, &hash_token(token), opened, seen).await?)
    }
}
