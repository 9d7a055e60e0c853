//! Sessions: opened, looked up, ended.

use app::{
    AppError,
    desk::{Admitted, Caller, SignedIn},
    domain::{
        PasskeyId, Role, UserId,
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
        Tx, passkeys, sessions,
        sessions::{Alive, NewSession, Session},
        users,
    },
};

/// The longest that a page waits for its session's last use to be written down.
const TOUCH_WITHIN: Duration = Duration::from_millis(500);

/// The form in which a session token is stored.
pub(super) fn hash_token(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// By what somebody comes in.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    /// Nothing: nobody asked.
    Nothing,
    /// The password of this hash.
    Password(&'a str),
    /// This passkey.
    Passkey(&'a PasskeyId),
    /// A recovery code, which is used up in the same transaction.
    Code,
}

impl Key<'_> {
    /// Refuses what is no longer the person's: a password may be changed, or passkeys taken away, while it is looked at.
    async fn check(self, tx: &mut Tx, user: &UserId) -> Result<(), Fault> {
        match self {
            Self::Nothing | Self::Code => Ok(()),
            Self::Password(hash) => match users::lookup(tx, user).await? {
                Some(user) if user.password_hash == hash => Ok(()),
                _ => Err(AppError::WrongCredentials.into()),
            },
            Self::Passkey(id) => match passkeys::of_user(tx, user).await? {
                known if known.iter().any(|passkey| passkey.id == *id) => Ok(()),
                _ => Err(AppError::PasskeyRefused.into()),
            },
        }
    }
}

/// A session that is open once its transaction is.
pub(super) struct Entered {
    cookie: String,
    /// Whose session ended with it.
    before: Option<UserId>,
}

impl Entered {
    /// The value of `Set-Cookie`, once the transaction was committed.
    pub(super) fn told(self) -> String {
        if let Some(user) = self.before {
            tracing::info!(%user, "the session before is over");
        }
        self.cookie
    }
}

/// What a person showed of who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
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
    /// Opens a session for whoever came by this, if it still is the person's.
    pub(super) async fn open_session(&self, caller: &Caller, user: &UserId, by: Key<'_>) -> Result<String, Fault> {
        let mut tx = self.store.write().await?;
        let entered = self.enter(&mut tx, caller, user, by).await?;
        tx.commit().await?;
        Ok(entered.told())
    }

    /// The same in a transaction that does more. A new token at every sign-in; the one that the browser came with ends.
    pub(super) async fn enter(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        user: &UserId,
        by: Key<'_>,
    ) -> Result<Entered, Fault> {
        let (token, now) = (new_token(), self.clock.now());
        let new = NewSession {
            id: &ids::fresh(),
            token_hash: &hash_token(&token),
            user,
            device: caller.device,
            proven_at: (!matches!(by, Key::Nothing)).then_some(now),
            strong: matches!(by, Key::Passkey(_) | Key::Code),
        };
        sessions::add(tx, &new, now).await?;
        // After it, which waits for whoever has the person's row: they ended every session but this one, which they did
        // not see.
        by.check(tx, user).await?;
        users::speak(tx, user, caller.language).await?;
        let before = match &caller.token {
            Some(old) => sessions::remove(tx, &hash_token(old)).await?,
            None => None,
        };
        Ok(Entered { cookie: self.cookie.set(&token, self.cookie.seconds), before })
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
        let who = SignedIn { user, role, account, telephony, session: id, proven_at, by_phone: None };
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
