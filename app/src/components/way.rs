//! A way to another page that looks like a button, because it starts something.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// A plain GET form to `to`; once awake the page goes there itself.
#[component]
pub(crate) fn Way(
    to: &'static str,
    text: &'static str,
    /// Takes the focus when the dialog around it opens.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        navigate(to, NavigateOptions::default());
    };
    view! {
        <form method="get" action=to on:submit=submit>
            <button type="submit" class="button main" autofocus=first>
                {text}
            </button>
        </form>
    }
    .into_any()
}
