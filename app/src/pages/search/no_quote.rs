//! When there is nothing to confirm.

use leptos::prelude::*;

use super::confirm::Cancel;
use crate::{AppError, components::refusal::Told, words::words};

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
