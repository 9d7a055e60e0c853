//! What the person is told by mail, where the store sends any.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    AppError,
    api::mail_choices::{CHOSEN, ChooseMail, show_mail},
    browser,
    components::{
        action::{action, busy, refusal, send},
        chip::Tone,
        failure::Mishap,
        loaded::loaded,
    },
    desk::MailView,
    live::Live,
    words::words,
};

/// What is mailed to the person, asked for anew whenever something changes. The page makes it, as it makes the others.
pub(super) fn mail() -> Resource<Result<Option<MailView>, AppError>> {
    let live = Live::here();
    Resource::new(move || live.version(), |_| show_mail())
}

/// The choice, if there is one.
#[component]
pub(super) fn Mail(resource: Resource<Result<Option<MailView>, AppError>>) -> impl IntoView {
    let choosing = action::<ChooseMail>();
    let failed = move |error| view! { <Mishap error=error retry=move |()| resource.refetch() /> }.into_any();
    let skeleton = || ().into_any();
    loaded(resource, skeleton, failed, move |view: Signal<Option<MailView>>| {
        // Built once: what is ticked stays, and so does the focus.
        let sent = Memo::new(move |_| view.with(Option::is_some));
        move || {
            let mail = sent.get().then(|| view.get_untracked()).flatten()?;
            Some(view! { <Choice mail=mail choosing=choosing /> })
        }
    })
}

#[component]
fn Choice(mail: MailView, choosing: ServerAction<ChooseMail>) -> impl IntoView {
    let words = &words().mail;
    let live = Live::here();
    let query = use_query_map();
    // A form without script is led to an address that says so.
    let saved = move || match choosing.value().get() {
        Some(done) => done.is_ok(),
        None => query.with_untracked(|query| query.get_str("changed") == Some("mail")),
    };
    Effect::new(move |_| {
        if choosing.value().get().is_some_and(|done| done.is_ok()) {
            live.bump();
        }
    });
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(choosing, chosen(&browser::form_fields(form)));
    };
    let (busy, refused) = (busy(choosing), refusal(choosing));
    let tick = |(topic, wanted): (crate::domain::notice::Topic, bool)| {
        view! {
            <label class="tick">
                <input
                    id=format!("mail-{topic}")
                    type="checkbox"
                    name=format!("wanted[{topic}]")
                    value="1"
                    checked=wanted
                />
                <span>{(words.topic)(topic)}</span>
            </label>
        }
    };
    view! {
        <section class="stack" aria-labelledby="mail-title">
            <h2 id="mail-title">{words.title}</h2>
            <p class="hint">{words.hint}</p>
            {move || saved().then(|| view! { <Saved /> })}
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            <form class="panel stack" method="post" action="/api/choose_mail" node_ref=form on:submit=submit>
                <input type="hidden" name="chosen" value=CHOSEN />
                <fieldset class="mail-topics">
                    <legend>{words.legend}</legend>
                    {mail.topics.into_iter().map(tick).collect_view()}
                </fieldset>
                <div>
                    <button type="submit" class="button" aria-busy=busy aria-disabled=busy>
                        {words.save}
                    </button>
                </div>
                <p class="hint">{words.always}</p>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Saved() -> impl IntoView {
    view! {
        <p class="notice" data-tone=Tone::Done.as_str() role="status">
            {words().mail.saved}
        </p>
    }
    .into_any()
}

/// What the form says.
fn chosen(fields: &[(String, String)]) -> ChooseMail {
    let named = |name: &str| Some(name.strip_prefix("wanted[")?.strip_suffix(']')?.to_owned());
    let wanted = fields.iter().filter_map(|(name, value)| Some((named(name)?, value.clone()))).collect();
    ChooseMail { chosen: CHOSEN.to_owned(), wanted }
}
