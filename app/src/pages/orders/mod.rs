//! `/orders`: the account's orders, newest first.

use leptos::prelude::*;

use crate::{
    api::list_orders::list_orders,
    components::{
        empty::Empty,
        loaded::loaded_page,
        order_list::OrderList,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    live::Live,
    words::words,
};

/// The list, which follows what happens to the orders.
#[component]
pub(crate) fn OrdersPage() -> impl IntoView {
    let orders = &words().orders;
    let live = Live::here();
    let resource = Resource::new(move || live.version(), |_| list_orders());
    loaded_page(
        resource,
        || view! { <Waiting title=words().orders.title bones=Bones::Rows /> }.into_any(),
        move |list| {
            let empty = Memo::new(move |_| list.with(Vec::is_empty));
            view! {
                <PageTitle name=orders.title.to_owned() />
                <div class="page">
                    <h1>{orders.title}</h1>
                    {move || {
                        if empty.get() {
                            let way = ("/search", orders.find);
                            view! { <Empty title=orders.empty_title text=orders.empty_text way=way /> }.into_any()
                        } else {
                            view! { <OrderList orders=list label=Signal::stored(orders.list) /> }.into_any()
                        }
                    }}
                </div>
            }
        },
    )
}
