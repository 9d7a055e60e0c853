//! Who looks at the page.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{AppError, desk::Viewer};

/// What the frame around every page needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The signed-in person, if any.
    pub viewer: Option<Viewer>,
    /// Whether somebody is signed in and not let in yet.
    pub at_the_door: bool,
    /// Whether one-click sign-in is offered.
    pub demo: bool,
    /// Whether passkeys work on this site.
    pub passkeys: bool,
    /// Whether the store sends mail.
    pub mails: bool,
}

impl Frame {
    /// Who was let in.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] for nobody, [`AppError::PasskeyNeeded`] at the door.
    pub fn let_in(self) -> Result<Viewer, AppError> {
        let kept_out = if self.at_the_door { AppError::PasskeyNeeded } else { AppError::SignInNeeded };
        self.viewer.ok_or(kept_out)
    }
}

/// The frame of the running request; never an error for want of a session.
#[server(endpoint = "show_viewer")]
pub async fn show_viewer() -> Result<Frame, AppError> {
    use super::with_status;
    use crate::desk::{Admitted, Counter};

    let show = async || {
        let Counter { desk, caller } = Counter::here()?;
        let (viewer, at_the_door) = match &caller.session? {
            // A phone that goes on for a computer shows nobody's account, not even that of who is signed in on it.
            _ if on_phone() => (None, false),
            Some(Admitted::In(who)) => (Some(desk.viewer(who).await?), false),
            Some(Admitted::AtTheDoor(..)) => (None, true),
            None => (None, false),
        };
        Ok(Frame { viewer, at_the_door, demo: desk.demo(), passkeys: desk.passkeys_work(), mails: desk.mails() })
    };
    with_status(show().await)
}

/// Whether the page that asks is a phone's: it is being rendered, or it asks itself.
#[cfg(feature = "ssr")]
fn on_phone() -> bool {
    use http::{header, request::Parts};

    let Some(parts) = use_context::<Parts>() else { return false };
    let from = parts.headers.get(header::REFERER).and_then(|from| from.to_str().ok()).unwrap_or_default();
    let from = from.splitn(4, '/').nth(3).unwrap_or_default();
    let is_phones = |path: &str| path.split(['/', '?']).next() == Some("handoff");
    match parts.uri.path().strip_prefix('/') {
        Some(path) if !path.starts_with("api/") => is_phones(path),
        _ => is_phones(from),
    }
}
