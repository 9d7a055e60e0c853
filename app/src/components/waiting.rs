//! A page before its data is here.

use leptos::prelude::*;

use crate::words::words;

/// What will stand there, in outline.
#[derive(Clone, Copy)]
pub(crate) enum Bones {
    /// A list.
    Rows,
    /// A table.
    Table,
    /// So many panels.
    Panels(usize),
    /// The state of one thing.
    Banner,
}

/// Its title, where that is known already, and an outline.
#[component]
pub(crate) fn Waiting(
    #[prop(optional)] title: Option<&'static str>,
    bones: Bones,
    #[prop(default = "page")] class: &'static str,
) -> impl IntoView {
    let title = match title {
        Some(title) => view! { <h1>{title}</h1> }.into_any(),
        None => view! { <h1 class="hidden">{words().frame.loading}</h1> }.into_any(),
    };
    let panel = |_| view! { <div class="panel skeleton" aria-hidden="true"></div> };
    view! {
        <div class=class aria-busy="true">
            {title}
            {match bones {
                Bones::Rows => view! { <ul class="orders skeleton" aria-hidden="true">{(0..4).map(|_| view! { <li></li> }).collect_view()}</ul> }
                    .into_any(),
                Bones::Table => view! { <TableBones rows=4 /> }.into_any(),
                Bones::Panels(count) => (0..count).map(panel).collect_view().into_any(),
                Bones::Banner => view! { <div class="banner skeleton" aria-hidden="true"></div> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// A table before its rows are here.
#[component]
pub(crate) fn TableBones(rows: usize) -> impl IntoView {
    view! {
        <div class="offers skeleton" aria-hidden="true">
            {(0..rows).map(|_| view! { <p></p> }).collect_view()}
        </div>
    }
    .into_any()
}
