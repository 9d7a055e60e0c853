//! A phone is at it: what it has sent.

use leptos::prelude::*;

use super::{Here, TITLE, left::seconds_left};
use crate::{
    components::look_again::LookAgain,
    desk::{HandoffView, Received, VerifyView},
    domain::Device,
    words::words,
};

/// Its steps, as they are done.
#[component]
pub(super) fn Connected(case: Signal<VerifyView>) -> impl IntoView {
    let (words, device) = (&words().handoff, words().access.device);
    let state = Memo::new(move |before: Option<&Option<(Device, Received)>>| {
        case.with(|case| match &case.handoff {
            Some(HandoffView::Connected { device, received, .. }) => Some((*device, *received)),
            _ => before.copied().flatten(),
        })
    });
    seconds_left(Memo::new(move |_| {
        case.with(|case| match &case.handoff {
            Some(HandoffView::Connected { left, .. }) => Some(*left),
            _ => None,
        })
    }));
    let step = |name: String, is_done: bool| {
        let told = if is_done { words.done } else { words.later };
        view! {
            <li data-state=if is_done { "done" } else { "later" }>
                {name}
                <span class="hidden">", " {told}</span>
            </li>
        }
    };
    let steps = move || {
        let (of, Received { front, back }) = state.get()?;
        let back = back.map(|back| step(words.back.to_owned(), back));
        Some(view! {
            {step((words.connected)(&device(of)), true)}
            {step(words.front.to_owned(), front)}
            {back}
            {step(words.selfie.to_owned(), false)}
        })
    };
    view! {
        <div class="panel handoff-panel">
            <h2 id=TITLE tabindex="-1">
                {words.title}
            </h2>
            <ol class="handoff-steps" aria-label=words.steps aria-live="polite">
                {steps}
            </ol>
            <p>{words.keep_open}</p>
            <LookAgain to="/verify" />
            <div class="handoff-end">
                <Here />
            </div>
        </div>
    }
    .into_any()
}
