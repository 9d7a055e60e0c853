//! The account's page.

use leptos::prelude::*;

use crate::{AppError, desk::AccountView};

/// The account with the statement of `month`, such as `2026-11`; of the running month when it is empty.
#[server(endpoint = "show_account")]
pub async fn show_account(#[server(default)] month: String) -> Result<AccountView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let (desk, who) = Counter::signed_in()?;
        let month = if month.is_empty() { None } else { Some(month.parse()?) };
        desk.account(&who, month).await
    };
    with_status(show().await)
}
