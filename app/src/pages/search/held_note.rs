//! What was held a moment ago, for those who verify later.

use leptos::prelude::*;

use super::JustHeld;
use crate::{
    components::{chip::Tone, moment::Day, way::Way},
    words::words,
};

/// The link to an order that was just held; the focus goes there when the gate's dialog closes, for the row that it came
/// from is gone.
pub(super) const SEE_ORDER: &str = "see-order";

/// Until when it is held, and the two ways on.
#[component]
pub(super) fn HeldNote(just: JustHeld) -> impl IntoView {
    let words = words();
    let JustHeld { order, held } = just;
    view! {
        <div class="notice held-note" data-tone=Tone::Wait.as_str()>
            <p>
                {(words.search.held_note)(&held.number)} " " <Day until=held.until /> ". "
                <a id=SEE_ORDER href=format!("/orders/{order}")>{words.search.see_order}</a>
            </p>
            <Way to="/verify" text=words.gate.start />
        </div>
    }
    .into_any()
}
