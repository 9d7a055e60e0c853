//! `/handoff`: what a phone shows that goes on with an identity. It says nothing of the account.

mod link;
mod outcome;

pub(crate) use link::HandoffLinkPage;

use std::mem::{Discriminant, discriminant};

use leptos::{prelude::*, server_fn::ServerFn as _};

use crate::{
    AppError,
    api::handoff::{LeavePhone, show_phone},
    browser,
    components::{
        failure::Failure,
        loaded::loaded,
        respond,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::{PhoneView, Step},
    live::Live,
    pages::verify::{DocumentStep, HEADING, Place, SelfieStep, TryAgain, title},
    words::words,
};
use outcome::{AtComputer, Checking, Over, Verified};

/// The step at which the identity stands, as long as the phone may go on.
#[component]
pub(crate) fn PhonePage() -> impl IntoView {
    provide_context(Place::Phone);
    let live = Live::here();
    let resource = Resource::new(move || live.version(), |_| show_phone());
    let failed = move |error| match error {
        AppError::HandoffOver => {
            respond::with_status(AppError::HandoffOver.status());
            view! { <Over /> }.into_any()
        }
        error => view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any(),
    };
    loaded(
        resource,
        || view! { <Waiting title=words().outcome.page bones=Bones::Panels(1) class="page verify" /> }.into_any(),
        failed,
        move |phone| {
            live.follow_as_phone();
            view! { <Steps phone=phone /> }
        },
    )
}

#[component]
fn Steps(phone: Signal<PhoneView>) -> impl IntoView {
    let case = Signal::derive(move || phone.with(|phone| phone.case.clone()));
    let step = Memo::new(move |_| phone.with(|phone| discriminant(&phone.case.step)));
    Effect::new(move |before: Option<Discriminant<Step>>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            browser::focus(HEADING);
        }
        now
    });
    let show = move || match phone.with_untracked(|phone| phone.case.step.clone()) {
        Step::Document { .. } => view! { <DocumentStep case=case /> }.into_any(),
        Step::Selfie { poses } => view! { <SelfieStep case=case poses=poses /> }.into_any(),
        Step::Checking { .. } => view! { <Checking phone=phone /> }.into_any(),
        Step::TryAgain { .. } => view! { <TryAgain case=case /> }.into_any(),
        Step::Verified { .. } => view! { <Verified phone=phone /> }.into_any(),
        step => view! { <AtComputer step=step /> }.into_any(),
    };
    view! {
        <PageTitle name=Signal::derive(move || phone.with(|phone| title(&phone.case.step).to_owned())) />
        <div class="page verify on-phone">
            {move || {
                // Read, not only tracked: a memo that nobody has read yet counts its first value as a change.
                let _ = step.get();
                show()
            }}
            // A plain form: the browser forgets all of it.
            <form class="phone-end" method="post" action=LeavePhone::url()>
                <button type="submit" class="button">
                    {words().handoff.end_here}
                </button>
            </form>
        </div>
    }
    .into_any()
}
