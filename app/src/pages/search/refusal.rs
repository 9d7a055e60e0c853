//! Why a purchase did not happen, and the way on.

use leptos::prelude::*;

use super::confirm::Cancel;
use crate::{AppError, browser, components::failure::Mishap, words::words};

/// The refusal of a confirmed purchase; confirming again is the way on unless another stands here.
#[component]
pub(super) fn Refusal(error: AppError) -> impl IntoView {
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
fn Told(error: AppError) -> impl IntoView {
    Effect::new(|_| browser::focus(TOLD));
    view! {
        <div id=TOLD class="told" tabindex="-1">
            <Mishap error=error />
        </div>
    }
    .into_any()
}

/// Nobody offers the number any more, or nobody could be asked.
#[component]
pub(super) fn NoQuote(error: AppError, search: Signal<String>) -> impl IntoView {
    view! {
        <Told error=error />
        <div class="dialog-ways">
            <Cancel />
            <SearchAgain search=search />
        </div>
    }
    .into_any()
}

/// Back to the numbers that are there.
#[component]
pub(super) fn SearchAgain(search: Signal<String>) -> impl IntoView {
    view! {
        <a class="button main" href=move || search.get()>
            {words().buy.search_again}
        </a>
    }
    .into_any()
}
