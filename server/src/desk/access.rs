//! Where a person is signed in, and showing once more who they are.

use app::{
    AppError,
    desk::{AccessView, Caller, SignedIn},
    domain::{SessionId, Timestamp},
};

use super::{
    Shop,
    attempt::Attempt,
    fault::Fault,
    sessions::{Proof, hash_token, new_token},
};
use crate::store::{passkeys, recovery_codes, sessions, users};

impl Shop {
    pub(super) async fn access(&self, who: &SignedIn) -> Result<AccessView, Fault> {
        let mut tx = self.store.read().await?;
        let mut sessions = sessions::list(&mut tx, &who.user, &who.session, self.alive()).await?;
        sessions.sort_by_key(|session| !session.here);
        Ok(AccessView {
            sessions,
            proven_until: self.proven_until(who),
            passkeys_work: self.authenticators.is_some(),
            passkeys: passkeys::list(&mut tx, &who.user).await?,
            passkey_required: self.needs_passkey(who.role),
            codes_left: recovery_codes::left(&mut tx, &who.user, self.clock.now()).await?,
        })
    }

    /// Until when what asks for a proof may be done, if it may be done now.
    pub(super) fn proven_until(&self, who: &SignedIn) -> Option<Timestamp> {
        let until = who.proven_at?.after(self.policy.proof_life);
        (self.clock.now() < until).then_some(until)
    }

    pub(super) async fn prove_password(&self, caller: &Caller, password: &str) -> Result<String, Fault> {
        let who = caller.clone().person()?;
        let mut tx = self.store.read().await?;
        let user = users::lookup(&mut tx, &who.user).await?.ok_or(AppError::SignInNeeded)?;
        drop(tx);
        let mut attempt = Attempt::to_prove("password", &who.user);
        let proving = async {
            // A guess here is a guess: it counts like one at the sign-in page.
            self.known_person(caller, &user.email, password, &mut attempt).await?;
            self.prove(caller, Proof::Password).await
        };
        let proven = proving.await;
        attempt.told(proven)
    }

    /// Notes that the caller showed who they are. The session goes on under a new token.
    pub(super) async fn prove(&self, caller: &Caller, proof: Proof) -> Result<String, Fault> {
        let (old, token) = (caller.token.as_deref().ok_or(AppError::SignInNeeded)?, new_token());
        let (old, now) = (hash_token(old), self.clock.now());
        let mut tx = self.store.write().await?;
        if !sessions::prove(&mut tx, &old, &hash_token(&token), proof.is_strong(), now).await? {
            return Err(AppError::SignInNeeded.into());
        }
        tx.commit().await?;
        Ok(self.cookie.set(&token, self.cookie.seconds))
    }

    pub(super) async fn end_session(&self, who: &SignedIn, session: &SessionId) -> Result<Option<String>, Fault> {
        let mut tx = self.store.write().await?;
        if !sessions::end(&mut tx, &who.user, session).await? {
            return Err(AppError::NotFound.into());
        }
        tx.commit().await?;
        tracing::info!(user = %who.user, "a session was ended");
        Ok((*session == who.session).then(|| self.cookie.set("", 0)))
    }

    pub(super) async fn end_other_sessions(&self, who: &SignedIn) -> Result<(), Fault> {
        self.end_sessions_but(who, Some(&who.session)).await
    }

    pub(super) async fn end_all_sessions(&self, who: &SignedIn) -> Result<String, Fault> {
        self.end_sessions_but(who, None).await?;
        Ok(self.cookie.set("", 0))
    }

    async fn end_sessions_but(&self, who: &SignedIn, kept: Option<&SessionId>) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let ended = sessions::end_all(&mut tx, &who.user, kept).await?;
        tx.commit().await?;
        tracing::info!(user = %who.user, ended, "sessions were ended");
        Ok(())
    }
}
