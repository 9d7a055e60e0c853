//! Showing once more who one is, before what a person alone may change.

use leptos::prelude::*;

use crate::{components::prove::ProveForm, words::words};

/// Its place in the page.
pub(in crate::pages::account) const PROVE: &str = "prove";

/// The password once more, or a passkey.
#[component]
pub(super) fn Prove(
    /// The person has one.
    own: bool,
) -> impl IntoView {
    let words = &words().access;
    view! {
        <div id=PROVE class="panel stack">
            <h3>{words.prove}</h3>
            <p class="hint">{words.prove_hint}</p>
            <ProveForm passkey=own back="/account#passkeys" />
        </div>
    }
    .into_any()
}
