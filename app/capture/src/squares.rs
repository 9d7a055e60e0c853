//! A picture, or a part of it, in squares: what hangs together is found sooner than by pixels.

use crate::{Area, Gray};

/// A value for each whole square of an area, row by row.
pub(crate) struct Squares {
    pub side: usize,
    pub left: usize,
    pub top: usize,
    pub columns: usize,
    pub values: Vec<f32>,
}

impl Squares {
    /// The mean over each square of what `value` says of its pixels, by their place in the picture.
    pub(crate) fn of(gray: &Gray, area: Area, side: usize, value: impl Fn(usize) -> f32) -> Self {
        let (columns, rows) = (area.width / side, area.height / side);
        let mut values = vec![0.0; columns * rows];
        for y in 0..rows * side {
            let row = (area.top + y) * gray.width + area.left;
            for x in 0..columns * side {
                values[y / side * columns + x / side] += value(row + x);
            }
        }
        let pixels = (side * side) as f32;
        values.iter_mut().for_each(|sum| *sum /= pixels);
        Self { side, left: area.left, top: area.top, columns, values }
    }

    /// Where a square begins.
    pub(crate) fn corner(&self, at: usize) -> (usize, usize) {
        (self.left + at % self.columns * self.side, self.top + at / self.columns * self.side)
    }

    /// The squares beside one.
    pub(crate) fn beside(&self, at: usize) -> impl Iterator<Item = usize> {
        let column = at % self.columns;
        let sides = [
            (column > 0).then(|| at - 1),
            (column + 1 < self.columns).then_some(at + 1),
            at.checked_sub(self.columns),
            Some(at + self.columns).filter(|&below| below < self.values.len()),
        ];
        sides.into_iter().flatten()
    }
}
