//! Going on with a phone: begun, ended and texted by who is signed in; opened by whoever has the link and sees the code;
//! and what the phone may do then. Looking at a link changes nothing, for previews of messages look at it too.

use leptos::prelude::*;

use crate::{
    AppError,
    desk::{HandoffLink, PhoneView},
};

/// Begins to go on with a phone; what was begun before ends.
#[server(endpoint = "begin_handoff")]
pub async fn begin_handoff() -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let begin = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.begin_handoff(&who).await
    };
    with_status(begin().await)?;
    see_other("/verify");
    Ok(())
}

/// Goes on at the computer: the phone may do nothing more.
#[server(endpoint = "end_handoff")]
pub async fn end_handoff() -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let end = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.end_handoff(&who).await
    };
    with_status(end().await)?;
    see_other("/verify");
    Ok(())
}

/// Sends the link by text message. What became of it stands on the page.
#[server(endpoint = "text_handoff")]
pub async fn text_handoff(number: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let text = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.text_handoff(&who, &number).await
    };
    with_status(text().await)?;
    see_other("/verify");
    Ok(())
}

/// Where the link with this token leads.
#[server(endpoint = "show_handoff")]
pub async fn show_handoff(token: String) -> Result<HandoffLink, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let Counter { desk, .. } = Counter::here()?;
        desk.handoff_link(&token).await
    };
    with_status(show().await)
}

/// Makes this browser the phone, if `code` stands on the computer's screen. Posted by a plain form, like signing in.
#[server(endpoint = "open_handoff")]
pub async fn open_handoff(token: String, code: String) -> Result<(), AppError> {
    use super::{refused_at, see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let open = async || {
        let Counter { desk, caller } = Counter::here()?;
        // It becomes an address.
        if !token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')) {
            return Err(AppError::HandoffOver);
        }
        desk.open_handoff(&caller, &token, &code).await
    };
    let opened = with_status(open().await);
    // The link's own page says what became of it, or asks once more.
    match &opened {
        Err(AppError::HandoffOver) => see_other(&format!("/handoff/{token}")),
        Err(error) => refused_at::<OpenHandoff>(&format!("/handoff/{token}"), error),
        Ok(_) => {}
    }
    set_cookie(&opened?);
    see_other("/handoff");
    Ok(())
}

/// Where the phone is on its way.
#[server(endpoint = "show_phone")]
pub async fn show_phone() -> Result<PhoneView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let (desk, phone) = Counter::phone()?;
        desk.phone(&phone).await
    };
    let shown = show().await;
    if let Err(AppError::HandoffOver) = &shown {
        forget_phone();
    }
    with_status(shown)
}

/// Ends it on the phone, which may do nothing more. Posted by a plain form: nothing of the account stays in the browser's
/// memory.
#[server(endpoint = "leave_phone")]
pub async fn leave_phone() -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let leave = async || {
        let (desk, phone) = Counter::phone()?;
        desk.leave_phone(&phone).await
    };
    let left = with_status(leave().await);
    if let Ok(()) | Err(AppError::HandoffOver) = &left {
        forget_phone();
    }
    see_other("/handoff");
    left
}

/// A browser that is no phone any more need not show that it was one.
#[cfg(feature = "ssr")]
fn forget_phone() {
    if let Ok(counter) = crate::desk::Counter::here() {
        super::set_cookie(&counter.desk.forget_phone());
    }
}
