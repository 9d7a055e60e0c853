//! Saying no to the use of biometric data.

use leptos::prelude::*;

use crate::AppError;

/// Records that the buyer refuses, under consent text `version`, and hands the ID over without a selfie.
#[server(endpoint = "refuse_biometrics")]
pub async fn refuse_biometrics(version: String) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let refuse = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.refuse_biometrics(&who, &version).await
    };
    let refused = refuse().await;
    see_other(match &refused {
        Err(AppError::SignInNeeded) => "/sign-in",
        // Done, or it has moved on meanwhile: the page says where to.
        Ok(()) | Err(AppError::TooLate) => "/verify",
        Err(AppError::Invalid(_)) => "/verify?problem=agree",
        Err(_) => "/verify?problem=later",
    });
    with_status(refused)
}
