//! What may stand for the numbers of an order that are gone.

use leptos::prelude::*;

use crate::{AppError, desk::Options};

/// The closest offers for each number that is gone; empty when the order does not ask.
#[server(endpoint = "list_options")]
pub async fn list_options(order: String) -> Result<Vec<Options>, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let list = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.options(&who, &order.parse().map_err(|_| AppError::NotFound)?).await
    };
    with_status(list().await)
}
