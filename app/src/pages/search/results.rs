//! What was found, as a table that becomes cards on a phone.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    asked::Asked,
    empty::NothingFound,
    picking::{PickBar, Picking},
    row::OfferRow,
};
use crate::{
    components::{
        chip::Tone,
        notice::Notice,
        table::{Head, Table},
        waiting::TableBones,
    },
    desk::Found,
    domain::{PhoneNumber, offer::Digits},
    words::words,
};

/// What was found, with the question that it answers: the address may have gone on to another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answer {
    pub asked: Asked,
    pub found: Found,
}

/// The offers, or a word on why there are none.
#[component]
pub(super) fn Results(
    answer: Signal<Answer>,
    asked: Memo<Asked>,
    /// Whether a number was held a moment ago.
    held: Signal<bool>,
    picking: Picking,
    buy: Callback<Vec<PhoneNumber>>,
) -> impl IntoView {
    let search = &words().search;
    let silent = Memo::new(move |_| answer.with(|answer| answer.found.carrier_silent));
    let empty = Memo::new(move |_| answer.with(|answer| answer.found.offers.is_empty()));
    view! {
        {move || silent.get().then(|| view! { <Notice tone=Tone::Wait text=search.carrier_silent /> })}
        <Count answer=answer empty=empty held=held />
        {move || {
            if empty.get() {
                view! { <NothingFound asked=asked /> }.into_any()
            } else {
                view! { <Offers answer=answer asked=asked picking=picking buy=buy /> }.into_any()
            }
        }}
    }
    .into_any()
}

/// The id of the line that tells how many there are.
pub(super) const COUNT: &str = "count";

/// How many there are. It stays while answers come and go, so that each is read out.
#[component]
fn Count(answer: Signal<Answer>, empty: Memo<bool>, held: Signal<bool>) -> impl IntoView {
    let search = &words().search;
    let none = move || if held.get() { search.empty_but_held } else { search.empty_title };
    let count = move || {
        let answer = answer.read();
        let count = if answer.found.more { search.found_more } else { search.found };
        count(answer.found.offers.len())
    };
    let best_first = move || answer.with(|answer| !answer.asked.digits.is_empty());
    view! {
        <div id=COUNT class="count" aria-live="polite" tabindex="-1">
            {move || {
                if empty.get() {
                    view! { <h2>{none}</h2> }.into_any()
                } else {
                    view! {
                        <strong>{count}</strong>
                        {move || best_first().then(|| format!(" · {}", search.best_first))}
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Offers(
    answer: Signal<Answer>,
    asked: Memo<Asked>,
    picking: Picking,
    buy: Callback<Vec<PhoneNumber>>,
) -> impl IntoView {
    let search = &words().search;
    let rows = move || {
        let Answer { asked, found } = answer.get();
        let marked = asked.digits.parse::<Digits>().unwrap_or_default();
        let row = |offer| view! { <OfferRow offer=offer marked=marked.as_str().to_owned() picking=picking buy=buy /> };
        found.offers.into_iter().map(row).collect_view()
    };
    let behind = move || (answer.read().asked != *asked.read()).then_some("true");
    let hidden = move || {
        let field =
            |(name, value): (&'static str, &str)| view! { <input type="hidden" name=name value=value.to_owned() /> };
        asked.with(|asked| asked.fields().map(field))
    };
    let heads = vec![
        Head::Hidden(search.pick),
        Head::Shown(search.number),
        Head::Shown(search.place),
        Head::Shown(search.can_do),
        Head::Shown(search.price),
        Head::Hidden(search.action),
    ];
    view! {
        <form class="offers" method="get" action="/search" aria-busy=behind>
            {hidden}
            <Table label=search.table heads=heads>
                {rows}
            </Table>
            <PickBar picking=picking buy=buy />
        </form>
        {move || {
            let more = answer.with(|answer| answer.found.more.then(|| answer.asked.with_more()).flatten());
            more.map(|to| {
                view! {
                    <p class="more">
                        <a href=to class="button" data-noscroll="">
                            {search.more}
                        </a>
                    </p>
                }
            })
        }}
    }
    .into_any()
}

/// The table before its rows are here.
#[component]
pub(super) fn ResultsWaiting() -> impl IntoView {
    view! {
        <p class="count" role="status">
            {words().frame.loading}
        </p>
        <TableBones rows=8 />
    }
    .into_any()
}
