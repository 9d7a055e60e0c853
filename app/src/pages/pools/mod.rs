//! `/pools`: the account's pools, newest first.

use leptos::prelude::*;

use crate::{
    api::list_pools::list_pools,
    components::{failure::Failure, loaded::loaded, moment::Moment, title::PageTitle},
    desk::PoolSummary,
    domain::PoolId,
    live::Live,
    words::words,
};

/// The list, which follows what their orders bring.
#[component]
pub(crate) fn PoolsPage() -> impl IntoView {
    let pools = &words().pools;
    let live = Live::here();
    let resource = Resource::new(move || live.version(), |_| list_pools());
    let failed = move |error| view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any();
    loaded(
        resource,
        || view! { <Waiting /> }.into_any(),
        failed,
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
    let ids = move || list.with(|list| list.iter().map(|pool| pool.id.clone()).collect::<Vec<_>>());
    let row = move |id: PoolId| {
        let now = Memo::new(move |_| list.with(|list| list.iter().find(|pool| pool.id == id).cloned()));
        move || now.get().map(|pool| view! { <Row pool=pool /> })
    };
    view! {
        <div class="page-head">
            <h1>{pools.title}</h1>
            <a class="button main" href="/pools/new">
                {pools.new}
            </a>
        </div>
        <ul class="orders" aria-label=pools.list>
            <For each=ids key=Clone::clone children=row />
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
                <span class="when">{all.pools.since} " " <Moment at=Signal::stored(since) /></span>
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
        <div class="panel empty">
            <h2>{pools.empty_title}</h2>
            <p class="hint">{pools.empty_text}</p>
            <a class="button main" href="/pools/new">
                {pools.new}
            </a>
        </div>
    }
    .into_any()
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="page" aria-busy="true">
            <h1>{words().pools.title}</h1>
            <ul class="orders skeleton" aria-hidden="true">
                {(0..4).map(|_| view! { <li></li> }).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}
