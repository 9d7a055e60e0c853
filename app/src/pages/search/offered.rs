//! The offer in the dialog, and the plain form that buys it, sent by the page itself once it is awake.

use leptos::{ev::SubmitEvent, prelude::*};

use super::{
    confirm::Cancel,
    refusal::{Refusal, SearchAgain},
};
use crate::{
    AppError,
    api::buy_number::BuyNumber,
    browser,
    components::{number::Number, place::place},
    desk::Quote,
    domain::order::IfGone,
    words::words,
};

/// The button that takes the focus when the quote arrives.
const CONFIRM: &str = "confirm-buy";

/// Number, price, what happens next, and the ways.
#[component]
pub(super) fn Offered(quote: Signal<Quote>, buying: ServerAction<BuyNumber>, search: Signal<String>) -> impl IntoView {
    let buy = &words().buy;
    let refused = move || buying.value().get().and_then(Result::err);
    let gone = Memo::new(move |_| refused() == Some(AppError::NumberGone));
    view! {
        <Bill quote=quote />
        {move || {
            (!gone.get()).then(|| view! { <p>{if quote.read().held { buy.held_next } else { buy.clear_next }}</p> })
        }}
        {move || refused().map(|error| view! { <Refusal error=error /> })}
        <div class="dialog-ways">
            <Cancel />
            {move || {
                if gone.get() {
                    view! { <SearchAgain search=search /> }.into_any()
                } else {
                    view! { <BuyForm quote=quote buying=buying /> }.into_any()
                }
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Bill(quote: Signal<Quote>) -> impl IntoView {
    let (buy, frame) = (&words().buy, &words().frame);
    let number = quote.with_untracked(|quote| quote.offer.number.clone());
    let what = move || quote.with(|quote| format!("{} · {}", place(&quote.offer), (frame.kind)(quote.offer.kind)));
    view! {
        <div class="bill">
            <Number number=number />
            <p class="hint">{what}</p>
            <p class="bill-price">
                <strong>{move || quote.read().offer.monthly.to_string()}</strong>
                " "
                {frame.a_month}
                <span>{buy.no_fee}</span>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn BuyForm(quote: Signal<Quote>, buying: ServerAction<BuyNumber>) -> impl IntoView {
    let fields = move || {
        quote.with(|quote| BuyNumber {
            number: quote.offer.number.as_e164().to_owned(),
            price_cents: quote.offer.monthly.cents(),
            request_id: quote.request.to_string(),
            if_gone: IfGone::Ask.to_string(),
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !buying.pending().get_untracked() {
            buying.dispatch(untrack(fields));
        }
    };
    let busy = move || buying.pending().get().then_some("true");
    // The quote came after the dialog, which gave the focus to what it had.
    Effect::new(move |_| browser::focus(CONFIRM));
    view! {
        <form method="post" action="/api/buy_number" on:submit=submit>
            <input type="hidden" name="number" value=move || fields().number />
            <input type="hidden" name="price_cents" value=move || fields().price_cents />
            <input type="hidden" name="request_id" value=move || fields().request_id />
            <input type="hidden" name="if_gone" value=move || fields().if_gone />
            <button id=CONFIRM type="submit" class="button main" autofocus aria-busy=busy aria-disabled=busy>
                {words().buy.confirm}
            </button>
        </form>
    }
    .into_any()
}
