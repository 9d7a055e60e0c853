//! The ways to newer and older pages of a list. A page is found by its place in the list, never by counting rows.

use leptos::prelude::*;
use leptos_router::components::A;

use super::asked::{AFTER, BEFORE, address};
use crate::{
    desk::{Listed, Mark},
    words::words,
};

/// The ways, when there are other pages; `filters` are the fields of the address that say what is listed.
#[component]
pub(super) fn Paging<T: Clone + Send + Sync + 'static>(
    path: &'static str,
    list: Signal<Listed<T>>,
    /// Whether this is not the first page.
    #[prop(into)]
    later: Signal<bool>,
    #[prop(into)] filters: Signal<Vec<(&'static str, String)>>,
) -> impl IntoView {
    let words = &words().operator;
    let to = move |which: &'static str, mark: Option<Mark>| {
        let mark = mark.map(|mark| mark.to_string()).unwrap_or_default();
        filters.with(|filters| {
            let filters = filters.iter().map(|(name, value)| (*name, value.as_str()));
            address(path, filters.chain([(which, mark.as_str())]))
        })
    };
    let newer = move || list.with(|list| list.newer.clone());
    let older = move || list.with(|list| list.older.clone());
    let newest = move || view! { <A href=to(BEFORE, None)>{words.newest}</A> };
    let way = move |which, mark, text| view! { <A href=to(which, Some(mark))>{text}</A> };
    view! {
        {move || {
            (later.get() || older().is_some())
                .then(|| {
                    view! {
                        <nav class="months" aria-label=words.pages>
                            {later.get().then(newest)}
                            {newer().map(|mark| way(AFTER, mark, words.newer))}
                            {older().map(|mark| way(BEFORE, mark, words.older))}
                        </nav>
                    }
                })
        }}
    }
    .into_any()
}
