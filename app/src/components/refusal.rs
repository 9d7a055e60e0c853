//! Why a purchase did not happen, and the way on.

use leptos::prelude::*;

use super::failure::Mishap;
use crate::{AppError, browser, words::words};

/// The refusal of a confirmed purchase; confirming again is the way on unless another stands here.
#[component]
pub(crate) fn Refusal(error: AppError) -> impl IntoView {
    let buy = &words().buy;
    let way = match error {
        AppError::HoldLimit | AppError::RequestReused => Some(("/orders", buy.see_orders)),
        AppError::CreditLimit { .. } => Some(("/account", buy.see_account)),
        _ => None,
    };
    view! {
        <Told error=error />
        {way.map(|(to, text)| view! { <p><a href=to>{text}</a></p> })}
    }
    .into_any()
}

/// The id of the message.
const TOLD: &str = "refused";

/// The message takes the focus: it is what there is to read, and what was pressed may be gone.
#[component]
pub(crate) fn Told(error: AppError) -> impl IntoView {
    Effect::new(|_| browser::focus(TOLD));
    view! {
        <div id=TOLD class="told" tabindex="-1">
            <Mishap error=error />
        </div>
    }
    .into_any()
}
