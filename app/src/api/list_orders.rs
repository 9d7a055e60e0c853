//! The list of orders.

use leptos::prelude::*;

use crate::{AppError, desk::OrderSummary};

/// The account's newest orders.
#[server(endpoint = "list_orders")]
pub async fn list_orders() -> Result<Vec<OrderSummary>, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let list = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.orders(&who).await
    };
    with_status(list().await)
}
