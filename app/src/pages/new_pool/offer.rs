//! The price, what buying will do, and the button that buys.

use leptos::prelude::*;

use super::answer::Answer;
use crate::{
    AppError,
    api::buy_pool::BuyPool,
    components::{
        action::refusal,
        chip::Tone,
        failure::{Failure, Mishap},
        notice::Notice,
        number::Number,
        press::Press,
        price::MonthlyPrice,
        refusal::Refusal,
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
    if error.keeps_out() {
        return view! { <Failure error=error retry=again /> }.into_any();
    }
    respond::with_status(error.status());
    let mends_itself = error.is_store_trouble()
        || matches!(error, AppError::CarrierTrouble | AppError::Internal { .. } | AppError::Transport);
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
    let input = Signal::stored(answer.with_untracked(|answer| purchase(answer, &quote)));
    let refused = refusal(buying);
    view! {
        <section id=QUOTE class="panel stack quote" tabindex="-1" aria-labelledby="quote-title">
            <h2 id="quote-title">{answer.with_untracked(|answer| heading(answer, &quote))}</h2>
            {fewer.then(|| view! { <Notice tone=Tone::Wait text=(new_pool.fewer)(quote.count, &asked_for) /> })}
            {quote.carrier_silent.then(|| view! { <Notice tone=Tone::Wait text=new_pool.silent /> })}
            <Bill quote=quote.clone() />
            <p>{if quote.held { new_pool.held } else { new_pool.clear }}</p>
            {move || refused.get().map(|error| view! { <Refusal error=error /> })}
            <Press action=buying input=input fields=fields class="button main">
                {new_pool.buy}
            </Press>
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
    let (new_pool, buy) = (&words().new_pool, &words().buy);
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
                <MonthlyPrice monthly=Signal::stored(quote.total) />
                <span>{buy.no_fee}</span>
            </p>
        </div>
    }
    .into_any()
}

/// What the door of buying is told.
fn purchase(answer: &Answer, quote: &PoolQuote) -> BuyPool {
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

fn fields(purchase: BuyPool) -> Vec<(&'static str, String)> {
    let BuyPool { pool, name, country, area_code, quantity, fill, price_cents, request_id } = purchase;
    vec![
        ("pool", pool),
        ("name", name),
        ("country", country),
        ("area_code", area_code),
        ("quantity", quantity),
        ("fill", fill),
        ("price_cents", price_cents.to_string()),
        ("request_id", request_id),
    ]
}
