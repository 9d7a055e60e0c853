//! Signed events of vendors.

use leptos::prelude::*;

use crate::{
    AppError,
    desk::{Delivery, Listed},
};

/// A page of them, the latest first; of one object alone, if it is named.
#[server(endpoint = "operator/list_deliveries")]
pub async fn list_deliveries(
    #[server(default)] about: String,
    #[server(default)] before: String,
    #[server(default)] after: String,
) -> Result<Listed<Delivery>, AppError> {
    use crate::{
        api::{operator::named, with_status},
        desk::{Counter, Leaf},
    };

    let list = async || {
        let (desk, who) = Counter::operator()?;
        let about = named(&about, "vendor's name")?;
        let about = (!about.is_empty()).then_some(about);
        desk.all_deliveries(&who, about, &Leaf::read(&before, &after)?).await
    };
    with_status(list().await)
}
