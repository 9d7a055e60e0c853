//! A list with nothing in it: what that means, and what to do next.

use leptos::prelude::*;

/// The panel in the list's place.
#[component]
pub(crate) fn Empty(
    #[prop(optional)] title: &'static str,
    #[prop(into)] text: TextProp,
    /// Where to go next, and what that is called.
    #[prop(optional)]
    way: Option<(&'static str, &'static str)>,
    /// Stands in a section that has a heading of its own.
    #[prop(optional)]
    within: bool,
) -> impl IntoView {
    let heading = match (title, within) {
        ("", _) => ().into_any(),
        (title, false) => view! { <h2>{title}</h2> }.into_any(),
        (title, true) => view! { <h3>{title}</h3> }.into_any(),
    };
    let way = way.map(|(to, text)| {
        view! {
            <a class="button main" href=to>
                {text}
            </a>
        }
    });
    view! {
        <div class="panel empty">
            {heading}
            <p class="hint">{move || text.get()}</p>
            {way}
        </div>
    }
    .into_any()
}
