//! Where a person is signed in.

use leptos::prelude::*;

use crate::{AppError, desk::AccessView};

/// The person's sessions.
#[server(endpoint = "show_access")]
pub async fn show_access() -> Result<AccessView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.access(&who).await
    };
    with_status(show().await)
}
