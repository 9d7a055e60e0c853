//! Choosing a new password by a link that one is mailed.

use app::{
    AppError,
    desk::{Caller, ResetView},
    domain::{Timestamp, UserId},
};

use super::{
    Shop,
    fault::Fault,
    guesses::{Subjects, is_email},
    invites::take_back,
    password::NewPassword,
    sessions::hash_token,
};
use crate::{
    clock::earlier,
    store::{
        Tx, accounts,
        audit::{Actor, Subject},
        mails::Mail,
        resets, sessions, users,
        users::User,
    },
};

impl Shop {
    /// Whether anybody has the e-mail is looked up where the mail is written, and not here: what is done here, and how long
    /// that takes, tells nothing of it.
    pub(super) async fn ask_reset(&self, caller: &Caller, email: &str) -> Result<(), Fault> {
        if self.post.is_none() {
            return Err(AppError::NotFound.into());
        }
        let email = email.trim().to_lowercase();
        if email.is_empty() || !is_email(&email) {
            return Err(AppError::Invalid("email".to_owned()).into());
        }
        self.count_guess(&Subjects::of_reset(&email, caller.address, &self.policy)).await?;
        let mut tx = self.store.write().await?;
        self.mail(&mut tx, &Mail::Reset(email)).await?;
        tx.commit().await?;
        self.store.wake();
        tracing::info!("a new password was asked for");
        Ok(())
    }

    /// Links that were made after this moment are good.
    fn reset_since(&self) -> Timestamp {
        earlier(self.clock.now(), self.policy.reset_life)
    }

    /// Whose token this is, while it is good.
    async fn whose_reset(&self, tx: &mut Tx, token: &str) -> Result<(User, Timestamp), Fault> {
        let found = resets::by_token(tx, &hash_token(token), self.reset_since()).await?;
        let (user, made) = found.ok_or(AppError::NotFound)?;
        let user = users::lookup(tx, &user).await?.ok_or(AppError::NotFound)?;
        Ok((user, made))
    }

    pub(super) async fn reset(&self, token: &str) -> Result<ResetView, Fault> {
        let mut tx = self.store.read().await?;
        let (user, made) = self.whose_reset(&mut tx, token).await?;
        Ok(ResetView { email: user.email, until: made.after(self.policy.reset_life) })
    }

    /// Lets nobody in: whoever reads the person's mail has their password from then on, and no passkey.
    pub(super) async fn reset_password(&self, caller: &Caller, token: &str, password: &str) -> Result<String, Fault> {
        let mut tx = self.store.read().await?;
        let (user, _) = self.whose_reset(&mut tx, token).await?;
        let account = accounts::lookup(&mut tx, &user.account).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        let chosen = NewPassword::chosen(password, &user.email, &account.name)?;
        self.count_guess(&Subjects::of_new_password(caller.address, &self.policy)).await?;
        let hash = self.passwords.hash(chosen).await?;
        super::again(|| self.put_password(caller, &user, token, &hash)).await?;
        Ok(self.cookie.set("", 0))
    }

    async fn put_password(&self, caller: &Caller, user: &User, token: &str, hash: &str) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        tx.act_as(Actor::User(user.id.clone()));
        accounts::lock(&mut tx, &user.account).await?.ok_or(AppError::NotFound)?;
        // It may have been used, or become too old, while the password was hashed.
        let (found, _) = self.whose_reset(&mut tx, token).await?;
        if !resets::take(&mut tx, &found.id, &hash_token(token)).await?
            || !users::set_password(&mut tx, &found.id, hash).await?
        {
            return Err(AppError::NotFound.into());
        }
        let ended = sessions::end_all(&mut tx, &found.id, None).await?;
        if let Some(own) = &caller.token {
            // Somebody else's may be open in this browser, which loses its cookie.
            sessions::remove(&mut tx, &hash_token(own)).await?;
        }
        self.record(&mut tx, Subject::User(&found.id), "password reset", &[]).await?;
        take_back(&mut tx, &self.audit, &user.account, &found.id, self.clock.now()).await?;
        self.mail_of_password(&mut tx, &found.id).await?;
        tx.commit().await?;
        tracing::info!(user = %found.id, ended, "a password was reset by mail");
        Ok(())
    }

    /// Whoever's password is changed is told so, where mail is sent; it cannot be switched off. A link that they may have
    /// asked for before is good no more.
    pub(super) async fn mail_of_password(&self, tx: &mut Tx, user: &UserId) -> Result<(), Fault> {
        resets::forget(tx, user).await?;
        if self.post.is_some() {
            self.mail(tx, &Mail::PasswordChanged(user.clone())).await?;
        }
        Ok(())
    }
}
