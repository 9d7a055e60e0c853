//! Identity cases of all accounts.

use leptos::prelude::*;

use crate::{
    AppError,
    desk::{CaseRow, Listed},
};

/// A page of those in a state, or of all; what changed last comes first.
#[server(endpoint = "operator/list_cases")]
pub async fn list_cases(
    #[server(default)] state: String,
    #[server(default)] before: String,
    #[server(default)] after: String,
) -> Result<Listed<CaseRow>, AppError> {
    use super::given;
    use crate::{
        api::with_status,
        desk::{CaseFilter, Counter, Leaf},
    };

    let list = async || {
        let (desk, who) = Counter::operator()?;
        desk.all_cases(&who, CaseFilter { state: given(&state)? }, &Leaf::read(&before, &after)?).await
    };
    with_status(list().await)
}
