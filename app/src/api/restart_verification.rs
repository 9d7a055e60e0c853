//! Starting the pictures over.

use leptos::prelude::*;

use crate::AppError;

/// Goes back to the document step.
#[server(endpoint = "restart_verification")]
pub async fn restart_verification() -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let restart = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.restart_verification(&who).await
    };
    with_status(restart().await)?;
    see_other("/verify");
    Ok(())
}
