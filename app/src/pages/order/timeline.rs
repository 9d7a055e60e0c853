//! What happened to an order, newest first.

use leptos::prelude::*;

use crate::{
    components::{chip::Tone, moment::Moment},
    desk::{Happening, OrderView, What},
    words::words,
};

/// The list of happenings.
#[component]
pub(super) fn Timeline(order: Signal<OrderView>) -> impl IntoView {
    let words = &words().order;
    let happenings = Memo::new(move |_| order.with(|order| order.timeline.clone()));
    // What it waited for is over as soon as something else happened.
    let entry = |(nth, it): (usize, Happening)| match tone(it.what) {
        Tone::Wait if nth > 0 => view! { <Entry it=it tone=Tone::Done /> },
        tone => view! { <Entry it=it tone=tone /> },
    };
    let entries = move || happenings.get().into_iter().enumerate().map(entry).collect_view();
    view! {
        <section class="timeline" aria-labelledby="timeline">
            <h2 id="timeline" class="hidden">
                {words.timeline}
            </h2>
            <ol>{entries}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn Entry(it: Happening, tone: Tone) -> impl IntoView {
    let happened = (words().order.what)(it.what);
    view! {
        <li data-tone=tone.as_str()>
            <strong>{happened.title}</strong>
            <span>
                <Moment at=it.at />
                " · "
                {happened.text}
            </span>
        </li>
    }
}

const fn tone(what: What) -> Tone {
    match what {
        What::Held
        | What::Submitted
        | What::UnderReview
        | What::TryAgain
        | What::Choose
        | What::ReadingBack
        | What::NeedsAttention => Tone::Wait,
        What::Placed | What::Verified | What::Replaced | What::Purchased | What::PartlyPurchased => Tone::Done,
        What::Declined | What::NumberGone | What::Failed => Tone::Bad,
        What::Cancelled | What::Expired => Tone::Calm,
    }
}
