//! The language that somebody chose.

use app::{AppError, desk::Caller, domain::Language};

use super::{Shop, fault::Fault};
use crate::store::users;

impl Shop {
    /// The cookie is the browser's, who needs no session for it; to whoever has one, mails are written so too.
    pub(super) async fn choose_language(&self, caller: &Caller, language: Language) -> Result<String, Fault> {
        match caller.clone().person() {
            Ok(who) => {
                let mut tx = self.store.write().await?;
                users::speak(&mut tx, &who.user, language).await?;
                tx.commit().await?;
            }
            Err(AppError::SignInNeeded) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(self.cookie.keep_language(language))
    }
}
