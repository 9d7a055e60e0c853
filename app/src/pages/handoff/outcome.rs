//! What follows the pictures on the phone. How purchases stand is said in numbers of purchases alone.

use leptos::prelude::*;

use crate::{
    AppError, browser,
    components::{chip::Tone, look_again::LookAgain, title::PageTitle},
    desk::{PhoneView, Step},
    pages::verify::{HEADING, Reconsider, title},
    words::words,
};

/// The vendor is at work.
#[component]
pub(super) fn Checking(phone: Signal<PhoneView>) -> impl IntoView {
    let (words, outcome, selfie) = (&words().handoff, &words().outcome, &words().selfie);
    let text = move || phone.with(|phone| (words.completing)(phone.waiting));
    let may_reconsider =
        Memo::new(move |_| phone.with(|phone| matches!(phone.case.step, Step::Checking { may_reconsider: true })));
    view! {
        <h1 id=HEADING tabindex="-1">
            {outcome.checking}
        </h1>
        <div class="panel working">
            <div class="pulse" aria-hidden="true"></div>
            {move || {
                if may_reconsider.get() {
                    view! { <p>{selfie.alone_text}</p> <Reconsider /> }.into_any()
                } else {
                    view! { <p>{words.close} " " {text}</p> }.into_any()
                }
            }}
            <LookAgain to="/handoff" />
        </div>
    }
    .into_any()
}

/// Verified; what was waiting is bought, or about to be.
#[component]
pub(super) fn Verified(phone: Signal<PhoneView>) -> impl IntoView {
    let (words, outcome) = (&words().handoff, &words().outcome);
    let text = move || {
        phone.with(|phone| match (phone.waiting, phone.bought) {
            (0, bought) if bought > 0 => (words.complete)(bought),
            (waiting, _) => (words.completing)(waiting),
        })
    };
    view! {
        <div class="banner result" data-tone=Tone::Done.as_str()>
            <div>
                <h1 id=HEADING tabindex="-1">
                    {outcome.verified}
                </h1>
                <p class="lead" aria-live="polite">
                    {text}
                </p>
                <p>{words.close}</p>
            </div>
        </div>
        <LookAgain to="/handoff" />
    }
    .into_any()
}

/// What the phone has no part in.
#[component]
pub(super) fn AtComputer(step: Step) -> impl IntoView {
    let words = &words().handoff;
    let under_review = matches!(step, Step::UnderReview);
    view! {
        <h1 id=HEADING tabindex="-1">
            {title(&step)}
        </h1>
        <div class="panel stack">
            <p>
                {if under_review {
                    words.under_review.into_any()
                } else {
                    view! { <strong>{words.at_computer}</strong> ". " {words.at_computer_text} }.into_any()
                }}
            </p>
            <LookAgain to="/handoff" />
        </div>
    }
    .into_any()
}

/// The phone may do nothing more.
#[component]
pub(super) fn Over() -> impl IntoView {
    let over = (words().problems.error)(&AppError::HandoffOver);
    // It may stand in the place of what somebody was just about to press.
    Effect::new(|_| browser::focus(HEADING));
    view! {
        <PageTitle name=over.title.clone() />
        <div class="page empty on-phone">
            <h1 id=HEADING tabindex="-1">
                {over.title}
            </h1>
            <p class="lead">{over.text}</p>
        </div>
    }
    .into_any()
}
