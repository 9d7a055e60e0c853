//! Persona's limits on images, judged by content.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};

// "10 KB–15 MB, sides 200–15000 px" (help.withpersona.com 5vXD7S7pQCq8Q9Z4RztxLw); a KB is taken so
// that both readings of the word accept what passes here.
const LEAST: usize = 10 * 1024;
const MOST: usize = 15 * 1000 * 1000;
const SIDES: std::ops::RangeInclusive<u32> = 200..=15_000;

/// The MIME type, or what is wrong. Persona takes PDF and HEIC as well, the emulator does not.
pub(super) fn check(bytes: &[u8]) -> Result<&'static str, String> {
    if bytes.len() < LEAST {
        return Err(format!("File must be over {LEAST} bytes"));
    }
    if bytes.len() > MOST {
        return Err(format!("File must be under {MOST} bytes"));
    }
    let (format, mime) = if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        (ImageFormat::Jpeg, "image/jpeg")
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        (ImageFormat::Png, "image/png")
    } else {
        return Err("File type is not supported".into());
    };
    let size = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions();
    let (width, height) = size.map_err(|_| "File cannot be read as an image".to_owned())?;
    if !(SIDES.contains(&width) && SIDES.contains(&height)) {
        return Err("Image sides must be between 200 and 15000 pixels".into());
    }
    Ok(mime)
}
