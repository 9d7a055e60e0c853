//! Where in a picture the card lies, told by its print, and whether it is all there, told by its outline.

use crate::{Area, Gray, outline::is_outlined, sharpness::percentile, squares::Squares};

/// Pictures are looked at in squares of this side, in pixels.
const SQUARE: usize = 16;
/// Print rises at least this much a pixel, on average over a square.
const FAINT: f32 = 2.5;
/// And this share of what the busiest squares rise.
const BUSY: f32 = 0.25;
/// What lies apart from so much of the print, on each side, is no print: a crumb, a thread.
const CRUMBS: f32 = 0.02;

/// An outline is at least so much lighter or darker than what it lies on.
const STEP: f32 = 16.0;
/// Over how many pixels on either side that is looked at.
const REACH: usize = 4;
/// A card that is cut meets a side of the picture with both its edges; cloth and grain do so more often.
const CROSSINGS: std::ops::RangeInclusive<usize> = 2..=12;

/// Where the card of a picture lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Around its print.
    pub area: Area,
    /// Whether the picture's edge cuts it.
    pub cut: bool,
}

impl Extent {
    /// Of a picture; nothing where no print is in it.
    pub fn of(gray: &Gray) -> Option<Self> {
        let area = print(gray)?;
        let sides = [
            line(gray, (0..gray.width).map(|x| (x, 2))),
            line(gray, (0..gray.width).map(|x| (x, gray.height - 3))),
            line(gray, (0..gray.height).map(|y| (2, y))),
            line(gray, (0..gray.height).map(|y| (gray.width - 3, y))),
        ];
        // Where all four edges are seen, what else meets a side is the table.
        let cut = sides.iter().any(|side| CROSSINGS.contains(&crossings(side))) && !is_outlined(gray);
        Some(Self { area, cut })
    }
}

/// Around the busy squares of a picture.
fn print(gray: &Gray) -> Option<Area> {
    let (luma, width) = (&gray.luma, gray.width);
    let squares = Squares::of(gray, gray.whole(), SQUARE, |at| {
        let right = if (at + 1) % width == 0 { at } else { at + 1 };
        let below = if at + width < luma.len() { at + width } else { at };
        (luma[right] - luma[at]).abs() + (luma[below] - luma[at]).abs()
    });
    let busiest = percentile(&mut squares.values.clone(), 0.99)?;
    let busy = || (0..squares.values.len()).filter(|at| squares.values[*at] >= FAINT.max(BUSY * busiest));
    let (left, width) = span(busy().map(|at| at % squares.columns))?;
    let (top, height) = span(busy().map(|at| at / squares.columns))?;
    Some(Area { left, top, width, height })
}

/// From where, and how far, squares reach but for crumbs, in pixels.
fn span(squares: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    let mut places: Vec<f32> = squares.map(|at| at as f32).collect();
    let first = percentile(&mut places, CRUMBS)? as usize;
    let last = percentile(&mut places, 1.0 - CRUMBS)? as usize;
    Some((first * SQUARE, (last - first + 1) * SQUARE))
}

fn line(gray: &Gray, places: impl Iterator<Item = (usize, usize)>) -> Vec<f32> {
    places.map(|(x, y)| gray.luma[y * gray.width + x]).collect()
}

/// How often something begins or ends along a line.
fn crossings(line: &[f32]) -> usize {
    let mean = |part: &[f32]| part.iter().sum::<f32>() / part.len() as f32;
    let steps: Vec<f32> =
        line.windows(2 * REACH).map(|near| (mean(&near[..REACH]) - mean(&near[REACH..])).abs()).collect();
    let highest = |at: usize| {
        let near = &steps[at.saturating_sub(2 * REACH)..(at + 2 * REACH + 1).min(steps.len())];
        near.iter().all(|step| *step <= steps[at])
    };
    (0..steps.len()).filter(|&at| steps[at] >= STEP && highest(at)).count()
}
