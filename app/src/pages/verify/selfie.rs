//! The second step: consent, and a picture of the face, or three of it turned.

use capture::Ask;
use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{
    by_itself::{ByItself, ByItselfBox},
    camera::CapturePlate,
    chosen::Chosen,
    consent::Consent,
    phone::PhoneWay,
    place::Place,
    plate::{Consented, Plate, State, Subject},
    sending::{Parcel, Sending, SendingState},
    side::{FORMATS, MORE_FORMATS},
    stepper::StepHead,
    without::Without,
};
use crate::{
    browser::{Facing, Part},
    desk::{CONSENT_VERSION, VerifyView},
    domain::verification::{Pose, Poses},
    live::Awake,
    words::{spoken, words},
};

/// The id of the button that sends the pictures.
const USE: &str = "use";
/// So many seconds a good face is announced before its picture takes itself.
const COUNT: u32 = 3;

/// The plates of the poses, one of which is on the page.
#[derive(Clone, Copy)]
struct Posing {
    plates: StoredValue<Vec<(Pose, Plate)>>,
    now: RwSignal<usize>,
}

impl Posing {
    fn new(poses: Poses, by_itself: ByItself, consent: Consented) -> Self {
        let count = by_itself.after(COUNT);
        let plate = |pose: &Pose| (*pose, Plate::new(subject(*pose, count), Chosen::new(), Some(consent)));
        Self { plates: StoredValue::new(poses.wanted().iter().map(plate).collect()), now: RwSignal::new(0) }
    }

    fn all(self) -> Vec<(Pose, Plate)> {
        self.plates.get_value()
    }

    fn plate(self) -> Plate {
        self.all()[self.now.get()].1
    }

    /// Whether there is nothing more to take.
    fn is_complete(self) -> bool {
        self.all().iter().all(|(_, plate)| plate.chosen.picture.with(Option::is_some))
    }

    /// Goes on to the first pose without a picture, by camera if that is how the last one came; none, if there is none.
    fn next(self) -> bool {
        let all = self.all();
        let missing = all.iter().position(|(_, plate)| plate.chosen.picture.with_untracked(Option::is_none));
        let Some(next) = missing else { return false };
        let by_camera = all[self.now.get_untracked()].1.opened.get_untracked();
        self.now.set(next);
        if by_camera && !all[next].1.making.get_untracked() {
            all[next].1.start();
        }
        true
    }

    /// Goes back to the pose whose picture was refused, if it is here.
    fn back_to(self, side: &str) {
        let is_here = |plate: &Plate| plate.chosen.picture.with_untracked(Option::is_some);
        let refused = self.all().iter().position(|(pose, plate)| pose.as_str() == side && is_here(plate));
        if let Some(at) = refused.filter(|at| *at != self.now.get_untracked()) {
            self.now.set(at);
        }
    }

    /// Turns every camera off.
    fn off(self) {
        for (_, plate) in self.all() {
            plate.off(State::Idle);
        }
    }

    /// The pictures, with the fields that they are sent in; every camera is off then.
    fn pictures(self) -> Vec<(&'static str, Chosen)> {
        self.off();
        self.all().into_iter().map(|(pose, plate)| (pose.as_str(), plate.chosen)).collect()
    }
}

fn subject(pose: Pose, count: Signal<Option<u32>>) -> Subject {
    let (ask, file_name) = match pose {
        Pose::Center => (Ask::Face, "selfie.jpg"),
        Pose::Left => (Ask::FaceLeft, "selfie_left.jpg"),
        Pose::Right => (Ask::FaceRight, "selfie_right.jpg"),
    };
    let (name, plate, words) = (pose.as_str(), words().selfie.plate, &words().camera.selfie);
    Subject { name, plate, ask, facing: Facing::User, file_name, count, next: USE, words }
}

/// A plain multipart form that files alone complete; the camera is one way to a picture, never the only one.
#[component]
pub(crate) fn SelfieStep(case: Signal<VerifyView>, poses: Poses) -> impl IntoView {
    let words = &words().selfie;
    let (awake, place) = (Awake::here(), Place::here());
    let tick = NodeRef::<html::Input>::new();
    let sending = Sending::new();
    let by_itself = ByItself::new();
    let posing = Posing::new(poses, by_itself, Consented { tick, sending, place });
    Effect::new(move |_| {
        if let Some(problem) = sending.problem.get() {
            posing.back_to(&problem.side);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !posing.next() {
            let consent = Part::Text("consent", CONSENT_VERSION.to_owned());
            let language = Part::Text("language", spoken().to_string());
            let parcel = Parcel { parts: vec![consent, language], pictures: posing.pictures() };
            sending.send_all(place.selfie(), vec![parcel]);
        }
    };
    let of = poses.wanted().len();
    view! {
        <StepHead current=1 title=words.title lead=words.lead />
        <PhoneWay case=case left=move |()| posing.off() />
        <form class="selfie" method="post" action=place.selfie() enctype="multipart/form-data" on:submit=submit>
            <Consent tick=tick />
            {move || view! { <CapturePlate plate=posing.plate() /> }}
            <div class="panel upload">
                {(of > 1)
                    .then(|| {
                        let now = move || (words.pose)(posing.now.get() + 1, of, poses.wanted()[posing.now.get()]);
                        view! {
                            <p class="pose" aria-live="polite">
                                {now}
                            </p>
                        }
                    })}
                {(0..of).map(|at| view! { <Upload posing=posing at=at /> }).collect_view()}
                <ByItselfBox answer=by_itself label=words.by_itself />
                <SendingState sending=sending />
            </div>
            <button
                id=USE
                type="submit"
                class="button use"
                class:main=move || !awake.get() || posing.is_complete()
                aria-busy=move || sending.busy().then_some("true")
            >
                {words.submit}
            </button>
        </form>
        <Without />
        <form method="post" action=place.restart() class="other-way">
            <button type="submit" class="plain">
                {words.other_id}
            </button>
        </form>
    }
    .into_any()
}

/// A file in the camera's place, for one pose.
#[component]
fn Upload(posing: Posing, at: usize) -> impl IntoView {
    let words = &words().selfie;
    let awake = Awake::here();
    let (pose, plate) = posing.all()[at];
    let (name, chosen) = (pose.as_str(), plate.chosen);
    // What comes after this pose is not asked for yet; without script it is.
    let wanted = move || posing.now.get() == at && chosen.picture.get().is_none() && !plate.making.get();
    view! {
        <div class="side">
            <label for=name>{(words.turned)(pose)}</label>
            <p id=format!("{name}-hint") class="hint">
                {words.upload_hint}
            </p>
            <input
                id=name
                name=name
                type="file"
                accept=move || if awake.get() { MORE_FORMATS } else { FORMATS }
                aria-describedby=format!("{name}-hint {name}-advice")
                required=move || !awake.get() || wanted()
                node_ref=chosen.input
                on:change=move |_| {
                    plate.close();
                    chosen.read();
                }
            />
            <p id=format!("{name}-advice") class="advice" aria-live="polite">
                {move || chosen.trouble()}
            </p>
        </div>
    }
    .into_any()
}
