//! A change of mind: with a selfie after all.

use leptos::prelude::*;

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::place::Place;

/// Goes back to the selfie, while the ID alone has not reached the vendor.
#[server(endpoint = "reconsider_selfie")]
pub async fn reconsider_selfie() -> Result<(), AppError> {
    reconsider(Place::Account).await
}

/// The same on a phone.
#[server(endpoint = "reconsider_on_phone")]
pub async fn reconsider_on_phone() -> Result<(), AppError> {
    reconsider(Place::Phone).await
}

#[cfg(feature = "ssr")]
async fn reconsider(place: Place) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let reconsider = async {
        let (desk, who) = Counter::at(place)?;
        desk.reconsider_selfie(&who).await
    };
    let reconsidered = reconsider.await;
    see_other(match &reconsidered {
        Err(AppError::SignInNeeded) => "/sign-in",
        Ok(()) | Err(_) => place.page(),
    });
    with_status(reconsidered)
}
