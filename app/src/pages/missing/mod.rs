//! Where there is nothing.

use leptos::prelude::*;

use crate::{
    components::{respond, title::PageTitle},
    words::words,
};

/// The page of an address that leads nowhere.
#[component]
pub(crate) fn Missing() -> impl IntoView {
    respond::with_status(404);
    let frame = &words().frame;
    view! {
        <PageTitle name=frame.missing_title.to_owned() />
        <div class="page empty">
            <h1>{frame.missing_title}</h1>
            <p class="lead">{frame.missing_text}</p>
            <a class="button main" href="/search">
                {frame.missing_way}
            </a>
        </div>
    }
    .into_any()
}
