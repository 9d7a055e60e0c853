//! Buying numbers for a pool.

#![expect(clippy::too_many_arguments, reason = "they are the fields of a form")]

use leptos::prelude::*;

use crate::{AppError, desk::Placed};
#[cfg(feature = "ssr")]
use crate::{
    desk::PoolWish,
    domain::{CountryCode, Malformed},
};

/// Buys numbers for a pool as one order, or holds it until the account is verified. `pool` names one that is there;
/// when it is empty, one called `name` is made. `price_cents` is the total that the buyer saw.
#[server(endpoint = "buy_pool")]
pub async fn buy_pool(
    #[server(default)] pool: String,
    #[server(default)] name: String,
    country: String,
    #[server(default)] area_code: String,
    quantity: String,
    fill: String,
    price_cents: i64,
    request_id: String,
) -> Result<Placed, AppError> {
    use super::{see_other, with_status};
    use crate::{
        desk::{Counter, PoolPurchase, PoolTarget},
        domain::Money,
    };

    let buy = async || {
        let (desk, who) = Counter::signed_in()?;
        let target = if pool.is_empty() {
            PoolTarget::New(name.parse()?)
        } else {
            PoolTarget::Known(pool.parse().map_err(|_| AppError::NotFound)?)
        };
        let purchase = PoolPurchase {
            target,
            wish: wish(&country, &area_code, &quantity, &fill)?,
            price: Money::from_cents(price_cents),
            request: request_id.parse()?,
        };
        desk.buy_pool(&who, purchase).await
    };
    let placed = with_status(buy().await)?;
    see_other(&format!("/orders/{}", placed.order));
    Ok(placed)
}

/// Which numbers the fields of a form ask for.
#[cfg(feature = "ssr")]
pub(super) fn wish(country: &str, area_code: &str, quantity: &str, fill: &str) -> Result<PoolWish, Malformed> {
    let country: CountryCode = country.parse()?;
    let area_code = match area_code.trim() {
        "" => None,
        _ if !country.has_area_codes() => return Err(Malformed("area code in this country")),
        code => Some(code.parse()?),
    };
    Ok(PoolWish { country, area_code, quantity: quantity.parse()?, fill: fill.parse()? })
}
