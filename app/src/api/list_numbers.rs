//! The numbers that an account owns.

use leptos::prelude::*;

use crate::{AppError, desk::NumbersView};

/// The account's numbers, newest first; `after` is the last one of the page before.
#[server(endpoint = "list_numbers")]
pub async fn list_numbers(#[server(default)] after: String) -> Result<NumbersView, AppError> {
    use super::with_status;
    use crate::{desk::Counter, domain::LineId};

    let list = async || {
        let (desk, who) = Counter::signed_in()?;
        let after: Option<LineId> = match after.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| AppError::NotFound)?),
        };
        desk.numbers(&who, after.as_ref()).await
    };
    with_status(list().await)
}
