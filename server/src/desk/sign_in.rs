//! Signing in and out.

use app::{
    AppError,
    desk::{Caller, DemoAccount},
};

use super::{
    Shop,
    fault::Fault,
    sessions::{Proof, hash_token},
};
use crate::{
    demo,
    store::{sessions, users},
};

impl Shop {
    pub(super) async fn sign_in(&self, caller: &Caller, email: &str, password: &str) -> Result<String, Fault> {
        let email = email.trim().to_lowercase();
        let user = self.known_person(caller, &email, password).await?;
        self.open_session(caller, &user, Proof::Password).await
    }

    pub(super) async fn sign_in_demo(&self, caller: &Caller, who: DemoAccount) -> Result<String, Fault> {
        if !self.demo {
            return Err(AppError::NotFound.into());
        }
        let mut tx = self.store.read().await?;
        let user = users::by_email(&mut tx, demo::email(who)).await?;
        drop(tx);
        self.open_session(caller, &user.ok_or(AppError::NotFound)?.id, Proof::None).await
    }

    pub(super) async fn sign_out(&self, caller: &Caller) -> Result<String, Fault> {
        if let Some(token) = &caller.token {
            let mut tx = self.store.write().await?;
            sessions::remove(&mut tx, &hash_token(token)).await?;
            tx.commit().await?;
        }
        Ok(self.cookie.set("", 0))
    }
}
