//! The second step: consent, and a picture of the face.

use capture::Ask;
use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{
    camera::CapturePlate,
    chosen::Chosen,
    consent::Consent,
    plate::{Consented, Plate, State, Subject},
    sending::{Sending, SendingState},
    side::FORMATS,
    stepper::StepHead,
};
use crate::{
    browser::{Facing, Part},
    desk::CONSENT_VERSION,
    live::Awake,
    words::words,
};

/// The id of the button that sends the picture.
const USE: &str = "use";

/// A plain multipart form that a file alone completes; the camera is one way to a picture, never the only one.
#[component]
pub(super) fn SelfieStep() -> impl IntoView {
    let subject = Subject {
        name: "selfie",
        ask: Ask::Face,
        facing: Facing::User,
        file_name: "selfie.jpg",
        count: None,
        next: USE,
        words: &words().camera.selfie,
    };
    let words = &words().selfie;
    let awake = Awake::here();
    let tick = NodeRef::<html::Input>::new();
    let chosen = Chosen::new();
    let sending = Sending::new();
    let plate = Plate::new(subject, chosen, Some(Consented { tick, sending }));
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
                            plate.close();
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
        <form method="post" action="/api/restart_verification" class="other-way">
            <button type="submit" class="plain">
                {words.other_id}
            </button>
        </form>
    }
    .into_any()
}
