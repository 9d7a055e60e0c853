//! Buying several numbers as one order.

use leptos::prelude::*;

use crate::{AppError, desk::Placed};

/// Buys numbers (E.164, commas between them) as one order with a line each, or holds all of it until the account is
/// verified; `price_cents` is the total that the buyer saw.
#[server(endpoint = "buy_numbers")]
pub async fn buy_numbers(
    numbers: String,
    price_cents: i64,
    request_id: String,
    if_gone: String,
) -> Result<Placed, AppError> {
    super::place::place(numbers.parse(), price_cents, &request_id, &if_gone).await
}
