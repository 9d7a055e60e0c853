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
    view! {
        <section class="timeline" aria-labelledby="timeline">
            <h2 id="timeline" class="hidden">
                {words.timeline}
            </h2>
            <ol>{move || happenings.get().into_iter().map(|it| view! { <Entry it=it /> }).collect_view()}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn Entry(it: Happening) -> impl IntoView {
    let happened = (words().order.what)(it.what);
    view! {
        <li data-tone=tone(it.what)>
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
        | What::ReadingBack
        | What::NeedsAttention => "wait",
        What::Placed | What::Verified | What::Purchased | What::PartlyPurchased => "done",
        What::Declined | What::NumberGone | What::Failed => "bad",
        What::Cancelled | What::Expired => "calm",
    }
}
