//! The form of an application: a draft that can be saved as it is, or sent.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use std::collections::BTreeMap;

use super::{
    Back, TITLE, address,
    control::{Around, FieldOf},
    layout::groups,
    reasons::Reasons,
    wrong::{Findings, WRONG},
};
use crate::{
    api::{send_application::SendApplication, write_application::WriteApplication as Write},
    browser,
    components::{
        action::{action, busy, refusal, send},
        chip::{Chip, Tone},
        refusal::Told as Refused,
        told::Told,
    },
    desk::ServiceView,
    domain::{
        ApplicationId, PhoneNumber, Service,
        service::{Application, Field, Reason},
    },
    live::Live,
    pages::services::VerifyFirst,
    words::{Group, words},
};

/// An application that is being written.
#[component]
pub(super) fn WriteApplication(
    service: Service,
    id: ApplicationId,
    /// Whether it begins with what an earlier one knows.
    known: bool,
    view: Signal<ServiceView>,
    asking: RwSignal<bool>,
) -> impl IntoView {
    let words = &words().services;
    let about = (words.service)(service);
    let (sending, writing) = (action::<SendApplication>(), action::<Write>());
    let saved = RwSignal::new(use_query_map().with_untracked(|query| query.get_str("saved").is_some()));
    let around = around(service, known, view, sending);
    let prefilled = known && around.filled.with_value(|filled| !filled.is_empty());
    let state = Memo::new(move |_| view.with(|view| view.open.as_ref().map(|open| open.summary.state.clone())));
    let verify_first = Memo::new(move |_| view.with(|view| view.verify_first));
    follow(service, id.clone(), sending, writing, saved, asking);
    let (not_sent, not_written) = (refusal(sending), refusal(writing));
    let refused = move || not_sent.get().or_else(|| not_written.get());
    view! {
        <div class="page service">
            <Back />
            <div class="page-head">
                <div>
                    <h1 id=TITLE tabindex="-1">
                        {about.title}
                    </h1>
                    <p class="lead">{about.text}</p>
                </div>
                {move || state.get().map(|state| view! { <Standing state=state /> })}
            </div>
            {move || verify_first.get().then(|| view! { <VerifyFirst /> })}
            {prefilled.then(|| view! { <p class="hint">{words.known}</p> })}
            {move || {
                let reasons = around.reasons.get();
                (!reasons.is_empty()).then(|| view! { <Reasons service=service reasons=reasons /> })
            }}
            {move || saved.get().then(|| view! { <Told text=words.saved /> })}
            {move || refused().map(|error| view! { <Refused error=error /> })}
            <Findings service=service wrong=around.wrong />
            <Form around=around id=id sending=sending writing=writing saved=saved />
        </div>
    }
    .into_any()
}

/// What the fields have to know.
fn around(service: Service, known: bool, view: Signal<ServiceView>, sending: ServerAction<SendApplication>) -> Around {
    let filled = view.with_untracked(|view| match &view.open {
        Some(open) if !known => open.filled.clone(),
        _ => view.known.clone(),
    });
    let wrong = Memo::new(move |_| match sending.value().get() {
        Some(Ok(sent)) => sent.err().unwrap_or_default(),
        Some(Err(_)) => Vec::new(),
        None => view.with(|view| view.open.as_ref().map(|open| open.wrong.clone()).unwrap_or_default()),
    });
    let reasons = Memo::new(move |_| {
        view.with(|view| match view.open.as_ref().map(|open| &open.summary.state) {
            Some(Application::Rejected { reasons, .. }) => reasons.clone(),
            _ => Vec::<Reason>::new(),
        })
    });
    // What was offered stays: somebody may have chosen it. Whether it is theirs is asked when it is sent.
    let numbers = Memo::new(move |before: Option<&Vec<PhoneNumber>>| {
        let mut numbers = view.with(|view| view.numbers.clone());
        let missing = before.into_iter().flatten().filter(|number| !numbers.contains(number));
        numbers.extend(missing.cloned().collect::<Vec<_>>());
        numbers
    });
    let filled = StoredValue::new(filled);
    Around { service, filled, numbers: numbers.into(), wrong: wrong.into(), reasons: reasons.into() }
}

/// Goes on from what was saved or sent.
fn follow(
    service: Service,
    id: ApplicationId,
    sending: ServerAction<SendApplication>,
    writing: ServerAction<Write>,
    saved: RwSignal<bool>,
    asking: RwSignal<bool>,
) {
    let (live, navigate) = (Live::here(), use_navigate());
    let here = address(service, &id);
    let stay = Callback::new(move |()| {
        navigate(&here, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        live.bump();
    });
    Effect::new(move |_| match sending.value().get() {
        Some(Ok(sent)) => {
            writing.clear();
            asking.set(sent.is_ok());
            stay.run(());
            if sent.is_err() {
                browser::focus(WRONG);
            }
        }
        Some(Err(_)) => live.bump(),
        None => {}
    });
    Effect::new(move |_| match writing.value().get() {
        Some(Ok(())) => {
            sending.clear();
            saved.set(true);
            stay.run(());
        }
        Some(Err(_)) => live.bump(),
        None => {}
    });
}

#[component]
fn Standing(state: Application) -> impl IntoView {
    view! {
        <p role="status">
            <Chip tone=Signal::stored(Tone::from(&state)) text=Signal::stored((words().services.state)(&state)) />
        </p>
    }
    .into_any()
}

#[component]
fn Form(
    around: Around,
    id: ApplicationId,
    sending: ServerAction<SendApplication>,
    writing: ServerAction<Write>,
    saved: RwSignal<bool>,
) -> impl IntoView {
    let words = &words().services;
    let service = around.service;
    let form = NodeRef::<html::Form>::new();
    let application = id.to_string();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (application, service, fields) = (application.clone(), service.to_string(), fields(form));
        saved.set(false);
        if browser::has_own_door(&event) {
            send(writing, Write { application, service, fields });
        } else {
            send(sending, SendApplication { application, service, fields });
        }
    };
    let (busy_sending, busy_writing) = (busy(sending), busy(writing));
    let group =
        |(group, fields): &(Group, &'static [Field])| view! { <Fields around=around group=*group fields=*fields /> };
    view! {
        // The browser's own checks would keep a draft from being saved; the store's stand beside each field.
        <form class="application" method="post" action="/api/send_application" novalidate node_ref=form on:submit=submit>
            <input type="hidden" name="application" value=id.to_string() />
            <input type="hidden" name="service" value=service.as_str() />
            {groups(service).iter().map(group).collect_view()}
            <p class="hint">{words.send_hint}</p>
            <div class="form-ways">
                // First, so that Enter keeps a draft and sends nothing.
                <button
                    type="submit"
                    class="button"
                    formaction="/api/write_application"
                    aria-busy=busy_writing
                    aria-disabled=busy_writing
                >
                    {words.save}
                </button>
                <button type="submit" class="button main" aria-busy=busy_sending aria-disabled=busy_sending>
                    {words.send}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Fields that belong together.
#[component]
fn Fields(around: Around, group: Group, fields: &'static [Field]) -> impl IntoView {
    let (title, text) = (words().services.group)(around.service, group);
    let id = format!("group-{group:?}");
    let labelled = id.clone();
    let field = move |field: &Field| view! { <FieldOf around=around field=*field /> };
    view! {
        <section class="panel stack" aria-labelledby=labelled>
            <div>
                <h2 id=id>{title}</h2>
                <p class="hint">{text}</p>
            </div>
            <div class="grid">{fields.iter().map(field).collect_view()}</div>
        </section>
    }
    .into_any()
}

/// What the form holds, by field.
fn fields(form: NodeRef<html::Form>) -> BTreeMap<String, Vec<String>> {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in browser::form_fields(form) {
        let named = name.strip_prefix("fields[").and_then(|rest| rest.split_once(']'));
        if let Some((field, _)) = named {
            fields.entry(field.to_owned()).or_default().push(value);
        }
    }
    fields
}
