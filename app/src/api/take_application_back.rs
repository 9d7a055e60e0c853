//! Taking back an application that was sent.

use leptos::prelude::*;

use crate::AppError;

/// Takes an application back that waits for the account's identity, to be written on.
#[server(endpoint = "take_application_back")]
pub async fn take_application_back(application: String, service: String) -> Result<(), AppError> {
    use super::{see_other, with_status, write_application::named};
    use crate::desk::Counter;

    let take = async || {
        let (desk, who) = Counter::signed_in()?;
        let (id, service) = named(&application, &service)?;
        desk.take_application_back(&who, &id).await?;
        Ok((id, service))
    };
    let (id, service) = with_status(take().await)?;
    see_other(&format!("/services/{service}?application={id}"));
    Ok(())
}
