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
    use crate::domain::{NumberList, PhoneNumber};

    let number = number.parse::<PhoneNumber>().map(NumberList::from);
    super::place::place(number, price_cents, &request_id, &if_gone).await
}
