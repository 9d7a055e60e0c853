//! Without script a page does not follow the account; the reader looks again.

use leptos::prelude::*;

use crate::{live::Awake, words::words};

/// A link to the page itself, gone once the page is awake. A timed reload would take the reader's place and focus
/// away (WCAG 2.2.1), so it is theirs to press.
#[component]
pub(crate) fn LookAgain(#[prop(into)] to: String) -> impl IntoView {
    let awake = Awake::here();
    let frame = &words().frame;
    view! {
        <p class="hint unscripted" hidden=move || awake.get()>
            {frame.stands_still}
            " "
            <a href=to>{frame.look_again}</a>
        </p>
    }
    .into_any()
}
