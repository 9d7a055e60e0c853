//! How sharp a picture is, told by the width of its sharpest edges.
//!
//! Blurring an edge once more by a known amount makes it the flatter the sharper it was, whatever its contrast: from
//! how much flatter follows its width (Zhuo and Sim, "Defocus map estimation from a single image", 2011). The variance
//! of the Laplacian, which is more often used, tells a sharp picture of little text from a blurred one of much text
//! as little as it tells a dim one from a bright one.

use crate::{Area, Gray};

/// By how much edges are blurred once more, in pixels.
const AGAIN: f32 = 1.0;
/// Its weights, from the middle outwards: a Gaussian, cut at three times its width.
const WEIGHTS: [f32; 4] = [0.399_05, 0.242_03, 0.054_00, 0.004_43];
/// Edges that rise by less a pixel are noise or shading.
const FAINT: f32 = 6.0;
/// Of the edges of a picture those count that rise by at least this share of its steepest.
const STRONG: f32 = 0.35;
/// A picture with fewer such edges tells nothing.
const FEW: usize = 60;
/// A sharp picture has soft edges too (shading, the portrait), so it is as sharp as its sharper ones.
const SHARPER: f32 = 0.35;

/// Print rises as steeply across as down. Where it does so by less than this share in one direction, a hand shook: that
/// leaves thin lines sharp, but faint.
const EVEN: f32 = 0.6;

/// The width (standard deviation, in pixels) of the sharper edges of `area`, in that of both directions in which they
/// are wider. Nothing where there are too few edges to say.
pub(crate) fn edge_width(gray: &Gray, area: Area) -> Option<f32> {
    match (Edges::of(gray, area, 1), Edges::of(gray, area, gray.width)) {
        (Some(across), Some(down)) => {
            let even = across.steepest.min(down.steepest) / across.steepest.max(down.steepest);
            Some(across.width.max(down.width) * (EVEN / even).max(1.0))
        }
        (one, other) => one.or(other).map(|edges| edges.width),
    }
}

/// The edges of a picture in one direction.
struct Edges {
    /// How much the steepest rise a pixel.
    steepest: f32,
    /// How wide the sharper ones are.
    width: f32,
}

impl Edges {
    fn of(gray: &Gray, area: Area, step: usize) -> Option<Self> {
        let mut edges = edges(gray, area, step);
        let steepest = percentile(&mut edges.iter().map(|edge| edge.slope).collect::<Vec<_>>(), 0.98)?;
        edges.retain(|edge| edge.slope >= STRONG * steepest);
        if edges.len() < FEW {
            return None;
        }
        let width = percentile(&mut edges.iter().map(Edge::width).collect::<Vec<_>>(), SHARPER)?;
        Some(Self { steepest, width })
    }
}

/// An edge: how much it rises a pixel, before and after it is blurred once more.
struct Edge {
    slope: f32,
    again: f32,
}

fn edges(gray: &Gray, area: Area, step: usize) -> Vec<Edge> {
    const REACH: usize = WEIGHTS.len() + 1;
    let (mut found, luma) = (Vec::new(), &gray.luma);
    let inner =
        |from: usize, length: usize, whole: usize| from.max(REACH)..(from + length).min(whole.saturating_sub(REACH));
    for y in inner(area.top, area.height, gray.height) {
        for x in inner(area.left, area.width, gray.width) {
            let at = y * gray.width + x;
            let slope = (luma[at + step] - luma[at - step]).abs();
            if slope < 2.0 * FAINT {
                continue;
            }
            let before = (luma[at] - luma[at - 2 * step]).abs();
            let after = (luma[at + 2 * step] - luma[at]).abs();
            if slope < before || slope <= after {
                continue;
            }
            let again = (blurred(luma, at + step, step) - blurred(luma, at - step, step)).abs();
            found.push(Edge { slope, again });
        }
    }
    found
}

fn blurred(luma: &[f32], at: usize, step: usize) -> f32 {
    let pairs = WEIGHTS.iter().enumerate().skip(1);
    WEIGHTS[0] * luma[at]
        + pairs.map(|(far, weight)| weight * (luma[at + far * step] + luma[at - far * step])).sum::<f32>()
}

impl Edge {
    fn width(&self) -> f32 {
        let flatter = self.slope / self.again.max(f32::EPSILON);
        AGAIN / (flatter * flatter - 1.0).max(0.01).sqrt()
    }
}

/// The value below which `share` of them lie. Nothing of nothing.
pub(crate) fn percentile(values: &mut [f32], share: f32) -> Option<f32> {
    let at = ((values.len() as f32 * share) as usize).min(values.len().checked_sub(1)?);
    Some(*values.select_nth_unstable_by(at, f32::total_cmp).1)
}
