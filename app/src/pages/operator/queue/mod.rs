//! `/operator`: what needs a person, the oldest of each kind first.

mod findings;
mod jobs;
mod lines;
mod reviewed;

use leptos::prelude::*;
use std::hash::Hash;

use super::{
    Area,
    deed::{ProveFirst, Said, Says},
};
use crate::{
    api::operator::queue::show_queue,
    components::{
        empty::Empty,
        loaded::loaded_page,
        rows::LastingRows,
        waiting::{Bones, Waiting},
    },
    desk::{QueueCounts, QueueView},
    live::Live,
    words::words,
};

/// What the lists of the page share.
#[derive(Clone, Copy)]
struct Shared {
    queue: Signal<QueueView>,
    proven: Memo<bool>,
    said: Said,
}

/// The queue.
#[component]
pub(crate) fn QueuePage() -> impl IntoView {
    let live = Live::here();
    let resource = Resource::new(move || (live.version(), live.house()), |_| show_queue());
    loaded_page(
        resource,
        || view! { <Waiting title=words().operator.queue bones=Bones::Panels(2) /> }.into_any(),
        |queue| view! { <Queue queue=queue /> },
    )
}

#[component]
fn Queue(queue: Signal<QueueView>) -> impl IntoView {
    let words = words();
    let proven = Memo::new(move |_| queue.with(|queue| queue.proven));
    let shared = Shared { queue, proven, said: Said::from_address() };
    let empty = Memo::new(move |_| {
        queue.with(|queue| {
            queue.reviewed.is_empty()
                && queue.manual.is_empty()
                && queue.lines.is_empty()
                && queue.jobs.is_empty()
                && queue.findings.is_empty()
        })
    });
    view! {
        <Area title=words.operator.queue>
            <p class="lead">{words.queue.lead}</p>
            <Says said=shared.said />
            {move || {
                if empty.get() {
                    view! { <Empty title=words.queue.nothing text=words.queue.nothing_text /> }.into_any()
                } else {
                    view! { <ProveFirst proven=proven /> }.into_any()
                }
            }}
            <reviewed::Reviewed shared=shared />
            <lines::Manual shared=shared />
            <lines::Waiting shared=shared />
            <jobs::Jobs shared=shared />
            <findings::Findings shared=shared />
        </Area>
    }
    .into_any()
}

/// One kind, with its count; not there while there is none.
#[component]
fn Kind<T, K, R>(
    shared: Shared,
    id: &'static str,
    title: &'static str,
    hint: &'static str,
    count: fn(&QueueCounts) -> i64,
    list: fn(&QueueView) -> &[T],
    /// What tells its entries apart.
    key: fn(&T) -> K,
    row: R,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    R: Fn(Signal<T>) -> AnyView + Clone + Send + Sync + 'static,
{
    let count = Memo::new(move |_| shared.queue.with(|queue| count(&queue.counts)));
    let list = Memo::new(move |_| shared.queue.with(|queue| list(queue).to_vec()));
    view! {
        <section class="stack kind" aria-labelledby=id hidden=move || count.get() == 0>
            <h2 id=id>{title} " " <span class="count">{move || (words().queue.count)(count.get())}</span></h2>
            <p class="hint">{hint}</p>
            <ul class="panel entries">
                <LastingRows list=list key=key row=row />
            </ul>
        </section>
    }
    .into_any()
}
