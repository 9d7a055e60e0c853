//! The way on for who refuses the use of biometric data: the ID alone. A plain form, said before it is pressed.

use leptos::prelude::*;

use super::place::Place;
use crate::{desk::CONSENT_VERSION, words::words};

/// What it means, and the button.
#[component]
pub(super) fn Without() -> impl IntoView {
    let words = &words().selfie;
    view! {
        <section class="panel without" aria-labelledby="without-title">
            <h2 id="without-title">{words.without_title}</h2>
            <p id="without-text">{words.without_text}</p>
            <form method="post" action=Place::here().refuse()>
                <input type="hidden" name="version" value=CONSENT_VERSION />
                <button type="submit" class="button" aria-describedby="without-text">
                    {words.without}
                </button>
            </form>
        </section>
    }
    .into_any()
}
