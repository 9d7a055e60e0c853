//! The title of the browser's tab.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::words::words;

/// Names the tab after the page.
#[component]
pub(crate) fn PageTitle(#[prop(into)] name: Signal<String>) -> impl IntoView {
    // The server writes the title after the page, of which it may have let go by then.
    let first = name.get_untracked();
    let title = words().frame.title;
    view! { <Title text=move || title(&name.try_get().unwrap_or_else(|| first.clone())) /> }
}
