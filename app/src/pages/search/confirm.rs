//! Confirming a purchase: a plain form in a dialog, sent by the page itself once it is awake.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;

use super::{JustHeld, asked::Asked, row::place};
use crate::{
    AppError,
    api::{buy_number::BuyNumber, quote_number::quote_number},
    components::{
        dialog::Dialog,
        failure::{Failure, Mishap},
        gate_dialog::HeldNumber,
        loaded::loaded,
        number::Number,
    },
    desk::{Placed, Quote},
    domain::{PhoneNumber, order::IfGone},
    words::words,
};

/// The dialog 'Confirm purchase' of one number.
#[component]
pub(super) fn Confirm(
    number: PhoneNumber,
    buying: ServerAction<BuyNumber>,
    on_close: Callback<()>,
    on_held: Callback<JustHeld>,
    again: Memo<Asked>,
) -> impl IntoView {
    let buy = &words().buy;
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
            Some(held) => on_held.run(held),
            None => navigate(&format!("/orders/{}", placed.order), leptos_router::NavigateOptions::default()),
        },
        Some(Err(AppError::PriceChanged { .. } | AppError::RequestReused)) => quote.refetch(),
        _ => {}
    });
    let failed = move |error: AppError| match error {
        AppError::SignInNeeded => view! { <Failure error=error retry=|()| () /> }.into_any(),
        error => view! { <NoQuote error=error again=again /> }.into_any(),
    };
    let waiting = {
        let number = number.clone();
        move || view! { <Waiting number=number.clone() /> }.into_any()
    };
    view! {
        <Dialog id="confirm" title=buy.title on_close=on_close>
            {loaded(quote, waiting, failed, move |quote| view! { <Offered quote=quote buying=buying again=again /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Offered(quote: Signal<Quote>, buying: ServerAction<BuyNumber>, again: Memo<Asked>) -> impl IntoView {
    let (buy, frame) = (&words().buy, &words().frame);
    let number = quote.with_untracked(|quote| quote.offer.number.clone());
    let e164 = number.as_e164().to_owned();
    let what = move || quote.with(|quote| format!("{} · {}", place(&quote.offer), (frame.kind)(quote.offer.kind)));
    let price = move || quote.with(|quote| quote.offer.monthly);
    let submit = {
        let number = e164.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if !buying.pending().get_untracked() {
                let (price_cents, request_id) =
                    quote.with_untracked(|quote| (quote.offer.monthly.cents(), quote.request.to_string()));
                let if_gone = IfGone::Ask.to_string();
                buying.dispatch(BuyNumber { number: number.clone(), price_cents, request_id, if_gone });
            }
        }
    };
    let refusal = move || match buying.value().get() {
        Some(Err(error)) => Some(view! { <Refusal error=error again=again /> }),
        _ => None,
    };
    view! {
        <div class="bill">
            <Number number=number />
            <p class="hint">{what}</p>
            <p class="bill-price">
                <strong>{move || price().to_string()}</strong>
                " "
                {frame.a_month}
                <span>{buy.no_fee}</span>
            </p>
        </div>
        <p>{move || if quote.with(|quote| quote.held) { buy.held_next } else { buy.clear_next }}</p>
        {refusal}
        <div class="dialog-ways">
            <form method="dialog">
                <button type="submit" class="button">
                    {buy.cancel}
                </button>
            </form>
            <form method="post" action="/api/buy_number" on:submit=submit>
                <input type="hidden" name="number" value=e164 />
                <input type="hidden" name="price_cents" value=move || price().cents() />
                <input type="hidden" name="request_id" value=move || quote.with(|quote| quote.request.to_string()) />
                <input type="hidden" name="if_gone" value=IfGone::Ask.as_str() />
                <button
                    type="submit"
                    class="button main"
                    aria-busy=move || buying.pending().get().then_some("true")
                    aria-disabled=move || buying.pending().get().then_some("true")
                >
                    {buy.confirm}
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// Why the purchase did not happen, and the way on where confirming again is none.
#[component]
fn Refusal(error: AppError, again: Memo<Asked>) -> impl IntoView {
    let buy = &words().buy;
    let way = match &error {
        AppError::NumberGone => Some((again.with_untracked(Asked::url), buy.search_again)),
        AppError::HoldLimit | AppError::RequestReused => Some(("/orders".to_owned(), buy.see_orders)),
        _ => None,
    };
    view! {
        <Mishap error=error />
        {way.map(|(to, text)| view! { <p><a href=to>{text}</a></p> })}
    }
    .into_any()
}

/// Nobody offers the number any more, or nobody could be asked.
#[component]
fn NoQuote(error: AppError, again: Memo<Asked>) -> impl IntoView {
    let buy = &words().buy;
    view! {
        <Mishap error=error />
        <div class="dialog-ways">
            <form method="dialog">
                <button type="submit" class="button">
                    {buy.cancel}
                </button>
            </form>
            <a class="button main" href=again.with_untracked(Asked::url)>
                {buy.search_again}
            </a>
        </div>
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
        <div class="dialog-ways">
            <form method="dialog">
                <button type="submit" class="button">
                    {words().buy.cancel}
                </button>
            </form>
        </div>
    }
    .into_any()
}
