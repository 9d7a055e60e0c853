//! Recovery codes.

use leptos::prelude::*;

use crate::AppError;

/// Makes codes in place of those from before; they are shown this once.
#[server(endpoint = "make_recovery_codes")]
pub async fn make_recovery_codes() -> Result<Vec<String>, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let make = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.make_recovery_codes(&who).await
    };
    with_status(make().await)
}

/// Shows a code in place of a passkey, and goes on inside. Posted by a plain form: the session goes on under another
/// token.
#[server(endpoint = "prove_code")]
pub async fn prove_code(code: String) -> Result<(), AppError> {
    use super::{see_other, set_cookie, show_door::DOOR, with_status};
    use crate::desk::Counter;

    let prove = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.prove_code(&caller, &code).await
    };
    match prove().await {
        Ok(cookie) => {
            set_cookie(&cookie);
            // Whoever lost their passkey adds another one now.
            see_other("/account#passkeys");
            Ok(())
        }
        Err(error) => {
            let problem = if matches!(error, AppError::WrongCredentials) { "code" } else { "later" };
            see_other(&format!("{DOOR}?problem={problem}"));
            with_status(Err(error))
        }
    }
}
