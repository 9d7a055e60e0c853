//! Names and their values in a panel.

use leptos::prelude::*;

/// The panel; its heading is for those who go by headings.
#[component]
pub(crate) fn FactPanel(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="panel facts" aria-labelledby="facts">
            <h2 id="facts" class="hidden">
                {title}
            </h2>
            <dl>{children()}</dl>
        </section>
    }
    .into_any()
}

/// One name with its value.
#[component]
pub(crate) fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .into_any()
}
