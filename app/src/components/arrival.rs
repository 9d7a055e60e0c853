//! Arriving at another page without loading one: the focus goes to what is new, as it would after a load.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser;

/// The id of the element that holds the page.
pub(crate) const MAIN: &str = "main";

/// Watches the address' path; a change of the query alone is no arrival.
#[component]
pub(crate) fn Arrival() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            browser::focus(MAIN);
        }
        path
    });
}
