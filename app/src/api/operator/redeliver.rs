//! Having what an event speaks of looked at again.

use leptos::prelude::*;

use crate::AppError;

/// Puts the event's work back on the queue, for a reason.
#[server(endpoint = "operator/redeliver")]
pub async fn redeliver(event: String, #[server(default)] why: String) -> Result<(), AppError> {
    use crate::{
        api::{see_other, with_status},
        desk::Counter,
        domain::Why,
    };

    let ask = async || {
        let (desk, who) = Counter::operator()?;
        let why: Why = why.parse()?;
        let fits = (1..=300).contains(&event.len()) && event.bytes().all(|byte| byte.is_ascii_graphic());
        if !fits {
            return Err(AppError::NotFound);
        }
        desk.redeliver(&who, &event, &why).await
    };
    with_status(ask().await)?;
    see_other("/operator/webhooks?asked=1");
    Ok(())
}
