//! Who looks at the page.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{AppError, desk::Viewer};

/// What the frame around every page needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The signed-in person, if any.
    pub viewer: Option<Viewer>,
    /// Whether one-click sign-in is offered.
    pub demo: bool,
    /// Whether passkeys work on this site.
    pub passkeys: bool,
}

/// The frame of the running request; never an error for want of a session.
#[server(endpoint = "show_viewer")]
pub async fn show_viewer() -> Result<Frame, AppError> {
    use super::with_status;
    use crate::desk::{Admitted, Counter};

    let show = async || {
        let Counter { desk, caller } = Counter::here()?;
        let viewer = match &caller.session? {
            Some(Admitted::In(who)) => Some(desk.viewer(who).await?),
            Some(Admitted::AtTheDoor(..)) | None => None,
        };
        Ok(Frame { viewer, demo: desk.demo(), passkeys: desk.passkeys_work() })
    };
    with_status(show().await)
}
