//! What the server says of a question.

use serde::{Deserialize, Serialize};

use super::asked::Asked;
use crate::{
    AppError,
    api::{quote_pool::quote_pool, show_pool::show_pool, show_viewer::show_viewer},
    desk::PoolQuote,
    domain::{Telephony, pool::PoolName},
};

/// Who asks for which pool, and the price if one was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answer {
    /// The question: the address may have gone on to another one.
    pub asked: Asked,
    /// The account buys at its own carrier.
    pub own_carrier: bool,
    /// The pool that gets more numbers.
    pub pool: Option<PoolName>,
    pub quote: Option<Result<PoolQuote, AppError>>,
}

impl Answer {
    /// The pool's name, there or to be.
    pub(super) fn name(&self) -> String {
        self.pool.as_ref().map_or_else(|| self.asked.name.clone(), ToString::to_string)
    }
}

/// Asks the server. Only a page that cannot be shown at all is an error.
pub(super) async fn ask(asked: Asked) -> Result<Answer, AppError> {
    let viewer = show_viewer().await?.let_in()?;
    let own_carrier = viewer.telephony == Telephony::OwnCarrier;
    let pool = if asked.pool.is_empty() { None } else { Some(show_pool(asked.pool.clone()).await?.summary.name) };
    let quote = match asked.quantity.clone() {
        Some(quantity) => Some(price(&asked, quantity, own_carrier).await),
        None => None,
    };
    Ok(Answer { asked, own_carrier, pool, quote })
}

async fn price(asked: &Asked, quantity: String, own_carrier: bool) -> Result<PoolQuote, AppError> {
    if asked.pool.is_empty() {
        // The price does not depend on it, but the purchase would.
        asked.name.parse::<PoolName>()?;
    }
    let fill = asked.fill(own_carrier).to_string();
    quote_pool(asked.country.clone(), asked.area_code.clone(), quantity, fill).await
}
