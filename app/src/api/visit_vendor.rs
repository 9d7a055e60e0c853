//! Going to the identity vendor's own page. Posted by plain forms: the browser leaves for another site.

use leptos::prelude::*;

use crate::AppError;

/// Opens the account's inquiry at the vendor, or finds the one that is open, and sends the browser to its page; the
/// address works once. `consent` is the version of the text that was agreed to, read in `language`; going on
/// needs none.
#[server(endpoint = "visit_vendor")]
pub async fn visit_vendor(
    #[server(default)] consent: String,
    #[server(default)] language: String,
) -> Result<String, AppError> {
    use super::{see_other, with_status};
    use crate::{desk::Counter, place::Place};

    let visit = async || {
        let (desk, who, read_in) = Counter::reading(Place::Account, &language)?;
        desk.visit_vendor(&who, &consent, read_in).await
    };
    let visited = visit().await;
    see_other(match &visited {
        Ok(page) => page,
        Err(AppError::SignInNeeded) => "/sign-in",
        // It has moved on meanwhile, and the page says where to.
        Err(AppError::TooLate) => "/verify",
        Err(AppError::Invalid(_)) => "/verify?problem=agree",
        Err(_) => "/verify?problem=vendor",
    });
    with_status(visited)
}
