//! Releasing a number.

use leptos::prelude::*;

use crate::AppError;

/// Asks to release a number: it goes back when its grace is over, and can be kept until then.
#[server(endpoint = "release_number")]
pub async fn release_number(line: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, domain::LineId};

    let release = async || {
        let (desk, who) = Counter::signed_in()?;
        let line: LineId = line.parse().map_err(|_| AppError::NotFound)?;
        desk.release(&who, &line).await
    };
    with_status(release().await)?;
    see_other("/numbers");
    Ok(())
}
