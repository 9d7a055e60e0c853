//! The rows of a list that follows its signal.

use std::hash::Hash;

use leptos::prelude::*;

/// One view an item, in order. An item keeps its place in the page, and the focus in it, while its state changes.
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
    let keys = move || list.with(|list| list.iter().map(key).collect::<Vec<_>>());
    let follow = move |this: K| {
        let row = row.clone();
        let now = Memo::new(move |_| list.with(|list| list.iter().find(|item| key(item) == this).cloned()));
        move || now.get().map(&row)
    };
    view! { <For each=keys key=Clone::clone children=follow /> }.into_any()
}
