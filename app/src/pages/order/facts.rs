//! An order's details.

use leptos::prelude::*;

use crate::{
    components::{
        facts::{Fact, FactPanel},
        moment::{Day, Moment},
    },
    desk::{LineView, OrderView},
    words::words,
};

/// Name, number, price, times.
#[component]
pub(super) fn Facts(order: Signal<OrderView>) -> impl IntoView {
    let (words, frame) = (&words().order, &words().frame);
    let summary = move || order.get().summary;
    view! {
        <FactPanel title=words.facts>
            <Fact name=words.order>{move || summary().id.short()}</Fact>
            {move || order.get().lines.into_iter().map(|line| view! { <Line line=line /> }).collect_view()}
            <Fact name=words.price>{move || (frame.monthly)(summary().monthly)}</Fact>
            {move || {
                let hold = summary().hold?;
                Some(
                    view! {
                        <Fact name=words.held_until>
                            <Day until=hold.until />
                        </Fact>
                    },
                )
            }}
            <Fact name=words.placed>
                <Moment at=Signal::derive(move || summary().placed_at) />
            </Fact>
        </FactPanel>
    }
    .into_any()
}

/// What a line's number is, and why it was not bought.
#[component]
fn Line(line: LineView) -> impl IntoView {
    let (words, frame) = (&words().order, &words().frame);
    let kind = (frame.kind)(line.kind);
    let place = if line.place.is_empty() {
        (frame.country)(line.country.as_str()).unwrap_or(line.country.as_str()).to_owned()
    } else {
        line.place
    };
    view! {
        <Fact name=words.number>
            <span>{line.number.to_string()}</span>
            <span class="hint">{format!("{kind}, {place}")}</span>
            {line.failed.map(|reason| view! { <span class="failed">{(words.failed)(reason)}</span> })}
        </Fact>
    }
    .into_any()
}
