//! Pictures as a camera makes them: large enough, and of nothing.

use image::{ImageFormat, Rgb, RgbImage};
use std::{io::Cursor, sync::LazyLock};

/// A JPEG of noise, well over the 10 KB that a picture must have.
pub fn photo() -> &'static [u8] {
    static PHOTO: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut seed = 9_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        };
        let picture = RgbImage::from_fn(320, 240, |_, _| Rgb([noise(), noise(), noise()]));
        let mut jpeg = Cursor::new(Vec::new());
        picture.write_to(&mut jpeg, ImageFormat::Jpeg).expect("a JPEG");
        jpeg.into_inner()
    });
    assert!(PHOTO.len() > 20_000, "{}", PHOTO.len());
    &PHOTO
}
