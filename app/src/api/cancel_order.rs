//! Cancelling an order.

use leptos::prelude::*;

use crate::AppError;

/// Cancels an order of which nothing has been asked of a carrier yet.
#[server(endpoint = "cancel_order")]
pub async fn cancel_order(order: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::OrderId};

    let cancel = async || {
        let (desk, who) = Counter::signed_in()?;
        let order: OrderId = order.parse().map_err(|_| AppError::NotFound)?;
        desk.cancel(&who, &order).await?;
        Ok(order)
    };
    let order = with_status(cancel().await)?;
    see_other(&format!("/orders/{order}"));
    Ok(())
}
