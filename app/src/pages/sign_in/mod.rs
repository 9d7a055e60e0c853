//! `/sign-in`: plain forms, which load the page anew, so that nothing of another account survives in memory.

mod door;
mod reset;

pub(crate) use door::DoorPage;
pub(crate) use reset::{AskResetPage, ResetPage};

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use crate::{
    api::sign_in::{destination, tried_email},
    browser,
    components::{
        chip::Tone,
        field::Field,
        loaded::noted,
        notice::Notice,
        passkey::{Asking, AskingSays, PasskeyButton},
        title::PageTitle,
    },
    desk::DemoAccount,
    live::FrameResource,
    words::words,
};

/// E-mail and password, and in demo mode four doors that need neither.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let sign_in = &words().sign_in;
    let query = use_query_map();
    // What leptos itself refused of a form stands in the address under a name of its own.
    let problem = move || match query.with(|query| query.get("problem").or(query.get("__err")))?.as_str() {
        "wrong" => Some((Tone::Bad, sign_in.wrong)),
        "ended" => Some((Tone::Wait, sign_in.ended)),
        "code" => Some((Tone::Bad, words().access.code_wrong)),
        _ => Some((Tone::Bad, sign_in.later)),
    };
    let changed = move || query.with(|query| query.get_str("changed") == Some("password"));
    // Only the server can read the cookie that it stands in.
    let tried = SharedValue::new(tried_email).into_inner();
    view! {
        <PageTitle name=sign_in.title.to_owned() />
        <div class="page sign-in">
            <div>
                <h1>{sign_in.title}</h1>
                <p class="lead">{sign_in.lead}</p>
                <form class="panel stack" method="post" action="/api/sign_in">
                    {move || changed().then(|| view! { <Notice tone=Tone::Done text=words().reset.done /> })}
                    {move || problem().map(|(tone, text)| view! { <Notice tone=tone text=text /> })}
                    <GoingTo />
                    <Field name="email" label=sign_in.email>
                        <input id="email" type="email" name="email" autocomplete="username" required value=tried />
                    </Field>
                    <Field name="password" label=sign_in.password>
                        <input
                            id="password"
                            type="password"
                            name="password"
                            autocomplete="current-password"
                            required
                        />
                    </Field>
                    <button type="submit" class="button main">
                        {sign_in.submit}
                    </button>
                    <Forgot />
                </form>
                <ByPasskey />
            </div>
            <Doors />
        </div>
    }
    .into_any()
}

/// Where one goes once signed in, if the address says so and it is a page of ours.
#[component]
fn GoingTo() -> impl IntoView {
    let query = use_location().search;
    let to = move || query.with(|query| destination(query));
    move || to().map(|to| view! { <input type="hidden" name="to" value=to.as_str().to_owned() /> })
}

/// The way to a new password, where the store sends mail.
#[component]
fn Forgot() -> impl IntoView {
    let resource = use_context::<FrameResource>();
    let mails =
        move || resource.and_then(|resource| resource.get()).is_some_and(|frame| frame.is_ok_and(|it| it.mails));
    view! {
        <Transition>
            {
                let mails = noted(move |_| mails());
                move || {
                    mails
                        .get()
                        .then(|| {
                            view! {
                                <p class="hint">
                                    <a href="/sign-in/reset">{words().reset.forgot}</a>
                                </p>
                            }
                        })
                }
            }
        </Transition>
    }
    .into_any()
}

/// Signing in without typing, where the site can have passkeys.
#[component]
fn ByPasskey() -> impl IntoView {
    let resource = use_context::<FrameResource>();
    let works =
        move || resource.and_then(|resource| resource.get()).is_some_and(|frame| frame.is_ok_and(|it| it.passkeys));
    view! {
        <Transition>
            {
                let works = noted(move |_| works());
                move || works.get().then(|| view! { <PasskeyDoor /> })
            }
        </Transition>
    }
    .into_any()
}

#[component]
fn PasskeyDoor() -> impl IntoView {
    let words = &words().access;
    let (asking, query) = (Asking::new(), use_location().search);
    let to = move || query.with_untracked(|query| destination(query)).unwrap_or_default();
    view! {
        <div class="stack">
            <p class="hint">{words.or}</p>
            <AskingSays asking=asking />
            <PasskeyButton
                asking=asking
                text=words.enter
                on_press=move |()| {
                    let to = to();
                    asking.enter(move || browser::go(to.as_str()));
                }
            />
            <ByCode />
        </div>
    }
    .into_any()
}

/// For who has neither passkey nor password at hand.
#[component]
fn ByCode() -> impl IntoView {
    let (access, sign_in) = (&words().access, &words().sign_in);
    view! {
        <details>
            <summary class="hint">{access.by_code}</summary>
            <form class="stack" method="post" action="/api/sign_in_by_code">
                <div class="field">
                    <label for="code-email">{sign_in.email}</label>
                    <input id="code-email" type="email" name="email" autocomplete="username" required />
                </div>
                <Field name="code" label=access.code>
                    <input id="code" name="code" type="text" required autocomplete="off" autocapitalize="characters" />
                </Field>
                <div>
                    <button type="submit" class="button">
                        {access.code_submit}
                    </button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// What depends on the frame: who is signed in already, and the doors of demo mode.
#[component]
fn Doors() -> impl IntoView {
    let sign_in = &words().sign_in;
    let resource = use_context::<FrameResource>();
    let frame = move || resource.and_then(|resource| resource.get()).and_then(Result::ok);
    view! {
        <Transition>
            {
                let frame = noted(move |_| frame());
                move || {
                    let frame = frame.get()?;
                    let here = frame.viewer.map(|viewer| {
                        view! { <Notice tone=Tone::Calm text=(sign_in.here_as)(&viewer.account) /> }
                    });
                    Some(
                        view! {
                            <div class="stack">
                                {here}
                                {frame.demo.then(|| view! { <DemoDoors /> })}
                            </div>
                        },
                    )
                }
            }
        </Transition>
    }
    .into_any()
}

#[component]
fn DemoDoors() -> impl IntoView {
    let sign_in = &words().sign_in;
    let all = [DemoAccount::Unverified, DemoAccount::Verified, DemoAccount::OwnCarrier, DemoAccount::Operator];
    let door = |who: DemoAccount| {
        let door = (sign_in.demo)(who);
        // The word that the door's argument is spelled with on the wire.
        let who = format!("{who:?}");
        view! {
            <li>
                <form method="post" action="/api/sign_in_demo">
                    <input type="hidden" name="who" value=who />
                    <GoingTo />
                    <button type="submit" class="button">
                        {door.button}
                    </button>
                    <p class="hint">{door.text}</p>
                </form>
            </li>
        }
    };
    view! {
        <section class="doors" aria-labelledby="demo">
            <h2 id="demo">{sign_in.demo_title}</h2>
            <p class="hint">{sign_in.demo_lead}</p>
            <ul>{all.into_iter().map(door).collect_view()}</ul>
        </section>
    }
    .into_any()
}
