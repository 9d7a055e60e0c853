//! `/pools`: the account's pools, newest first.

use leptos::prelude::*;

use crate::{
    api::list_pools::list_pools,
    components::{
        empty::Empty,
        loaded::loaded_page,
        moment::Moment,
        rows::Rows,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::PoolSummary,
    live::Live,
    words::words,
};

/// The list, which follows what their orders bring.
#[component]
pub(crate) fn PoolsPage() -> impl IntoView {
    let pools = &words().pools;
    let live = Live::here();
    let resource = Resource::new(move || live.version(), |_| list_pools());
    loaded_page(
        resource,
        || view! { <Waiting title=words().pools.title bones=Bones::Rows /> }.into_any(),
        move |list| {
            let empty = Memo::new(move |_| list.with(Vec::is_empty));
            view! {
                <PageTitle name=pools.title.to_owned() />
                <div class="page">
                    {move || {
                        if empty.get() {
                            view! { <NoPools /> }.into_any()
                        } else {
                            view! { <List list=list /> }.into_any()
                        }
                    }}
                </div>
            }
        },
    )
}

#[component]
fn List(list: Signal<Vec<PoolSummary>>) -> impl IntoView {
    let pools = &words().pools;
    view! {
        <div class="page-head">
            <h1>{pools.title}</h1>
            <a class="button main" href="/pools/new">
                {pools.new}
            </a>
        </div>
        <ul class="orders" aria-label=pools.list>
            <Rows list=list key=|pool: &PoolSummary| pool.id.clone() row=|pool| view! { <Row pool=pool /> }.into_any() />
        </ul>
    }
    .into_any()
}

#[component]
fn Row(pool: PoolSummary) -> impl IntoView {
    let all = words();
    let PoolSummary { id, name, numbers, monthly, since } = pool;
    view! {
        <li>
            <a class="order-row" href=format!("/pools/{id}")>
                <span class="what">
                    <span class="pool-name">{name.to_string()}</span>
                </span>
                <span class="count-of">{(all.search.found)(numbers)}</span>
                <span class="when">{all.pools.since} " " <Moment at=Signal::stored(since) within=true /></span>
                <span class="price">{(all.frame.monthly)(monthly)}</span>
            </a>
        </li>
    }
    .into_any()
}

#[component]
fn NoPools() -> impl IntoView {
    let pools = &words().pools;
    view! {
        <h1>{pools.title}</h1>
        <p class="lead">{pools.lead}</p>
        <Empty title=pools.empty_title text=pools.empty_text way=("/pools/new", pools.new) />
    }
    .into_any()
}
