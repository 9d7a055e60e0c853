//! A phone is waited for: the code, the link in all its forms, and how long.

use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn as _, task::spawn_local};

use super::{Here, TITLE, calling, left::seconds_left};
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
    desk::{HandoffView, QrCode, SHOWN_MINUTES, VerifyView, WAITED_MINUTES, WaitingView},
    live::{Awake, Live},
    words::words,
};

/// How many minutes are left when the reader is told.
const SOON_MINUTES: u64 = 2;

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
    let guessed = Memo::new(move |_| view.with(|view| view.as_ref().is_some_and(|view| view.guessed)));
    view! {
        <div class="panel handoff-panel">
            <h2 id=TITLE tabindex="-1">
                {words.title}
            </h2>
            {move || {
                guessed
                    .get()
                    .then(|| view! { <Notice tone=Tone::Bad title=words.guessed text=words.guessed_text /> })
            }}
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
            <TimeLeft view=view />
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
                {(words.changes)(SHOWN_MINUTES)}
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
fn TimeLeft(view: Memo<Option<WaitingView>>) -> impl IntoView {
    let words = &words().handoff;
    let live = Live::here();
    let left = seconds_left(Memo::new(move |_| view.with(|view| view.as_ref().map(|view| view.left))));
    let turn = Memo::new(move |_| left.get().map(|left| (seconds(WAITED_MINUTES) - left) / seconds(SHOWN_MINUTES)));
    Effect::new(move |before: Option<Option<i64>>| {
        let now = turn.get();
        if before.flatten().is_some_and(|before| Some(before) != now) {
            live.bump();
        }
        now
    });
    let until = Memo::new(move |_| view.with(|view| view.as_ref().map(|view| view.until)));
    let soon = Memo::new(move |_| left.get().is_some_and(|left| (0..seconds(SOON_MINUTES)).contains(&left)));
    let moment = move || until.get().map(|until| view! { <Moment at=until within=true /> });
    view! {
        <p class="small">{words.until} " " {moment}</p>
        <p class="handoff-soon" role="status">
            {move || soon.get().then(|| (words.ends_soon)(SOON_MINUTES))}
        </p>
    }
}

const fn seconds(minutes: u64) -> i64 {
    minutes.cast_signed() * 60
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
