//! `specimens NAME` writes a picture of a specimen to standard output, as a JPEG: `sharp`, `back`, `blurred`, `dark`,
//! `glare`, `cut_off` or `far`; `heic` is the sharp one as a telephone stores it, `turned` one that lies on its side
//! and says so, and where it was taken. `specimens film NAME …` writes a second of each, JPEG after JPEG, as a browser's
//! fake camera plays it; `black` is what a covered camera gives, and `upright` what a telephone does that is held so. A
//! film may show a person too, who does it right, or whatever `portrait` knows. The journeys in the browser upload and
//! show them.

#[path = "../corpus/mod.rs"]
#[expect(dead_code, reason = "no specimen is judged here")]
mod corpus;

use std::{
    env,
    io::{self, Cursor, Write as _},
    process::ExitCode,
};

use corpus::{
    Half, Harm, Sample,
    people::{Portrait, Scene},
    portrait,
    scene::{HIGH, WIDE},
};
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder as _, RgbImage, RgbaImage, codecs::jpeg::JpegEncoder, imageops,
};

/// The camera's picture, in pixels, and that of a telephone that is held upright.
const FILM: (u32, u32) = (1280, 960);
const UPRIGHT: (usize, usize) = (1080, 1920);
/// Frames of a second.
const FRAMES: usize = 30;
/// Of a JPEG.
const QUALITY: u8 = 88;

/// EXIF 2.32: a TIFF with the orientation 6 (the first row is on the right) and a position, the north of the equator.
const TURNED: &[u8] =
    b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0\
    \x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0";

fn main() -> ExitCode {
    let names: Vec<String> = env::args().skip(1).collect();
    let made = match names.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["film", names @ ..] => {
            names.iter().map(|name| second(name)).collect::<Option<Vec<_>>>().map(|all| all.concat())
        }
        ["heic"] => specimen("sharp").map(|picture| {
            // Half as large: a wasm that is not optimised takes its time.
            let picture = imageops::thumbnail(&picture, WIDE as u32 / 2, HIGH as u32 / 2);
            let options = heifer::EncodeOptions::default();
            heifer::encode_rgb8(picture.width(), picture.height(), picture.as_raw(), &options).expect("a HEIC")
        }),
        ["turned"] => specimen("sharp").map(|picture| jpeg(&imageops::rotate270(&picture), Some(TURNED))),
        [name] => specimen(name).map(|picture| jpeg(&picture, None)),
        _ => None,
    };
    let Some(made) = made else {
        eprintln!("there is no specimen {names:?}");
        return ExitCode::FAILURE;
    };
    match io::stdout().write_all(&made) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Somebody before the camera, always the same one.
fn portrait(name: &str) -> Option<RgbImage> {
    let scene = match name {
        "face" => Scene::Face,
        "face_blurred" => Scene::Focus(5.0),
        "face_dark" => Scene::Light(0.2),
        "nobody" => Scene::Nobody,
        "two_faces" => Scene::Two,
        "turned_left" => Scene::Turned(0.75),
        "turned_right" => Scene::Turned(-0.75),
        _ => return None,
    };
    let pixels = Portrait { half: Half::Set, number: 5, scene }.pixels();
    Some(of_size(pixels, (portrait::WIDE, portrait::HIGH)))
}

fn of_size(pixels: Vec<u8>, (wide, high): (usize, usize)) -> RgbImage {
    let picture = RgbaImage::from_raw(wide as u32, high as u32, pixels).expect("a picture of its size");
    DynamicImage::from(picture).to_rgb8()
}

fn specimen(name: &str) -> Option<RgbImage> {
    let (number, harm) = match name {
        "sharp" | "upright" => (4, Harm::Focus(0.0)),
        "back" => (3, Harm::Focus(0.0)),
        "blurred" => (4, Harm::Focus(4.0)),
        "dark" => (4, Harm::Light(0.15)),
        "glare" => (4, Harm::Glare(0.1)),
        "cut_off" => (4, Harm::CutOff(0.2)),
        "far" => (4, Harm::Far(0.3)),
        "black" => return Some(RgbImage::new(WIDE as u32, HIGH as u32)),
        _ => return None,
    };
    let size = if name == "upright" { UPRIGHT } else { (WIDE, HIGH) };
    Some(of_size(Sample { half: Half::Set, number, harm }.pixels_of(size), size))
}

fn second(name: &str) -> Option<Vec<u8>> {
    let picture = portrait(name).or_else(|| specimen(name))?;
    let (wide, high) = if picture.height() > picture.width() { picture.dimensions() } else { FILM };
    let frame = imageops::resize(&picture, wide, high, imageops::FilterType::Triangle);
    Some(jpeg(&frame, None).repeat(FRAMES))
}

fn jpeg(picture: &RgbImage, exif: Option<&[u8]>) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let mut encoder = JpegEncoder::new_with_quality(&mut file, QUALITY);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif.to_vec()).expect("a JPEG has room for it");
    }
    encoder
        .write_image(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .expect("a JPEG in memory");
    file.into_inner()
}
