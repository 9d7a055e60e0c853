//! Verifying an identity.

use capture::Flaw;

use crate::domain::{
    device::Device,
    id_document::IdType,
    verification::{Pose, Reason},
};

/// Words of the step 'Upload your ID'.
pub(crate) struct DocumentWords {
    pub steps: &'static str,
    pub step_names: [&'static str; 3],
    pub title: &'static str,
    pub lead: &'static str,
    pub last_time: &'static str,
    /// Below what was wrong with the last pictures: why both sides are asked for again.
    pub deleted: &'static str,
    /// Above the form, after an approval was taken back.
    pub withdrawn: &'static str,
    pub withdrawn_text: &'static str,
    pub country: &'static str,
    pub show_types: &'static str,
    pub id_type: &'static str,
    pub kind: fn(IdType) -> &'static str,
    pub front: &'static str,
    pub front_hint: &'static str,
    /// The ways to a picture besides a file: the camera of this page, and on a phone the phone's own.
    pub front_camera: &'static str,
    pub front_phone: &'static str,
    /// What the camera is called that takes this side.
    pub front_plate: &'static str,
    pub back: &'static str,
    pub back_hint: &'static str,
    pub back_if_any: &'static str,
    pub back_camera: &'static str,
    pub back_phone: &'static str,
    pub back_plate: &'static str,
    /// The box by which a picture takes itself.
    pub by_itself: &'static str,
    /// Instead of a side's hint, where the server has it.
    pub held: &'static str,
    pub formats: &'static str,
    /// Once awake: what else is taken, and how.
    pub more_formats: &'static str,
    pub unreadable: &'static str,
    /// While a file is decoded that the browser does not show.
    pub looking: &'static str,
    /// What to mend in a picture that may be sent as it is: the reason, and one way to mend it.
    pub flaw: fn(Flaw) -> &'static str,
    /// Of the back, when it shows what the front shows.
    pub repeated: &'static str,
    /// Of a picture that was refused, or of no use, before.
    pub failed: &'static str,
    pub preview: fn(label: &str) -> String,
    pub submit: &'static str,
    pub sending: fn(percent: u32) -> String,
    pub lost: &'static str,
    pub stop: &'static str,
    pub stopped: &'static str,
    pub safe: &'static str,
}

/// Words of the step 'Take a selfie'.
pub(crate) struct SelfieWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub consent_title: &'static str,
    /// Question and answer: what, why, who, how long, taking it back, and saying no.
    pub consent_points: [(&'static str, &'static str); 6],
    pub agree: &'static str,
    pub upload_hint: &'static str,
    pub submit: &'static str,
    pub other_id: &'static str,
    pub without_title: &'static str,
    /// What it means to go on without a selfie, before one does.
    pub without_text: &'static str,
    pub without: &'static str,
    /// The same once it is done, while it can be taken back.
    pub alone_text: &'static str,
    pub reconsider: &'static str,
    /// The labels of the pictures that are uploaded, by pose.
    pub turned: fn(Pose) -> &'static str,
    /// The box by which a picture takes itself, and what the camera is called.
    pub by_itself: &'static str,
    pub plate: &'static str,
    /// Which picture is next, of how many.
    pub pose: fn(at: usize, of: usize, Pose) -> String,
}

/// Words of the steps that lead to the vendor's own page.
pub(crate) struct VendorWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub what: &'static str,
    /// What will happen there, in order.
    pub steps: [(&'static str, &'static str); 3],
    pub go: &'static str,
    pub comes_back: &'static str,
    /// What it means to say no where the vendor's page cannot go on without a selfie.
    pub without_text: &'static str,
    /// The same once it is done.
    pub referred: &'static str,
    pub away: &'static str,
    pub away_lead: &'static str,
    pub go_on: &'static str,
    pub done: &'static str,
}

/// Words of the camera.
pub(crate) struct CameraWords {
    pub start: &'static str,
    pub take: &'static str,
    pub retake: &'static str,
    /// The three ways out.
    pub again: &'static str,
    pub phone: &'static str,
    pub upload: &'static str,
    /// Before the choice among several cameras, and a camera's name where it has none.
    pub which: &'static str,
    pub lens: fn(number: usize) -> String,
    pub opening: &'static str,
    pub paused: &'static str,
    /// Before a picture takes itself.
    pub count: fn(seconds: u32) -> String,
    /// Instead of a subject's good hint, where none takes itself.
    pub by_hand: Hint,
    pub refused: &'static str,
    /// After `refused`: where this browser on this system lets the camera be used after all.
    pub allow: fn(Device) -> &'static str,
    pub missing: &'static str,
    pub busy: &'static str,
    pub insecure: &'static str,
    pub black: &'static str,
    pub ended: &'static str,
    pub broken: &'static str,
    pub selfie: SubjectWords,
    pub document: SubjectWords,
}

/// What the camera says of what it is to see.
pub(crate) struct SubjectWords {
    pub idle: &'static str,
    /// Before the first frame was looked at.
    pub live: &'static str,
    pub taken: &'static str,
    /// What the picture is called where it is shown.
    pub shot: &'static str,
    /// By the name of what a frame lacks; empty where it lacks nothing.
    pub hint: fn(lacks: &str) -> Hint,
}

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    /// Written over the picture.
    pub shown: &'static str,
    /// Said to who does not see it.
    pub spoken: &'static str,
    /// There is nothing to do: it may be taken.
    pub good: bool,
}

impl Hint {
    /// What is to be done, written and spoken.
    pub(crate) const fn mend(shown: &'static str, spoken: &'static str) -> Self {
        Self { shown, spoken, good: false }
    }

    /// That nothing is.
    pub(crate) const fn good(shown: &'static str, spoken: &'static str) -> Self {
        Self { shown, spoken, good: true }
    }
}

/// Words of what follows the pictures.
pub(crate) struct OutcomeWords {
    pub page: &'static str,
    pub checking: &'static str,
    pub checking_text: &'static str,
    pub checking_next: &'static str,
    pub leave: &'static str,
    pub verified: &'static str,
    /// By the numbers that were bought now.
    pub verified_text: fn(numbers: &[String]) -> String,
    pub under_review: &'static str,
    pub under_review_text: &'static str,
    pub try_again: &'static str,
    pub try_again_text: &'static str,
    pub try_again_button: &'static str,
    pub mend: fn(Reason) -> Mend,
    pub tries_left: fn(left: u32, max: u32) -> String,
    pub declined: &'static str,
    pub declined_text: &'static str,
    pub declined_next: &'static str,
    pub not_needed: &'static str,
    pub not_needed_text: &'static str,
    pub waiting_orders: &'static str,
    pub released_orders: &'static str,
    pub search: &'static str,
    pub see_orders: &'static str,
}

/// What was wrong with a picture, and how to mend it.
pub(crate) struct Mend {
    pub wrong: &'static str,
    pub fix: &'static str,
}
