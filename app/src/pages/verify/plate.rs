//! What the camera does on a plate: it opens, looks, takes a picture, and goes off whenever nobody looks.

use capture::{Ask, Steady};
use leptos::{html, prelude::*, task::spawn_local};

use super::{chosen::Chosen, place::Place, problem::Problem, sending::Sending};
use crate::{
    browser::{self, Camera, CameraTrouble, Facing, Frame, Frames, Lens, LensWatch},
    words::{Hint, SubjectWords, words},
};

/// The ids of the buttons that take the focus from one another, of plates with this name.
pub(super) fn id(name: &str, button: &str) -> String {
    format!("{name}-{button}")
}

/// What a plate is to capture.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    /// The name of its file input, which is another way to the same picture.
    pub name: &'static str,
    /// What the plate is called.
    pub plate: &'static str,
    /// What its frames are looked at for.
    pub ask: Ask,
    pub facing: Facing,
    pub file_name: &'static str,
    /// For so many seconds a good picture is announced before it takes itself; nothing where it never does.
    pub count: Signal<Option<u32>>,
    /// The id of the button that is next once there is a picture.
    pub next: &'static str,
    pub words: &'static SubjectWords,
}

impl Subject {
    /// What to do about what a frame lacks; whoever takes it themselves need not wait.
    fn hint(self, lacks: &str) -> Hint {
        let hint = (self.words.hint)(lacks);
        if hint.good && self.count.get_untracked().is_none() { words().camera.by_hand } else { hint }
    }
}

/// What the camera does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Idle,
    Opening,
    Live,
    /// Off until the page is seen again.
    Paused,
    Trouble(CameraTrouble),
}

/// What must be agreed to before the camera opens.
#[derive(Clone, Copy)]
pub(super) struct Consented {
    pub tick: NodeRef<html::Input>,
    /// Where a consent that could not be recorded is told.
    pub sending: Sending,
    /// Where it is recorded.
    pub place: Place,
}

/// A camera. It is off whenever its slot is empty, and the slot empties with the page.
#[derive(Clone, Copy)]
pub(super) struct Plate {
    pub subject: Subject,
    pub state: RwSignal<State>,
    pub video: NodeRef<html::Video>,
    pub chosen: Chosen,
    /// The picture is being made that was just taken.
    pub making: RwSignal<bool>,
    /// Somebody wanted the camera, and no file since.
    pub opened: RwSignal<bool>,
    /// What to do now.
    pub hint: RwSignal<Option<Hint>>,
    /// The last of the hints that is said aloud.
    pub spoken: RwSignal<Option<Hint>>,
    /// The seconds until the picture takes itself.
    pub counting: RwSignal<Option<u32>>,
    /// The cameras there are, and which of them is on.
    pub lenses: RwSignal<Vec<Lens>>,
    pub lens: RwSignal<String>,
    camera: StoredValue<Option<Camera>>,
    frames: StoredValue<Option<Frames>>,
    seen: StoredValue<Seen>,
    /// Which opening of the camera this is: what an earlier one waited for comes too late.
    turn: StoredValue<u32>,
    consent: Option<Consented>,
}

/// What was seen since the camera opened.
#[derive(Default)]
struct Seen {
    steady: Steady<String>,
    /// Since when there is no picture at all, and since when it is good, in milliseconds.
    black: Option<f64>,
    good: Option<f64>,
    /// It is being taken.
    taken: bool,
}

/// A camera that gives nothing for so long, in milliseconds, is covered or broken; when it opens it is black a while.
const BLACK: f64 = 2_000.0;

impl Plate {
    /// A camera that is off, and that goes off when nobody looks.
    pub(super) fn new(subject: Subject, chosen: Chosen, consent: Option<Consented>) -> Self {
        let plate = Self {
            subject,
            state: RwSignal::new(State::Idle),
            video: NodeRef::new(),
            chosen,
            making: RwSignal::new(false),
            opened: RwSignal::new(false),
            hint: RwSignal::new(None),
            spoken: RwSignal::new(None),
            counting: RwSignal::new(None),
            lenses: RwSignal::new(Vec::new()),
            lens: RwSignal::new(String::new()),
            camera: StoredValue::new(None),
            frames: StoredValue::new(None),
            seen: StoredValue::new(Seen::default()),
            turn: StoredValue::new(0),
            consent,
        };
        Effect::new(move |_| browser::when_seen(move |seen| if seen { plate.resume() } else { plate.pause() }));
        Effect::new(move |_| -> LensWatch {
            browser::when_lenses_change(move || spawn_local(async move { plate.look_for_lenses().await }))
        });
        plate
    }

    fn is_on(self) -> bool {
        let state = self.state.try_get_untracked();
        matches!(state, Some(State::Opening | State::Live | State::Trouble(CameraTrouble::Black)))
    }

    /// Turns it off because nobody looks; phones end the picture then, and do not give it back.
    fn pause(self) {
        if self.is_on() {
            self.off(State::Paused);
        }
    }

    fn resume(self) {
        if self.state.try_get_untracked() == Some(State::Paused) {
            self.start();
        }
    }

    /// Turns it off.
    pub(super) fn off(self, state: State) {
        self.turn.try_update_value(|turn| *turn += 1);
        self.frames.try_set_value(None);
        self.camera.try_set_value(None);
        self.counting.try_set(None);
        self.state.try_set(state);
    }

    /// Turns it off for a file.
    pub(super) fn close(self) {
        self.off(State::Idle);
        self.opened.set(false);
    }

    /// Records the consent, where one is needed, then opens the camera.
    pub(super) fn start(self) {
        let agreed = self.consent.is_none_or(|consent| browser::is_ticked(consent.tick));
        if !agreed || self.state.get_untracked() == State::Opening {
            return;
        }
        self.chosen.forget();
        self.off(State::Opening);
        self.opened.set(true);
        let turn = self.turn.get_value();
        // Not who left the page, hid it, chose a file or another camera meanwhile.
        let wanted = move || self.turn.try_get_value() == Some(turn);
        spawn_local(async move {
            if let Some(Consented { sending, place, .. }) = self.consent {
                sending.problem.set(None);
                let agreed = place.consent().await;
                if !wanted() {
                    return;
                }
                if let Err(error) = agreed {
                    sending.problem.try_set(Some(Problem::answered(&error, String::new())));
                    self.off(State::Idle);
                    return;
                }
            }
            self.open(wanted).await;
        });
    }

    async fn open(self, wanted: impl Fn() -> bool) {
        let ended = move || self.off(State::Trouble(CameraTrouble::Ended));
        let opened = browser::open_camera(self.video, self.subject.facing, &wanted, ended).await;
        // It is dropped, and off, here.
        if !wanted() {
            return;
        }
        match opened {
            Ok(camera) => {
                self.lens.set(camera.lens().unwrap_or_default());
                self.camera.set_value(Some(camera));
                self.seen.set_value(Seen::default());
                self.hint.set(None);
                self.spoken.set(None);
                self.state.set(State::Live);
                self.frames.set_value(browser::watch(self.video, self.subject.ask, move |frame| self.see(&frame)));
                browser::focus_on(format!("#{}", id(self.subject.name, "shutter")));
                self.look_for_lenses().await;
            }
            Err(trouble) => {
                self.state.set(State::Trouble(trouble));
                browser::focus_on(format!("#{}", id(self.subject.name, "start")));
            }
        }
    }

    /// Asked for once a camera was open, and when one comes or goes; some browsers answer wrongly when asked often.
    async fn look_for_lenses(self) {
        let found = browser::lenses().await;
        let waits = [CameraTrouble::Missing, CameraTrouble::Ended].map(State::Trouble);
        let comes = !found.is_empty() && self.state.try_get_untracked().is_some_and(|state| waits.contains(&state));
        self.lenses.try_set(found);
        if comes {
            self.start();
        }
    }

    /// Goes on with another camera, now and next time.
    pub(super) fn choose(self, lens: &str) {
        browser::remember_lens(self.subject.facing, lens);
        self.off(State::Idle);
        self.start();
    }

    /// Takes what was seen in a frame.
    fn see(self, frame: &Frame) {
        let counted = self.seen.try_update_value(|seen| {
            seen.steady.see(frame.lacks.clone(), frame.at);
            seen.black = frame.black.then(|| seen.black.unwrap_or(frame.at));
            let counts = self.subject.count.get_untracked().is_some();
            seen.good = (counts && seen.steady.is_good()).then(|| seen.good.unwrap_or(frame.at));
            let hint = |lacks: Option<&String>| lacks.map(|lacks| self.subject.hint(lacks));
            let black = seen.black.is_some_and(|since| frame.at - since >= BLACK);
            (hint(seen.steady.shown()), hint(seen.steady.spoken()), black, seen.good.filter(|_| !seen.taken))
        });
        let Some((hint, spoken, black, good)) = counted else { return };
        let state = if black { State::Trouble(CameraTrouble::Black) } else { State::Live };
        if black && self.state.get_untracked() == State::Live {
            // The shutter is about to lose the focus.
            browser::focus_on(format!("#{}", id(self.subject.name, "start")));
        }
        set(self.state, state);
        set(self.hint, hint);
        set(self.spoken, spoken);
        let left = good
            .zip(self.subject.count.get_untracked())
            .map(|(since, count)| f64::from(count) - (frame.at - since) / 1_000.0);
        set(self.counting, left.filter(|left| *left > 0.0).map(|left| left.ceil() as u32));
        if left.is_some_and(|left| left <= 0.0) {
            self.seen.update_value(|seen| seen.taken = true);
            self.take_best();
        }
    }

    /// Keeps the best of the frames that were good.
    fn take_best(self) {
        let Some(kept) =
            self.frames.with_value(|frames| frames.as_ref().map(|frames| frames.keep(self.subject.file_name)))
        else {
            return;
        };
        spawn_local(async move {
            match kept.await {
                Some(prepared) if self.is_on() => self.taken(|chosen| chosen.hold(prepared)),
                _ => _ = self.seen.try_update_value(|seen| seen.taken = false),
            }
        });
    }

    /// Keeps what the camera shows. A busy browser may take its time over it.
    pub(super) fn take(self) {
        if self.making.get_untracked() {
            return;
        }
        self.making.set(true);
        self.seen.update_value(|seen| seen.taken = true);
        spawn_local(async move {
            let picture = Camera::photo(self.video, self.subject.file_name).await;
            // Not where a file took its place.
            let wanted = self.is_on() || self.state.try_get_untracked() == Some(State::Paused);
            self.making.try_set(false);
            match picture.filter(|_| wanted) {
                Some(picture) => self.taken(|chosen| chosen.take(picture)),
                None => _ = self.seen.try_update_value(|seen| seen.taken = false),
            }
        });
    }

    fn taken(self, give: impl FnOnce(Chosen)) {
        give(self.chosen);
        self.off(State::Idle);
        // The shutter is gone; the next useful button gets its focus.
        browser::focus_on(format!("#{}", self.subject.next));
    }
}

/// Ten frames a second say the same.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|now| *now != value) == Some(true) {
        signal.set(value);
    }
}
