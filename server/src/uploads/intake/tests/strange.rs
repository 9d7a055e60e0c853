//! Strange files: bombs, two formats in one, what breaks off, rare kinds of pictures, and what cameras and attackers
//! write beside the pixels. Each is refused in so many words, or nothing but its pixels is left.

use super::*;
use image::ImageBuffer;
use std::time::{Duration, Instant};

/// Stands wherever something is hidden.
const SECRET: &[u8] = b"c4n4ry";

/// Whether a JPEG is made of what pixels need and of nothing else, from its first byte to its last.
fn pixels_alone(jpeg: &[u8]) -> Result<(), String> {
    const JFIF: &[u8] = b"JFIF\0\x01\x02";
    let mut at = 2;
    if !jpeg.starts_with(b"\xff\xd8") {
        return Err("no JPEG".to_owned());
    }
    loop {
        let marker = jpeg_end::marker(jpeg, &mut at).ok_or("it breaks off")?;
        if marker == 0xd9 {
            return if at == jpeg.len() { Ok(()) } else { Err(format!("{} bytes after the end", jpeg.len() - at)) };
        }
        let length = jpeg.get(at..at + 2).ok_or("it breaks off")?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let content = jpeg.get(at + 2..at + length).ok_or("it breaks off")?;
        let known = match marker {
            // Which kind of JPEG it is: 14 bytes, and no thumbnail.
            0xe0 => content.len() == 14 && content.starts_with(JFIF) && content.ends_with(&[0, 0]),
            // Quantization, Huffman codes, a baseline frame.
            0xdb | 0xc4 | 0xc0 => true,
            0xda => {
                let scan = &jpeg[at + length..];
                let end = scan.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7));
                at += end.ok_or("it breaks off")?;
                true
            }
            _ => false,
        };
        if !known {
            return Err(format!("a segment {marker:x} of {} bytes", content.len()));
        }
        at += length;
    }
}

/// What is left of a file: it must be its pixels alone, quickly found.
fn left_of(file: &[u8], what: &str) -> Vec<u8> {
    let begun = Instant::now();
    let jpeg = reencode(file).unwrap_or_else(|problem| panic!("{what}: {problem:?}"));
    assert_eq!(pixels_alone(&jpeg), Ok(()), "{what}");
    assert!(!jpeg.windows(SECRET.len()).any(|six| six == SECRET), "{what}");
    assert!(begun.elapsed() < Duration::from_secs(20), "{what} took {:?}", begun.elapsed());
    jpeg
}

/// Bits as a JPEG's scan holds them.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    open: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, value: u32, count: u32) {
        self.open = self.open << count | value;
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            let [.., byte] = (self.open >> self.count).to_be_bytes();
            self.bytes.push(byte);
            if byte == 0xff {
                self.bytes.push(0);
            }
        }
        self.open &= (1 << self.count) - 1;
    }

    /// The difference to the block before (ISO/IEC 10918-1, F.1.2.1), its category by four bits.
    fn difference(&mut self, by: i32) {
        let category = 32 - by.unsigned_abs().leading_zeros();
        self.push(category, 4);
        let low = if by < 0 { by - 1 } else { by };
        self.push(low.cast_unsigned() & ((1 << category) - 1), category);
    }
}

/// A JPEG of squares in arbitrary colours, one value a block: of this kind of frame (`c0` baseline, `c2` progressive),
/// with this precision and so many components.
fn squares(frame: u8, precision: u8, components: u8) -> Vec<u8> {
    const SIDE: u16 = 800;
    let mut jpeg = vec![0xff, 0xd8];
    let mut segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
        jpeg.extend([&[0xff, marker][..], &length, content].concat());
    };
    if components == 4 {
        segment(0xee, b"Adobe\0\x64\0\0\0\0\0");
    }
    segment(0xdb, &[&[0][..], &[8; 64]].concat());
    let [high, low] = SIDE.to_be_bytes();
    let each = |tail: &[u8]| (1..=components).flat_map(|id| [&[id], tail].concat()).collect::<Vec<u8>>();
    segment(frame, &[&[precision, high, low, high, low, components][..], &each(&[0x11, 0])].concat());
    // Twelve codes of four bits each; and one of one bit, which ends a block.
    segment(0xc4, &[&[0x00, 0, 0, 0, 12][..], &[0; 12], &(0..12).collect::<Vec<u8>>()].concat());
    segment(0xc4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
    let progressive = frame == 0xc2;
    let band: &[u8] = if progressive { &[0, 0, 0] } else { &[0, 63, 0] };
    segment(0xda, &[&[components][..], &each(&[0]), band].concat());
    let (mut bits, mut before, mut state) = (Bits::default(), [0; 4], 1_u32);
    for _ in 0..u32::from(SIDE / 8) * u32::from(SIDE / 8) {
        for value in &mut before[..usize::from(components)] {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let next = i32::from(state.to_be_bytes()[0]) - 128;
            bits.difference(next - *value);
            *value = next;
            if !progressive {
                bits.push(0, 1);
            }
        }
    }
    bits.push(0x7f, 7);
    [jpeg, bits.bytes, vec![0xff, 0xd9]].concat()
}

#[test]
fn rare_kinds_of_pictures_are_made_common() {
    for (what, file) in [
        ("progressive", squares(0xc2, 8, 3)),
        ("baseline", squares(0xc0, 8, 3)),
        ("grey", squares(0xc0, 8, 1)),
        ("for print", squares(0xc0, 8, 4)),
        ("for print, progressive", squares(0xc2, 8, 4)),
    ] {
        assert_eq!(size_of(&left_of(&file, what)), (800, 800), "{what}");
    }
    assert_eq!(reencode(&squares(0xc0, 12, 3)), Err(PictureProblem::Damaged), "twelve bits a sample");
    assert_eq!(reencode(&squares(0xc3, 8, 3)), Err(PictureProblem::Damaged), "lossless, which no camera writes");
    let deep = ImageBuffer::<Rgb<u16>, _>::from_fn(300, 210, |x, y| {
        let [a, b, c, d] = (x * 210 + y).wrapping_mul(2_654_435_761).to_be_bytes();
        Rgb([[a, b], [b, c], [c, d]].map(u16::from_be_bytes))
    });
    let mut png = Cursor::new(Vec::new());
    DynamicImage::ImageRgb16(deep).write_to(&mut png, image::ImageFormat::Png).expect("a PNG");
    assert_eq!(size_of(&left_of(png.get_ref(), "sixteen bits")), (300, 210));
}

/// A position as cameras write it: a TIFF in big-endian order whose one entry leads to the table of the position.
fn position() -> Vec<u8> {
    let place = b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0\0\x01\0\x1d\0\x02\0\0\0\x0b\0\0\0\x2c\0\0\0\0";
    [&place[..], SECRET, b"2026"].concat()
}

/// A PNG with these chunks after its header, and this behind its end.
fn laden_png(chunks: &[(&[u8; 4], Vec<u8>)], behind: &[u8]) -> Vec<u8> {
    let plain = png_of(&noisy(300, 210));
    let (mut png, rest) = (plain[..33].to_vec(), &plain[33..]);
    for (kind, content) in chunks {
        push_chunk(&mut png, kind, content);
    }
    [&png, rest, behind].concat()
}

/// A WebP with these chunks behind its pixels, announced by `flags`.
fn laden_webp(flags: u8, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    let mut push = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("short").to_le_bytes();
        body.extend([&kind[..], &length, content, &vec![0; content.len() % 2]].concat());
    };
    push(b"VP8X", &[flags, 0, 0, 0, 43, 1, 0, 209, 0, 0]);
    for (kind, content) in chunks.iter().filter(|(kind, _)| *kind == b"ICCP") {
        push(kind, content);
    }
    let plain = webp_of(&noisy(300, 210));
    push(b"VP8L", &plain[20..]);
    for (kind, content) in chunks.iter().filter(|(kind, _)| *kind != b"ICCP") {
        push(kind, content);
    }
    [b"RIFF", &u32::try_from(body.len()).expect("short").to_le_bytes()[..], &body].concat()
}

#[test]
fn what_stands_beside_the_pixels_is_left_behind() {
    let told = |head: &[u8]| [head, b"<x>", SECRET, b"</x>"].concat();
    let jpeg = jpeg_of(&noisy(300, 210));
    let plain = left_of(&jpeg, "plain");
    for (what, marker, content) in [
        ("a position", 0xe1, [b"Exif\0\0", &position()[..]].concat()),
        ("XMP", 0xe1, told(b"http://ns.adobe.com/xap/1.0/\0")),
        ("colours", 0xe2, told(b"ICC_PROFILE\0\x01\x01")),
        ("more pictures", 0xe2, told(b"MPF\0")),
        ("IPTC", 0xed, told(b"Photoshop 3.0\08BIM")),
        ("a thumbnail", 0xe0, told(b"JFXX\0\x10")),
        ("JavaScript", 0xfe, told(b"*/=1;alert(1)/*<script>")),
        ("PHP", 0xfe, told(b"<?php system($_GET[0]); ?>")),
    ] {
        assert_eq!(left_of(&with_segment(&jpeg, marker, &content), what), plain, "{what}");
    }
    let plain = left_of(&png_of(&noisy(300, 210)), "plain");
    let compressed = |head: &[u8]| [head, &zeros(3)].concat();
    for (what, kind, content) in [
        ("a position", b"eXIf", position()),
        ("text", b"tEXt", told(b"Author\0")),
        ("text of the world", b"iTXt", told(b"XML:com.adobe.xmp\0\0\0\0\0")),
        ("compressed text", b"zTXt", compressed(b"Comment\0\0")),
        ("colours that do not unpack", b"iCCP", compressed(b"c4n4ry\0\0")),
        ("something private", b"prVt", told(b"")),
    ] {
        assert_eq!(left_of(&laden_png(&[(kind, content)], b""), what), plain, "{what}");
    }
    let plain = left_of(&webp_of(&noisy(300, 210)), "plain");
    for (what, flags, kind, content) in [
        ("a position", 0x08, b"EXIF", position()),
        ("XMP", 0x04, b"XMP ", told(b"")),
        ("colours", 0x20, b"ICCP", told(b"")),
        ("something private", 0, b"PRVT", told(b"")),
    ] {
        assert_eq!(left_of(&laden_webp(flags, &[(kind, content)]), what), plain, "{what}");
    }
}

#[test]
fn two_formats_in_one_file_are_one_picture_or_none() {
    let zip = [b"PK\x03\x04\x14\0\0\0\0\0", SECRET, b"PK\x05\x06"].concat();
    let html = [b"<!doctype html><script>", SECRET, b"</script>"].concat();
    let (jpeg, png, webp) = (jpeg_of(&noisy(300, 210)), png_of(&noisy(300, 210)), webp_of(&noisy(300, 210)));
    for (what, file, plain) in [
        ("a JPEG that is a zip too", [&jpeg[..], &zip].concat(), &jpeg),
        ("a JPEG that is a page too", [&jpeg[..], &html].concat(), &jpeg),
        ("a JPEG behind a JPEG", [&jpeg[..], &with_segment(&jpeg, 0xfe, SECRET)].concat(), &jpeg),
        ("a PNG that is a page too", laden_png(&[], &html), &png),
        ("a PNG with a page inside", laden_png(&[(b"tEXt", html.clone())], &zip), &png),
        ("a WebP that is a zip too", [&webp[..], &zip].concat(), &webp),
    ] {
        assert_eq!(left_of(&file, what), left_of(plain, what), "{what}");
    }
    for (what, file) in [
        ("a GIF's head on a JPEG", [b"GIF89a/*", &jpeg[..]].concat()),
        ("a page before a PNG", [&html, &png[..]].concat()),
        ("a PDF before a JPEG", [b"%PDF-1.7\n", &jpeg[..]].concat()),
        ("a zip before a JPEG", [&zip, &jpeg[..]].concat()),
        ("another RIFF", webp.iter().enumerate().map(|(at, byte)| if at == 8 { b'A' } else { *byte }).collect()),
    ] {
        assert_eq!(reencode(&file), Err(PictureProblem::NotAPicture), "{what}");
    }
}

#[test]
fn bombs_do_not_go_off() {
    // A quarter of a gigabyte; making it takes longer than anything below.
    let bomb = zeros(1_000_000);
    let begun = Instant::now();
    assert_eq!(reencode(&png_header(100_000, 100_000)), Err(PictureProblem::TooManyPixels));
    assert_eq!(reencode(&png_header(10_000, 100_000)), Err(PictureProblem::TooManyPixels));
    // Far more pixels than the picture says that it has.
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    push_chunk(&mut png, b"IHDR", &[&300_u32.to_be_bytes()[..], &210_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat());
    push_chunk(&mut png, b"IDAT", &bomb);
    push_chunk(&mut png, b"IEND", b"");
    // What is read of it is black, and too quiet to be a photo.
    assert!(matches!(reencode(&png), Err(PictureProblem::Damaged | PictureProblem::TooSmall)));
    for kind in [b"zTXt", b"iTXt", b"iCCP"] {
        let head: &[u8] = if kind == b"iTXt" { b"XML:com.adobe.xmp\0\x01\0\0\0" } else { b"a profile\0\0" };
        left_of(&laden_png(&[(kind, [head, &bomb].concat())], b""), "a compressed comment");
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
}
