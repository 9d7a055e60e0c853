//! `specimens NAME` writes a picture of a specimen to standard output, as a JPEG: `sharp`, `back`, `blurred`, `dark`,
//! `glare`, `cut_off` or `far`. The journeys in the browser upload them.

#[path = "../corpus/mod.rs"]
#[expect(dead_code, reason = "no specimen is judged here")]
mod corpus;

use std::{
    env,
    io::{self, Write as _},
    process::ExitCode,
};

use corpus::{
    Half, Harm, Sample,
    scene::{HIGH, WIDE},
};
use image::{DynamicImage, ImageFormat, RgbaImage};

fn main() -> ExitCode {
    let (number, harm) = match env::args().nth(1).unwrap_or_default().as_str() {
        "sharp" => (4, Harm::Focus(0.0)),
        "back" => (3, Harm::Focus(0.0)),
        "blurred" => (4, Harm::Focus(4.0)),
        "dark" => (4, Harm::Light(0.15)),
        "glare" => (4, Harm::Glare(0.1)),
        "cut_off" => (4, Harm::CutOff(0.2)),
        "far" => (4, Harm::Far(0.3)),
        name => {
            eprintln!("there is no specimen {name:?}");
            return ExitCode::FAILURE;
        }
    };
    let pixels = Sample { half: Half::Set, number, harm }.pixels();
    let picture = RgbaImage::from_raw(WIDE as u32, HIGH as u32, pixels).expect("a picture of its size");
    let mut file = io::Cursor::new(Vec::new());
    DynamicImage::from(picture).to_rgb8().write_to(&mut file, ImageFormat::Jpeg).expect("a JPEG in memory");
    match io::stdout().write_all(file.get_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
