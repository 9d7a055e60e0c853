//! What was wrong with the last pictures.

use leptos::prelude::*;

use crate::{components::chip::Tone, domain::verification::Reason, words::words};

/// Each reason as one sentence, with its remedy.
#[component]
pub(super) fn Reasons(title: &'static str, reasons: Vec<Reason>) -> impl IntoView {
    let reason = |reason: Reason| {
        let mend = (words().outcome.mend)(reason);
        view! {
            <li>
                <strong>{mend.wrong}</strong>
                " "
                {mend.fix}
            </li>
        }
    };
    view! {
        <div class="notice" data-tone=Tone::Wait.as_str()>
            <p class="notice-title">{title}</p>
            <ul>{reasons.into_iter().map(reason).collect_view()}</ul>
        </div>
    }
    .into_any()
}
