//! The offers in the dialog, and the plain form that buys them, sent by the page itself once it is awake.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{
    buying::{Buying, IF_GONE, door, may_be_gone, numbers_of},
    confirm::{Cancel, Outcomes},
    no_quote::SearchAgain,
};
use crate::{
    AppError, browser,
    components::{
        field::SelectField,
        number::Number,
        place::{place, place_and_kind},
        price::MonthlyPrice,
        refusal::Refusal,
    },
    desk::Quote,
    domain::{PhoneNumber, offer::Offer, order::IfGone},
    words::words,
};

/// The button that takes the focus when the quote arrives.
const CONFIRM: &str = "confirm-buy";

/// Numbers, price, what happens next, and the ways.
#[component]
pub(super) fn Offered(quote: Signal<Quote>, buying: Buying, then: Outcomes) -> impl IntoView {
    let refused = move || buying.result().and_then(Result::err);
    let single = Memo::new(move |_| quote.with(|quote| quote.offers.len() == 1 && quote.gone.is_empty()));
    let gone = Memo::new(move |_| single.get() && refused() == Some(AppError::NumberGone));
    view! {
        {move || if single.get() { view! { <Bill quote=quote /> } } else { view! { <LongBill quote=quote /> } }}
        {move || (!gone.get()).then(|| view! { <Next quote=quote then=then /> })}
        {move || refused().map(|error| view! { <Refusal error=error /> })}
        {move || {
            if gone.get() {
                view! {
                    <div class="dialog-ways">
                        <Cancel />
                        <SearchAgain search=then.search />
                    </div>
                }
                    .into_any()
            } else {
                view! { <BuyForm quote=quote buying=buying /> }.into_any()
            }
        }}
    }
    .into_any()
}

#[component]
fn Bill(quote: Signal<Quote>) -> AnyView {
    let offer = move || quote.with(|quote| quote.offers.first().cloned());
    view! {
        <div class="bill">
            {move || offer().map(|offer| view! { <Number number=offer.number.clone() /> <p class="hint">{place_and_kind(&offer)}</p> })}
            <Total quote=quote />
        </div>
    }
    .into_any()
}

/// One line for each number, and their total.
#[component]
fn LongBill(quote: Signal<Quote>) -> AnyView {
    let buy = &words().buy;
    let line = |offer: Offer| {
        view! {
            <li>
                <Number number=offer.number.clone() />
                <span class="hint">{place(&offer)}</span>
                <span class="price">{(words().frame.money)(offer.monthly)}</span>
            </li>
        }
    };
    let gone = |number: PhoneNumber| {
        view! {
            <li class="gone">
                <Number number=number />
                <span class="hint">{buy.gone}</span>
            </li>
        }
    };
    view! {
        <div class="bill">
            <ul class="bill-lines" tabindex="0" aria-label=buy.numbers>
                {move || quote.get().offers.into_iter().map(line).collect_view()}
                {move || quote.get().gone.into_iter().map(gone).collect_view()}
            </ul>
            <Total quote=quote />
        </div>
    }
    .into_any()
}

#[component]
fn Total(quote: Signal<Quote>) -> impl IntoView {
    let buy = &words().buy;
    view! {
        <p class="bill-price">
            {move || quote.with(|quote| (quote.offers.len() > 1).then(|| (buy.total)(quote.offers.len())))}
            <MonthlyPrice monthly=Signal::derive(move || quote.read().total()) />
            <span>{buy.no_fee}</span>
        </p>
    }
}

/// What confirming does. Where only some of the numbers ask for an identity, the others can go ahead.
#[component]
fn Next(quote: Signal<Quote>, then: Outcomes) -> impl IntoView {
    let buy = &words().buy;
    move || {
        let Quote { offers, held, free, .. } = quote.get();
        if !held || free.is_empty() {
            return view! { <p>{if held { (buy.held_next)(offers.len()) } else { (buy.clear_next)(offers.len()) }}</p> }
                .into_any();
        }
        let others = free.len();
        view! {
            <p>{(buy.mixed)(offers.len() - others, offers.len())}</p>
            <p>
                <a href=then.only.run(free) data-noscroll="">
                    {(buy.others_now)(others)}
                </a>
            </p>
        }
        .into_any()
    }
}

#[component]
fn BuyForm(quote: Signal<Quote>, buying: Buying) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = browser::form_fields(form).into_iter().find(|(name, _)| name == "if_gone");
        let if_gone = chosen.map_or_else(|| IF_GONE.to_string(), |(_, value)| value);
        quote.with_untracked(|quote| buying.buy(quote, if_gone));
    };
    let busy = move || buying.pending().then_some("true");
    // The quote came after the dialog, which gave the focus to what it had.
    Effect::new(move |_| browser::focus(CONFIRM));
    view! {
        <form
            id="buy-form"
            method="post"
            action=move || quote.with(|quote| door(quote).0)
            on:submit=submit
            node_ref=form
        >
            <input type="hidden" name=move || quote.with(|quote| door(quote).1) value=move || quote.with(numbers_of) />
            <input type="hidden" name="price_cents" value=move || quote.read().total().cents() />
            <input type="hidden" name="request_id" value=move || quote.read().request.to_string() />
            {move || if quote.with(may_be_gone) {
                view! { <IfGoneField /> }.into_any()
            } else {
                view! { <input type="hidden" name="if_gone" value=IF_GONE.as_str() /> }.into_any()
            }}
        </form>
        <div class="dialog-ways">
            <Cancel />
            <button
                id=CONFIRM
                form="buy-form"
                type="submit"
                class="button main"
                autofocus
                aria-busy=busy
                aria-disabled=busy
            >
                {words().buy.confirm}
            </button>
        </div>
    }
    .into_any()
}

/// What to do about a number that somebody else buys first.
#[component]
fn IfGoneField() -> impl IntoView {
    let buy = &words().buy;
    let choice = |choice: IfGone| (choice.to_string(), (buy.if_gone_name)(choice).to_owned());
    let options = [IfGone::Ask, IfGone::Closest].map(choice).to_vec();
    view! { <SelectField name="if_gone" label=buy.if_gone options=options chosen=Signal::stored(IF_GONE.to_string()) /> }
}
