//! The price of one number, now.

use leptos::prelude::*;

use crate::{AppError, desk::Quote};

/// Today's offer of one number, for the confirm dialog.
#[server(endpoint = "quote_number")]
pub async fn quote_number(number: String) -> Result<Quote, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let quote = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.quote(&who, &number.parse()?).await
    };
    with_status(quote().await)
}
