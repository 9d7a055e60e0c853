//! One order.

use leptos::prelude::*;

use crate::{AppError, desk::OrderView};

/// One order of the account.
#[server(endpoint = "show_order")]
pub async fn show_order(order: String) -> Result<OrderView, AppError> {
    use super::with_status;
    use crate::{desk::Counter, domain::OrderId};

    let show = async || {
        let (desk, who) = Counter::signed_in()?;
        let order: OrderId = order.parse().map_err(|_| AppError::NotFound)?;
        desk.order(&who, &order).await
    };
    with_status(show().await)
}
