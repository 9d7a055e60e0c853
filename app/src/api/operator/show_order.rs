//! One order, whosever it is.

use leptos::prelude::*;

use crate::{AppError, desk::OrderFile};

/// The order with all that is noted of it.
#[server(endpoint = "operator/show_order")]
pub async fn show_order(order: String) -> Result<OrderFile, AppError> {
    use crate::{api::with_status, desk::Counter, domain::OrderId};

    let show = async || {
        let (desk, who) = Counter::operator()?;
        let order: OrderId = order.parse().map_err(|_| AppError::NotFound)?;
        desk.any_order(&who, &order).await
    };
    with_status(show().await)
}
