//! What happened to an order, newest first.

use leptos::prelude::*;

use crate::{
    components::moment::Moment,
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
        "wait" if nth > 0 => view! { <Entry it=it tone="done" /> },
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
fn Entry(it: Happening, tone: &'static str) -> impl IntoView {
    let happened = (words().order.what)(it.what);
    view! {
        <li data-tone=tone>
            <strong>{happened.title}</strong>
            <span>
                <Moment at=it.at />
                " · "
                {happened.text}
            </span>
        </li>
    }
}

const fn tone(what: What) -> &'static str {
    match what {
        What::Held
        | What::Submitted
        | What::UnderReview
        | What::TryAgain
        | What::Choose
        | What::ReadingBack
        | What::NeedsAttention => "wait",
        What::Placed | What::Verified | What::Replaced | What::Purchased | What::PartlyPurchased => "done",
        What::Declined | What::NumberGone | What::Failed => "bad",
        What::Cancelled | What::Expired => "calm",
    }
}
