//! Whatever is taken as a picture goes on as a plain JPEG within the vendor's bounds, and as nothing else.

use image::{ImageDecoder as _, codecs::jpeg::JpegDecoder};
use plusone::uploads::intake::reencode;
use std::io::Cursor;

/// The smallest file that is looked at.
const SMALLEST: usize = 10 * 1024;

/// Takes `data` for a picture, as it is and long enough to be looked at.
///
/// # Panics
/// When what goes on is no plain JPEG within the bounds.
pub fn check(data: &[u8]) {
    let mut padded = data.to_vec();
    if padded.len() < SMALLEST {
        assert!(reencode(data).is_err(), "too small a file is not looked at");
        padded.resize(SMALLEST, 0);
    }
    let Ok(jpeg) = reencode(&padded) else { return };
    assert!((SMALLEST..=15 * 1024 * 1024).contains(&jpeg.len()), "{} bytes", jpeg.len());
    assert_plain(&jpeg);
    let decoder = JpegDecoder::new(Cursor::new(&jpeg)).expect("a JPEG");
    let (width, height) = decoder.dimensions();
    let (short, long) = (width.min(height), width.max(height));
    assert!(short >= 200 && long <= if short == 200 { 10_000 } else { 4_096 }, "{width} × {height}");
    let mut pixels = vec![0; usize::try_from(decoder.total_bytes()).expect("it fits")];
    decoder.read_image(&mut pixels).expect("it decodes");
}

/// Nothing but the start, JFIF's own header, tables, one frame and one scan to the last byte (ISO/IEC 10918-1, B.1).
fn assert_plain(jpeg: &[u8]) {
    assert!(jpeg.starts_with(b"\xff\xd8") && jpeg.ends_with(b"\xff\xd9"));
    let mut at = 2;
    loop {
        assert_eq!(jpeg[at], 0xff);
        let length = usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        let content = &jpeg[at + 4..at + 2 + length];
        match jpeg[at + 1] {
            0xe0 => assert!(content.starts_with(b"JFIF\0") && content.ends_with(b"\0\0") && content.len() == 14),
            0xdb | 0xc4 | 0xc0 => {}
            0xda => break,
            other => panic!("a segment {other:x}"),
        }
        at += 2 + length;
    }
    let scan = &jpeg[at + 2..jpeg.len() - 2];
    let marker = scan.windows(2).find(|pair| pair[0] == 0xff && pair[1] != 0);
    assert_eq!(marker, None, "something hides in the scan");
}
