//! Orders of all accounts.

use leptos::prelude::*;

use crate::{
    AppError,
    desk::{Listed, OrderRow},
};

/// A page of those that a filter finds, newest first.
#[server(endpoint = "operator/list_orders")]
pub async fn list_orders(
    #[server(default)] find: String,
    #[server(default)] number: String,
    #[server(default)] state: String,
    #[server(default)] telephony: String,
    #[server(default)] region: String,
    #[server(default)] before: String,
    #[server(default)] after: String,
) -> Result<Listed<OrderRow>, AppError> {
    use super::given;
    use crate::{
        api::with_status,
        desk::{Counter, Leaf, OrderFilter},
    };

    let list = async || {
        let (desk, who) = Counter::operator()?;
        let filter = OrderFilter {
            find: given(&find)?,
            number: given(&number)?,
            state: given(&state)?,
            telephony: given(&telephony)?,
            region: given(&region)?,
        };
        desk.all_orders(&who, &filter, &Leaf::read(&before, &after)?).await
    };
    with_status(list().await)
}
