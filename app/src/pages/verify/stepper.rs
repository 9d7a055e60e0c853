//! Where one is on the way.

use leptos::prelude::*;

use super::HEADING;
use crate::words::words;

/// A step's heading under the three steps, of which `current` (from 0) is this one.
#[component]
pub(super) fn StepHead(current: usize, title: &'static str, lead: &'static str) -> impl IntoView {
    let words = &words().document;
    let step = |(nth, name): (usize, &&'static str)| {
        let state = match nth.cmp(&current) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "later",
        };
        view! {
            <li data-state=state aria-current=(nth == current).then_some("step")>
                {*name}
            </li>
        }
    };
    view! {
        <ol class="stepper" aria-label=words.steps>
            {words.step_names.iter().enumerate().map(step).collect_view()}
        </ol>
        <h1 id=HEADING tabindex="-1">
            {title}
        </h1>
        <p class="lead">{lead}</p>
    }
    .into_any()
}
