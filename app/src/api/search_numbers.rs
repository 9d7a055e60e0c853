//! Searching for numbers.

#![expect(clippy::too_many_arguments, reason = "they are the fields of a form")]

use leptos::prelude::*;

use crate::{AppError, desk::Found};

/// Searches own stock and carrier together; an own-carrier account sees its own carrier alone. Fields are text, as the
/// form sends them; a checkbox that is not ticked sends none.
#[server(endpoint = "search_numbers")]
pub async fn search_numbers(
    country: String,
    r#type: String,
    #[server(default)] area_code: String,
    #[server(default)] digits: String,
    #[server(default)] r#match: String,
    #[server(default)] place: String,
    #[server(default)] voice: String,
    #[server(default)] sms: String,
    #[server(default)] mms: String,
    #[server(default)] more: String,
) -> Result<Found, AppError> {
    use super::with_status;
    use crate::{
        desk::Counter,
        domain::offer::{Capabilities, Query},
    };

    let search = async || {
        let (desk, who) = Counter::signed_in()?;
        let ticked = |field: &str| !field.is_empty();
        let query = Query {
            country: country.parse()?,
            kind: r#type.parse()?,
            area_code: given(&area_code)?,
            digits: digits.parse()?,
            matching: given(&r#match)?.unwrap_or_default(),
            place: place.parse()?,
            wanted: Capabilities { voice: ticked(&voice), sms: ticked(&sms), mms: ticked(&mms) },
            more: given(&more)?.unwrap_or_default(),
        };
        desk.search(&who, &query).await
    };
    with_status(search().await)
}

/// The value of a field that may be empty.
#[cfg(feature = "ssr")]
fn given<T: std::str::FromStr>(text: &str) -> Result<Option<T>, T::Err> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}
