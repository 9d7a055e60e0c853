//! `/pools/{id}`: a pool's numbers, the orders that may still bring it some, and its name.

mod numbers;
mod rename;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::show_pool::show_pool,
    components::{
        action::action,
        loaded::loaded_page,
        order_list::OrderList,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::PoolView,
    live::Live,
    words::words,
};
use numbers::Numbers;
use rename::Rename;

/// One pool, which follows what its orders bring.
#[component]
pub(crate) fn PoolPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let live = Live::here();
    let resource = Resource::new(move || (id.get(), live.version()), |(id, _)| show_pool(id));
    let renaming = action();
    loaded_page(
        resource,
        || view! { <Waiting bones=Bones::Panels(1) class="page pool" /> }.into_any(),
        move |pool| {
            let name = Memo::new(move |_| pool.with(|pool| pool.summary.name.to_string()));
            let on_the_way = Memo::new(move |_| pool.with(|pool| !pool.orders.is_empty()));
            view! {
                <PageTitle name=name />
                <div class="page pool">
                    <p class="back">
                        <a href="/pools">{words().pool.back}</a>
                    </p>
                    <Head pool=pool />
                    {move || on_the_way.get().then(|| view! { <OnTheWay pool=pool /> })}
                    <Numbers pool=pool />
                    <Rename pool=pool renaming=renaming />
                </div>
            }
        },
    )
}

/// Name, how much there is of it, and the way to more.
#[component]
fn Head(pool: Signal<PoolView>) -> impl IntoView {
    let all = words();
    let size = move || {
        pool.with(|pool| {
            let count = (all.search.found)(pool.summary.numbers);
            format!("{count} · {}", (all.frame.monthly)(pool.summary.monthly))
        })
    };
    view! {
        <div class="page-head">
            <div>
                <h1 aria-live="polite">{move || pool.with(|pool| pool.summary.name.to_string())}</h1>
                <p class="lead">{size}</p>
            </div>
            <a class="button main" href=move || pool.with(more)>
                {all.pool.add}
            </a>
        </div>
    }
    .into_any()
}

/// Where more numbers of the same country are bought for a pool.
fn more(pool: &PoolView) -> String {
    let country = pool.numbers.first().map(|number| format!("&country={}", number.offer.country)).unwrap_or_default();
    format!("/pools/new?pool={}{country}", pool.summary.id)
}

#[component]
fn OnTheWay(pool: Signal<PoolView>) -> impl IntoView {
    let title = words().pool.orders;
    let orders = Memo::new(move |_| pool.with(|pool| pool.orders.clone()));
    view! {
        <section class="stack" aria-labelledby="orders">
            <h2 id="orders">{title}</h2>
            <OrderList orders=orders label=Signal::stored(title) />
        </section>
    }
    .into_any()
}
