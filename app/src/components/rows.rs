//! The rows of a list that follows its signal.

use std::hash::Hash;

use leptos::prelude::*;

/// One view an item, in order. An item keeps its place in the page, and the focus in it, while its state changes; its view
/// is made anew.
#[component]
pub(crate) fn Rows<T, K, R>(
    #[prop(into)] list: Signal<Vec<T>>,
    /// What tells the items apart.
    key: fn(&T) -> K,
    row: R,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    R: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    let follow = move |item: Signal<T>| {
        let row = row.clone();
        (move || row(item.get())).into_any()
    };
    view! { <LastingRows list=list key=key row=follow /> }.into_any()
}

/// The same for items with forms in them: the view is made once and follows its item, so that nothing takes away what
/// somebody typed but the item's own end.
#[component]
pub(crate) fn LastingRows<T, K, R>(
    #[prop(into)] list: Signal<Vec<T>>,
    /// What tells the items apart.
    key: fn(&T) -> K,
    row: R,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    R: Fn(Signal<T>) -> AnyView + Clone + Send + Sync + 'static,
{
    let keys = move || list.with(|list| list.iter().map(key).collect::<Vec<_>>());
    let follow = move |this: K| {
        let find = move || list.with(|list| list.iter().find(|item| key(item) == this).cloned());
        // It is there as long as its key is.
        let first = untrack(&find)?;
        let now = Memo::new(move |before: Option<&T>| find().unwrap_or_else(|| before.unwrap_or(&first).clone()));
        Some(row(now.into()))
    };
    view! { <For each=keys key=Clone::clone children=follow /> }.into_any()
}
