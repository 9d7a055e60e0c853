//! One compliance service, and an application for it.

use leptos::prelude::*;

use crate::{AppError, desk::ServiceView};

/// A service, with the application of this id unless it is empty; `check` asks what is wrong with that.
#[server(endpoint = "show_application")]
pub async fn show_application(
    service: String,
    #[server(default)] application: String,
    #[server(default)] check: bool,
) -> Result<ServiceView, AppError> {
    use super::with_status;
    use crate::{
        desk::Counter,
        domain::{ApplicationId, Service},
    };

    let show = async || {
        let (desk, who) = Counter::signed_in()?;
        let service: Service = service.parse().map_err(|_| AppError::NotFound)?;
        let id = match application.as_str() {
            "" => None,
            id => Some(id.parse::<ApplicationId>().map_err(|_| AppError::NotFound)?),
        };
        desk.service(&who, service, id.as_ref(), check).await
    };
    with_status(show().await)
}
