//! Passkeys: added, shown, renamed, removed.

mod authenticators;

pub use authenticators::Authenticators;

use app::{
    AppError,
    desk::{Admitted, Caller, Ceremony, SignedIn},
    domain::{Door, PasskeyId, PasskeyName},
};
use serde::{Deserialize, Serialize};

use super::{
    Shop,
    attempt::Attempt,
    fault::{Fault, internal},
    guesses::Subjects,
    lock_own,
    sessions::{Key, Proof, hash_token, new_token},
};
use crate::{
    clock::earlier,
    ids,
    store::{audit::Subject, ceremonies, ceremonies::Question, passkeys, passkeys::StoredPasskey, users},
};
use authenticators::{Asked, UsedPasskey};

/// The most passkeys of one person.
const PASSKEYS_MAX: usize = 20;

/// What is kept of a question until it is answered.
#[derive(Serialize, Deserialize)]
struct Kept {
    asked: Asked,
    /// The records of a try to sign in, which one that succeeds takes back.
    guess: Vec<String>,
}

impl Shop {
    fn authenticators(&self) -> Result<&Authenticators, Fault> {
        Ok(self.authenticators.as_ref().ok_or(AppError::NotFound)?)
    }

    /// Whether the person may change how they sign in: they showed a moment ago who they are.
    pub(super) fn check_proof(&self, who: &SignedIn) -> Result<(), Fault> {
        match self.proven_until(who) {
            Some(_) => Ok(()),
            None => Err(AppError::ProofNeeded.into()),
        }
    }

    /// Keeps a question under a new token.
    async fn ask(
        &self,
        who: Option<&SignedIn>,
        question: (String, Asked),
        guess: Vec<String>,
    ) -> Result<Ceremony, Fault> {
        let ((options, asked), token) = (question, new_token());
        let state = serde_json::to_string(&Kept { asked, guess }).map_err(|error| internal(&error))?;
        let question = Question { user: who.map(|who| who.user.clone()), state };
        let mut tx = self.store.write().await?;
        ceremonies::add(&mut tx, &hash_token(&token), &question, self.clock.now()).await?;
        tx.commit().await?;
        Ok(Ceremony { token, options })
    }

    /// Takes the question that `token` answers, if it was put to `who`. It is gone, whatever the answer is worth.
    async fn take(&self, token: &str, who: Option<&SignedIn>) -> Result<Kept, Fault> {
        let since = earlier(self.clock.now(), self.policy.ceremony_life);
        let mut tx = self.store.write().await?;
        let taken = ceremonies::take(&mut tx, &hash_token(token), since).await?;
        tx.commit().await?;
        let asked = taken.filter(|question| question.user.as_ref() == who.map(|who| &who.user));
        let Question { state, .. } = asked.ok_or(AppError::PasskeyRefused)?;
        Ok(serde_json::from_str(&state).map_err(|error| internal(&error))?)
    }

    pub(super) async fn begin_passkey_sign_in(&self, caller: &Caller) -> Result<Ceremony, Fault> {
        let question = self.authenticators()?.ask_anybody()?;
        // Whoever may ask for nothing could fill the database with questions.
        let guess = match self.count_guess(&Subjects::of_passkey(caller.address, &self.policy)).await {
            Ok(guess) => guess,
            refused => Attempt::to_sign_in("passkey").told(refused)?,
        };
        self.ask(None, question, guess).await
    }

    pub(super) async fn finish_passkey_sign_in(
        &self,
        caller: &Caller,
        token: &str,
        answer: &str,
    ) -> Result<String, Fault> {
        let mut attempt = Attempt::to_sign_in("passkey");
        let entering = async {
            let shown = self.shown_passkey(token, answer, &mut attempt).await?;
            self.open_session(caller, &shown.user, Key::Passkey(&shown.id)).await
        };
        let entered = entering.await;
        attempt.told(entered)
    }

    /// The passkey that was shown.
    async fn shown_passkey(&self, token: &str, answer: &str, attempt: &mut Attempt) -> Result<StoredPasskey, Fault> {
        let authenticators = self.authenticators()?;
        let Kept { asked: Asked::Enter(state), guess } = self.take(token, None).await? else {
            return Err(AppError::PasskeyRefused.into());
        };
        let (credential_id, owner) = authenticators.claimed(answer)?;
        let mut tx = self.store.read().await?;
        let stored = passkeys::by_credential(&mut tx, &credential_id).await?;
        drop(tx);
        let stored = stored.filter(|stored| stored.user.as_str() == owner).ok_or(AppError::PasskeyRefused)?;
        attempt.user = Some(stored.user.clone());
        let used = authenticators.entered(state, answer, &stored)?;
        self.remember(&used, &guess).await?;
        Ok(stored)
    }

    /// Notes that a passkey was used, and that the try to sign in was no failure.
    async fn remember(&self, used: &UsedPasskey, guess: &[String]) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        passkeys::used(&mut tx, &used.id, &used.credential, self.clock.now()).await?;
        Self::forget_guess(&mut tx, guess).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn begin_passkey_proof(&self, caller: &Caller) -> Result<Ceremony, Fault> {
        let who = caller.clone().person()?;
        let mut tx = self.store.read().await?;
        let known = passkeys::of_user(&mut tx, &who.user).await?;
        drop(tx);
        if known.is_empty() {
            return Err(AppError::NotFound.into());
        }
        let question = self.authenticators()?.ask_for(&known)?;
        self.ask(Some(&who), question, Vec::new()).await
    }

    pub(super) async fn finish_passkey_proof(
        &self,
        caller: &Caller,
        token: &str,
        answer: &str,
    ) -> Result<String, Fault> {
        let who = caller.clone().person()?;
        let attempt = Attempt::to_prove("passkey", &who.user);
        let proven = self.prove_by_passkey(caller, &who, token, answer).await;
        attempt.told(proven)
    }

    async fn prove_by_passkey(
        &self,
        caller: &Caller,
        who: &SignedIn,
        token: &str,
        answer: &str,
    ) -> Result<String, Fault> {
        let Kept { asked: Asked::Prove(state), .. } = self.take(token, Some(who)).await? else {
            return Err(AppError::PasskeyRefused.into());
        };
        let mut tx = self.store.read().await?;
        let known = passkeys::of_user(&mut tx, &who.user).await?;
        drop(tx);
        let used = self.authenticators()?.proven(&state, answer, &known)?;
        self.remember(&used, &[]).await?;
        self.prove(caller, Proof::Passkey).await
    }

    /// Who may add a passkey, and whether it lets them in. At the door only the first one is added: others are added by
    /// who has shown one.
    fn may_register(&self, caller: &Caller) -> Result<(SignedIn, bool), Fault> {
        let (who, at_the_door) = match caller.session.clone()?.ok_or(AppError::SignInNeeded)? {
            Admitted::In(who) => (who, false),
            Admitted::AtTheDoor(who, Door::Register) => (who, true),
            Admitted::AtTheDoor(_, Door::Prove { .. }) => return Err(AppError::PasskeyNeeded.into()),
        };
        self.check_proof(&who)?;
        Ok((who, at_the_door))
    }

    pub(super) async fn begin_passkey(&self, caller: &Caller) -> Result<Ceremony, Fault> {
        let (who, _) = self.may_register(caller)?;
        let mut tx = self.store.read().await?;
        let user = users::lookup(&mut tx, &who.user).await?.ok_or(AppError::SignInNeeded)?;
        let known = passkeys::of_user(&mut tx, &who.user).await?;
        drop(tx);
        if known.len() >= PASSKEYS_MAX {
            return Err(AppError::TooLate.into());
        }
        let question = self.authenticators()?.ask_to_register(&user, &known)?;
        self.ask(Some(&who), question, Vec::new()).await
    }

    /// Adds the passkey that was made. At the door the session goes on inside, under the token that is returned.
    pub(super) async fn finish_passkey(
        &self,
        caller: &Caller,
        token: &str,
        answer: &str,
        name: &PasskeyName,
    ) -> Result<Option<String>, Fault> {
        let (who, at_the_door) = self.may_register(caller)?;
        let Kept { asked: Asked::Register(state), .. } = self.take(token, Some(&who)).await? else {
            return Err(AppError::PasskeyRefused.into());
        };
        let made = self.authenticators()?.registered(&state, answer)?;
        let new = StoredPasskey {
            id: ids::fresh(),
            user: who.user.clone(),
            credential_id: made.credential_id,
            credential: made.credential,
        };
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, &who).await?;
        match passkeys::add(&mut tx, &new, name, self.clock.now()).await {
            Err(error) if error.is_taken() => return Err(AppError::PasskeyRefused.into()),
            done => done?,
        }
        self.record(&mut tx, Subject::Passkey(&new.id), "added", &[who.user.as_str()]).await?;
        tx.commit().await?;
        tracing::info!(user = %who.user, "a passkey was added");
        Ok(if at_the_door { Some(self.prove(caller, Proof::Passkey).await?) } else { None })
    }

    pub(super) async fn rename_passkey(&self, who: &SignedIn, id: &PasskeyId, name: &PasskeyName) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        if !passkeys::rename(&mut tx, &who.user, id, name).await? {
            return Err(AppError::NotFound.into());
        }
        self.record(&mut tx, Subject::Passkey(id), "renamed", &[]).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn remove_passkey(&self, who: &SignedIn, id: &PasskeyId) -> Result<(), Fault> {
        self.check_proof(who)?;
        let mut tx = self.store.write().await?;
        // Under the lock, so that of two at once one stays.
        lock_own(&mut tx, who).await?;
        if !passkeys::remove(&mut tx, &who.user, id).await? {
            return Err(AppError::NotFound.into());
        }
        if self.needs_passkey(who.role) && passkeys::list(&mut tx, &who.user).await?.is_empty() {
            return Err(AppError::LastPasskey.into());
        }
        self.record(&mut tx, Subject::Passkey(id), "removed", &[]).await?;
        tx.commit().await?;
        tracing::info!(user = %who.user, "a passkey was removed");
        Ok(())
    }
}
