//! Light that a card throws back, and in which print is lost.
//!
//! White paper is as bright as glare. What tells them apart is the border: paper ends within a few pixels, while glare
//! goes on fading.

use crate::{Area, Gray};

/// From here on a camera sees nothing but light.
const BURNT: f32 = 250.0;
/// Pictures are looked at in squares of this side, in pixels.
const SQUARE: usize = 8;
/// How far from a burnt pixel the border is looked at, in pixels.
const NEAR: usize = 4;
const FAR: usize = 16;
/// By how much light falls over that distance, at least, where a spot ends at all.
const FALL: f32 = 15.0;
/// What has fallen more than this share nearby has ended, and does not fade.
const AT_ONCE: f32 = 0.65;

/// The share of `area` that is lost in glare, 0 to 1.
pub(crate) fn glare(gray: &Gray, area: Area) -> f32 {
    let squares = Squares::of(gray, area);
    let (mut lost, mut seen) = (0_usize, vec![false; squares.burnt.len()]);
    for start in 0..squares.burnt.len() {
        if squares.burnt[start] && !seen[start] {
            let spot = squares.spot(start, &mut seen);
            if squares.fades(gray, &spot) {
                lost += spot.len();
            }
        }
    }
    (lost * SQUARE * SQUARE) as f32 / area.pixels()
}

struct Squares {
    left: usize,
    top: usize,
    columns: usize,
    burnt: Vec<bool>,
}

impl Squares {
    fn of(gray: &Gray, area: Area) -> Self {
        let (columns, rows) = (area.width / SQUARE, area.height / SQUARE);
        let mut counts = vec![0_usize; columns * rows];
        for (y, row) in gray.rows(area).take(rows * SQUARE).enumerate() {
            for (x, _) in row.iter().take(columns * SQUARE).enumerate().filter(|(_, light)| **light >= BURNT) {
                counts[y / SQUARE * columns + x / SQUARE] += 1;
            }
        }
        let burnt = counts.iter().map(|count| 4 * count >= 3 * SQUARE * SQUARE).collect();
        Self { left: area.left, top: area.top, columns, burnt }
    }

    /// The burnt squares that hang together with `start`.
    fn spot(&self, start: usize, seen: &mut [bool]) -> Vec<usize> {
        let (mut spot, mut open) = (Vec::new(), vec![start]);
        seen[start] = true;
        while let Some(at) = open.pop() {
            spot.push(at);
            for next in self.beside(at) {
                if self.burnt[next] && !seen[next] {
                    seen[next] = true;
                    open.push(next);
                }
            }
        }
        spot
    }

    fn beside(&self, at: usize) -> impl Iterator<Item = usize> {
        let column = at % self.columns;
        let sides = [
            (column > 0).then(|| at - 1),
            (column + 1 < self.columns).then_some(at + 1),
            at.checked_sub(self.columns),
            Some(at + self.columns).filter(|&below| below < self.burnt.len()),
        ];
        sides.into_iter().flatten()
    }

    /// Whether a spot fades out along more of its border than it ends at once.
    fn fades(&self, gray: &Gray, spot: &[usize]) -> bool {
        let (mut soft, mut hard) = (0, 0);
        for at in spot {
            // The square itself and what is beside it: a border lies in either.
            let (left, top) = (self.left + at % self.columns * SQUARE, self.top + at / self.columns * SQUARE);
            for y in top.saturating_sub(SQUARE)..(top + 2 * SQUARE).min(gray.height) {
                for x in left.saturating_sub(SQUARE)..(left + 2 * SQUARE).min(gray.width) {
                    for end in ends(gray, x, y) {
                        if end { hard += 1 } else { soft += 1 }
                    }
                }
            }
        }
        soft > hard
    }
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
