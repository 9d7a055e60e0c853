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

/// Whether a camera gives no picture at all: a cover, or another program, is before it. Even a dark room is uneven.
pub(crate) fn is_black(gray: &Gray) -> bool {
    /// The mean of what a covered camera gives, at most, 0 to 255.
    const MEAN: f32 = 12.0;
    /// And by how much it spreads (standard deviation).
    const SPREAD: f32 = 4.0;
    let mean = gray.mean();
    let variance = gray.luma.iter().map(|light| (light - mean) * (light - mean)).sum::<f32>() / gray.luma.len() as f32;
    mean < MEAN && variance < SPREAD * SPREAD
}
