//! Signing in and out.

use app::{
    AppError,
    desk::{Caller, DemoAccount},
};

use super::{Shop, fault::Fault, sessions::hash_token};
use crate::{
    demo,
    store::{sessions, users},
};

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

    pub(super) async fn leave(&self, caller: &Caller) -> Result<String, AppError> {
        if let Some(token) = &caller.token {
            let mut tx = self.store.write().await.map_err(Fault::from)?;
            sessions::remove(&mut tx, &hash_token(token)).await.map_err(Fault::from)?;
            tx.commit().await.map_err(Fault::from)?;
        }
        Ok(self.cookie.set("", 0))
    }
}
