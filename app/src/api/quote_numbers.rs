//! The price of some numbers, now.

use leptos::prelude::*;

use crate::{AppError, desk::Quote};

/// Today's offers of some numbers (E.164, commas between them), for the confirm dialog.
#[server(endpoint = "quote_numbers")]
pub async fn quote_numbers(numbers: String) -> Result<Quote, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let quote = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.quote(&who, &numbers.parse()?).await
    };
    with_status(quote().await)
}
