//! An order's details.

use leptos::prelude::*;

use super::lines::told_apart;
use crate::{
    components::{
        facts::{Fact, FactPanel},
        moment::{Day, Moment},
        place::place_and_kind,
    },
    desk::{LineView, OrderView, Stage, Tenure},
    domain::line::FailReason,
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
            {move || {
                // Several are listed beside.
                let lines = if order.with(told_apart) { Vec::new() } else { order.get().lines };
                lines.into_iter().map(|line| view! { <Line line=line /> }).collect_view()
            }}
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

/// What a line's number is, why it was not bought, and what became of it.
#[component]
fn Line(line: LineView) -> impl IntoView {
    let words = &words().order;
    view! {
        <Fact name=words.number>
            <span>{line.offer.number.to_string()}</span>
            <span class="hint">{place_and_kind(&line.offer)}</span>
            {match line.stage {
                Stage::Failed(FailReason::Cancelled) => ().into_any(),
                Stage::Failed(FailReason::IdentityNeeded) => {
                    view! { <span class="failed">{words.tightened}</span> }.into_any()
                }
                Stage::Failed(_) => view! { <span class="failed">{(words.stage)(line.stage)}</span> }.into_any(),
                Stage::Bought(tenure) => view! { <Gone tenure=tenure /> }.into_any(),
                _ => ().into_any(),
            }}
        </Fact>
    }
    .into_any()
}

/// When a bought number leaves the account, or left it.
#[component]
pub(super) fn Gone(tenure: Tenure) -> impl IntoView {
    let words = &words().order;
    match tenure {
        Tenure::Owned => ().into_any(),
        Tenure::Releasing { until } => {
            view! { <span class="hint">{words.releasing} " " <Day until=until /></span> }.into_any()
        }
        Tenure::Returning { .. } => view! { <span class="hint">{words.returning}</span> }.into_any(),
        Tenure::Released { at } => {
            view! { <span class="hint">{words.released} " " <Moment at=at within=true /></span> }.into_any()
        }
    }
}
