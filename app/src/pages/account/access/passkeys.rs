//! Passkeys: adding, naming, removing.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::prove::Prove;
use crate::{
    api::passkeys::{RemovePasskey, RenamePasskey},
    browser,
    components::{
        action::{action, busy, refusal, send},
        failure::Mishap,
        field::Field,
        moment::Moment,
        passkey::{Asking, AskingSays, can_ask},
        press::Press,
        rows::Rows,
    },
    desk::{AccessView, PasskeyView},
    domain::PasskeyName,
    live::Live,
    words::words,
};

/// The list and what can be done.
#[component]
pub(super) fn Passkeys(access: Signal<AccessView>) -> impl IntoView {
    let words = &words().access;
    let works = Memo::new(move |_| access.with(|access| access.passkeys_work));
    let lead = move || {
        let (works, required) = access.with(|access| (access.passkeys_work, access.passkey_required));
        match (works, required) {
            (false, _) => words.passkeys_nowhere,
            (true, true) => words.passkeys_required,
            (true, false) => words.passkeys_hint,
        }
    };
    view! {
        <section id="passkeys" class="stack" aria-labelledby="passkeys-title">
            <h2 id="passkeys-title">{words.passkeys}</h2>
            <p class="hint">{lead}</p>
            {move || works.get().then(|| view! { <Ring access=access /> })}
        </section>
    }
    .into_any()
}

/// The passkeys themselves, where the site can have some.
#[component]
fn Ring(access: Signal<AccessView>) -> impl IntoView {
    let live = Live::here();
    let (renaming, removing) = (action::<RenamePasskey>(), action::<RemovePasskey>());
    Effect::new(move |_| {
        if renaming.value().get().is_some() || removing.value().get().is_some() {
            live.bump();
        }
    });
    let passkeys = Memo::new(move |_| access.with(|access| access.passkeys.clone()));
    let empty = Memo::new(move |_| passkeys.with(Vec::is_empty));
    let proven = Memo::new(move |_| access.with(|access| access.proven_until.is_some()));
    let row = move |passkey| {
        view! { <Row passkey=passkey proven=proven.into() renaming=renaming removing=removing /> }.into_any()
    };
    let (not_renamed, not_removed) = (refusal(renaming), refusal(removing));
    let refused = move || not_renamed.get().or_else(|| not_removed.get());
    view! {
        {move || refused().map(|error| view! { <Mishap error=error /> })}
        <ul class="panel entries" hidden=move || empty.get()>
            <Rows list=passkeys key=|passkey: &PasskeyView| passkey.id.clone() row=row />
        </ul>
        {move || {
            if proven.get() {
                view! { <Add /> }.into_any()
            } else {
                view! { <Prove own=!empty.get() /> }.into_any()
            }
        }}
    }
    .into_any()
}

#[component]
fn Row(
    passkey: PasskeyView,
    proven: Signal<bool>,
    renaming: ServerAction<RenamePasskey>,
    removing: ServerAction<RemovePasskey>,
) -> impl IntoView {
    let words = &words().access;
    let PasskeyView { id, name, created_at, used_at } = passkey;
    let used = used_at.map(|at| view! { " · " {words.seen} " " <Moment at=Signal::stored(at) within=true /> });
    let remove = {
        let (id, named) = (id.clone(), (words.remove_named)(name.as_str()));
        move || {
            proven.get().then(|| {
                let input = Signal::stored(RemovePasskey { passkey: id.to_string() });
                let fields = |RemovePasskey { passkey }| vec![("passkey", passkey)];
                view! {
                    <Press action=removing input=input fields=fields name=named.clone()>
                        {words.remove}
                    </Press>
                }
            })
        }
    };
    view! {
        <li>
            <div>
                <p class="entry-name">{name.to_string()}</p>
                <p class="hint">{words.added} " " <Moment at=Signal::stored(created_at) within=true /> {used}</p>
                <Rename id=id.to_string() name=name renaming=renaming />
            </div>
            {remove}
        </li>
    }
    .into_any()
}

/// Another name, behind a word that opens it.
#[component]
fn Rename(id: String, name: PasskeyName, renaming: ServerAction<RenamePasskey>) -> impl IntoView {
    let words = &words().access;
    let form = NodeRef::<html::Form>::new();
    let passkey = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some((_, name)) = browser::form_fields(form).into_iter().find(|(key, _)| key == "name") {
            send(renaming, RenamePasskey { passkey: passkey.clone(), name });
        }
    };
    let busy = busy(renaming);
    view! {
        <details>
            <summary>{words.rename}</summary>
            <form class="rename" method="post" action="/api/rename_passkey" node_ref=form on:submit=submit>
                <input type="hidden" name="passkey" value=id />
                <input
                    name="name"
                    type="text"
                    aria-label=(words.rename_named)(name.as_str())
                    required
                    maxlength=PasskeyName::MAX
                    autocomplete="off"
                    value=name.to_string()
                />
                <button type="submit" class="button" aria-busy=busy aria-disabled=busy>
                    {words.save}
                </button>
            </form>
        </details>
    }
    .into_any()
}

/// A new one, with the name that it gets.
#[component]
fn Add() -> impl IntoView {
    let words = &words().access;
    let (live, asking, can_ask) = (Live::here(), Asking::new(), can_ask());
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some((_, name)) = browser::form_fields(form).into_iter().find(|(key, _)| key == "passkey_name") {
            asking.add(name, move || live.bump());
        }
    };
    let busy = asking.busy();
    view! {
        <div class="panel stack">
            <AskingSays asking=asking />
            <form class="rename" method="post" action="/api/begin_passkey" node_ref=form on:submit=submit>
                <Field name="passkey_name" label=words.passkey_name>
                    <input
                        id="passkey_name"
                        name="passkey_name"
                        type="text"
                        required
                        maxlength=PasskeyName::MAX
                        placeholder=words.passkey_example
                        autocomplete="off"
                    />
                </Field>
                <button
                    type="submit"
                    class="button"
                    disabled=move || !can_ask.get()
                    aria-busy=busy
                    aria-disabled=busy
                >
                    {words.add_passkey}
                </button>
            </form>
        </div>
    }
    .into_any()
}
