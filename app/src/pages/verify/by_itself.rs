//! Whether pictures take themselves: one answer for every camera, kept in this browser.

use leptos::prelude::*;

use crate::{browser, live::Awake};

/// The answer. They do until somebody says no: holding still, finding a button and seeing the picture is much at once.
#[derive(Clone, Copy)]
pub(super) struct ByItself(RwSignal<bool>);

impl ByItself {
    /// As it was said last.
    pub(super) fn new() -> Self {
        let answer = RwSignal::new(true);
        // The server does not know it.
        Effect::new(move |_| answer.set(browser::take_themselves()));
        Self(answer)
    }

    /// After how many seconds of being good a picture takes itself, where one does.
    pub(super) fn after(self, seconds: u32) -> Signal<Option<u32>> {
        Signal::derive(move || self.0.get().then_some(seconds))
    }

    fn say(self, yes: bool) {
        browser::remember_take_themselves(yes);
        self.0.set(yes);
    }
}

/// The box for it. Without script no camera opens, and there is nothing to ask.
#[component]
pub(super) fn ByItselfBox(answer: ByItself, label: &'static str) -> impl IntoView {
    let awake = Awake::here();
    view! {
        <label class="tick" hidden=move || !awake.get()>
            <input
                type="checkbox"
                prop:checked=move || answer.0.get()
                on:change=move |event| answer.say(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
