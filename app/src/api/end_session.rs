//! Signing out elsewhere.

use leptos::prelude::*;

use crate::AppError;

/// The page with the list.
#[cfg(feature = "ssr")]
const LIST: &str = "/account#sessions";

/// Ends one of the person's sessions.
#[server(endpoint = "end_session")]
pub async fn end_session(session: String) -> Result<(), AppError> {
    use super::{forget, see_other, set_cookie, with_status};
    use crate::{desk::Counter, domain::SessionId};

    let end = async || {
        let (desk, who) = Counter::signed_in()?;
        let session: SessionId = session.parse().map_err(|_| AppError::NotFound)?;
        desk.end_session(&who, &session).await
    };
    match with_status(end().await)? {
        Some(cookie) => {
            set_cookie(&cookie);
            forget();
            see_other("/sign-in");
        }
        None => see_other(LIST),
    }
    Ok(())
}

/// Ends every session of the person but the one that asks.
#[server(endpoint = "end_other_sessions")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let end = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.end_other_sessions(&who).await
    };
    with_status(end().await)?;
    see_other(LIST);
    Ok(())
}

/// Ends every session of the person, this one too, and goes to the sign-in page. Posted by a plain form.
#[server(endpoint = "end_all_sessions")]
pub async fn end_all_sessions() -> Result<(), AppError> {
    use super::{forget, see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let end = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.end_all_sessions(&who).await
    };
    let cookie = with_status(end().await)?;
    set_cookie(&cookie);
    forget();
    see_other("/sign-in");
    Ok(())
}
