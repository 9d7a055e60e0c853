//! The title of the browser's tab.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::words::words;

/// Names the tab after the page.
#[component]
pub(crate) fn PageTitle(#[prop(into)] name: Signal<String>) -> impl IntoView {
    view! { <Title text=move || (words().frame.title)(&name.read()) /> }
}
