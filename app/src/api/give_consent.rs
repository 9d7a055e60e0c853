//! Consent to the use of biometric data.

use leptos::prelude::*;

use crate::AppError;

/// Records that the buyer accepted consent text `version`; the camera opens only after this.
#[server(endpoint = "give_consent")]
pub async fn give_consent(version: String) -> Result<(), AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let consent = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.consent(&who, &version).await
    };
    with_status(consent().await)
}
