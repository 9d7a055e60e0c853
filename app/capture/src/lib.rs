//! From pixels to advice: whether a picture of an ID can be read. Pure functions; they run in the capture worker, and
//! natively in tests.
//!
//! Everything is measured at one width, [`WIDTH`]: a measure of sharpness means nothing without one, as the same card
//! has edges of half the width at half the size.

mod ask;
mod face;
mod fingerprint;
mod format;
mod frame;
mod glare;
mod gray;
mod light;
mod live;
mod outline;
mod sharpness;
mod squares;
mod steady;
mod verdict;

pub use ask::Ask;
pub use face::{FACE_SIDE, Face, FaceHint, FaceWatch, Sight, Turn};
pub use fingerprint::{Fingerprint, digest};
pub use format::is_heic;
pub use frame::Extent;
pub use gray::{Area, Gray};
pub use live::{Lack, Seen};
pub use steady::Steady;
pub use verdict::{Flaw, Measures, NARROWEST, look};

/// At which width pictures are looked at, in pixels.
pub const WIDTH: usize = 640;
