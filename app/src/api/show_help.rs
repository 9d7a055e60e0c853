//! The help's data.

use leptos::prelude::*;

use crate::{AppError, desk::HelpView};

/// How this store is run, as far as the help tells of it.
#[server(endpoint = "show_help")]
pub async fn show_help() -> Result<HelpView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    with_status(Counter::here().map(|Counter { desk, .. }| desk.help()))
}
