//! A picture that is drawn: red, green and blue from 0 to 255, in floating point.

use super::font::dots;

pub type Colour = [f32; 3];

#[derive(Clone)]
pub struct Canvas {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<Colour>,
}

impl Canvas {
    pub fn new(width: usize, height: usize, colour: Colour) -> Self {
        Self { width, height, pixels: vec![colour; width * height] }
    }

    /// Each pixel anew, from where it is and what it was.
    pub fn paint(&mut self, colour: impl Fn(f32, f32, Colour) -> Colour) {
        for (at, pixel) in self.pixels.iter_mut().enumerate() {
            *pixel = colour((at % self.width) as f32, (at / self.width) as f32, *pixel);
        }
    }

    pub fn block(&mut self, left: usize, top: usize, width: usize, height: usize, colour: Colour) {
        for y in top..(top + height).min(self.height) {
            for x in left..(left + width).min(self.width) {
                self.pixels[y * self.width + x] = colour;
            }
        }
    }

    pub fn ellipse(&mut self, (x, y): (f32, f32), (wide, high): (f32, f32), colour: Colour) {
        self.paint(|px, py, was| {
            let far = ((px - x) / wide).powi(2) + ((py - y) / high).powi(2);
            if far <= 1.0 { colour } else { was }
        });
    }

    /// Text whose dots are `dot` pixels wide.
    pub fn text(&mut self, left: usize, top: usize, dot: usize, text: &str, colour: Colour) {
        for (nth, sign) in text.chars().enumerate() {
            for (column, bits) in dots(sign).into_iter().enumerate() {
                for row in (0..7).filter(|row| bits >> row & 1 == 1) {
                    self.block(left + (nth * 6 + column) * dot, top + row * dot, dot, dot, colour);
                }
            }
        }
    }

    /// Between pixels, as a camera sees it; `None` outside.
    pub fn at(&self, x: f32, y: f32) -> Option<Colour> {
        let inside = x >= 0.0 && y >= 0.0 && x < (self.width - 1) as f32 && y < (self.height - 1) as f32;
        inside.then(|| {
            let (left, top) = (x as usize, y as usize);
            let (right, down) = (x - left as f32, y - top as f32);
            let pixel = |x: usize, y: usize| self.pixels[y * self.width + x];
            let mix =
                |one: Colour, other: Colour, share: f32| std::array::from_fn(|c| one[c] + (other[c] - one[c]) * share);
            mix(
                mix(pixel(left, top), pixel(left + 1, top), right),
                mix(pixel(left, top + 1), pixel(left + 1, top + 1), right),
                down,
            )
        })
    }

    /// Every channel through a Gaussian of this width, in pixels: out of focus.
    pub fn blurred(&self, sigma: f32) -> Self {
        if sigma < 0.05 {
            return self.clone();
        }
        let reach = (3.0 * sigma).ceil() as isize;
        let weights: Vec<f32> = (-reach..=reach).map(|far| (-0.5 * (far as f32 / sigma).powi(2)).exp()).collect();
        self.smeared(&weights, 1, 0).smeared(&weights, 0, 1)
    }

    /// Through weights along one direction: a hand that shook.
    pub fn smeared(&self, weights: &[f32], right: isize, down: isize) -> Self {
        let (whole, middle) = (weights.iter().sum::<f32>(), weights.len() as isize / 2);
        let mut smeared = Self::new(self.width, self.height, [0.0; 3]);
        for y in 0..self.height {
            for x in 0..self.width {
                let pixel = &mut smeared.pixels[y * self.width + x];
                for (nth, weight) in weights.iter().enumerate() {
                    let far = nth as isize - middle;
                    let column = (x as isize + far * right).clamp(0, self.width as isize - 1) as usize;
                    let row = (y as isize + far * down).clamp(0, self.height as isize - 1) as usize;
                    let seen = self.pixels[row * self.width + column];
                    for channel in 0..3 {
                        pixel[channel] += seen[channel] * weight / whole;
                    }
                }
            }
        }
        smeared
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.pixels.iter().flatten().map(|light| light.clamp(0.0, 255.0).round() as u8).collect()
    }
}
