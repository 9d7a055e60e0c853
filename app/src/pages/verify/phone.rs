//! Going on with a phone, at the computer: the way there, the code and the link, and what the phone has done.

use std::time::Duration;

use leptos::{
    ev::SubmitEvent, html, leptos_dom::helpers::set_interval_with_handle, prelude::*, server_fn::ServerFn as _,
    task::spawn_local,
};

use super::place::Place;
use crate::{
    api::handoff::{BeginHandoff, EndHandoff, TextHandoff},
    browser,
    components::{
        action::{Call, action, busy, refusal, send},
        chip::Tone,
        failure::Mishap,
        look_again::LookAgain,
        moment::Moment,
        notice::Notice,
        press::Press,
    },
    desk::{HandoffView, QrCode, Received, VerifyView, WaitingView},
    domain::{Device, Timestamp},
    live::{Awake, Live},
    words::words,
};

/// The id of the heading, which takes the focus of what was pressed.
const TITLE: &str = "handoff-title";
/// How often the page looks at the time.
const TICK: Duration = Duration::from_secs(10);
/// After how many looks it asks for the link that is shown then.
const TURN: u32 = 12;
/// What is left when the reader is told.
const SOON: i64 = 120;

/// Which view stands; a new link changes it from within, so that a number that is being typed stays.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Offer,
    Waiting,
    Connected,
    WrongCode,
    Expired,
}

impl Shape {
    fn of(case: &VerifyView) -> Self {
        match case.handoff {
            None => Self::Offer,
            Some(HandoffView::Waiting(_)) => Self::Waiting,
            Some(HandoffView::Connected { .. }) => Self::Connected,
            Some(HandoffView::WrongCode) => Self::WrongCode,
            Some(HandoffView::Expired) => Self::Expired,
        }
    }

    /// Whether a phone is at it, or waited for: what follows on the page is hidden then.
    fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Connected)
    }
}

/// The way to the phone, above the step. On the phone itself there is none.
#[component]
pub(super) fn PhoneWay(
    case: Signal<VerifyView>,
    /// Told when the step is left to the phone.
    #[prop(optional, into)]
    left: Option<Callback<()>>,
) -> impl IntoView {
    if Place::here() == Place::Phone {
        return ().into_any();
    }
    let shape = Memo::new(move |_| case.with(Shape::of));
    Effect::new(move |before: Option<Shape>| {
        let now = shape.get();
        if let Some(left) = left.filter(|_| now.is_open()) {
            left.run(());
        }
        // What was pressed is gone.
        if before.is_some_and(|before| before != now) {
            browser::catch_focus(vec![format!("#{TITLE}"), ".handoff-offer button".to_owned()]);
        }
        now
    });
    let words = &words().handoff;
    view! {
        <section class="handoff" aria-label=words.title data-open=move || shape.get().is_open().then_some("")>
            {move || match shape.get() {
                Shape::Offer => view! { <Offer /> }.into_any(),
                Shape::Waiting => view! { <Waiting case=case /> }.into_any(),
                Shape::Connected => view! { <Connected case=case /> }.into_any(),
                Shape::WrongCode => {
                    view! {
                        <Notice tone=Tone::Bad title=words.wrong_code text=words.wrong_code_text />
                        <Offer />
                    }
                        .into_any()
                }
                Shape::Expired => {
                    view! {
                        <Notice tone=Tone::Wait title=words.expired text=words.expired_text />
                        <Offer />
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}

/// Calls `S`, and looks at the account as soon as that is answered.
fn calling<S: Call>() -> ServerAction<S> {
    let (live, calls) = (Live::here(), action::<S>());
    Effect::new(move |_| {
        if calls.value().get().is_some() {
            live.bump();
        }
    });
    calls
}

#[component]
fn Offer() -> impl IntoView {
    let words = &words().handoff;
    let begin = calling::<BeginHandoff>();
    let refused = refusal(begin);
    view! {
        <div class="handoff-offer">
            <Press action=begin input=Signal::stored(BeginHandoff {}) fields=|_| Vec::new()>
                {words.begin}
            </Press>
            <p class="hint">{words.begin_hint}</p>
        </div>
        {move || refused.get().map(|error| view! { <Mishap error=error /> })}
    }
}

/// The way back: the phone may do nothing more.
#[component]
fn Here() -> impl IntoView {
    let words = &words().handoff;
    let end = calling::<EndHandoff>();
    let refused = refusal(end);
    view! {
        <Press action=end input=Signal::stored(EndHandoff {}) fields=|_| Vec::new()>
            {words.here}
        </Press>
        {move || refused.get().map(|error| view! { <Mishap error=error /> })}
    }
}

#[component]
fn Waiting(case: Signal<VerifyView>) -> impl IntoView {
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

#[component]
fn Connected(case: Signal<VerifyView>) -> impl IntoView {
    let (words, device) = (&words().handoff, words().access.device);
    let state = Memo::new(move |before: Option<&Option<(Device, Received)>>| {
        case.with(|case| match &case.handoff {
            Some(HandoffView::Connected { device, received, .. }) => Some((*device, *received)),
            _ => before.copied().flatten(),
        })
    });
    let step = |name: String, is_done: bool| {
        let told = if is_done { words.done } else { words.later };
        view! {
            <li data-state=if is_done { "done" } else { "later" }>
                {name}
                <span class="hidden">", " {told}</span>
            </li>
        }
    };
    let steps = move || {
        let (of, Received { front, back }) = state.get()?;
        let back = back.map(|back| step(words.back.to_owned(), back));
        Some(view! {
            {step((words.connected)(&device(of)), true)}
            {step(words.front.to_owned(), front)}
            {back}
            {step(words.selfie.to_owned(), false)}
        })
    };
    view! {
        <div class="panel handoff-panel">
            <h2 id=TITLE tabindex="-1">
                {words.title}
            </h2>
            <ol class="handoff-steps" aria-label=words.steps aria-live="polite">
                {steps}
            </ol>
            <p>{words.keep_open}</p>
            <LookAgain to="/verify" />
            <div class="handoff-end">
                <Here />
            </div>
        </div>
    }
    .into_any()
}
