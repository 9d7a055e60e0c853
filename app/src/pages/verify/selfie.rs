//! The second step: consent, and a picture of the face.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{
    camera::{CapturePlate, Plate, State, USE},
    consent::Consent,
    sending::{Sending, SendingState},
    side::{Chosen, FORMATS},
    stepper::StepHead,
    without::Without,
};
use crate::{
    browser::Part,
    desk::CONSENT_VERSION,
    domain::verification::{Pose, Poses},
    live::Awake,
    words::words,
};

/// A plain multipart form that a file alone completes; the camera is one way to a picture, never the only one.
#[component]
pub(super) fn SelfieStep(poses: Poses) -> impl IntoView {
    let words = &words().selfie;
    let awake = Awake::here();
    let tick = NodeRef::<html::Input>::new();
    let chosen = Chosen::new();
    let sending = Sending::new();
    let plate = Plate::new(tick, chosen, sending);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(picture) = chosen.picture.get_untracked() {
            plate.off(State::Idle);
            let consent = Part::Text("consent", CONSENT_VERSION.to_owned());
            sending.send("/uploads/selfie", vec![consent, Part::Picture("selfie", picture)]);
        }
    };
    view! {
        <StepHead current=1 title=words.title lead=words.lead />
        <form class="selfie" method="post" action="/uploads/selfie" enctype="multipart/form-data" on:submit=submit>
            <Consent tick=tick />
            <CapturePlate plate=plate />
            <div class="panel upload">
                <div class="side">
                    <label for="selfie">{(words.turned)(Pose::Center)}</label>
                    <p id="selfie-hint" class="hint">
                        {words.upload_hint}
                    </p>
                    <input
                        id="selfie"
                        name="selfie"
                        type="file"
                        accept=FORMATS
                        aria-describedby="selfie-hint"
                        required=move || !awake.get() || chosen.picture.get().is_none()
                        node_ref=chosen.input
                        on:change=move |_| {
                            plate.off(State::Idle);
                            chosen.read();
                        }
                    />
                </div>
                {poses
                    .wanted()
                    .iter()
                    .filter(|pose| **pose != Pose::Center)
                    .map(|pose| {
                        view! {
                            <div class="side">
                                <label for=pose.as_str()>{(words.turned)(*pose)}</label>
                                <input id=pose.as_str() name=pose.as_str() type="file" accept=FORMATS required />
                            </div>
                        }
                    })
                    .collect_view()}
                <SendingState sending=sending />
            </div>
            <button
                id=USE
                type="submit"
                class="button use"
                class:main=move || !awake.get() || chosen.picture.get().is_some()
                aria-busy=move || sending.busy().then_some("true")
            >
                {words.submit}
            </button>
        </form>
        <Without />
        <form method="post" action="/api/restart_verification" class="other-way">
            <button type="submit" class="plain">
                {words.other_id}
            </button>
        </form>
    }
    .into_any()
}
