//! Choosing a new password by a link that one is mailed. Looking at it changes nothing; what is posted does.

use leptos::prelude::*;

use crate::{AppError, desk::ResetView};

/// Mails a link to whoever has this e-mail. The answer is the same whether anybody has.
#[server(endpoint = "ask_reset")]
pub async fn ask_reset(email: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let ask = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.ask_reset(&caller, &email).await
    };
    with_status(ask().await)?;
    see_other("/sign-in/reset?asked=1");
    Ok(())
}

/// Whose password the link with this token is for.
#[server(endpoint = "show_reset")]
pub async fn show_reset(token: String) -> Result<ResetView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let Counter { desk, .. } = Counter::here()?;
        desk.reset(&token).await
    };
    with_status(show().await)
}

/// Gives that person this password and goes on to signing in by it. Posted by a plain form, like signing in.
#[server(endpoint = "reset_password")]
pub async fn reset_password(token: String, password: String) -> Result<(), AppError> {
    use super::{forget, see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let reset = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.reset_password(&caller, &token, &password).await
    };
    let cookie = with_status(reset().await)?;
    set_cookie(&cookie);
    forget();
    see_other("/sign-in?changed=password");
    Ok(())
}
