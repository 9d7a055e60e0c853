//! Starting the pictures over.

use leptos::prelude::*;

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::place::Place;

/// Goes back to the document step.
#[server(endpoint = "restart_verification")]
pub async fn restart_verification() -> Result<(), AppError> {
    restart(Place::Account).await
}

/// The same on a phone.
#[server(endpoint = "restart_on_phone")]
pub async fn restart_on_phone() -> Result<(), AppError> {
    restart(Place::Phone).await
}

#[cfg(feature = "ssr")]
async fn restart(place: Place) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let restart = async {
        let (desk, who) = Counter::at(place)?;
        desk.restart_verification(&who).await
    };
    with_status(restart.await)?;
    see_other(place.page());
    Ok(())
}
