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

/// Signs in by a code alone, and goes on to where a new passkey is added. Posted by a plain form.
#[server(endpoint = "sign_in_by_code")]
pub async fn sign_in_by_code(email: String, code: String) -> Result<(), AppError> {
    use super::{ACCESS, see_other, set_cookie, sign_in::address, with_status};
    use crate::desk::Counter;

    let Counter { desk, caller } = with_status(Counter::here())?;
    match desk.sign_in_by_code(&caller, &email, &code).await {
        Ok(cookies) => {
            cookies.iter().for_each(|cookie| set_cookie(cookie));
            see_other(ACCESS);
            Ok(())
        }
        Err(error) => {
            let problem = if matches!(error, AppError::WrongCredentials) { "code" } else { "later" };
            set_cookie(&desk.keep_email(&email));
            see_other(&address(Some(problem), None));
            with_status(Err(error))
        }
    }
}

/// Shows a code in place of a passkey, and goes on inside. Posted by a plain form: the session goes on under another
/// token.
#[server(endpoint = "prove_code")]
pub async fn prove_code(code: String) -> Result<(), AppError> {
    use super::{ACCESS, proven, show_door::DOOR};
    use crate::desk::Counter;

    let prove = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.prove_code(&caller, &code).await
    };
    proven(prove().await, ACCESS, "code", |problem| format!("{DOOR}?problem={problem}"))
}
