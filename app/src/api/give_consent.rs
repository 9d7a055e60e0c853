//! Consent to the use of biometric data.

use leptos::prelude::*;

use crate::AppError;

/// Records that the buyer accepted consent text `version`, which they read in `language`; the camera opens only after
/// this.
#[server(endpoint = "give_consent")]
pub async fn give_consent(version: String, #[server(default)] language: String) -> Result<(), AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let consent = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.consent(&who, &version, Counter::read_in(&language)?).await
    };
    with_status(consent().await)
}
