//! The consent to the use of biometric data: versioned, recorded before the camera opens.

use leptos::{html, prelude::*};

use crate::{
    desk::CONSENT_VERSION,
    words::{spoken, words},
};

/// The text and its box.
#[component]
pub(super) fn Consent(tick: NodeRef<html::Input>) -> impl IntoView {
    let words = &words().selfie;
    let point = |(question, answer): &(&'static str, &'static str)| {
        view! {
            <div>
                <dt>{*question}</dt>
                <dd>{*answer}</dd>
            </div>
        }
    };
    view! {
        <section class="panel consent" aria-labelledby="consent-title">
            <h2 id="consent-title">{words.consent_title}</h2>
            <dl>{words.consent_points.iter().map(point).collect_view()}</dl>
            <label class="choice">
                <input type="checkbox" name="consent" value=CONSENT_VERSION required node_ref=tick />
                <span>{words.agree}</span>
            </label>
            <input type="hidden" name="language" value=spoken().as_str() />
        </section>
    }
    .into_any()
}
