//! Pictures that nobody else has.

use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Noise from `seed`: no two pieces of it look alike.
pub fn noise(seed: u32, width: u32, height: u32) -> RgbImage {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    RgbImage::from_fn(width, height, |_, _| Rgb([next(), next(), next()]))
}

pub fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("a picture");
    file.into_inner()
}

pub fn jpeg(seed: u32) -> Vec<u8> {
    encoded(&noise(seed, 320, 240), ImageFormat::Jpeg)
}

pub fn png(seed: u32) -> Vec<u8> {
    encoded(&noise(seed, 320, 240), ImageFormat::Png)
}

pub fn webp(seed: u32) -> Vec<u8> {
    encoded(&noise(seed, 320, 240), ImageFormat::WebP)
}
