//! Buying one number.

use leptos::prelude::*;

use crate::{AppError, desk::Placed};

/// Buys a number, or holds the purchase until the account is verified. The verdict is the server's alone: number,
/// price and account are looked up again, whatever the page believed.
#[server(endpoint = "buy_number")]
pub async fn buy_number(
    number: String,
    price_cents: i64,
    request_id: String,
    if_gone: String,
) -> Result<Placed, AppError> {
    use super::{see_other, with_status};
    use crate::{
        desk::{Counter, Purchase},
        domain::Money,
    };

    let buy = async || {
        let (desk, who) = Counter::signed_in()?;
        let purchase = Purchase {
            number: number.parse()?,
            price: Money::from_cents(price_cents),
            request: request_id.parse()?,
            if_gone: if_gone.parse()?,
        };
        desk.buy(&who, purchase).await
    };
    let placed = with_status(buy().await)?;
    see_other(&format!("/orders/{}", placed.order));
    Ok(placed)
}
