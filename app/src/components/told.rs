//! What the last press did, where the control that was pressed is gone.

use leptos::prelude::*;

use super::chip::Tone;
use crate::browser;

/// The element takes the focus of the control. A page shows one at a time.
const TOLD: &str = "told";

/// Says it, and is read out.
#[component]
pub(crate) fn Told(text: &'static str) -> impl IntoView {
    Effect::new(move |_| browser::focus(TOLD));
    view! {
        <p id=TOLD class="notice" data-tone=Tone::Done.as_str() tabindex="-1">
            {text}
        </p>
    }
    .into_any()
}
