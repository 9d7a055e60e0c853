//! Joining an account by the link of an invite. Looking at it changes nothing; the password that is posted does.

use leptos::prelude::*;

use crate::{AppError, desk::Invitation};

/// What the link with this token invites to.
#[server(endpoint = "show_invite")]
pub async fn show_invite(token: String) -> Result<Invitation, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.invitation(&caller, &token).await
    };
    with_status(show().await)
}

/// Joins by this password, signs in and goes on to the search. Posted by a plain form, like signing in.
#[server(endpoint = "accept_invite")]
pub async fn accept_invite(token: String, password: String) -> Result<(), AppError> {
    use super::{see_other, set_cookie, with_status};
    use crate::{desk::Counter, domain::OwnPath};

    let accept = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.accept_invite(&caller, &token, &password).await
    };
    let cookies = with_status(accept().await)?;
    cookies.iter().for_each(|cookie| set_cookie(cookie));
    see_other(OwnPath::default().as_str());
    Ok(())
}
