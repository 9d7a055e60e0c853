//! Typing the password again. Posted by a plain form: the session goes on under another token.

use leptos::prelude::*;

use crate::AppError;

/// Shows once more who one is; for a few minutes the session may then change how one signs in.
#[server(endpoint = "prove_password")]
pub async fn prove_password(password: String) -> Result<(), AppError> {
    use super::proven;
    use crate::desk::Counter;

    let prove = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.prove_password(&caller, &password).await
    };
    proven(prove().await, "password", |problem| format!("/account?problem={problem}#passkeys"))
}
