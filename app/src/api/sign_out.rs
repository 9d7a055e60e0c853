//! Signing out.

use leptos::prelude::*;

use crate::AppError;

/// Ends the session, has the browser forget what it keeps, and goes to the sign-in page. Posted by a plain form.
#[server(endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    use super::{forget, see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let leave = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.sign_out(&caller).await
    };
    let cookie = with_status(leave().await)?;
    set_cookie(&cookie);
    forget();
    see_other("/sign-in");
    Ok(())
}
