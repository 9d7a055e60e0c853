//! The numbers of an order that holds several, or of which one was replaced: what each is and where it stands.

use leptos::prelude::*;

use super::facts::Gone;
use crate::{
    components::{
        chip::{Chip, Tone},
        number::Number,
        place::place_and_kind,
    },
    desk::{LineView, OrderView, Stage, Tenure},
    domain::line::FailReason,
    words::words,
};

/// Whether the order's own state does not say all of its numbers.
pub(super) fn told_apart(order: &OrderView) -> bool {
    order.lines.len() > 1 || order.lines.iter().any(|line| line.instead_of.is_some())
}

/// One row a number.
#[component]
pub(super) fn Lines(order: Signal<OrderView>) -> impl IntoView {
    let words = &words().order;
    let lines = Memo::new(move |_| order.with(|order| order.lines.clone()));
    view! {
        <section class="panel lines" aria-labelledby="lines">
            <h2 id="lines">{words.lines}</h2>
            <ul>{move || lines.get().into_iter().map(|line| view! { <Row line=line /> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(line: LineView) -> impl IntoView {
    let (words, frame) = (&words().order, &words().frame);
    view! {
        <li>
            <Number number=line.offer.number.clone() />
            <span class="hint">{place_and_kind(&line.offer)}</span>
            {line.instead_of.as_ref().map(|gone| view! { <span class="hint">{(words.instead_of)(&gone.to_string())}</span> })}
            {match line.stage {
                Stage::Bought(tenure) => Some(view! { <Gone tenure=tenure /> }.into_any()),
                Stage::Failed(FailReason::IdentityNeeded) => {
                    Some(view! { <span class="hint">{words.tightened}</span> }.into_any())
                }
                _ => None,
            }}
            <Chip tone=Signal::stored(tone(line.stage)) text=Signal::stored((words.stage)(line.stage)) />
            <span class="price">{(frame.monthly)(line.offer.monthly)}</span>
        </li>
    }
    .into_any()
}

const fn tone(stage: Stage) -> Tone {
    match stage {
        Stage::Waiting | Stage::Buying | Stage::NeedsAttention => Tone::Wait,
        Stage::Bought(Tenure::Owned) => Tone::Done,
        Stage::Bought(_) => Tone::Calm,
        Stage::Gone | Stage::Failed(_) => Tone::Bad,
    }
}
