//! The page of who is signed in and not let in yet.

use leptos::prelude::*;

use crate::{AppError, domain::Door};

/// Where that page is.
pub(crate) const DOOR: &str = "/sign-in/passkey";

/// What is to be done there; nothing for who is in.
#[server(endpoint = "show_door")]
pub async fn show_door() -> Result<Option<Door>, AppError> {
    use super::with_status;
    use crate::desk::{Admitted, Counter};

    let show = || match Counter::here()?.caller.session?.ok_or(AppError::SignInNeeded)? {
        Admitted::AtTheDoor(_, door) => Ok(Some(door)),
        Admitted::In(_) => Ok(None),
    };
    with_status(show())
}
