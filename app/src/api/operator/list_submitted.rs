//! What was handed to vendors for a review.

use leptos::prelude::*;

use crate::{
    AppError,
    desk::{Listed, SubmittedRow},
};

/// A page of applications, of a service and in a state where these are named, or of identities; the latest begun first.
#[server(endpoint = "operator/list_submitted")]
pub async fn list_submitted(
    #[server(default)] what: String,
    #[server(default)] state: String,
    #[server(default)] before: String,
    #[server(default)] after: String,
) -> Result<Listed<SubmittedRow>, AppError> {
    use crate::{
        api::with_status,
        desk::{Counter, Leaf, SubmittedFilter},
    };

    let list = async || {
        let (desk, who) = Counter::operator()?;
        let filter = SubmittedFilter::read(what.trim(), state.trim())?;
        desk.all_submitted(&who, filter, &Leaf::read(&before, &after)?).await
    };
    with_status(list().await)
}
