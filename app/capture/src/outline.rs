//! Whether a card or a passport lies in the frame, by its four edges. Live pictures ask for it before they take
//! themselves: print alone is on many things.

use std::ops::Range;

use crate::Gray;

/// An edge is looked for in so many strips across it.
const STRIPS: usize = 6;
/// In at least so many of them it must be seen, on one line.
const SEEN: usize = 5;
/// How far from the line, in pixels.
const NEAR: f32 = 2.5;
/// An edge is at least so much lighter or darker than what it lies on, 0 to 255.
const STEP: f32 = 10.0;
/// Over how many pixels on either side that is looked at.
const REACH: usize = 3;
/// How much of a side may be without card, as a share of the picture.
const MARGIN: f32 = 0.36;
/// Of what is higher than this, as a share of its width, the middle counts: the rest is table above and below it.
const HIGHEST: f32 = 0.75;
/// Lines as steep as this are another side's.
const LEAN: f32 = 0.2;
/// The frame that people see is this share of the picture, and between a card and a passport in shape.
const FITS: f32 = 0.85;
const BETWEEN: f32 = 1.5;
/// Of that the middle of a side is looked at: what is turned or small does not reach its ends.
const LOOKED: f32 = 0.75;
/// Lines that are tried for a side.
const TRIED: usize = 4;

/// The card takes at least this share of the picture's width or height.
const LARGE: f32 = 0.5;
/// Width to height of a card (ISO/IEC 7810, ID-1) and of a passport's page (ID-3), and by which share both may be off.
const SHAPES: [f32; 2] = [85.60 / 53.98, 125.0 / 88.0];
const OFF: f32 = 0.12;

/// Where a line is, by how far along the other axis: `at + lean * along`.
#[derive(Clone, Copy)]
struct Line {
    at: f32,
    lean: f32,
}

/// Whether four edges of the right shape are in the picture.
pub(crate) fn is_outlined(gray: &Gray) -> bool {
    let (wide, high) = (gray.width as f32, gray.height as f32);
    // As large as it fits, whichever way the picture is held.
    let (card_wide, card_high) = (wide.min(high * BETWEEN) * FITS, high.min(wide / BETWEEN) * FITS);
    // Whoever holds a telephone upright has as much of the card in the middle, and more around it.
    let margin = |whole: f32, framed: f32| whole / 2.0 - framed * (0.5 - MARGIN);
    let near = |whole, framed| 0..margin(whole, framed) as usize;
    let far = |whole: f32, framed| (whole - margin(whole, framed)) as usize..whole as usize;
    let framed = high.min(wide * HIGHEST);
    let middle = |whole: f32, card: f32| ((whole - card * LOOKED) / 2.0, card * LOOKED / STRIPS as f32);
    let across = |range| lines(gray, &Side { range, step: 1, along: gray.width, strips: middle(high, card_high) });
    let down = |range| lines(gray, &Side { range, step: gray.width, along: 1, strips: middle(wide, card_wide) });
    let (left, right) = (across(near(wide, wide)), across(far(wide, wide)));
    let (top, bottom) = (down(near(high, framed)), down(far(high, framed)));
    let pairs = |one: &[Line], other: &[Line]| -> Vec<(Line, Line)> {
        one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b))).collect()
    };
    let tops = pairs(&top, &bottom);
    pairs(&left, &right).into_iter().any(|(left, right)| {
        tops.iter().any(|(top, bottom)| {
            let width = right.on(high / 2.0) - left.on(high / 2.0);
            let height = bottom.on(wide / 2.0) - top.on(wide / 2.0);
            let large = width >= LARGE * wide || height >= LARGE * high;
            large && SHAPES.iter().any(|shape| (width / height / shape - 1.0).abs() <= OFF)
        })
    })
}

impl Line {
    fn on(self, along: f32) -> f32 {
        self.at + self.lean * along
    }
}

/// Where an edge is looked for.
struct Side {
    /// How far from the picture's first pixel.
    range: Range<usize>,
    /// From one pixel to the next across the edge, and along it.
    step: usize,
    along: usize,
    /// Where the strips begin, and how long each is along the edge.
    strips: (f32, f32),
}

/// The lines on which most strips see a step, those of most strips first.
fn lines(gray: &Gray, side: &Side) -> Vec<Line> {
    let (first, strip) = side.strips;
    let begins = |at: usize| first + at as f32 * strip;
    let middle = |at: usize| begins(at) + strip / 2.0;
    let seen: Vec<Vec<f32>> =
        (0..STRIPS).map(|at| steps(gray, side, begins(at) as usize..begins(at + 1) as usize)).collect();
    let mut found: Vec<(usize, Line)> = Vec::new();
    for (one, other) in [(0, STRIPS - 1), (0, STRIPS - 2), (1, STRIPS - 1)] {
        for from in &seen[one] {
            for to in &seen[other] {
                let lean = (to - from) / (middle(other) - middle(one));
                let line = Line { at: from - lean * middle(one), lean };
                let on = |at: &usize| seen[*at].iter().any(|step| (step - line.on(middle(*at))).abs() <= NEAR);
                let strips = (0..STRIPS).filter(on).count();
                let known = found.iter().any(|(_, known)| (known.on(middle(0)) - from).abs() <= NEAR);
                if lean.abs() <= LEAN && strips >= SEEN && !known {
                    found.push((strips, line));
                }
            }
        }
    }
    found.sort_by_key(|(strips, _)| std::cmp::Reverse(*strips));
    found.into_iter().take(TRIED).map(|(_, line)| line).collect()
}

/// Where in a strip it becomes lighter or darker at once.
fn steps(gray: &Gray, side: &Side, rows: Range<usize>) -> Vec<f32> {
    let profile: Vec<f32> = side
        .range
        .clone()
        .map(|at| {
            let pixels = rows.clone().map(|row| gray.luma[at * side.step + row * side.along]);
            pixels.sum::<f32>() / rows.len().max(1) as f32
        })
        .collect();
    let mean = |part: &[f32]| part.iter().sum::<f32>() / part.len() as f32;
    let rises: Vec<f32> =
        profile.windows(2 * REACH).map(|near| (mean(&near[..REACH]) - mean(&near[REACH..])).abs()).collect();
    let highest = |at: &usize| {
        let near = &rises[at.saturating_sub(REACH)..(at + REACH + 1).min(rises.len())];
        rises[*at] >= STEP && near.iter().all(|rise| *rise <= rises[*at])
    };
    (0..rises.len()).filter(highest).map(|at| (side.range.start + at + REACH) as f32).collect()
}
