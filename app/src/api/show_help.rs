//! The help's data.

use leptos::prelude::*;

use crate::{AppError, desk::HelpView};

/// How this store is run, as far as the help tells of it.
#[server(endpoint = "show_help")]
pub async fn show_help() -> Result<HelpView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let Counter { desk, .. } = Counter::here()?;
        desk.help().await
    };
    with_status(show().await)
}
