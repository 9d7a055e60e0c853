//! Sessions: opened, looked up, ended.

use app::{
    desk::{Admitted, Caller, SignedIn},
    domain::{
        Role, UserId,
        door::{Door, Shown},
    },
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::Rng as _;
use sha2::{Digest as _, Sha256};
use std::time::Duration;
use tokio::time::timeout;

use super::{Shop, fault::Fault};
use crate::{
    clock::earlier,
    ids,
    store::{
        sessions,
        sessions::{Alive, NewSession, Session},
    },
};

/// The longest that a page waits for its session's last use to be written down.
const TOUCH_WITHIN: Duration = Duration::from_millis(500);

/// The form in which a session token is stored.
pub(super) fn hash_token(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// What a person showed of who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nothing: nobody asked.
    None,
    /// A password.
    Password,
    /// A passkey, or a recovery code in its place.
    Passkey,
}

impl Proof {
    pub(super) fn is_strong(self) -> bool {
        self == Self::Passkey
    }
}

/// A token that nobody guesses: 256 bits.
pub(super) fn new_token() -> String {
    let mut secret = [0_u8; 32];
    rand::rng().fill_bytes(&mut secret);
    BASE64_URL_SAFE_NO_PAD.encode(secret)
}

impl Shop {
    /// A new token at every sign-in; the one that the browser came with ends.
    pub(super) async fn open_session(&self, caller: &Caller, user: &UserId, proof: Proof) -> Result<String, Fault> {
        let (token, now) = (new_token(), self.clock.now());
        let mut tx = self.store.write().await?;
        let new = NewSession {
            id: &ids::fresh(),
            token_hash: &hash_token(&token),
            user,
            device: caller.device,
            proven_at: (proof != Proof::None).then_some(now),
            strong: proof.is_strong(),
        };
        sessions::add(&mut tx, &new, now).await?;
        let before = match &caller.token {
            Some(old) => sessions::remove(&mut tx, &hash_token(old)).await?,
            None => None,
        };
        tx.commit().await?;
        if let Some(user) = before {
            tracing::info!(%user, "the session before is over");
        }
        Ok(self.cookie.set(&token, self.cookie.seconds))
    }

    /// The live session with this token. Its last use is written down at most once a minute.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session(&self, token: &str) -> Result<Option<Admitted>, Fault> {
        let Some(session) = self.known_session(token).await? else { return Ok(None) };
        let now = self.clock.now();
        if now.since(session.seen_at).as_secs() >= 60 {
            // Whoever reads needs no database that can be written.
            match timeout(TOUCH_WITHIN, self.touch(token)).await {
                Ok(Err(fault)) if !fault.is_trouble() => return Err(fault),
                _ => {}
            }
        }
        Ok(Some(self.admit(session)))
    }

    /// How far a session lets its person in.
    fn admit(&self, session: Session) -> Admitted {
        let Session { id, user, role, account, telephony, proven_at, strong, has_passkey, has_codes, .. } = session;
        let who = SignedIn { user, role, account, telephony, session: id, proven_at };
        let shut = self.needs_passkey(role).then(|| Door::shut(Shown { strong, has_passkey, has_codes })).flatten();
        match shut {
            None => Admitted::In(who),
            Some(door) => Admitted::AtTheDoor(who, door),
        }
    }

    /// Whether people of this role must show a passkey.
    pub(super) fn needs_passkey(&self, role: Role) -> bool {
        role == Role::Operator && self.policy.operators_need_passkey
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

    pub(super) async fn known_session(&self, token: &str) -> Result<Option<Session>, Fault> {
        let mut tx = self.store.read().await?;
        Ok(sessions::lookup(&mut tx, &hash_token(token), self.alive()).await?)
    }

    /// Which sessions live now.
    pub(crate) fn alive(&self) -> Alive {
        let now = self.clock.now();
        Alive { opened: earlier(now, self.policy.session_life), seen: earlier(now, self.policy.session_idle) }
    }
}
