//! One pool.

use leptos::prelude::*;

use crate::{AppError, desk::PoolView};

/// A pool of the account, with its numbers and the orders that may still bring it some.
#[server(endpoint = "show_pool")]
pub async fn show_pool(pool: String) -> Result<PoolView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.pool(&who, &pool.parse().map_err(|_| AppError::NotFound)?).await
    };
    with_status(show().await)
}
