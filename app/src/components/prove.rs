//! Showing once more who one is, before what a person alone may do.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    chip::Tone,
    field::Field,
    notice::Notice,
    passkey::{Asking, AskingSays, PasskeyButton},
};
use crate::{live::Live, words::words};

/// The password once more, or a passkey; then the page goes on where it was.
#[component]
pub(crate) fn ProveForm(
    /// The person has a passkey, or may have one.
    passkey: bool,
    /// The page that asks: a path of our own.
    #[prop(into)]
    back: Signal<String>,
) -> impl IntoView {
    let words = &words().access;
    let (live, asking, query) = (Live::here(), Asking::new(), use_query_map());
    let problem = move || match query.with(|query| query.get("problem"))?.as_str() {
        "password" => Some(words.password_wrong),
        _ => Some(words.later),
    };
    let by_passkey = passkey.then(|| {
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
        {move || problem().map(|text| view! { <Notice tone=Tone::Bad text=text /> })}
        // Plain: the session goes on under another token.
        <form class="rename" method="post" action="/api/prove_password">
            <input type="hidden" name="back" value=back />
            <Field name="password" label=words.password>
                <input id="password" name="password" type="password" autocomplete="current-password" required />
            </Field>
            <button type="submit" class="button">
                {words.go_on}
            </button>
        </form>
        {by_passkey}
    }
    .into_any()
}
