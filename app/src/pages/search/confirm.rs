//! Confirming a purchase: a dialog that asks today's price and says what confirming will do.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{buying::Buying, no_quote::NoQuote, offered::Offered};
use crate::{
    AppError,
    api::quote_numbers::quote_numbers,
    components::{
        dialog::Dialog, failure::Failure, gate_dialog::HeldNumber, just_held::JustHeld, loaded::answered,
        number::Number,
    },
    desk::{Placed, Quote},
    domain::{NumberList, PhoneNumber},
    words::words,
};

/// What the page around the dialog does when something comes of it.
#[derive(Clone, Copy)]
pub(super) struct Outcomes {
    /// The person closed it.
    pub closed: Callback<()>,
    /// The gate holds the purchase.
    pub held: Callback<JustHeld>,
    /// The offers on the page are no longer true.
    pub stale: Callback<()>,
    /// Something was bought.
    pub bought: Callback<()>,
    /// Where searching again leads.
    pub search: Signal<String>,
    /// Where buying only these leads.
    pub only: Callback<Vec<PhoneNumber>, String>,
}

/// The dialog 'Confirm purchase'.
#[component]
pub(super) fn Confirm(numbers: NumberList, buying: Buying, then: Outcomes) -> impl IntoView {
    let asked_for = numbers.to_string();
    let several = numbers.as_slice().len() > 1;
    let quote = Resource::new(|| (), move |()| quote_numbers(asked_for.clone()));
    let navigate = use_navigate();
    let held = move |placed: &Placed| {
        let until = placed.held.as_ref()?.until;
        let quote = quote.get_untracked()?.ok()?;
        let held = HeldNumber { number: heading(&quote), monthly: quote.total(), until };
        Some(JustHeld { order: placed.order.clone(), held })
    };
    Effect::new(move |_| match buying.result() {
        Some(Ok(placed)) => {
            then.bought.run(());
            match held(&placed) {
                Some(held) => then.held.run(held),
                // In the dialog's place: going back must not ask to buy what is bought.
                None => {
                    let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&format!("/orders/{}", placed.order), replace);
                }
            }
        }
        Some(Err(AppError::PriceChanged { .. } | AppError::RequestReused)) => {
            quote.refetch();
            then.stale.run(());
        }
        Some(Err(AppError::NumberGone)) => {
            // Of several the others are still to be had.
            if several {
                quote.refetch();
            }
            then.stale.run(());
        }
        _ => {}
    });
    let failed = move |error: AppError| match error {
        error if error.keeps_out() => view! { <Failure error=error retry=|()| () /> }.into_any(),
        error => view! { <NoQuote error=error search=then.search /> }.into_any(),
    };
    let waiting = move || view! { <Waiting numbers=numbers.clone() /> }.into_any();
    view! {
        <Dialog id="confirm" title=words().buy.title on_close=then.closed>
            {answered(quote, waiting, failed, move |quote| view! { <Offered quote=quote buying=buying then=then /> })}
        </Dialog>
    }
    .into_any()
}

/// The number, or how many there are.
fn heading(quote: &Quote) -> String {
    match quote.offers.as_slice() {
        [offer] => offer.number.to_string(),
        offers => (words().order.numbers)(offers.len()),
    }
}

/// Closes the dialog, with or without script.
#[component]
pub(super) fn Cancel() -> impl IntoView {
    view! {
        <form method="dialog">
            <button type="submit" class="button">
                {words().buy.cancel}
            </button>
        </form>
    }
    .into_any()
}

#[component]
fn Waiting(numbers: NumberList) -> impl IntoView {
    let number = |number: &PhoneNumber| view! { <Number number=number.clone() /> };
    view! {
        <div class="bill" aria-busy="true">
            {numbers.as_slice().iter().take(5).map(number).collect_view()}
            <p class="skeleton-line"></p>
            <p class="skeleton-line"></p>
        </div>
        <p class="skeleton-line"></p>
        <div class="dialog-ways">
            <Cancel />
            <button type="button" class="button main" disabled>
                {words().buy.confirm}
            </button>
        </div>
    }
    .into_any()
}
