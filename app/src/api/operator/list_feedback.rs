//! What readers said of the help.

use leptos::prelude::*;

use crate::{
    AppError,
    desk::{FeedbackRow, Listed},
};

/// A page of it, newest first; `before` is the place where it begins.
#[server(endpoint = "operator/list_feedback")]
pub async fn list_feedback(#[server(default)] before: String) -> Result<Listed<FeedbackRow>, AppError> {
    use crate::{
        api::with_status,
        desk::{Counter, Leaf},
    };

    let list = async || {
        let (desk, who) = Counter::operator()?;
        desk.all_feedback(&who, &Leaf::read(&before, "")?).await
    };
    with_status(list().await)
}
