//! Recovery codes: how many are left, and new ones, which are shown once.

use leptos::prelude::*;

use crate::{
    api::recovery_codes::MakeRecoveryCodes,
    components::{
        action::{action, busy, refusal, send},
        chip::Tone,
        failure::Mishap,
        notice::Notice,
    },
    desk::AccessView,
    live::{Awake, Live},
    words::words,
};

/// Shown to who has a passkey: without one there is nothing that a code could stand for.
#[component]
pub(super) fn Codes(access: Signal<AccessView>) -> impl IntoView {
    let any = Memo::new(move |_| access.with(|access| !access.passkeys.is_empty()));
    let making = action::<MakeRecoveryCodes>();
    move || any.get().then(|| view! { <CodesOf access=access making=making /> })
}

#[component]
fn CodesOf(access: Signal<AccessView>, making: ServerAction<MakeRecoveryCodes>) -> impl IntoView {
    let words = &words().access;
    let (live, awake) = (Live::here(), Awake::here());
    let left = Memo::new(move |_| access.with(|access| access.codes_left));
    let proven = Memo::new(move |_| access.with(|access| access.proven_until.is_some()));
    let made = move || making.value().get().and_then(Result::ok);
    let (busy, refused) = (busy(making), refusal(making));
    Effect::new(move |_| {
        if making.value().get().is_some() {
            live.bump();
        }
    });
    view! {
        <section class="stack" aria-labelledby="codes-title">
            <h2 id="codes-title">{words.codes}</h2>
            <p class="hint">{words.codes_hint}</p>
            <p>{move || (words.codes_left)(left.get())}</p>
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            {move || made().map(|codes| view! { <Fresh codes=codes /> })}
            <div>
                <button
                    type="button"
                    class="button"
                    disabled=move || !(awake.get() && proven.get())
                    aria-busy=busy
                    aria-disabled=busy
                    on:click=move |_| send(making, MakeRecoveryCodes {})
                >
                    {words.make_codes}
                </button>
            </div>
            {move || (!proven.get()).then(|| view! { <p class="hint">{words.codes_proof}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Fresh(codes: Vec<String>) -> impl IntoView {
    let words = &words().access;
    view! {
        <Notice tone=Tone::Wait title=words.codes_once text=words.codes_once_text />
        <ol class="panel codes" aria-label=words.codes>
            {codes.into_iter().map(|code| view! { <li>{code}</li> }).collect_view()}
        </ol>
    }
    .into_any()
}
