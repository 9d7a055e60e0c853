//! The light of a picture.

/// A part of a picture, in pixels; never empty, and inside the picture that it was asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub left: usize,
    /// The first row.
    pub top: usize,
    /// How many columns.
    pub width: usize,
    /// How many rows.
    pub height: usize,
}

impl Area {
    pub(crate) fn pixels(self) -> f32 {
        (self.width * self.height) as f32
    }
}

/// How light a picture is at each pixel: 0 is black, 255 white (the luma of ITU-R BT.601), row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Gray {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) luma: Vec<f32>,
}

impl Gray {
    /// Of red, green, blue and opacity as a canvas gives them, a byte each, averaged by area down to `narrow` columns.
    /// A picture that is narrower stays as it is. Nothing where the bytes are not those of a picture of this size.
    pub fn of(rgba: &[u8], width: usize, height: usize, narrow: usize) -> Option<Self> {
        if width == 0 || height == 0 || narrow == 0 || rgba.len() != width.checked_mul(height)?.checked_mul(4)? {
            return None;
        }
        let target = Shrink::to(width, height, narrow.min(width));
        let mut luma = vec![0.0; target.width * target.height];
        let mut line = vec![0.0; width];
        let mut narrowed = vec![0.0; target.width];
        for (y, pixels) in rgba.chunks_exact(width * 4).enumerate() {
            for (light, pixel) in line.iter_mut().zip(pixels.chunks_exact(4)) {
                *light = 0.299 * f32::from(pixel[0]) + 0.587 * f32::from(pixel[1]) + 0.114 * f32::from(pixel[2]);
            }
            narrowed.fill(0.0);
            spread(&line, target.across, &mut narrowed);
            target.lay(y, &narrowed, &mut luma);
        }
        Some(Self { width: target.width, height: target.height, luma })
    }

    /// How light it is on average.
    pub fn mean(&self) -> f32 {
        self.luma.iter().sum::<f32>() / self.luma.len() as f32
    }

    /// The same as bytes, row by row.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.luma.iter().map(|light| light.round() as u8).collect()
    }

    /// The whole picture.
    pub fn whole(&self) -> Area {
        Area { left: 0, top: 0, width: self.width, height: self.height }
    }

    pub(crate) fn rows(&self, area: Area) -> impl Iterator<Item = &[f32]> {
        let columns = area.left..area.left + area.width;
        self.luma.chunks_exact(self.width).skip(area.top).take(area.height).map(move |row| &row[columns.clone()])
    }
}

/// A picture on its way to a smaller one.
struct Shrink {
    width: usize,
    height: usize,
    /// Old pixels to a new one, across and down; as good as the same.
    across: f32,
    down: f32,
}

impl Shrink {
    fn to(width: usize, height: usize, narrow: usize) -> Self {
        let low = (height * narrow / width).max(1);
        Self { width: narrow, height: low, across: width as f32 / narrow as f32, down: height as f32 / low as f32 }
    }

    /// Adds old row `y`, already narrowed, to the new rows that it lies in.
    fn lay(&self, y: usize, narrowed: &[f32], luma: &mut [f32]) {
        for (row, share) in shares(y, self.down, self.height) {
            for (sum, light) in luma[row * self.width..][..self.width].iter_mut().zip(narrowed) {
                *sum += share * light;
            }
        }
    }
}

fn spread(line: &[f32], scale: f32, narrowed: &mut [f32]) {
    if scale == 1.0 {
        narrowed.copy_from_slice(line);
        return;
    }
    for (x, light) in line.iter().enumerate() {
        for (column, share) in shares(x, scale, narrowed.len()) {
            narrowed[column] += share * light;
        }
    }
}

/// In which of `count` new pixels the old pixel `at` lies, and with how much of the new one: at most two, as new ones
/// are never smaller.
fn shares(at: usize, scale: f32, count: usize) -> impl Iterator<Item = (usize, f32)> {
    let (from, to) = (at as f32 / scale, (at + 1) as f32 / scale);
    let first = from as usize;
    let border = (first + 1) as f32;
    let head = (first, to.min(border) - from);
    let tail = (first + 1, (to - border).max(0.0));
    [head, tail].into_iter().filter(move |&(new, share)| new < count && share > 0.0)
}
