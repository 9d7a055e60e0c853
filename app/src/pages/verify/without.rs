//! The way on for who refuses the use of biometric data: the ID alone. A plain form, said before it is pressed.

use leptos::prelude::*;

use super::place::Place;
use crate::{
    desk::CONSENT_VERSION,
    words::{spoken, words},
};

/// What it means, here or as `text` says, and the button.
#[component]
pub(super) fn Without(#[prop(optional)] text: Option<&'static str>) -> impl IntoView {
    let words = &words().selfie;
    view! {
        <section class="panel without" aria-labelledby="without-title">
            <h2 id="without-title">{words.without_title}</h2>
            <p id="without-text">{text.unwrap_or(words.without_text)}</p>
            <form method="post" action=Place::here().refuse()>
                <input type="hidden" name="version" value=CONSENT_VERSION />
                <input type="hidden" name="language" value=spoken().as_str() />
                <button type="submit" class="button" aria-describedby="without-text">
                    {words.without}
                </button>
            </form>
        </section>
    }
    .into_any()
}
