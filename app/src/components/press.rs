//! A button that asks something of the server: a plain form, sent by the page itself once it is awake.

use leptos::{ev::SubmitEvent, prelude::*};

use super::action::{Call, busy, send};

/// The button; its text is inside.
#[component]
pub(crate) fn Press<S: Call>(
    action: ServerAction<S>,
    /// What is asked.
    #[prop(into)]
    input: Signal<S>,
    /// The same as fields of a form, by name.
    fields: fn(S) -> Vec<(&'static str, String)>,
    #[prop(default = "button")] class: &'static str,
    /// What the button is called, where its text alone does not say it.
    #[prop(optional, into)]
    name: Option<String>,
    /// Takes the focus when the dialog around it opens.
    #[prop(optional)]
    first: bool,
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(action, input.get_untracked());
    };
    let field = |(name, value)| view! { <input type="hidden" name=name value=value /> };
    let busy = busy(action);
    view! {
        <form method="post" action=S::url() on:submit=submit>
            {move || fields(input.get()).into_iter().map(field).collect_view()}
            <button type="submit" class=class aria-label=name autofocus=first aria-busy=busy aria-disabled=busy>
                {children()}
            </button>
        </form>
    }
    .into_any()
}
