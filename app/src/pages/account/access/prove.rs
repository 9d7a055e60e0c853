//! Showing once more who one is, before what a person alone may change.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    components::{
        chip::Tone,
        field::Field,
        notice::Notice,
        passkey::{Asking, AskingSays, PasskeyButton},
    },
    live::Live,
    words::words,
};

/// Its place in the page.
pub(in crate::pages::account) const PROVE: &str = "prove";

/// The password once more, or a passkey.
#[component]
pub(super) fn Prove(
    /// The person has one.
    own: bool,
) -> impl IntoView {
    let words = &words().access;
    let (live, asking, query) = (Live::here(), Asking::new(), use_query_map());
    let problem = move || match query.with(|query| query.get("problem"))?.as_str() {
        "password" => Some(words.password_wrong),
        _ => Some(words.later),
    };
    let by_passkey = own.then(|| {
        view! {
            <AskingSays asking=asking />
            <div>
                <PasskeyButton
                    asking=asking
                    text=words.prove_passkey
                    on_press=move |()| asking.prove(move || live.bump())
                />
            </div>
        }
    });
    view! {
        <div id=PROVE class="panel stack">
            <h3>{words.prove}</h3>
            <p class="hint">{words.prove_hint}</p>
            {move || problem().map(|text| view! { <Notice tone=Tone::Bad text=text /> })}
            // Plain: the session goes on under another token.
            <form class="rename" method="post" action="/api/prove_password">
                <Field name="password" label=words.password>
                    <input id="password" name="password" type="password" autocomplete="current-password" required />
                </Field>
                <button type="submit" class="button">
                    {words.go_on}
                </button>
            </form>
            {by_passkey}
        </div>
    }
    .into_any()
}
