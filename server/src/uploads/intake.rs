//! The door for pictures: whatever comes in, a plain JPEG goes on or nothing does. Decoding and encoding anew drops
//! everything that is not a pixel: position, camera, comments, and whatever hides behind the picture.
//!
//! The bounds are Persona's (10 KB to 15 MB, 200 pixels a side), and narrower above: a decoder gets at most 256 MiB.

mod jpeg_end;
mod jpeg_frame;

use std::io::Cursor;

use app::{error::PictureProblem, picture::BYTES_MAX};
use image::{
    DynamicImage, ImageDecoder, ImageError, Limits, RgbImage,
    codecs::{
        jpeg::{JpegDecoder, JpegEncoder},
        png::PngDecoder,
        webp::WebPDecoder,
    },
    error::LimitErrorKind,
    imageops::thumbnail,
    metadata::Orientation,
};

use self::{jpeg_end::is_whole, jpeg_frame::Frame};

/// Smallest and largest file, in bytes.
const BYTES: (usize, usize) = (10 * 1024, BYTES_MAX as usize);
/// Fewest and most pixels of a side.
const SIDE: (u32, u32) = (200, 10_000);
/// Most pixels in all.
const PIXELS: u64 = 64_000_000;
/// The most that decoding one picture may take, in bytes, the decoder's own memory included.
const MEMORY: u64 = 256 * 1024 * 1024;
/// The longest side of the result. A 12-megapixel photo of a phone (4032 × 3024) passes untouched; what is larger holds
/// no more of a document and takes the vendor longer.
const LONGEST: u32 = 4096;
/// JPEG quality of the result.
const QUALITY: u8 = 88;
/// Quality of one that would otherwise be smaller than the vendor takes.
const BETTER: u8 = 95;
/// Qualities of one that would otherwise be larger than the vendor takes, in the order in which they are tried.
const LESSER: [u8; 4] = [75, 60, 45, 30];

/// Checks a picture and makes it anew: a JPEG of 10 KB to 15 MB, upright, on white, without any metadata, at most 4096
/// pixels long. It blocks for up to a second and takes up to half a gigabyte: run few at once, and not on the executor.
///
/// # Errors
/// [`PictureProblem`], of which the buyer is told.
pub fn reencode(bytes: &[u8]) -> Result<Vec<u8>, PictureProblem> {
    let format = sniff(bytes);
    if bytes.is_empty() {
        return Err(PictureProblem::Missing);
    } else if bytes.len() > BYTES.1 {
        return Err(PictureProblem::TooBig);
    }
    // What it is says more than how small it is.
    let format = format?;
    if bytes.len() < BYTES.0 {
        return Err(PictureProblem::TooSmall);
    }
    let (picture, orientation) = decode(format, bytes)?;
    // Turned last, when it is small: a turn takes a second copy.
    let mut picture = DynamicImage::ImageRgb8(shrunk(on_white(picture)));
    picture.apply_orientation(orientation);
    sized(&picture.into_rgb8())
}

/// The picture as a JPEG that is neither too small nor too large for the vendor.
fn sized(picture: &RgbImage) -> Result<Vec<u8>, PictureProblem> {
    let jpeg = encode(picture, QUALITY)?;
    if jpeg.len() < BYTES.0 {
        let jpeg = encode(picture, BETTER)?;
        return if jpeg.len() < BYTES.0 { Err(PictureProblem::TooSmall) } else { Ok(jpeg) };
    }
    if jpeg.len() <= BYTES.1 {
        return Ok(jpeg);
    }
    for quality in LESSER {
        let jpeg = encode(picture, quality)?;
        if jpeg.len() <= BYTES.1 {
            return Ok(jpeg);
        }
    }
    Err(PictureProblem::TooBig)
}

#[derive(Clone, Copy)]
enum Format {
    Jpeg,
    Png,
    WebP,
}

/// By the first bytes; names and declared types are not asked.
fn sniff(bytes: &[u8]) -> Result<Format, PictureProblem> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Format::WebP),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heif(brand) => Err(PictureProblem::Heic),
        _ => Err(PictureProblem::NotAPicture),
    }
}

/// Brands of ISO/IEC 23008-12 and AVIF.
fn is_heif(brand: &[u8]) -> bool {
    const BRANDS: [&[u8; 4]; 11] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"avif"];
    brand.first_chunk::<4>().is_some_and(|brand| BRANDS.contains(&brand))
}

/// The pixels, and how to turn them. The header alone decides whether anything is decoded.
fn decode(format: Format, bytes: &[u8]) -> Result<(DynamicImage, Orientation), PictureProblem> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE.1);
    limits.max_image_height = Some(SIDE.1);
    limits.max_alloc = Some(MEMORY);
    let source = Cursor::new(bytes);
    let mut decoder: Box<dyn ImageDecoder + '_> = match format {
        // The decoder fills what is missing with grey.
        Format::Jpeg if !is_whole(bytes) => return Err(PictureProblem::Damaged),
        Format::Jpeg if Frame::of(bytes).ok_or(PictureProblem::Damaged)?.memory() > MEMORY => {
            return Err(PictureProblem::TooManyPixels);
        }
        Format::Jpeg => Box::new(JpegDecoder::new(source).map_err(problem)?),
        Format::Png => Box::new(PngDecoder::with_limits(source, limits.clone()).map_err(problem)?),
        Format::WebP => {
            let decoder = WebPDecoder::new(source).map_err(problem)?;
            if decoder.has_animation() {
                return Err(PictureProblem::NotAPicture);
            }
            Box::new(decoder)
        }
    };
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width.min(height) < SIDE.0 {
        return Err(PictureProblem::TooFewPixels);
    }
    // `from_decoder` heeds no limit, so the size of its buffer is checked here.
    let memory = match format {
        Format::Jpeg | Format::Png => decoder.total_bytes(),
        Format::WebP => pixels * webp_bytes_a_pixel(bytes),
    };
    if width.max(height) > SIDE.1 || pixels > PIXELS || memory > MEMORY {
        return Err(PictureProblem::TooManyPixels);
    }
    decoder.set_limits(limits).map_err(problem)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(problem)?, orientation))
}

/// What decoding a WebP takes for each pixel, by its first chunk. A lossy one is three planes and the result; a
/// lossless one is unpacked with alpha first; an extended one may be both, with its alpha compressed beside it.
fn webp_bytes_a_pixel(bytes: &[u8]) -> u64 {
    match bytes.get(12..16) {
        Some(b"VP8 ") => 5,
        Some(b"VP8L") => 7,
        _ => 11,
    }
}

fn problem(error: ImageError) -> PictureProblem {
    match error {
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::DimensionError | LimitErrorKind::InsufficientMemory => PictureProblem::TooManyPixels,
            _ => PictureProblem::Damaged,
        },
        _ => PictureProblem::Damaged,
    }
}

/// Three channels of eight bits; what is transparent becomes white.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let clear = picture.into_rgba8();
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let [r, g, b, alpha] = clear.get_pixel(x, y).0.map(u16::from);
        let blend = |channel: u16| u8::try_from((channel * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        image::Rgb([blend(r), blend(g), blend(b)])
    })
}

/// The size of the result: at most [`LONGEST`] long, but never so small that a side is shorter than the vendor takes.
fn fitted(width: u32, height: u32) -> (u32, u32) {
    let (long, short) = (u64::from(width.max(height)), u64::from(width.min(height)));
    let target = u64::from(LONGEST).max(u64::from(SIDE.0) * long / short.max(1));
    if long <= target {
        return (width, height);
    }
    let scaled = |side: u32| u32::try_from(u64::from(side) * target / long).unwrap_or(side).max(SIDE.0);
    (scaled(width), scaled(height))
}

fn shrunk(picture: RgbImage) -> RgbImage {
    let (width, height) = fitted(picture.width(), picture.height());
    if (width, height) == picture.dimensions() { picture } else { thumbnail(&picture, width, height) }
}

fn encode(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, PictureProblem> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality).encode_image(picture).map_err(problem)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests;
