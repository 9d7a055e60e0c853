//! Typing the password again. Posted by a plain form: the session goes on under another token.

use leptos::prelude::*;

use crate::AppError;

/// Shows once more who one is; for a few minutes the session may then change how one signs in.
#[server(endpoint = "prove_password")]
pub async fn prove_password(password: String) -> Result<(), AppError> {
    use super::{see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let prove = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.prove_password(&caller, &password).await
    };
    match prove().await {
        Ok(cookie) => {
            set_cookie(&cookie);
            see_other("/account#passkeys");
            Ok(())
        }
        Err(error) => {
            see_other(match &error {
                AppError::WrongCredentials => "/account?problem=password#passkeys",
                _ => "/account?problem=later#passkeys",
            });
            with_status(Err(error))
        }
    }
}
