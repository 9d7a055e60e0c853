//! What a pool costs, now.

use leptos::prelude::*;

use crate::{AppError, desk::PoolQuote};

/// Today's price of numbers for a pool; `area_code` may be empty, `fill` is `whole` or `some`.
#[server(endpoint = "quote_pool")]
pub async fn quote_pool(
    country: String,
    area_code: String,
    quantity: String,
    fill: String,
) -> Result<PoolQuote, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let quote = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.quote_pool(&who, &super::buy_pool::wish(&country, &area_code, &quantity, &fill)?).await
    };
    with_status(quote().await)
}
