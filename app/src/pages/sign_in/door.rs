//! `/sign-in/passkey`: for who is signed in by a password, and whose role asks for a passkey as well.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::show_door::show_door,
    browser,
    components::{
        chip::Tone,
        field::Field,
        loaded::loaded_page,
        notice::Notice,
        passkey::{Asking, AskingSays, PasskeyButton},
        respond::Onward,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    domain::Door,
    words::words,
};

/// Where one goes from here.
const IN: &str = "/account#passkeys";

/// What is to be done before one is in.
#[component]
pub(crate) fn DoorPage() -> impl IntoView {
    let words = &words().access;
    let resource = Resource::new(|| (), |()| show_door());
    loaded_page(
        resource,
        || view! { <Waiting title=words.door_title bones=Bones::Panels(1) /> }.into_any(),
        move |door| {
            view! {
                <PageTitle name=words.door_title.to_owned() />
                {move || match door.get() {
                    None => view! { <Onward path="/account" /> }.into_any(),
                    Some(door) => view! { <AtTheDoor door=door /> }.into_any(),
                }}
            }
        },
    )
}

#[component]
fn AtTheDoor(door: Door) -> impl IntoView {
    let words = &words().access;
    let lead = match door {
        Door::Register => words.door_register,
        Door::Prove { passkey: true, .. } => words.door_prove,
        Door::Prove { .. } => words.door_code,
    };
    let ways = match door {
        Door::Register => {
            let add = |asking: Asking| asking.add(self::words().access.first_name.to_owned(), || browser::go(IN));
            view! { <ByPasskey text=words.add_passkey on_press=add /> }.into_any()
        }
        Door::Prove { passkey, code } => {
            let show = |asking: Asking| asking.prove(|| browser::go("/search"));
            view! {
                {passkey.then(|| view! { <ByPasskey text=words.show_passkey on_press=show /> })}
                {code.then(|| view! { <Code /> })}
            }
            .into_any()
        }
    };
    view! {
        <div class="page door">
            <h1>{words.door_title}</h1>
            <p class="lead">{lead}</p>
            {ways}
            <form method="post" action="/api/sign_out">
                <button type="submit" class="plain">
                    {words.door_leave}
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// One press, and the browser asks for a passkey: a new one, or one that is there.
#[component]
fn ByPasskey(text: &'static str, on_press: fn(Asking)) -> impl IntoView {
    let asking = Asking::new();
    view! {
        <section class="panel stack">
            <AskingSays asking=asking />
            <PasskeyButton asking=asking text=text class="button main" on_press=move |()| on_press(asking) />
        </section>
    }
    .into_any()
}

#[component]
fn Code() -> impl IntoView {
    let words = &words().access;
    let query = use_query_map();
    let problem = move || match query.with(|query| query.get("problem").or(query.get("__err")))?.as_str() {
        "code" => Some(words.code_wrong),
        _ => Some(words.later),
    };
    view! {
        <form class="panel stack" method="post" action="/api/prove_code">
            <h2>{words.code_title}</h2>
            {move || problem().map(|text| view! { <Notice tone=Tone::Bad text=text /> })}
            <Field name="code" label=words.code>
                <input id="code" name="code" type="text" required autocomplete="off" autocapitalize="characters" />
            </Field>
            <div>
                <button type="submit" class="button">
                    {words.code_submit}
                </button>
            </div>
        </form>
    }
    .into_any()
}
