//! `/verify`: one step at a time; where the account stands decides which.

mod by_itself;
mod camera;
mod chosen;
mod consent;
mod document;
mod id_types;
mod outcome;
mod phone;
mod plate;
mod problem;
mod reasons;
mod selfie;
mod sending;
mod side;
mod stepper;
mod trouble;
mod vendor;
mod without;

use std::mem::{Discriminant, discriminant};

use leptos::prelude::*;

use crate::{
    api::show_verification::show_verification,
    browser,
    components::{
        loaded::loaded_page,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::{Step, VerifyView},
    domain::feedback::Topic,
    live::Live,
    place,
    words::words,
};
pub(crate) use document::DocumentStep;
use outcome::{Checking, Declined, NotNeeded, UnderReview, Verified};
pub(crate) use outcome::{Reconsider, TryAgain};
pub(crate) use place::Place;
pub(crate) use selfie::SelfieStep;
use vendor::{AtVendor, VendorPage};

/// The id of every step's heading; the focus goes there when the step changes.
pub(crate) const HEADING: &str = "step";

/// The step at which the account stands. Within a step its view stays, whatever else changes.
#[component]
pub(crate) fn VerifyPage() -> impl IntoView {
    let live = Live::here();
    let resource = Resource::new(move || live.version(), |_| show_verification());
    loaded_page(
        resource,
        || view! { <Waiting title=words().outcome.page bones=Bones::Panels(1) class="page verify" /> }.into_any(),
        move |case| {
            let step = Memo::new(move |_| case.with(|case| discriminant(&case.step)));
            Effect::new(move |before: Option<Discriminant<Step>>| {
                let now = step.get();
                if before.is_some_and(|before| before != now) {
                    browser::focus(HEADING);
                }
                now
            });
            view! {
                <PageTitle name=Signal::derive(move || title(&case.read().step).to_owned()) />
                <div class="page verify">
                    {move || {
                        // Read, not only tracked: a memo that nobody has read yet counts its first value as a change.
                        let _ = step.get();
                        show(case)
                    }}
                    <p class="hint">
                        <a href=Topic::IdentityVerification.path()>{words().help.way}</a>
                    </p>
                </div>
            }
        },
    )
}

fn show(case: Signal<VerifyView>) -> AnyView {
    match case.with_untracked(|case| case.step.clone()) {
        Step::Document { .. } => view! { <DocumentStep case=case /> }.into_any(),
        Step::Selfie { poses } => view! { <SelfieStep case=case poses=poses /> }.into_any(),
        Step::VendorPage { .. } => view! { <VendorPage case=case /> }.into_any(),
        Step::AtVendor => view! { <AtVendor case=case /> }.into_any(),
        Step::Checking { .. } => view! { <Checking case=case /> }.into_any(),
        Step::UnderReview => view! { <UnderReview case=case /> }.into_any(),
        Step::TryAgain { .. } => view! { <TryAgain case=case /> }.into_any(),
        Step::Verified { .. } => view! { <Verified case=case /> }.into_any(),
        Step::Declined => view! { <Declined case=case /> }.into_any(),
        Step::NotNeeded => view! { <NotNeeded /> }.into_any(),
    }
}

/// What a step is called.
pub(crate) fn title(step: &Step) -> &'static str {
    let words = words();
    match step {
        Step::Document { .. } => words.document.title,
        Step::Selfie { .. } => words.selfie.title,
        Step::VendorPage { .. } => words.vendor.title,
        Step::AtVendor => words.vendor.away,
        Step::Checking { .. } => words.outcome.checking,
        Step::UnderReview => words.outcome.under_review,
        Step::TryAgain { .. } => words.outcome.try_again,
        Step::Verified { .. } => words.outcome.verified,
        Step::Declined => words.outcome.declined,
        Step::NotNeeded => words.outcome.not_needed,
    }
}
