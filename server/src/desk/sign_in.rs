//! Signing in and out.

use app::{
    AppError,
    desk::{Caller, DemoAccount},
};

use super::{
    Shop,
    attempt::Attempt,
    fault::Fault,
    sessions::{Key, hash_token},
};
use crate::{
    demo,
    store::{sessions, users},
};

impl Shop {
    pub(super) async fn sign_in(&self, caller: &Caller, email: &str, password: &str) -> Result<[String; 2], Fault> {
        let email = email.trim().to_lowercase();
        let mut attempt = Attempt::to_sign_in("password");
        let entering = async {
            let user = self.known_person(caller, &email, password, &mut attempt).await?;
            self.open_session(caller, &user.id, Key::Password(&user.password_hash)).await
        };
        let entered = entering.await;
        Ok([attempt.told(entered)?, self.make_known(caller, &email)])
    }

    pub(super) async fn sign_in_demo(&self, caller: &Caller, who: DemoAccount) -> Result<String, Fault> {
        let mut attempt = Attempt::to_sign_in("one click");
        let entering = async {
            if !self.demo {
                return Err(AppError::NotFound.into());
            }
            let mut tx = self.store.read().await?;
            let user = users::by_email(&mut tx, demo::email(who)).await?.ok_or(AppError::NotFound)?.id;
            drop(tx);
            attempt.user = Some(user.clone());
            self.open_session(caller, &user, Key::Nothing).await
        };
        let entered = entering.await;
        attempt.told(entered)
    }

    pub(super) async fn sign_out(&self, caller: &Caller) -> Result<String, Fault> {
        if let Some(token) = &caller.token {
            let mut tx = self.store.write().await?;
            let user = sessions::remove(&mut tx, &hash_token(token)).await?;
            tx.commit().await?;
            if let Some(user) = user {
                tracing::info!(%user, "signed out");
            }
        }
        Ok(self.cookie.set("", 0))
    }
}
