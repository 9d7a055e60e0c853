//! The capture plate: the camera's picture, one instruction at a time, the shutter under the thumb, and the same ways
//! out in the same place.

use leptos::prelude::*;

use super::{
    place::Place,
    plate::{Plate, State, id},
    trouble::trouble,
};
use crate::{
    browser::{self, CameraTrouble, Facing, Picture},
    live::Awake,
    words::words,
};

/// What a plate shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Idle,
    Opening,
    Live,
    Taken,
    Trouble,
}

impl Shown {
    fn of(state: State, taken: bool) -> Self {
        match state {
            _ if taken => Self::Taken,
            State::Live => Self::Live,
            State::Opening => Self::Opening,
            State::Trouble(_) => Self::Trouble,
            State::Idle | State::Paused => Self::Idle,
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Opening => "opening",
            Self::Live => "live",
            Self::Taken => "taken",
            Self::Trouble => "trouble",
        }
    }
}

/// The plate with its controls.
#[component]
pub(super) fn CapturePlate(plate: Plate) -> impl IntoView {
    let (words, subject) = (&words().camera, plate.subject);
    let awake = Awake::here();
    let name = subject.name;
    let state = move || plate.state.get();
    let picture = move || plate.chosen.picture.get();
    let shown = move || Shown::of(state(), picture().is_some());
    let live = move || shown() == Shown::Live;
    // While it is live the frames say more: what is written over them changes too often to be said.
    let told = move || match (state(), picture()) {
        (_, Some(_)) => subject.words.taken.to_owned(),
        (State::Idle, None) => subject.words.idle.to_owned(),
        (State::Opening, None) => words.opening.to_owned(),
        (State::Paused, None) => words.paused.to_owned(),
        (State::Trouble(cause), None) => trouble(cause),
        (State::Live, None) => plate.spoken.get().map(|hint| hint.spoken.to_owned()).unwrap_or_default(),
    };
    let now = move || match plate.counting.get() {
        Some(seconds) => (words.count)(seconds),
        None => plate.hint.get().map_or(subject.words.live, |hint| hint.shown).to_owned(),
    };
    let tried = move || !matches!(state(), State::Idle | State::Opening) && picture().is_none();
    let ready = move || live() && plate.hint.get().is_some_and(|hint| hint.good);
    let dark = move || state() == State::Trouble(CameraTrouble::Black);
    view! {
        <section
            class="plate"
            aria-label=subject.plate
            data-shown=move || shown().as_str()
            data-subject=name
            data-ready=move || ready().then_some("")
        >
            <div class="finder" class:mirrored=subject.facing == Facing::User>
                <video node_ref=plate.video muted playsinline autoplay hidden=move || !live() && !dark()></video>
                {move || picture().map(|picture| view! { <Shot picture=picture plate=plate /> })}
                <Guide facing=subject.facing />
                // Never away, for what comes with its words is not said.
                <p class=move || if live() { "hidden" } else { "say" } aria-live="polite">
                    {told}
                </p>
                <p class="say" aria-hidden="true" hidden=move || !live()>
                    {now}
                </p>
            </div>
            <div class="controls">
                <button
                    id=id(name, "start")
                    type="button"
                    class="button main"
                    disabled=move || !awake.get()
                    hidden=move || live() || picture().is_some()
                    on:click=move |_| plate.start()
                >
                    {words.start}
                </button>
                <button
                    id=id(name, "shutter")
                    type="button"
                    class="shutter"
                    disabled=move || !live() || plate.making.get()
                    hidden=move || picture().is_some()
                    on:click=move |_| plate.take()
                >
                    <span>{words.take}</span>
                </button>
                <button
                    id=id(name, "retake")
                    type="button"
                    class="button"
                    hidden=move || picture().is_none()
                    on:click=move |_| plate.start()
                >
                    {words.retake}
                </button>
            </div>
            <div class="ways-out">
                <button type="button" class="plain" hidden=move || !tried() on:click=move |_| plate.start()>
                    {words.again}
                </button>
                // To the button that begins it: a jump within the page, which the router is not to take for a new one.
                {(Place::here() == Place::Account)
                    .then(|| {
                        view! {
                            <a class="plain" href="#handoff" rel="external">
                                {words.phone}
                            </a>
                        }
                    })}
                <button type="button" class="plain" hidden=move || !awake.get() on:click=move |_| upload(plate)>
                    {words.upload}
                </button>
            </div>
            <Lenses plate=plate />
        </section>
    }
    .into_any()
}

fn upload(plate: Plate) {
    plate.close();
    browser::focus_on(format!("#{}", plate.subject.name));
}

/// Where in the picture it should be.
#[component]
fn Guide(facing: Facing) -> impl IntoView {
    match facing {
        Facing::User => view! { <div class="oval" aria-hidden="true"></div> }.into_any(),
        // As large as a card fits, whatever the picture's shape.
        Facing::Environment => view! {
            <svg class="card-guide" viewBox="0 0 856 540" aria-hidden="true">
                <rect x="6" y="6" width="844" height="528" rx="32" />
            </svg>
        }
        .into_any(),
    }
}

/// A choice among several cameras; one needs none.
#[component]
fn Lenses(plate: Plate) -> impl IntoView {
    let words = &words().camera;
    let name = id(plate.subject.name, "lens");
    let several = move || plate.lenses.with(|lenses| lenses.len() > 1);
    let option = move |(at, lens): (usize, browser::Lens)| {
        let chosen = plate.lens.with(|now| *now == lens.id);
        let label = if lens.name.is_empty() { (words.lens)(at + 1) } else { lens.name };
        view! {
            <option value=lens.id selected=chosen>
                {label}
            </option>
        }
    };
    let options = move || plate.lenses.get().into_iter().enumerate().map(option).collect_view();
    view! {
        <div class="lenses" hidden=move || !several()>
            <label for=name.clone()>{words.which}</label>
            <select id=name.clone() on:change=move |event| plate.choose(&event_target_value(&event))>
                {options}
            </select>
        </div>
    }
    .into_any()
}

#[component]
fn Shot(picture: Picture, plate: Plate) -> impl IntoView {
    let chosen = plate.chosen;
    view! {
        <img
            class="shot"
            src=picture.url()
            alt=plate.subject.words.shot
            on:load=move |_| chosen.shows(true)
            on:error=move |_| chosen.shows(false)
        />
    }
    .into_any()
}
