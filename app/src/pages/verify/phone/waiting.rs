//! A phone is waited for: the code, the link in all its forms, and how long.

use std::time::Duration;

use leptos::{
    ev::SubmitEvent, html, leptos_dom::helpers::set_interval_with_handle, prelude::*, server_fn::ServerFn as _,
    task::spawn_local,
};

use super::{Here, TITLE, calling};
use crate::{
    api::handoff::{BeginHandoff, TextHandoff},
    browser,
    components::{
        action::{busy, refusal, send},
        chip::Tone,
        failure::Mishap,
        look_again::LookAgain,
        moment::Moment,
        notice::Notice,
        press::Press,
    },
    desk::{HandoffView, QrCode, VerifyView, WaitingView},
    domain::Timestamp,
    live::{Awake, Live},
    words::words,
};

/// How often the page looks at the time.
const TICK: Duration = Duration::from_secs(10);
/// After how many looks it asks for the link that is shown then.
const TURN: u32 = 12;
/// What is left when the reader is told.
const SOON: i64 = 120;

/// All of it.
#[component]
pub(super) fn Waiting(case: Signal<VerifyView>) -> impl IntoView {
    let words = &words().handoff;
    let view = Memo::new(move |before: Option<&Option<WaitingView>>| {
        case.with(|case| match &case.handoff {
            Some(HandoffView::Waiting(view)) => Some(view.clone()),
            _ => before.cloned().flatten(),
        })
    });
    let code = move || view.with(|view| view.as_ref().map(|view| view.code.clone()));
    let qr = Memo::new(move |_| view.with(|view| view.as_ref().and_then(|view| view.qr.clone())));
    let loopback = qr.with_untracked(Option::is_none);
    let texts = view.with_untracked(|view| view.as_ref().is_some_and(|view| view.texts));
    let until = Memo::new(move |_| view.with(|view| view.as_ref().map(|view| view.until)));
    view! {
        <div class="panel handoff-panel">
            <h2 id=TITLE tabindex="-1">
                {words.title}
            </h2>
            {if loopback {
                view! { <Notice tone=Tone::Wait title=words.loopback text=words.loopback_text /> }.into_any()
            } else {
                view! { <p>{words.lead}</p> }.into_any()
            }}
            <div class="handoff-ways">
                {move || qr.get().map(|code| view! { <Scanned code=code /> })}
                <div class="handoff-code">
                    <p>{words.code}</p>
                    <p class="match-code" translate="no">
                        {code}
                    </p>
                    <p class="hint">{words.code_hint}</p>
                </div>
            </div>
            <Link view=view />
            {texts.then(|| view! { <ByText view=view /> })}
            <ol class="handoff-steps" aria-label=words.steps aria-live="polite">
                <li data-state="now">{words.waiting}</li>
            </ol>
            <TimeLeft until=until />
            <LookAgain to="/verify" />
            <div class="handoff-end">
                <Renew />
                <Here />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Scanned(code: QrCode) -> impl IntoView {
    let QrCode { side, path } = code;
    // Four modules of white around it are part of the code.
    let (full, frame) = (side + 8, format!("-4 -4 {0} {0}", side + 8));
    view! {
        <svg class="qr" role="img" aria-label=words().handoff.qr viewBox=frame shape-rendering="crispEdges">
            <rect x="-4" y="-4" width=full height=full />
            <path d=path />
        </svg>
    }
}

#[component]
fn Link(view: Memo<Option<WaitingView>>) -> impl IntoView {
    let words = &words().handoff;
    let awake = Awake::here();
    let link = Memo::new(move |_| view.with(|view| view.as_ref().map(|view| view.link.clone()).unwrap_or_default()));
    let copied = RwSignal::new(false);
    Effect::new(move |_| {
        let _ = link.get();
        copied.set(false);
    });
    let copy = move |_| {
        spawn_local(async move {
            let done = browser::copy(&link.get_untracked()).await;
            copied.try_set(done);
        });
    };
    view! {
        <div class="handoff-link">
            <label for="handoff-link">{words.link}</label>
            <input id="handoff-link" type="text" readonly value=link aria-describedby="handoff-link-hint" translate="no" />
            <button type="button" class="button" hidden=move || !awake.get() on:click=copy>
                {words.copy}
            </button>
            <p id="handoff-link-hint" class="hint">
                {words.changes}
            </p>
            <p class="hint" role="status">
                {move || copied.get().then_some(words.copied)}
            </p>
        </div>
    }
}

/// The link by text message. A plain form, sent by the page itself once it is awake.
#[component]
fn ByText(view: Memo<Option<WaitingView>>) -> impl IntoView {
    let words = &words().handoff;
    let texting = calling::<TextHandoff>();
    let (refused, busy) = (refusal(texting), busy(texting));
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let fields = browser::valid_fields(form);
        if let Some((_, number)) = fields.into_iter().find(|(name, _)| name == "number") {
            send(texting, TextHandoff { number });
        }
    };
    let told = move || {
        let texted = view.with(|view| view.as_ref().and_then(|view| view.texted));
        texted.map(words.text)
    };
    view! {
        <form class="handoff-text" method="post" action=TextHandoff::url() node_ref=form on:submit=submit>
            <label for="number">{words.number}</label>
            <p id="number-hint" class="hint">
                {words.number_hint}
            </p>
            <input
                id="number"
                name="number"
                type="tel"
                autocomplete="tel"
                maxlength="24"
                required
                aria-describedby="number-hint"
            />
            <button type="submit" class="button" aria-busy=busy aria-disabled=busy>
                {words.send}
            </button>
            <p role="status">{told}</p>
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
        </form>
    }
}

/// Until when the phone is waited for; told anew shortly before, and the link is asked for anew as it changes.
#[component]
fn TimeLeft(until: Memo<Option<Timestamp>>) -> impl IntoView {
    let words = &words().handoff;
    let live = Live::here();
    let soon = RwSignal::new(false);
    let ticks = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let tick = move || {
            let Some(until) = until.try_get_untracked().flatten() else { return };
            let left = (until.micros() - browser::now().micros()) / 1_000_000;
            soon.try_set((0..SOON).contains(&left));
            ticks.try_update_value(|ticks| *ticks += 1);
            if left < 0 || ticks.try_get_value().is_some_and(|ticks| ticks % TURN == 0) {
                live.bump();
            }
        };
        let ticking = set_interval_with_handle(tick, TICK).ok();
        on_cleanup(move || _ = ticking.map(|ticking| ticking.clear()));
    });
    let moment = move || until.get().map(|until| view! { <Moment at=until within=true /> });
    view! {
        <p class="small">{words.until} " " {moment}</p>
        <p class="handoff-soon" role="status">
            {move || soon.get().then_some(words.ends_soon)}
        </p>
    }
}

#[component]
fn Renew() -> impl IntoView {
    let words = &words().handoff;
    let begin = calling::<BeginHandoff>();
    let refused = refusal(begin);
    view! {
        <Press action=begin input=Signal::stored(BeginHandoff {}) fields=|_| Vec::new()>
            {words.renew}
        </Press>
        {move || refused.get().map(|error| view! { <Mishap error=error /> })}
    }
}
