//! Choosing another password.

use app::{AppError, desk::SignedIn, error::PasswordProblem};

use super::{
    Shop,
    fault::Fault,
    guesses::Subjects,
    invites::take_back,
    lock_own,
    password::{NewPassword, WeakPassword},
};
use crate::store::{accounts, audit::Subject, sessions, users};

impl From<WeakPassword> for Fault {
    fn from(weak: WeakPassword) -> Self {
        let problem = match weak {
            WeakPassword::TooShort => PasswordProblem::TooShort,
            WeakPassword::TooLong => PasswordProblem::TooLong,
            WeakPassword::Common => PasswordProblem::Common,
            WeakPassword::Familiar => PasswordProblem::Familiar,
        };
        AppError::Password(problem).into()
    }
}

impl Shop {
    /// Whoever came in by the password of before is out: every session ends but the one that asks, and with them the links
    /// that they may have passed on.
    pub(super) async fn change_password(&self, who: &SignedIn, password: &str) -> Result<(), Fault> {
        self.check_proof(who)?;
        let mut tx = self.store.read().await?;
        let user = users::lookup(&mut tx, &who.user).await?.ok_or(AppError::SignInNeeded)?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        drop(tx);
        let chosen = NewPassword::chosen(password, &user.email, &account.name)?;
        self.count_guess(&Subjects::of_change(&who.user, &self.policy)).await?;
        let hash = self.passwords.hash(chosen).await?;
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        if !users::set_password(&mut tx, &who.user, &hash).await? {
            return Err(AppError::SignInNeeded.into());
        }
        let ended = sessions::end_all(&mut tx, &who.user, Some(&who.session)).await?;
        self.record(&mut tx, Subject::User(&who.user), "password changed", &[]).await?;
        take_back(&mut tx, &self.audit, &who.account, &who.user, self.clock.now()).await?;
        self.mail_of_password(&mut tx, &who.user).await?;
        tx.commit().await?;
        tracing::info!(user = %who.user, ended, "a password was changed");
        Ok(())
    }
}
