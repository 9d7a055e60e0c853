//! The capture plate: the camera's picture, one instruction at a time, the shutter under the thumb.

use leptos::{html, prelude::*, task::spawn_local};

use super::{place::Place, problem::Problem, sending::Sending, side::Chosen};
use crate::{
    browser::{self, Camera, CameraTrouble, Picture},
    live::Awake,
    words::words,
};

/// The ids of the buttons that take the focus from one another.
pub(super) const USE: &str = "use";
const SHUTTER: &str = "shutter";
const START: &str = "start";

/// What the camera does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Idle,
    Opening,
    Live,
    Paused,
    Trouble(CameraTrouble),
}

/// The camera of the selfie step. It is off whenever its slot is empty, and the slot empties with the page.
#[derive(Clone, Copy)]
pub(super) struct Plate {
    camera: StoredValue<Option<Camera>>,
    pub state: RwSignal<State>,
    pub video: NodeRef<html::Video>,
    tick: NodeRef<html::Input>,
    chosen: Chosen,
    /// Where a consent that could not be recorded is told.
    sending: Sending,
    place: Place,
}

impl Plate {
    /// A camera that is off, and that goes off when nobody looks.
    pub(super) fn new(tick: NodeRef<html::Input>, chosen: Chosen, sending: Sending) -> Self {
        let plate = Self {
            camera: StoredValue::new(None),
            state: RwSignal::new(State::Idle),
            video: NodeRef::new(),
            tick,
            chosen,
            sending,
            place: Place::here(),
        };
        Effect::new(move |_| browser::when_hidden(move || plate.pause()));
        plate
    }

    /// Turns it off because nobody looks or the device took it away.
    fn pause(self) {
        if matches!(self.state.try_get_untracked(), Some(State::Opening | State::Live)) {
            self.off(State::Paused);
        }
    }

    /// Turns it off.
    pub(super) fn off(self, state: State) {
        self.camera.try_set_value(None);
        self.state.try_set(state);
    }

    /// Records the consent, then opens the camera.
    fn start(self) {
        if !browser::is_ticked(self.tick) || self.state.get_untracked() == State::Opening {
            return;
        }
        self.forget();
        self.sending.problem.set(None);
        self.state.set(State::Opening);
        spawn_local(async move {
            if let Err(error) = self.place.consent().await {
                self.sending.problem.try_set(Some(Problem::answered(&error, String::new())));
                self.state.try_set(State::Idle);
                return;
            }
            let opened = browser::open_camera(self.video, move || self.pause()).await;
            // Who left the page, hid it or chose a file meanwhile does not want it: it is dropped, and off, here.
            if self.state.try_get_untracked() != Some(State::Opening) {
                return;
            }
            let state = match opened {
                Ok(camera) => {
                    self.camera.try_set_value(Some(camera));
                    State::Live
                }
                Err(trouble) => State::Trouble(trouble),
            };
            self.state.try_set(state);
            browser::focus(if state == State::Live { SHUTTER } else { START });
        });
    }

    /// Keeps what the camera shows, and turns it off.
    fn take(self) {
        spawn_local(async move {
            if let Some(picture) = Camera::photo(self.video, "selfie.jpg").await {
                self.chosen.picture.try_set(Some(picture));
                self.off(State::Idle);
                // The shutter is gone; the next useful button gets its focus.
                browser::focus(USE);
            }
        });
    }

    /// Lets go of the picture, wherever it came from.
    fn forget(self) {
        self.chosen.picture.set(None);
        browser::empty(self.chosen.input);
    }
}

/// The plate with its controls.
#[component]
pub(super) fn CapturePlate(plate: Plate) -> impl IntoView {
    let words = &words().camera;
    let awake = Awake::here();
    let state = move || plate.state.get();
    let picture = move || plate.chosen.picture.get();
    let shown = move || match (state(), picture()) {
        (_, Some(_)) => "taken",
        (State::Live, None) => "live",
        (State::Opening, None) => "opening",
        (State::Trouble(_), None) => "trouble",
        (State::Idle | State::Paused, None) => "idle",
    };
    let say = move || match (state(), picture()) {
        (_, Some(_)) => words.taken,
        (State::Idle, None) => words.idle,
        (State::Opening, None) => words.opening,
        (State::Live, None) => words.live,
        (State::Paused, None) => words.paused,
        (State::Trouble(trouble), None) => cause(trouble),
    };
    let live = move || state() == State::Live && picture().is_none();
    view! {
        <section class="plate" aria-label=words.plate data-shown=shown>
            <div class="finder">
                <video node_ref=plate.video muted playsinline autoplay hidden=move || !live()></video>
                {move || picture().map(|picture| view! { <Shot picture=picture plate=plate /> })}
                <div class="oval" aria-hidden="true"></div>
                <p class="say" aria-live="polite">
                    {say}
                </p>
            </div>
            <div class="controls">
                <button
                    id=START
                    type="button"
                    class="button main"
                    disabled=move || !awake.get()
                    hidden=move || live() || picture().is_some()
                    on:click=move |_| plate.start()
                >
                    {words.start}
                </button>
                <button
                    id=SHUTTER
                    type="button"
                    class="shutter"
                    disabled=move || !live()
                    hidden=move || picture().is_some()
                    on:click=move |_| plate.take()
                >
                    <span>{words.take}</span>
                </button>
                <button
                    type="button"
                    class="button"
                    hidden=move || picture().is_none()
                    on:click=move |_| plate.start()
                >
                    {words.retake}
                </button>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Shot(picture: Picture, plate: Plate) -> impl IntoView {
    view! {
        <img
            class="shot"
            src=picture.url()
            alt=words().selfie.shot
            on:load=move |_| plate.chosen.decodes.set(true)
        />
    }
    .into_any()
}

fn cause(trouble: CameraTrouble) -> &'static str {
    let words = &words().camera;
    match trouble {
        CameraTrouble::Refused => words.refused,
        CameraTrouble::Missing => words.missing,
        CameraTrouble::Busy => words.busy,
        CameraTrouble::Insecure => words.insecure,
        CameraTrouble::Broken => words.broken,
    }
}
