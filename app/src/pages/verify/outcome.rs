//! What follows the pictures. Each is left by itself: the page follows the account.

use leptos::prelude::*;

use super::{HEADING, place::Place, reasons::Reasons, stepper::StepHead};
use crate::{
    api::restart_verification::{RestartOnPhone, RestartVerification},
    components::{
        action::{Call, action, refusal},
        application_list::ApplicationList,
        chip::Tone,
        failure::Mishap,
        look_again::LookAgain,
        order_list::OrderList,
        press::Press,
    },
    desk::{Step, VerifyView},
    domain::order::Status,
    live::Live,
    words::words,
};

/// The vendor is at work.
#[component]
pub(super) fn Checking(case: Signal<VerifyView>) -> impl IntoView {
    let (words, selfie) = (&words().outcome, &words().selfie);
    let may_reconsider =
        Memo::new(move |_| case.with(|case| matches!(case.step, Step::Checking { may_reconsider: true })));
    view! {
        <StepHead current=2 title=words.checking lead=words.checking_text />
        <div class="panel working">
            <div class="pulse" aria-hidden="true"></div>
            <p>{words.checking_next}</p>
            {move || {
                may_reconsider
                    .get()
                    .then(|| {
                        view! {
                            <p>{selfie.alone_text}</p>
                            <Reconsider />
                        }
                    })
            }}
            <p class="hint">{words.leave}</p>
            <LookAgain to="/verify" />
        </div>
        <Orders case=case title=words.waiting_orders />
    }
    .into_any()
}

/// The way back to the selfie, while the vendor has got nothing.
#[component]
pub(crate) fn Reconsider() -> impl IntoView {
    view! {
        <form method="post" action=Place::here().reconsider()>
            <button type="submit" class="button">
                {words().selfie.reconsider}
            </button>
        </form>
    }
    .into_any()
}

/// A person looks: at the vendor, or one of ours, who asks for the ID another way.
#[component]
pub(super) fn UnderReview(case: Signal<VerifyView>) -> impl IntoView {
    let (words, vendor) = (&words().outcome, &words().vendor);
    let referred = case.with_untracked(|case| case.referred);
    let lead = if referred { vendor.referred } else { words.under_review_text };
    view! {
        <StepHead current=2 title=words.under_review lead=lead />
        <div class="panel working">
            {referred.then(|| view! { <Reconsider /> })}
            <p>{words.leave}</p>
            <LookAgain to="/verify" />
        </div>
        <Orders case=case title=words.waiting_orders />
    }
    .into_any()
}

/// Verified, once and for all.
#[component]
pub(super) fn Verified(case: Signal<VerifyView>) -> impl IntoView {
    let words = &words().outcome;
    let bought = Memo::new(move |_| case.with(bought));
    let text = move || bought.with(|numbers| (words.verified_text)(numbers));
    view! {
        <Plain tone=Tone::Done title=words.verified text=text>
            <a class="button main" href="/search">
                {words.search}
            </a>
        </Plain>
        <Orders case=case title=words.released_orders />
    }
    .into_any()
}

/// The numbers that the wait was for and that are the buyer's now.
fn bought(case: &VerifyView) -> Vec<String> {
    let orders = case.orders.iter().filter(|order| order.status == Status::Purchased);
    orders.flat_map(|order| order.numbers.iter().map(ToString::to_string)).collect()
}

/// Refused for good.
#[component]
pub(super) fn Declined(case: Signal<VerifyView>) -> impl IntoView {
    let words = &words().outcome;
    view! {
        <Plain tone=Tone::Bad title=words.declined text=words.declined_text>
            <p class="hint">{words.declined_next}</p>
            <a class="button main" href="/search">
                {words.search}
            </a>
        </Plain>
        <Orders case=case title=words.released_orders />
    }
    .into_any()
}

/// Nothing to verify.
#[component]
pub(super) fn NotNeeded() -> impl IntoView {
    let words = &words().outcome;
    view! {
        <Plain tone=Tone::Calm title=words.not_needed text=words.not_needed_text>
            <a class="button main" href="/search">
                {words.search}
            </a>
        </Plain>
    }
    .into_any()
}

/// Better pictures are wanted.
#[component]
pub(crate) fn TryAgain(case: Signal<VerifyView>) -> impl IntoView {
    let words = &words().outcome;
    let reasons = move || match case.get().step {
        Step::TryAgain { reasons } => reasons,
        _ => Vec::new(),
    };
    let left = move || case.with(|case| (words.tries_left)(case.attempts_left, case.attempts_max));
    view! {
        <StepHead current=2 title=words.try_again lead=words.try_again_text />
        <div class="panel stack">
            {move || {
                let reasons = reasons();
                (!reasons.is_empty()).then(|| view! { <Reasons title="" reasons=reasons /> })
            }}
            <div class="form-ways">
                <p class="hint">{left}</p>
                {match Place::here() {
                    Place::Account => again(RestartVerification {}),
                    Place::Phone => again(RestartOnPhone {}),
                }}
            </div>
        </div>
        <Orders case=case title=words.waiting_orders />
    }
    .into_any()
}

/// Back to the document, by this door.
fn again<S: Call>(input: S) -> AnyView {
    let live = Live::here();
    let restarting = action::<S>();
    let refused = refusal(restarting);
    Effect::new(move |_| {
        if restarting.value().get().is_some() {
            live.bump();
        }
    });
    view! {
        {move || refused.get().map(|error| view! { <Mishap error=error /> })}
        <Press action=restarting input=Signal::stored(input) fields=|_| Vec::new() class="button main">
            {words().outcome.try_again_button}
        </Press>
    }
    .into_any()
}

/// A result, its meaning, and the next useful step.
#[component]
fn Plain(tone: Tone, title: &'static str, #[prop(into)] text: TextProp, children: Children) -> impl IntoView {
    view! {
        <div class="banner result" data-tone=tone.as_str()>
            <div>
                <h1 id=HEADING tabindex="-1">
                    {title}
                </h1>
                <p class="lead" aria-live="polite">
                    {move || text.get()}
                </p>
            </div>
            <div class="ways">{children()}</div>
        </div>
    }
    .into_any()
}

/// The orders that wait for the identity or that it released, each live.
#[component]
pub(super) fn Orders(case: Signal<VerifyView>, title: &'static str) -> impl IntoView {
    let orders = Memo::new(move |_| case.with(|case| case.orders.clone()));
    let any = Memo::new(move |_| orders.with(|orders| !orders.is_empty()));
    view! {
        {move || {
            any.get().then(|| {
                view! {
                    <section class="case-orders">
                        <h2>{title}</h2>
                        <OrderList orders=orders label=Signal::stored(title) />
                        <p>
                            <a href="/orders">{words().outcome.see_orders}</a>
                        </p>
                    </section>
                }
            })
        }}
        <Applications case=case />
    }
}

/// The applications that wait for the identity or that it released, each live.
#[component]
fn Applications(case: Signal<VerifyView>) -> impl IntoView {
    let words = &words().services;
    let applications = Memo::new(move |_| case.with(|case| case.applications.clone()));
    let any = Memo::new(move |_| applications.with(|list| !list.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <section class="case-orders">
                    <h2>{words.list}</h2>
                    <ApplicationList applications=applications label=words.list mixed=true />
                    <p>
                        <a href="/services">{words.back}</a>
                    </p>
                </section>
            }
        })
    }
}
