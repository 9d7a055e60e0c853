//! Confirming a purchase: a dialog that asks today's price and says what confirming will do.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{JustHeld, offered::Offered, refusal::NoQuote};
use crate::{
    AppError,
    api::{buy_number::BuyNumber, quote_number::quote_number},
    components::{dialog::Dialog, failure::Failure, gate_dialog::HeldNumber, loaded::answered, number::Number},
    desk::Placed,
    domain::PhoneNumber,
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
    /// Where searching again leads.
    pub search: Signal<String>,
}

/// The dialog 'Confirm purchase' of one number.
#[component]
pub(super) fn Confirm(number: PhoneNumber, buying: ServerAction<BuyNumber>, then: Outcomes) -> impl IntoView {
    let asked_for = number.clone();
    let quote = Resource::new(|| (), move |()| quote_number(asked_for.as_e164().to_owned()));
    let navigate = use_navigate();
    let held = move |placed: &Placed| {
        let until = placed.held.as_ref()?.until;
        let quote = quote.get_untracked()?.ok()?;
        let held = HeldNumber { number: quote.offer.number.to_string(), monthly: quote.offer.monthly, until };
        Some(JustHeld { order: placed.order.clone(), held })
    };
    Effect::new(move |_| match buying.value().get() {
        Some(Ok(placed)) => match held(&placed) {
            Some(held) => then.held.run(held),
            // In the dialog's place: going back must not ask to buy what is bought.
            None => {
                let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
                navigate(&format!("/orders/{}", placed.order), replace);
            }
        },
        Some(Err(AppError::PriceChanged { .. } | AppError::RequestReused)) => {
            quote.refetch();
            then.stale.run(());
        }
        Some(Err(AppError::NumberGone)) => then.stale.run(()),
        _ => {}
    });
    let failed = move |error: AppError| match error {
        AppError::SignInNeeded => view! { <Failure error=error retry=|()| () /> }.into_any(),
        error => view! { <NoQuote error=error search=then.search /> }.into_any(),
    };
    let waiting = move || view! { <Waiting number=number.clone() /> }.into_any();
    view! {
        <Dialog id="confirm" title=words().buy.title on_close=then.closed>
            {answered(
                quote,
                waiting,
                failed,
                move |quote| view! { <Offered quote=quote buying=buying search=then.search /> },
            )}
        </Dialog>
    }
    .into_any()
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
fn Waiting(number: PhoneNumber) -> impl IntoView {
    view! {
        <div class="bill" aria-busy="true">
            <Number number=number />
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
