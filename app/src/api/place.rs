//! What the doors of buying share.

use super::{see_other, with_status};
use crate::{
    AppError,
    desk::{Counter, Placed, Purchase},
    domain::{Malformed, Money, NumberList},
};

/// Places an order and sends a form without script on to it.
pub(super) async fn place(
    numbers: Result<NumberList, Malformed>,
    price_cents: i64,
    request_id: &str,
    if_gone: &str,
) -> Result<Placed, AppError> {
    let buy = async {
        let (desk, who) = Counter::signed_in()?;
        let purchase = Purchase {
            numbers: numbers?,
            price: Money::from_cents(price_cents),
            request: request_id.parse()?,
            if_gone: if_gone.parse()?,
        };
        desk.buy(&who, purchase).await
    };
    let placed = with_status(buy.await)?;
    see_other(&format!("/orders/{}", placed.order));
    Ok(placed)
}
