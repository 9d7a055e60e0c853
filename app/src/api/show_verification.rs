//! The verification page's data.

use leptos::prelude::*;

use crate::{AppError, desk::VerifyView};

/// Where the account's verification stands.
#[server(endpoint = "show_verification")]
pub async fn show_verification() -> Result<VerifyView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let show = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.verification(&who).await
    };
    with_status(show().await)
}
