//! Saying no to the use of biometric data.

use leptos::prelude::*;

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::place::Place;

/// Records that the buyer refuses, under consent text `version`, which they read in `language`, and has the case go on
/// without a selfie.
#[server(endpoint = "refuse_biometrics")]
pub async fn refuse_biometrics(version: String, #[server(default)] language: String) -> Result<(), AppError> {
    refuse(Place::Account, &version, &language).await
}

/// The same on a phone.
#[server(endpoint = "refuse_on_phone")]
pub async fn refuse_on_phone(version: String, #[server(default)] language: String) -> Result<(), AppError> {
    refuse(Place::Phone, &version, &language).await
}

#[cfg(feature = "ssr")]
async fn refuse(place: Place, version: &str, language: &str) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let refuse = async {
        let (desk, who, read_in) = Counter::reading(place, language)?;
        desk.refuse_biometrics(&who, version, read_in).await
    };
    let refused = refuse.await;
    let problem = |word| format!("{}?problem={word}", place.page());
    see_other(&match &refused {
        Err(AppError::SignInNeeded) => "/sign-in".to_owned(),
        // Done, or it has moved on meanwhile: the page says where to, or that the phone may do nothing more.
        Ok(()) | Err(AppError::TooLate | AppError::HandoffOver) => place.page().to_owned(),
        Err(AppError::Invalid(_)) => problem("agree"),
        Err(_) => problem("later"),
    });
    with_status(refused)
}
