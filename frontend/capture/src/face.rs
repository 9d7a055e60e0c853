//! Frames that should show a face. What finds faces comes as a file of its own once one is looked for; until then, and
//! without it, frames are judged by their light alone, and no picture takes itself.

use std::{cell::RefCell, io::Cursor};

use capture::{FACE_SIDE, Face, FaceHint, FaceWatch, Gray, Seen, Sight, Turn};
use rustface::{Detector, FaceInfo, ImageData, create_detector_with_model, read_model};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::frame::{Judged, Part};

/// What is looked at: the middle of the frame.
pub(crate) const PART: Part = Part::Square(FACE_SIDE as u32);

/// What finds faces.
enum Eyes {
    /// It is on its way.
    Coming,
    Open(Box<dyn Detector>),
    /// It does not come.
    Shut,
}

thread_local! {
    static EYES: RefCell<Eyes> = const { RefCell::new(Eyes::Coming) };
    static WATCH: RefCell<FaceWatch> = const { RefCell::new(FaceWatch::new(Turn::Ahead)) };
}

/// Takes the model by which faces are found, or learns that it cannot be had.
#[wasm_bindgen]
pub fn learn_faces(model: Option<Vec<u8>>) {
    let model = model.and_then(|model| read_model(Cursor::new(model)).ok());
    EYES.set(model.map_or(Eyes::Shut, |model| Eyes::Open(create_detector_with_model(model))));
}

/// What a frame lacks of a face that is turned so.
pub(crate) fn face(turn: Turn) -> impl Fn(&[u8], usize, usize) -> Judged<FaceHint> {
    move |pixels, wide, high| {
        let gray = Gray::of(pixels, wide, high, wide)?;
        let seen = EYES.with_borrow_mut(|eyes| match eyes {
            Eyes::Coming => Seen::without_eyes(&gray, FaceHint::Loading),
            Eyes::Shut => Seen::without_eyes(&gray, FaceHint::Unseen),
            Eyes::Open(eyes) => look(eyes.as_mut(), &gray, turn),
        });
        Some((seen, seen.lacks.map(FaceHint::as_str)))
    }
}

fn look(eyes: &mut dyn Detector, gray: &Gray, turn: Turn) -> Seen<FaceHint> {
    let side = FACE_SIDE as u32;
    let faces = eyes.detect(&ImageData::new(&gray.bytes(), side, side)).iter().map(bounds).collect();
    let sight = Sight::of(gray, faces);
    WATCH.with_borrow_mut(|watch| {
        if watch.turn() != turn {
            *watch = FaceWatch::new(turn);
        }
        Seen::of_face(gray, &sight, watch.see(&sight))
    })
}

fn bounds(face: &FaceInfo) -> Face {
    let bounds = face.bbox();
    Face::around((bounds.x(), bounds.y()), (bounds.width(), bounds.height()))
}
