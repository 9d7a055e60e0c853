//! The account's applications for compliance services.

use leptos::prelude::*;

use crate::{AppError, desk::ServicesView};

/// The account's applications, newest first.
#[server(endpoint = "list_applications")]
pub async fn list_applications() -> Result<ServicesView, AppError> {
    use super::with_status;
    use crate::desk::Counter;

    let list = async || {
        let (desk, who) = Counter::signed_in()?;
        desk.services(&who).await
    };
    with_status(list().await)
}
