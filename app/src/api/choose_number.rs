//! Choosing another number for one that is gone.

use leptos::prelude::*;

use crate::AppError;

/// Buys `number` in the place of the order's `line`, at the price that the buyer saw.
#[server(endpoint = "choose_number")]
pub async fn choose_number(order: String, line: String, number: String, price_cents: i64) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{
        desk::{Choice, Counter},
        domain::Money,
    };

    let choose = async || {
        let (desk, who) = Counter::signed_in()?;
        let choice = Choice {
            order: order.parse().map_err(|_| AppError::NotFound)?,
            line: line.parse().map_err(|_| AppError::NotFound)?,
            number: number.parse()?,
            price: Money::from_cents(price_cents),
        };
        let order = choice.order.clone();
        desk.choose(&who, choice).await?;
        Ok(order)
    };
    let order = with_status(choose().await)?;
    see_other(&format!("/orders/{order}"));
    Ok(())
}
