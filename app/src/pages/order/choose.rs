//! A number is gone, and the buyer wanted to be asked: the closest that there are, each with a plain form that buys it.

use leptos::prelude::*;

use crate::{
    api::{choose_number::ChooseNumber, list_options::list_options},
    components::{
        action::{action, refusal},
        failure::Mishap,
        loaded::loaded,
        moment::Day,
        number::Number,
        press::Press,
    },
    desk::{Options, OrderView, Stage},
    domain::{LineId, OrderId, PhoneNumber, offer::Offer},
    live::Live,
    words::words,
};

/// The choices of an order that asks.
#[component]
pub(super) fn Choose(order: Signal<OrderView>) -> impl IntoView {
    let words = &words().order;
    let live = Live::here();
    let id = Memo::new(move |_| order.with(|order| order.summary.id.clone()));
    let until = Memo::new(move |_| order.with(|order| order.choose_until));
    // Carriers are asked anew only when other numbers are gone, not whenever something happens to the account.
    let gone = Memo::new(move |_| order.with(gone));
    let options = Resource::new(move || (id.get(), gone.get()), |(id, _)| list_options(id.to_string()));
    let choosing = action::<ChooseNumber>();
    Effect::new(move |_| match choosing.value().get() {
        Some(Ok(())) => live.bump(),
        Some(Err(_)) => {
            live.bump();
            options.refetch();
        }
        None => {}
    });
    let refused = refusal(choosing);
    view! {
        <section class="panel choose" aria-labelledby="choose">
            <h2 id="choose">{words.choose}</h2>
            <p class="hint">
                {words.choose_text}
                {move || until.get().map(|until| view! { " " {words.choose_until} " " <Day until=until /> "." })}
            </p>
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            {loaded(
                options,
                || view! { <p class="skeleton-line"></p> }.into_any(),
                |error| view! { <Mishap error=error /> }.into_any(),
                move |options| {
                    let groups = move || {
                        let group = |options| view! { <Group options=options order=id choosing=choosing /> };
                        options.get().into_iter().map(group).collect_view()
                    };
                    view! { <div class="closest">{groups}</div> }
                },
            )}
        </section>
    }
    .into_any()
}

fn gone(order: &OrderView) -> Vec<PhoneNumber> {
    let gone = order.lines.iter().filter(|line| line.stage == Stage::Gone);
    gone.map(|line| line.offer.number.clone()).collect()
}

/// What may stand for one number.
#[component]
fn Group(options: Options, order: Memo<OrderId>, choosing: ServerAction<ChooseNumber>) -> impl IntoView {
    let words = &words().order;
    let Options { line, gone, offers, carrier_silent } = options;
    let gone = gone.to_string();
    if offers.is_empty() {
        let none = if carrier_silent { words.choose_silent } else { words.choose_none };
        return view! { <p>{none(&gone)}</p> }.into_any();
    }
    let row = |offer| view! { <Choice offer=offer line=line.clone() order=order choosing=choosing /> };
    view! {
        <p>{(words.choose_for)(&gone)}</p>
        <ul aria-label=(words.choose_for)(&gone)>{offers.into_iter().map(row).collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Choice(offer: Offer, line: LineId, order: Memo<OrderId>, choosing: ServerAction<ChooseNumber>) -> impl IntoView {
    let all = words();
    let name = (all.search.buy_number)(&offer.number.to_string());
    let ask = ChooseNumber {
        order: String::new(),
        line: line.to_string(),
        number: offer.number.as_e164().to_owned(),
        price_cents: offer.monthly.cents(),
    };
    let input = Signal::derive(move || ChooseNumber { order: order.get().to_string(), ..ask.clone() });
    let fields = |ChooseNumber { order, line, number, price_cents }| {
        vec![("order", order), ("line", line), ("number", number), ("price_cents", price_cents.to_string())]
    };
    view! {
        <li>
            <Number number=offer.number />
            <span class="price">{(all.frame.monthly)(offer.monthly)}</span>
            <Press action=choosing input=input fields=fields name=name>
                {all.search.buy}
            </Press>
        </li>
    }
    .into_any()
}
