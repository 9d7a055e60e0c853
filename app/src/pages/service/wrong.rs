//! What is wrong with an application, above the form: each finding leads to its field.

use leptos::prelude::*;

use super::layout::groups;
use crate::{
    components::chip::Tone,
    domain::{
        Service,
        service::{Field, Wrong},
    },
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
        let mut wrong = wrong.get();
        wrong.sort_by_key(|wrong| place(service, wrong.field));
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

/// Where a field stands in the form.
fn place(service: Service, field: Field) -> Option<usize> {
    groups(service).iter().flat_map(|(_, fields)| fields.iter()).position(|other| *other == field)
}
