//! What goes wrong between a card and its picture.

use std::io::Cursor;

use fastrand::Rng;
use image::{ExtendedColorType, ImageFormat, codecs::jpeg::JpegEncoder};

use super::canvas::Canvas;

/// Glare of this size (as a share of the picture's width) around a point (as shares of the picture).
pub fn glare(picture: &mut Canvas, at: (f32, f32), size: (f32, f32), strength: f32) {
    let (wide, high) = (picture.width as f32, picture.height as f32);
    picture.paint(|x, y, was| {
        let far = ((x / wide - at.0) / size.0).powi(2) + ((y - at.1 * high) / wide / size.1).powi(2);
        was.map(|light| light + strength * 255.0 * (-far).exp())
    });
}

/// Less light (below 1), or more.
pub fn lit(picture: &mut Canvas, share: f32) {
    picture.paint(|_, _, was| was.map(|light| light * share));
}

/// A sensor's noise, more where there is little light to go by.
pub fn noise(picture: &mut Canvas, deviation: f32, random: &mut Rng) {
    for pixel in &mut picture.pixels {
        // The sum of three even ones is even enough.
        let shift = (random.f32() + random.f32() + random.f32() - 1.5) * 2.0 * deviation;
        *pixel = pixel.map(|light| light + shift);
    }
}

/// Stored as a JPEG of this quality, and read again: red, green, blue and opacity.
pub fn stored(picture: &Canvas, quality: u8) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode(&picture.bytes(), picture.width as u32, picture.height as u32, ExtendedColorType::Rgb8)
        .expect("a picture of its size");
    let read = image::load(Cursor::new(file), ImageFormat::Jpeg).expect("what was just written");
    read.to_rgba8().into_raw()
}
