//! Notices: what happened, what is safe, what to press.

use leptos::prelude::*;

use super::chip::Tone;

/// A quiet or a loud word above what it concerns.
#[component]
pub(crate) fn Notice(
    tone: Tone,
    #[prop(into, optional)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    // Only a refusal interrupts what a screen reader is saying.
    let role = (tone == Tone::Bad).then_some("alert");
    view! {
        <div class="notice" data-tone=tone.as_str() role=role>
            {(!title.is_empty()).then(|| view! { <p class="notice-title">{title}</p> })}
            <p>{text}</p>
            {children.map(|children| view! { <div class="notice-way">{children()}</div> })}
        </div>
    }
    .into_any()
}
