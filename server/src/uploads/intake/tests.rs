//! Pictures made in code, good and bad.

use super::*;
use image::{
    ExtendedColorType, ImageEncoder, Rgb, Rgba, RgbaImage, codecs::png::PngEncoder, codecs::webp::WebPEncoder,
};

/// A picture with enough going on that its file is large.
fn noisy(width: u32, height: u32) -> RgbImage {
    let mut state = 1_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = state.to_be_bytes();
        Rgb([a, b, c])
    })
}

fn jpeg_of(picture: &RgbImage) -> Vec<u8> {
    encode(picture, 80).expect("a JPEG")
}

fn png_of(picture: &RgbImage) -> Vec<u8> {
    let mut png = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut png).write_image(picture, width, height, ExtendedColorType::Rgb8).expect("a PNG");
    png
}

fn webp_of(picture: &RgbImage) -> Vec<u8> {
    let mut webp = Vec::new();
    let (width, height) = picture.dimensions();
    WebPEncoder::new_lossless(&mut webp).encode(picture, width, height, ExtendedColorType::Rgb8).expect("a WebP");
    webp
}

/// `bytes` with a segment after the start of the JPEG.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, content, &jpeg[2..]].concat()
}

/// Exif in TIFF's big-endian order with the orientation alone.
fn exif(orientation: u8) -> Vec<u8> {
    [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" as &[u8], &[orientation], b"\0\0\0\0\0\0secret-gps"]
        .concat()
}

/// A PNG that only says how large it is.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let content = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    push_chunk(&mut png, b"IHDR", &content);
    push_chunk(&mut png, b"IDAT", &[0; 12_000]);
    png
}

fn push_chunk(png: &mut Vec<u8>, kind: &[u8; 4], content: &[u8]) {
    let body = [kind, content].concat();
    png.extend(u32::try_from(content.len()).expect("short").to_be_bytes());
    png.extend(&body);
    png.extend(crc(&body).to_be_bytes());
}

/// CRC-32 as PNG wants it (its annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}

fn size_of(jpeg: &[u8]) -> (u32, u32) {
    image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg)
        .map(|p| (p.width(), p.height()))
        .expect("a JPEG")
}

#[test]
fn every_format_becomes_a_jpeg_of_the_same_size() {
    let picture = noisy(300, 210);
    for bytes in [jpeg_of(&picture), png_of(&picture), webp_of(&picture)] {
        let jpeg = reencode(&bytes).expect("a picture");
        assert_eq!(size_of(&jpeg), (300, 210));
        assert!(is_whole(&jpeg));
    }
}

#[test]
fn metadata_and_stowaways_are_dropped() {
    let plain = jpeg_of(&noisy(300, 210));
    let mut laden = with_segment(&plain, 0xfe, b"<script>secret-comment</script>");
    laden = with_segment(&laden, 0xe1, &exif(1));
    laden.extend(b"PK\x03\x04secret-zip");
    let jpeg = reencode(&laden).expect("a picture");
    assert!(!jpeg.windows(6).any(|six| six == b"secret"));
    assert_eq!(jpeg, reencode(&plain).expect("a picture"));
}

#[test]
fn a_picture_that_lies_on_its_side_is_put_upright() {
    let mut picture = noisy(400, 250);
    for x in 0..100 {
        for y in 0..100 {
            picture.put_pixel(x, y, Rgb([255, 0, 0]));
        }
    }
    let turned = reencode(&with_segment(&jpeg_of(&picture), 0xe1, &exif(6))).expect("a picture");
    let turned = image::load_from_memory(&turned).expect("a JPEG").into_rgb8();
    assert_eq!(turned.dimensions(), (250, 400));
    let Rgb([r, g, b]) = *turned.get_pixel(200, 50);
    assert!(r > 200 && g < 60 && b < 60, "the corner went to the top right");
}

#[test]
fn what_is_transparent_becomes_white() {
    let clear = RgbaImage::from_fn(220, 220, |x, y| {
        let Rgb([r, g, b]) = *noisy(1, 1).get_pixel(0, 0);
        if x < 110 { Rgba([r, g, b, 0]) } else { Rgba([u8::try_from(x ^ y).unwrap_or(0), g, b, 255]) }
    });
    let flat = on_white(clear.into());
    assert_eq!(*flat.get_pixel(0, 0), Rgb([255, 255, 255]));
    assert_eq!(flat.get_pixel(200, 3).0[0], 200 ^ 3);
    let half = on_white(RgbaImage::from_pixel(1, 1, Rgba([0, 100, 255, 128])).into());
    assert_eq!(*half.get_pixel(0, 0), Rgb([127, 177, 255]));
}

#[test]
fn what_is_no_picture_is_told_apart() {
    let padded = |head: &[u8]| [head, &[b'x'; 12_000]].concat();
    assert_eq!(reencode(b""), Err(PictureProblem::Missing));
    for text in [b"just text" as &[u8], b"<svg xmlns=", b"GIF89a", b"%PDF-1.7", b"II*\0", b"\0\0\0\x18ftypmp42", b"BM"]
    {
        assert_eq!(reencode(&padded(text)), Err(PictureProblem::NotAPicture), "{text:?}");
    }
    for brand in [b"\0\0\0\x18ftypheic" as &[u8], b"\0\0\0\x18ftypmif1", b"\0\0\0\x18ftypheix"] {
        assert_eq!(reencode(&padded(brand)), Err(PictureProblem::Heic), "{brand:?}");
        assert_eq!(reencode(brand), Err(PictureProblem::Heic), "{brand:?}");
    }
}

#[test]
fn a_picture_that_breaks_off_is_damaged() {
    let picture = noisy(300, 210);
    for whole in [jpeg_of(&picture), png_of(&picture), webp_of(&picture)] {
        for part in [12_000, whole.len() / 2, whole.len() - 40] {
            assert_eq!(reencode(&whole[..part]), Err(PictureProblem::Damaged), "{part} of {}", whole.len());
        }
    }
    let garbage = |head: &[u8]| [head, &[0xaa; 12_000]].concat();
    for head in [b"\xff\xd8\xff\xe0" as &[u8], b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 "] {
        assert_eq!(reencode(&garbage(head)), Err(PictureProblem::Damaged), "{head:?}");
    }
}

#[test]
fn the_file_has_a_smallest_and_a_largest_size() {
    let jpeg = jpeg_of(&noisy(300, 210));
    let sized = |bytes: usize| reencode(&[&jpeg[..], &vec![0; bytes - jpeg.len()]].concat());
    assert!(sized(BYTES.1).is_ok());
    assert_eq!(sized(BYTES.1 + 1), Err(PictureProblem::TooBig));
    let tiny = jpeg_of(&RgbImage::new(200, 200));
    let sized = |bytes: usize| reencode(&[&tiny[..], &vec![0; bytes - tiny.len()]].concat());
    assert_eq!(sized(BYTES.0 - 1), Err(PictureProblem::TooSmall));
    assert_eq!(sized(BYTES.0), Err(PictureProblem::TooSmall), "an empty picture stays small");
}

#[test]
fn a_side_has_a_fewest_and_a_most_pixels() {
    assert!(reencode(&png_of(&noisy(200, 200))).is_ok());
    for (width, height) in [(199, 200), (200, 199)] {
        assert_eq!(reencode(&png_of(&noisy(width, height))), Err(PictureProblem::TooFewPixels));
    }
    for (width, height) in [(10_001, 200), (200, 10_001), (50_000, 50_000), (u32::MAX >> 1, u32::MAX >> 1)] {
        assert_eq!(reencode(&png_header(width, height)), Err(PictureProblem::TooManyPixels), "{width}");
    }
    let mut jpeg = jpeg_of(&noisy(300, 210));
    let size = jpeg.windows(4).position(|w| w == [0, 210, 1, 44]).expect("the frame's size");
    jpeg[size..size + 4].fill(0xff);
    assert_eq!(reencode(&jpeg), Err(PictureProblem::TooManyPixels), "65,535 pixels a side");
    assert_eq!(reencode(&png_header(10_000, 6_401)), Err(PictureProblem::TooManyPixels), "64 megapixels");
    assert_eq!(reencode(&png_header(10_000, 6_400)), Err(PictureProblem::Damaged), "the size alone is allowed");
}

#[test]
fn a_picture_too_large_in_memory_is_not_decoded() {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let (width, height) = (8_000_u32, 8_000_u32);
    push_chunk(&mut png, b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[16, 6, 0, 0, 0]].concat());
    push_chunk(&mut png, b"IDAT", &[0; 12_000]);
    assert_eq!(reencode(&png), Err(PictureProblem::TooManyPixels));
}

/// A WebP that only says what it is: a RIFF of one chunk.
fn webp_header(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let content = [content, &[0; 12_000]].concat();
    let length = u32::try_from(content.len()).expect("short");
    [b"RIFF", &(length + 12).to_le_bytes()[..], b"WEBP", kind, &length.to_le_bytes(), &content].concat()
}

#[test]
fn a_progressive_picture_too_large_in_memory_is_not_decoded() {
    let header = |kind: u8, width: u16, height: u16| {
        let [[w, m], [h, l]] = [width.to_be_bytes(), height.to_be_bytes()];
        let frame = [0, 17, 8, h, l, w, m, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
        let scan = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0];
        [&[0xff, 0xd8, 0xff, kind][..], &frame, &scan, &[0; 12_000], &[0xff, 0xd9]].concat()
    };
    assert_eq!(reencode(&header(0xc2, 8_000, 8_000)), Err(PictureProblem::TooManyPixels));
    assert_eq!(reencode(&header(0xc2, 6_000, 5_000)), Err(PictureProblem::TooManyPixels), "270 MB");
    for (kind, width, height) in [(0xc2, 5_400, 5_400), (0xc0, 8_000, 8_000)] {
        let refused = reencode(&header(kind, width, height));
        assert_ne!(refused, Err(PictureProblem::TooManyPixels), "{kind:x}: the size is allowed");
    }
}

#[test]
fn a_lossless_picture_too_large_in_memory_is_not_decoded() {
    // 14 bits for each side less one, after the signature.
    let lossless = |side: u32| [&[0x2f][..], &((side - 1) | ((side - 1) << 14)).to_le_bytes()].concat();
    assert_eq!(reencode(&webp_header(b"VP8L", &lossless(7_000))), Err(PictureProblem::TooManyPixels), "343 MB");
    assert_ne!(reencode(&webp_header(b"VP8L", &lossless(6_000))), Err(PictureProblem::TooManyPixels), "252 MB");
}

#[test]
fn a_film_is_no_picture() {
    let [w, m, h, ..] = 299_u32.to_le_bytes();
    let extended = [0x02, 0, 0, 0, w, m, h, w, m, h];
    let frame = webp_of(&noisy(300, 300))[12..].to_vec();
    let shown = [&[0, 0, 0, 0, 0, 0, w, m, h, w, m, h, 40, 0, 0, 0][..], &frame].concat();
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("short").to_le_bytes();
        [&kind[..], &length, content, &vec![0; content.len() % 2]].concat()
    };
    let body = [chunk(b"VP8X", &extended), chunk(b"ANIM", &[0; 6]), chunk(b"ANMF", &shown), chunk(b"ANMF", &shown)];
    let body = [b"WEBP".to_vec(), body.concat()].concat();
    let film = [b"RIFF", &u32::try_from(body.len()).expect("short").to_le_bytes()[..], &body].concat();
    assert_eq!(reencode(&film), Err(PictureProblem::NotAPicture));
}

/// A zlib stream of 258 zeros for each `run` and one more, 13 bits a run (RFC 1951, 3.2.6: fixed codes).
fn zeros(runs: usize) -> Vec<u8> {
    let head = [true, true, false].into_iter().chain([false, false, true, true, false, false, false, false]);
    // The code 285 for a length of 258, and the code 0 for a distance of 1.
    let run = [true, true, false, false, false, true, false, true, false, false, false, false, false];
    let bits: Vec<bool> = head.chain(run.repeat(runs)).chain([false; 7]).collect();
    let bytes = bits.chunks(8).map(|eight| eight.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit)));
    let mut zlib: Vec<u8> = [0x78, 0x01].into_iter().chain(bytes).collect();
    // Adler-32 of zeros: the first sum stays 1, the second counts.
    let second = u32::try_from((1 + 258 * runs) % 65_521).expect("short");
    zlib.extend(((second << 16) | 1).to_be_bytes());
    zlib
}

#[test]
fn a_compressed_comment_is_not_unpacked() {
    let png = png_of(&noisy(300, 210));
    let end_of_header = 8 + 25;
    let with = |comment: &[u8]| {
        let mut laden = png[..end_of_header].to_vec();
        push_chunk(&mut laden, b"zTXt", &[b"Raw profile type xmp\0\0" as &[u8], comment].concat());
        laden.extend(&png[end_of_header..]);
        laden
    };
    let plain = reencode(&png).expect("a picture");
    let bomb = zeros(2_000_000);
    assert!(bomb.len() < 4_000_000, "half a gigabyte in a few megabytes");
    assert_eq!(reencode(&with(&bomb)), Ok(plain.clone()));
    assert_eq!(reencode(&with(&bomb[..bomb.len() / 2])), Ok(plain), "nor one that breaks off");
}

#[test]
fn a_large_picture_is_scaled_down_and_a_long_one_keeps_its_width() {
    for (from, to) in [
        ((4096, 3000), (4096, 3000)),
        ((8192, 6144), (4096, 3072)),
        ((3000, 6000), (2048, 4096)),
        ((10_000, 200), (10_000, 200)),
        ((10_000, 400), (5_000, 200)),
    ] {
        assert_eq!(fitted(from.0, from.1), to, "{from:?}");
    }
    assert_eq!(
        shrunk(RgbImage::from_pixel(4200, 420, Rgb([9, 9, 9]))),
        RgbImage::from_pixel(4096, 409, Rgb([9, 9, 9]))
    );
}

#[test]
fn a_quiet_picture_is_written_with_more_quality() {
    let noise = noisy(100, 200);
    let mut quiet = (8..200_u32).step_by(8).map(|rows| {
        RgbImage::from_fn(300, 300, |x, y| if x < 100 && y < rows { *noise.get_pixel(x, y) } else { Rgb([200; 3]) })
    });
    let size = |picture: &RgbImage, quality| encode(picture, quality).expect("a JPEG").len();
    let quiet = quiet.find(|quiet| size(quiet, QUALITY) < BYTES.0 && size(quiet, BETTER) >= BYTES.0);
    let quiet = quiet.expect("a picture between the two qualities");
    assert_eq!(sized(&quiet).expect("a picture").len(), size(&quiet, BETTER));
}

#[test]
fn a_loud_picture_is_written_with_less_quality() {
    let loud = noisy(4_096, 3_300);
    assert!(encode(&loud, QUALITY).expect("a JPEG").len() > BYTES.1);
    let jpeg = sized(&loud).expect("a picture");
    assert!((BYTES.1 / 4..=BYTES.1).contains(&jpeg.len()), "{}", jpeg.len());
}

mod strange;
