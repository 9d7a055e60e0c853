//! Cancelling an order, while nothing has been asked of a carrier.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    api::cancel_order::CancelOrder,
    components::failure::Mishap,
    desk::{OrderView, Stage},
    live::Live,
    words::words,
};

/// A plain form, sent by the page itself once it is awake.
#[component]
pub(super) fn Cancel(order: Signal<OrderView>) -> impl IntoView {
    let words = &words().order;
    let live = Live::here();
    let cancellable = Memo::new(move |_| order.with(|order| order.cancellable));
    let ends_choice = Memo::new(move |_| order.with(owns_some));
    let cancelling = ServerAction::<CancelOrder>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !cancelling.pending().get_untracked() {
            cancelling.dispatch(CancelOrder { order: order.with_untracked(|order| order.summary.id.to_string()) });
        }
    };
    Effect::new(move |_| {
        if cancelling.value().get().is_some() {
            live.bump();
        }
    });
    view! {
        {move || {
            cancellable
                .get()
                .then(|| {
                    view! {
                        <form method="post" action="/api/cancel_order" on:submit=submit>
                            <input type="hidden" name="order" value=move || order.with(|order| order.summary.id.to_string()) />
                            <button
                                type="submit"
                                class="button"
                                aria-busy=move || cancelling.pending().get().then_some("true")
                                aria-disabled=move || cancelling.pending().get().then_some("true")
                            >
                                {move || if ends_choice.get() { words.go_on_without } else { words.cancel }}
                            </button>
                        </form>
                    }
                })
        }}
        {move || match cancelling.value().get() {
            Some(Err(error)) => Some(view! { <Mishap error=error /> }),
            _ => None,
        }}
    }
    .into_any()
}

/// Whether ending the order leaves the numbers that it has.
fn owns_some(order: &OrderView) -> bool {
    order.lines.iter().any(|line| matches!(line.stage, Stage::Bought(_)))
}
