//! `/orders/{id}`: where an order stands, what happened, what comes next; it follows by itself.

mod banner;
mod cancel;
mod choose;
mod facts;
mod lines;
mod timeline;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};

use crate::{
    api::show_order::show_order,
    components::{
        gate_dialog::{GateDialog, HeldNumber},
        loaded::loaded_page,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::OrderView,
    domain::{Money, Timestamp},
    live::{Awake, Live},
    words::words,
};
use banner::Banner;
use choose::Choose;
use facts::Facts;
use lines::{Lines, told_apart};
use timeline::Timeline;

/// One order. A held one that waits for the buyer opens the gate, but only when the server sent this page: whoever
/// comes back to it by a link was asked before.
#[component]
pub(crate) fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let live = Live::here();
    let query = use_query_map();
    let later = query.with_untracked(|query| query.get_str("later").is_some());
    let asking = RwSignal::new(!Awake::here().now() && !later);
    let resource = Resource::new(move || (id.get(), live.version()), |(id, _)| show_order(id));
    let navigate = use_navigate();
    let not_now = Callback::new(move |()| {
        asking.set(false);
        let here = format!("/orders/{}?later=1", id.get_untracked());
        navigate(&here, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    loaded_page(
        resource,
        || view! { <Waiting bones=Bones::Banner class="page order" /> }.into_any(),
        move |order| {
            let choosing = Memo::new(move |_| order.with(|order| order.choose_until.is_some()));
            let several = Memo::new(move |_| order.with(told_apart));
            let gate = Memo::new(move |_| order.with(gate_of).filter(|_| asking.get()));
            view! {
                <PageTitle name=Signal::derive(move || order.with(|order| (words().order.title)(&order.summary.id.short()))) />
                <div class="page order">
                    <p class="back">
                        <a href="/orders">{words().order.back}</a>
                    </p>
                    <Banner order=order />
                    <div class="story">
                        {move || choosing.get().then(|| view! { <Choose order=order /> })}
                        {move || several.get().then(|| view! { <Lines order=order /> })}
                        <Timeline order=order />
                    </div>
                    <Facts order=order />
                </div>
                {move || gate.get().map(|held| view! { <GateDialog held=held on_close=not_now /> })}
            }
        },
    )
}

/// What the gate shows of an order that waits for the buyer.
fn gate_of(order: &OrderView) -> Option<HeldNumber> {
    let until: Timestamp = order.summary.hold.as_ref().filter(|_| order.verify_next)?.until;
    let monthly: Money = order.summary.monthly;
    Some(HeldNumber { number: heading(order), monthly, until })
}

/// The number, or how many there are, and the pool that they are for.
fn heading(order: &OrderView) -> String {
    let what = match order.summary.numbers.as_slice() {
        [number] => number.to_string(),
        numbers => (words().order.numbers)(numbers.len()),
    };
    match &order.summary.pool {
        Some(pool) => (words().pools.for_pool)(&what, pool.as_str()),
        None => what,
    }
}
