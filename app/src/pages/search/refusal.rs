//! Why a purchase did not happen, and the way on.

use leptos::prelude::*;

use super::confirm::Cancel;
use crate::{AppError, components::failure::Mishap, words::words};

/// The refusal of a confirmed purchase; confirming again is the way on unless another stands here.
#[component]
pub(super) fn Refusal(error: AppError) -> impl IntoView {
    let look_at_orders = matches!(error, AppError::HoldLimit | AppError::CreditLimit { .. } | AppError::RequestReused);
    view! {
        <Mishap error=error />
        {look_at_orders.then(|| view! { <p><a href="/orders">{words().buy.see_orders}</a></p> })}
    }
    .into_any()
}

/// Nobody offers the number any more, or nobody could be asked.
#[component]
pub(super) fn NoQuote(error: AppError, search: Signal<String>) -> impl IntoView {
    view! {
        <Mishap error=error />
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
