//! What is wrong with an application, above the form: each finding leads to its field.

use leptos::prelude::*;

use crate::{
    components::chip::Tone,
    domain::{Service, service::Wrong},
    words::words,
};

/// The id of the summary, which takes the focus.
pub(super) const WRONG: &str = "wrong";

/// The findings.
#[component]
pub(super) fn Findings(service: Service, wrong: Signal<Vec<Wrong>>) -> impl IntoView {
    let words = &words().services;
    let finding = move |Wrong { field, why }: Wrong| {
        view! {
            <li>
                // External: the router would take the jump for a change of page.
                <a href=format!("#{field}") rel="external">
                    {(words.field)(service, field)}
                </a>
                ": "
                {(words.why)(field, why)}
            </li>
        }
    };
    move || {
        let wrong = wrong.get();
        (!wrong.is_empty()).then(|| {
            view! {
                <div id=WRONG class="notice" data-tone=Tone::Bad.as_str() role="alert" tabindex="-1">
                    <p class="notice-title">{(words.wrong)(wrong.len())}</p>
                    <ul>{wrong.into_iter().map(finding).collect_view()}</ul>
                </div>
            }
        })
    }
}
