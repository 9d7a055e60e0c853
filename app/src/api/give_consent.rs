//! Consent to the use of biometric data.

use leptos::prelude::*;

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::place::Place;

/// Records that the buyer accepted consent text `version`, which they read in `language`; the camera opens only after
/// this.
#[server(endpoint = "give_consent")]
pub async fn give_consent(version: String, #[server(default)] language: String) -> Result<(), AppError> {
    consent(Place::Account, &version, &language).await
}

/// The same on a phone.
#[server(endpoint = "consent_on_phone")]
pub async fn consent_on_phone(version: String, #[server(default)] language: String) -> Result<(), AppError> {
    consent(Place::Phone, &version, &language).await
}

#[cfg(feature = "ssr")]
async fn consent(place: Place, version: &str, language: &str) -> Result<(), AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let consent = async {
        let (desk, who, read_in) = Counter::reading(place, language)?;
        desk.consent(&who, version, read_in).await
    };
    with_status(consent.await)
}
