//! Whether two pictures show the same.

use std::{fmt, str::FromStr};

use crate::Gray;

/// What is left of a picture at 9 by 8 pixels: whether each is lighter than the next ("dHash", Krawetz, 2013).
/// Pictures of one thing differ in few of its 64 bits, however they were stored or scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

/// In how many bits two pictures of the same may differ.
const ALIKE: u32 = 6;

impl Fingerprint {
    /// Of a picture.
    pub fn of(gray: &Gray) -> Self {
        let bits = (0..8).flat_map(|row| (0..8).map(move |column| (row, column)));
        let lighter = |(row, column)| cell(gray, column, row) > cell(gray, column + 1, row);
        Self(bits.fold(0, |bits, at| bits << 1 | u64::from(lighter(at))))
    }

    /// Whether both show the same.
    pub fn same(self, other: Self) -> bool {
        (self.0 ^ other.0).count_ones() <= ALIKE
    }
}

/// What the very same file gives again each time, whoever stored it where, and nothing else: FNV-1a, 64 bits, over the
/// picture's bytes. Nobody gains by a second picture of the same.
#[must_use]
pub fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// In 16 digits, as it goes from the worker to the page.
impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = std::num::ParseIntError;
    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(digits, 16).map(Self)
    }
}

fn cell(gray: &Gray, column: usize, row: usize) -> f32 {
    let part = |at: usize, of: usize, whole: usize| (at * whole / of)..((at + 1) * whole / of).max(at * whole / of + 1);
    let (columns, rows) = (part(column, 9, gray.width), part(row, 8, gray.height));
    let count = (columns.len() * rows.len()) as f32;
    rows.flat_map(|y| &gray.luma[(y.min(gray.height - 1)) * gray.width..][columns.clone()]).sum::<f32>() / count
}
