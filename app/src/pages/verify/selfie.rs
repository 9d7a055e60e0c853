//! The second step: consent, and a picture of the face.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{
    camera::{CapturePlate, Plate, State, USE},
    consent::Consent,
    phone::PhoneWay,
    place::Place,
    sending::{Sending, SendingState},
    side::{Chosen, FORMATS},
    stepper::StepHead,
};
use crate::{
    browser::Part,
    desk::{CONSENT_VERSION, VerifyView},
    live::Awake,
    words::{spoken, words},
};

/// A plain multipart form that a file alone completes; the camera is one way to a picture, never the only one.
#[component]
pub(crate) fn SelfieStep(case: Signal<VerifyView>) -> impl IntoView {
    let words = &words().selfie;
    let (awake, place) = (Awake::here(), Place::here());
    let tick = NodeRef::<html::Input>::new();
    let chosen = Chosen::new();
    let sending = Sending::new();
    let plate = Plate::new(tick, chosen, sending);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(picture) = chosen.picture.get_untracked() {
            plate.off(State::Idle);
            let consent = Part::Text("consent", CONSENT_VERSION.to_owned());
            let language = Part::Text("language", spoken().to_string());
            sending.send(place.selfie(), vec![consent, language, Part::Picture("selfie", picture)]);
        }
    };
    view! {
        <StepHead current=1 title=words.title lead=words.lead />
        <PhoneWay case=case left=move |()| plate.off(State::Idle) />
        <form class="selfie" method="post" action=place.selfie() enctype="multipart/form-data" on:submit=submit>
            <Consent tick=tick />
            <CapturePlate plate=plate />
            <div class="panel upload">
                <div class="side">
                    <label for="selfie">{words.upload}</label>
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
        {(place == Place::Account)
            .then(|| {
                view! {
                    <form method="post" action="/api/restart_verification" class="other-way">
                        <button type="submit" class="plain">
                            {words.other_id}
                        </button>
                    </form>
                }
            })}
    }
    .into_any()
}
