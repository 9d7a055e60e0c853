//! Frames that should show a face.

use capture::{Flaw, Gray, Seen};

use crate::frame::Part;

/// What is looked at: the middle of the frame.
pub(crate) const PART: Part = Part::Square(240);

/// Whether there is light enough.
pub(crate) fn face(pixels: &[u8], wide: usize, high: usize) -> Option<(Seen<Flaw>, Option<&'static str>)> {
    let seen = Seen::of_light(&Gray::of(pixels, wide, high, wide)?);
    Some((seen, seen.lacks.map(Flaw::as_str)))
}
