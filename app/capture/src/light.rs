//! How a picture is lit.

use crate::{Area, Gray, sharpness::percentile};

/// How light the darkest and the lighter parts of a picture are, 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Light {
    /// A hundredth is darker than this.
    pub ink: f32,
    /// A tenth is lighter than this.
    pub lights: f32,
}

pub(crate) fn light(gray: &Gray, area: Area) -> Light {
    // Every second pixel of every second row says as much.
    let mut seen: Vec<f32> = gray.rows(area).step_by(2).flat_map(|row| row.iter().copied().step_by(2)).collect();
    let mut at = |share| percentile(&mut seen, share).unwrap_or_default();
    Light { ink: at(0.01), lights: at(0.9) }
}
