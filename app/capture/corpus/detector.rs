//! The detector of the capture worker, with the same model and the same settings.

use std::{env, fs, io::Cursor, path::PathBuf, process::Command};

use capture::{FACE_SIDE, Face, Gray, Sight};
use rustface::{Detector, ImageData};

/// The model lies in the crate; cargo knows where that is.
fn model() -> PathBuf {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let told = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        // Of other systems' crates not even the names are here.
        .args(["--filter-platform", &format!("{}-unknown-linux-gnu", env::consts::ARCH)])
        .output()
        .expect("cargo tells of its crates");
    let told = String::from_utf8(told.stdout).expect("text");
    let crates = told.split("\"manifest_path\":\"").filter_map(|rest| rest.split('"').next());
    let manifest = crates.into_iter().find(|path| path.contains("/rustface-")).expect("rustface among them");
    PathBuf::from(manifest).with_file_name("model").join("seeta_fd_frontal_v1.0.bin")
}

pub struct Eyes(Box<dyn Detector>);

impl Eyes {
    pub fn open() -> Self {
        let model = fs::read(model()).expect("the model");
        let model = rustface::read_model(Cursor::new(model)).expect("a model");
        Self(rustface::create_detector_with_model(model))
    }

    /// What is seen in the middle of a picture that is wider than high: red, green, blue and opacity.
    pub fn see(&mut self, rgba: &[u8], width: usize, height: usize) -> Sight {
        let left = (width - height) / 2 * 4;
        let middle: Vec<u8> =
            rgba.chunks_exact(width * 4).flat_map(|row| &row[left..left + height * 4]).copied().collect();
        let gray = Gray::of(&middle, height, height, FACE_SIDE).expect("a picture");
        let bytes = gray.bytes();
        let found = self.0.detect(&ImageData::new(&bytes, FACE_SIDE as u32, FACE_SIDE as u32));
        let face = |face: &rustface::FaceInfo| {
            let bounds = face.bbox();
            Face::around((bounds.x(), bounds.y()), (bounds.width(), bounds.height()))
        };
        Sight::of(&gray, found.iter().map(face).collect())
    }
}
