//! Signing in. Both doors are posted by plain forms: a new session reloads the page, so nothing of another account
//! survives in the browser's memory.

use leptos::prelude::*;

use crate::{AppError, desk::DemoAccount};

/// Where a form is sent on to whose session ended. Whoever sent one was signed in before.
pub const SESSION_ENDED: &str = "/sign-in?problem=ended";

/// Signs in by e-mail and password, and goes to the search.
#[server(endpoint = "sign_in")]
pub async fn sign_in(email: String, password: String) -> Result<(), AppError> {
    use super::{see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let enter = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.sign_in(&caller, &email, &password).await
    };
    match enter().await {
        Ok(cookie) => {
            set_cookie(&cookie);
            see_other("/search");
            Ok(())
        }
        Err(error) => {
            let problem = if matches!(error, AppError::WrongCredentials) { "wrong" } else { "later" };
            see_other(&format!("/sign-in?problem={problem}"));
            with_status(Err(error))
        }
    }
}

/// Signs in as a demo account, and goes to the search. Exists in demo mode only.
#[server(endpoint = "sign_in_demo")]
pub async fn sign_in_demo(who: DemoAccount) -> Result<(), AppError> {
    use super::{see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let enter = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.sign_in_demo(&caller, who).await
    };
    let cookie = with_status(enter().await)?;
    set_cookie(&cookie);
    see_other("/search");
    Ok(())
}
