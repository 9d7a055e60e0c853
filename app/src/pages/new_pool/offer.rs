//! The price, what buying will do, and the plain form that buys, sent by the page itself once it is awake.

use leptos::{ev::SubmitEvent, prelude::*};

use super::answer::Answer;
use crate::{
    AppError,
    api::buy_pool::BuyPool,
    components::{
        chip::Tone,
        failure::{Failure, Mishap},
        notice::Notice,
        number::Number,
        respond,
    },
    desk::PoolQuote,
    words::words,
};

/// The part of the page that answers; the focus goes there when a price was asked for.
pub(super) const QUOTE: &str = "quote";

/// The answer to a question about the price.
#[component]
pub(super) fn Offer(answer: Signal<Answer>, buying: ServerAction<BuyPool>, again: Callback<()>) -> impl IntoView {
    let stage = Memo::new(move |_| answer.with(|answer| answer.quote.clone()));
    move || {
        stage.get().map(|quote| match quote {
            Ok(quote) => view! { <Offered quote=quote answer=answer buying=buying /> }.into_any(),
            Err(error) => view! { <NoOffer error=error answer=answer again=again /> }.into_any(),
        })
    }
}

/// Why there is no price, and the way on; the form above mends most of it.
#[component]
fn NoOffer(error: AppError, answer: Signal<Answer>, again: Callback<()>) -> impl IntoView {
    if error == AppError::SignInNeeded {
        return view! { <Failure error=error retry=again /> }.into_any();
    }
    respond::with_status(error.status());
    let mends_itself = matches!(error, AppError::CarrierTrouble | AppError::Internal { .. } | AppError::Transport);
    let fewer = match error {
        AppError::NotEnough { .. } => answer.with_untracked(|answer| {
            let some = answer.asked.taking_what_is_there();
            (some != answer.asked).then(|| some.url())
        }),
        _ => None,
    };
    let mishap = if mends_itself {
        view! { <Mishap error=error retry=again /> }.into_any()
    } else {
        view! { <Mishap error=error /> }.into_any()
    };
    view! {
        <section id=QUOTE class="stack quote" tabindex="-1" aria-label=words().new_pool.quote>
            {mishap}
            {fewer
                .map(|to| {
                    view! {
                        <p>
                            <a href=to data-noscroll="">
                                {words().new_pool.take_what_is_there}
                            </a>
                        </p>
                    }
                })}
        </section>
    }
    .into_any()
}

#[component]
fn Offered(quote: PoolQuote, answer: Signal<Answer>, buying: ServerAction<BuyPool>) -> impl IntoView {
    let new_pool = &words().new_pool;
    let asked_for = answer.with_untracked(|answer| answer.asked.quantity.clone().unwrap_or_default());
    let fewer = asked_for.parse::<usize>() != Ok(quote.count);
    let refused = move || buying.value().get().and_then(Result::err);
    view! {
        <section id=QUOTE class="panel stack quote" tabindex="-1" aria-labelledby="quote-title">
            <h2 id="quote-title">{answer.with_untracked(|answer| heading(answer, &quote))}</h2>
            {fewer.then(|| view! { <Notice tone=Tone::Wait text=(new_pool.fewer)(quote.count, &asked_for) /> })}
            {quote.carrier_silent.then(|| view! { <Notice tone=Tone::Wait text=new_pool.silent /> })}
            <Bill quote=quote.clone() />
            <p>{if quote.held { new_pool.held } else { new_pool.clear }}</p>
            {move || refused().map(|error| view! { <Refusal error=error /> })}
            <BuyForm quote=quote answer=answer buying=buying />
        </section>
    }
    .into_any()
}

/// What is bought, and for which pool.
pub(super) fn heading(answer: &Answer, quote: &PoolQuote) -> String {
    (words().pools.for_pool)(&(words().search.found)(quote.count), &answer.name())
}

/// Some of the numbers, and the price of all.
#[component]
fn Bill(quote: PoolQuote) -> impl IntoView {
    let (new_pool, buy, frame) = (&words().new_pool, &words().buy, &words().frame);
    let others = quote.count.saturating_sub(quote.examples.len());
    let example = |number| view! { <li><Number number=number /></li> };
    view! {
        <div class="bill">
            <p class="hint">{new_pool.examples}</p>
            <ul class="examples" aria-label=new_pool.examples>
                {quote.examples.into_iter().map(example).collect_view()}
                {(others > 0).then(|| view! { <li class="hint">{(new_pool.others)(others)}</li> })}
            </ul>
            <p class="hint">{new_pool.examples_hint}</p>
            <p class="bill-price">
                <strong>{quote.total.to_string()}</strong>
                " "
                {frame.a_month}
                <span>{buy.no_fee}</span>
            </p>
        </div>
    }
    .into_any()
}

/// The refusal of a confirmed purchase; buying again is the way on unless another stands here.
#[component]
fn Refusal(error: AppError) -> impl IntoView {
    let look_at_orders = matches!(error, AppError::HoldLimit | AppError::CreditLimit { .. } | AppError::RequestReused);
    view! {
        <Mishap error=error />
        {look_at_orders.then(|| view! { <p><a href="/orders">{words().new_pool.see_orders}</a></p> })}
    }
    .into_any()
}

#[component]
fn BuyForm(quote: PoolQuote, answer: Signal<Answer>, buying: ServerAction<BuyPool>) -> impl IntoView {
    let fields = answer.with_untracked(|answer| fields(answer, &quote));
    let BuyPool { pool, name, country, area_code, quantity, fill, price_cents, request_id } = fields.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !buying.pending().get_untracked() {
            buying.dispatch(fields.clone());
        }
    };
    let busy = move || buying.pending().get().then_some("true");
    view! {
        <form method="post" action="/api/buy_pool" on:submit=submit>
            <input type="hidden" name="pool" value=pool />
            <input type="hidden" name="name" value=name />
            <input type="hidden" name="country" value=country />
            <input type="hidden" name="area_code" value=area_code />
            <input type="hidden" name="quantity" value=quantity />
            <input type="hidden" name="fill" value=fill />
            <input type="hidden" name="price_cents" value=price_cents />
            <input type="hidden" name="request_id" value=request_id />
            <button type="submit" class="button main" aria-busy=busy aria-disabled=busy>
                {words().new_pool.buy}
            </button>
        </form>
    }
    .into_any()
}

/// What the door of buying is told.
fn fields(answer: &Answer, quote: &PoolQuote) -> BuyPool {
    let asked = answer.asked.clone();
    let fill = asked.fill(answer.own_carrier).to_string();
    BuyPool {
        pool: asked.pool,
        name: asked.name,
        country: asked.country,
        area_code: asked.area_code,
        quantity: asked.quantity.unwrap_or_default(),
        fill,
        price_cents: quote.total.cents(),
        request_id: quote.request.to_string(),
    }
}
