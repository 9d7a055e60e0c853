//! Light that a card throws back, and in which print is lost.
//!
//! White paper is as bright as glare. What tells them apart is the border: paper ends within a few pixels, while glare
//! goes on fading.

use std::collections::BTreeSet;

use crate::{Area, Gray, squares::Squares};

/// From here on a camera sees nothing but light.
const BURNT: f32 = 250.0;
/// Pictures are looked at in squares of this side, in pixels.
const SQUARE: usize = 8;
/// A square is burnt where so much of it is.
const MOSTLY: f32 = 0.75;
/// How far from a burnt pixel the border is looked at, in pixels.
const NEAR: usize = 4;
const FAR: usize = 16;
/// By how much light falls over that distance, at least, where a spot ends at all.
const FALL: f32 = 15.0;
/// What has fallen more than this share nearby has ended, and does not fade.
const AT_ONCE: f32 = 0.65;

/// The share of `area` that is lost in glare, 0 to 1.
pub(crate) fn glare(gray: &Gray, area: Area) -> f32 {
    let squares = Squares::of(gray, area, SQUARE, |at| f32::from(u8::from(gray.luma[at] >= BURNT)));
    let (mut lost, mut seen) = (0_usize, vec![false; squares.values.len()]);
    for start in 0..squares.values.len() {
        if squares.values[start] >= MOSTLY && !seen[start] {
            let spot = spot(&squares, start, &mut seen);
            if fades(gray, &squares, &spot) {
                lost += spot.len();
            }
        }
    }
    (lost * SQUARE * SQUARE) as f32 / area.pixels()
}

/// The burnt squares that hang together with `start`.
fn spot(squares: &Squares, start: usize, seen: &mut [bool]) -> Vec<usize> {
    let (mut spot, mut open) = (Vec::new(), vec![start]);
    seen[start] = true;
    while let Some(at) = open.pop() {
        spot.push(at);
        for next in squares.beside(at) {
            if squares.values[next] >= MOSTLY && !seen[next] {
                seen[next] = true;
                open.push(next);
            }
        }
    }
    spot
}

/// Whether a spot fades out along more of its border than it ends at once.
fn fades(gray: &Gray, squares: &Squares, spot: &[usize]) -> bool {
    // Its squares and those around them, each once: a border lies in either.
    let around = spot.iter().flat_map(|at| {
        let (left, top) = squares.corner(*at);
        let steps = [0, SQUARE, 2 * SQUARE];
        steps.into_iter().flat_map(move |y| steps.into_iter().map(move |x| (top + y, left + x)))
    });
    let (mut soft, mut hard) = (0, 0);
    for (bottom, right) in around.collect::<BTreeSet<_>>() {
        for y in bottom.saturating_sub(SQUARE)..bottom.min(gray.height) {
            for x in right.saturating_sub(SQUARE)..right.min(gray.width) {
                for end in ends(gray, x, y) {
                    if end { hard += 1 } else { soft += 1 }
                }
            }
        }
    }
    soft > hard
}

/// In each direction in which the light of a burnt pixel stops: whether it does so at once.
fn ends(gray: &Gray, x: usize, y: usize) -> impl Iterator<Item = bool> {
    let at = y * gray.width + x;
    let light = gray.luma[at];
    let steps = [
        (gray.width - 1 - x, 1_isize),
        (x, -1),
        (gray.height - 1 - y, gray.width as isize),
        (y, -(gray.width as isize)),
    ];
    steps.into_iter().filter_map(move |(room, step)| {
        let seen = |far: usize| gray.luma[at.wrapping_add_signed(step * far as isize)];
        if light < BURNT || room < FAR || seen(1) >= BURNT {
            return None;
        }
        let (near, far) = (light - seen(NEAR), light - seen(FAR));
        // Print within a spot ends soon again, and tells nothing.
        (far >= FALL).then_some(near > AT_ONCE * far)
    })
}
