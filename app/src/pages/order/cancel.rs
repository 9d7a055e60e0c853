//! Cancelling an order, while nothing has been asked of a carrier.

use leptos::prelude::*;

use crate::{
    api::cancel_order::CancelOrder,
    components::{
        action::{action, refusal},
        failure::Mishap,
        press::Press,
    },
    desk::{OrderView, Stage},
    live::Live,
    words::words,
};

/// The button, and why it could not be done.
#[component]
pub(super) fn Cancel(order: Signal<OrderView>) -> impl IntoView {
    let words = &words().order;
    let live = Live::here();
    let cancellable = Memo::new(move |_| order.with(|order| order.cancellable));
    let ends_choice = Memo::new(move |_| order.with(owns_some));
    let cancelling = action::<CancelOrder>();
    let input = Signal::derive(move || CancelOrder { order: order.with(|order| order.summary.id.to_string()) });
    let fields = |CancelOrder { order }| vec![("order", order)];
    let refused = refusal(cancelling);
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
                        <Press action=cancelling input=input fields=fields>
                            {move || if ends_choice.get() { words.go_on_without } else { words.cancel }}
                        </Press>
                    }
                })
        }}
        {move || refused.get().map(|error| view! { <Mishap error=error /> })}
    }
    .into_any()
}

/// Whether ending the order leaves the numbers that it has.
fn owns_some(order: &OrderView) -> bool {
    order.lines.iter().any(|line| matches!(line.stage, Stage::Bought(_)))
}
