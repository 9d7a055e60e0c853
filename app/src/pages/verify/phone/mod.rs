//! Going on with a phone, at the computer: the way there, the code and the link, and what the phone has done.

mod connected;
mod left;
mod waiting;

use leptos::prelude::*;

use super::place::Place;
use crate::{
    api::handoff::{BeginHandoff, EndHandoff},
    browser,
    components::{
        action::{Call, action, refusal},
        chip::Tone,
        failure::Mishap,
        notice::Notice,
        press::Press,
    },
    desk::{HandoffView, VerifyView},
    live::Live,
    words::words,
};
use connected::Connected;
use waiting::Waiting;

/// The id of the heading, which takes the focus of what was pressed.
const TITLE: &str = "handoff-title";

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
    let told = move || match shape.get() {
        Shape::Connected => Some(words.at_it),
        Shape::Expired => Some(words.expired),
        Shape::Offer | Shape::Waiting | Shape::WrongCode => None,
    };
    view! {
        <section id="handoff" class="handoff" aria-label=words.title data-open=move || shape.get().is_open().then_some("")>
            <p class="hidden" role="status">
                {told}
            </p>
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
