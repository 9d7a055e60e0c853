//! Choosing another password.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::use_query_map;

use super::prove::Prove;
use crate::{
    api::change_password::ChangePassword,
    browser,
    components::{
        action::{action, busy, refusal, send},
        chip::Tone,
        failure::Mishap,
        field::Field,
    },
    desk::AccessView,
    live::Live,
    words::words,
};

/// The field's name and id.
const FIELD: &str = "new_password";

/// For who has shown who they are; where the page has no passkeys, which ask for that too, it is asked for here.
#[component]
pub(super) fn Password(access: Signal<AccessView>) -> impl IntoView {
    let words = &words().access;
    let live = Live::here();
    let changing = action::<ChangePassword>();
    let query = use_query_map();
    // A form without script is led to an address that says so.
    let changed = RwSignal::new(query.with_untracked(|query| query.get_str("changed") == Some("password")));
    Effect::new(move |_| {
        if let Some(done) = changing.value().get() {
            changed.set(done.is_ok());
            if done.is_ok() {
                browser::put_value(FIELD, "");
            }
            live.bump();
        }
    });
    let proven = Memo::new(move |_| access.with(|access| access.proven_until.is_some()));
    let elsewhere = Memo::new(move |_| access.with(|access| access.passkeys_work));
    let refused = refusal(changing);
    let way = move || match (proven.get(), elsewhere.get()) {
        (true, _) => view! { <New changing=changing /> }.into_any(),
        (false, true) => view! { <p class="hint">{words.change_password_proof}</p> }.into_any(),
        (false, false) => view! { <Prove own=false /> }.into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="password-title">
            <h2 id="password-title">{words.change_password}</h2>
            <p class="hint">{words.change_password_hint}</p>
            {move || changed.get().then(|| view! { <Changed /> })}
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            {way}
        </section>
    }
    .into_any()
}

#[component]
fn Changed() -> impl IntoView {
    view! {
        <p class="notice" data-tone=Tone::Done.as_str() role="status">
            {words().access.password_changed}
        </p>
    }
    .into_any()
}

#[component]
fn New(changing: ServerAction<ChangePassword>) -> impl IntoView {
    let words = &words().access;
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some((_, new_password)) = browser::form_fields(form).into_iter().find(|(key, _)| key == FIELD) {
            send(changing, ChangePassword { new_password });
        }
    };
    let busy = busy(changing);
    view! {
        <form class="panel rename" method="post" action="/api/change_password" node_ref=form on:submit=submit>
            <Field name=FIELD label=words.new_password>
                <input id=FIELD name=FIELD type="password" autocomplete="new-password" required />
            </Field>
            <button type="submit" class="button" aria-busy=busy aria-disabled=busy>
                {words.save_password}
            </button>
        </form>
    }
    .into_any()
}
