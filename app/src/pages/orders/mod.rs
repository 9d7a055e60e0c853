//! `/orders`: the account's orders, newest first.

use leptos::prelude::*;

use crate::{
    api::list_orders::list_orders,
    components::{failure::Failure, loaded::loaded, order_list::OrderList, title::PageTitle},
    live::Live,
    words::words,
};

/// The list, which follows what happens to the orders.
#[component]
pub(crate) fn OrdersPage() -> impl IntoView {
    let orders = &words().orders;
    let live = Live::here();
    let resource = Resource::new(move || live.version(), |_| list_orders());
    let failed = move |error| view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any();
    loaded(
        resource,
        || view! { <Waiting /> }.into_any(),
        failed,
        move |list| {
            let empty = Memo::new(move |_| list.with(Vec::is_empty));
            view! {
                <PageTitle name=orders.title.to_owned() />
                <div class="page">
                    <h1>{orders.title}</h1>
                    {move || {
                        if empty.get() {
                            view! { <NoOrders /> }.into_any()
                        } else {
                            view! { <OrderList orders=list label=Signal::stored(orders.list) /> }.into_any()
                        }
                    }}
                </div>
            }
        },
    )
}

#[component]
fn NoOrders() -> impl IntoView {
    let orders = &words().orders;
    view! {
        <div class="panel empty">
            <h2>{orders.empty_title}</h2>
            <p class="hint">{orders.empty_text}</p>
            <a class="button main" href="/search">
                {orders.find}
            </a>
        </div>
    }
    .into_any()
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="page" aria-busy="true">
            <h1>{words().orders.title}</h1>
            <ul class="orders skeleton" aria-hidden="true">
                {(0..4).map(|_| view! { <li></li> }).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}
