//! Searching for numbers.

use leptos::prelude::*;

use crate::{AppError, desk::Found};

/// Searches own stock and carrier together; an own-carrier account sees its own carrier alone.
#[server(endpoint = "search_numbers")]
pub async fn search_numbers(
    country: String,
    r#type: String,
    #[server(default)] area_code: String,
    #[server(default)] digits: String,
) -> Result<Found, AppError> {
    use super::with_status;
    use crate::{desk::Counter, domain::offer::Query};

    let search = async || {
        let (desk, who) = Counter::signed_in()?;
        let area_code = if area_code.is_empty() { None } else { Some(area_code.parse()?) };
        let query = Query { country: country.parse()?, kind: r#type.parse()?, area_code, digits: digits.parse()? };
        desk.search(&who, &query).await
    };
    with_status(search().await)
}
