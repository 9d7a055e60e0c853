//! Sending an application for a compliance service.

use leptos::prelude::*;
use std::collections::BTreeMap;

use crate::{AppError, desk::Sent, domain::service::Wrong};

/// Writes an application and sends it, or holds it until the account is verified. What is wrong with it is kept as a
/// draft, and told.
#[server(endpoint = "send_application")]
pub async fn send_application(
    application: String,
    service: String,
    #[server(default)] fields: BTreeMap<String, Vec<String>>,
) -> Result<Result<Sent, Vec<Wrong>>, AppError> {
    use super::{
        refused_at, see_other, with_status,
        write_application::{named, pairs},
    };
    use crate::desk::Counter;

    let (desk, who) = with_status(Counter::signed_in())?;
    let (id, service) = with_status(named(&application, &service))?;
    let here = format!("/services/{service}?application={id}");
    let send = async || {
        desk.write_application(&who, &id, service, &pairs(fields)).await?;
        desk.send_application(&who, &id).await
    };
    let sent = with_status(send().await);
    match &sent {
        Ok(Ok(_)) => see_other(&here),
        Ok(Err(_)) => see_other(&format!("{here}&check=true#wrong")),
        // It is written, or was before: a browser's own form comes back to it.
        Err(error @ (AppError::TooLate | AppError::CarrierTrouble | AppError::IdentityDeclined)) => {
            refused_at::<SendApplication>(&here, error);
        }
        Err(_) => {}
    }
    sent
}
