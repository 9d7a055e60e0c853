//! Keeping a number that was to be released.

use leptos::prelude::*;

use crate::AppError;

/// Keeps a number whose release was asked for, as long as it has not begun.
#[server(endpoint = "keep_number")]
pub async fn keep_number(line: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::LineId};

    let keep = async || {
        let (desk, who) = Counter::signed_in()?;
        let line: LineId = line.parse().map_err(|_| AppError::NotFound)?;
        desk.keep(&who, &line).await
    };
    with_status(keep().await)?;
    see_other("/numbers");
    Ok(())
}
