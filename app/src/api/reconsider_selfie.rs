//! A change of mind: with a selfie after all.

use leptos::prelude::*;

use crate::AppError;

/// Goes back to the selfie, while the ID alone has not reached the vendor.
#[server(endpoint = "reconsider_selfie")]
pub async fn reconsider_selfie() -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let reconsider = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.reconsider_selfie(&who).await
    };
    let reconsidered = reconsider().await;
    see_other(match &reconsidered {
        Err(AppError::SignInNeeded) => "/sign-in",
        Ok(()) | Err(_) => "/verify",
    });
    with_status(reconsidered)
}
