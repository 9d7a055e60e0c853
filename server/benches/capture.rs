//! How long one frame of the camera takes to be judged: a document at 640 pixels wide, a face at 240 x 240. In the
//! browser's wasm, in the capture worker of the release, from the frame that is sent to the word that comes back, as the
//! page itself asks; and natively. And how much of the worker a browser loads.

#[path = "../../app/capture/corpus/mod.rs"]
#[expect(dead_code, reason = "tests judge more pictures, and otherwise")]
mod corpus;

use capture::{FACE_SIDE, FaceWatch, Gray, Lack, Seen, Turn, WIDTH};
use corpus::{
    Half, Harm, Sample,
    detector::Eyes,
    people::{Portrait, Scene},
    portrait, scene,
};
use image::{ExtendedColorType, RgbaImage, codecs::jpeg::JpegEncoder, imageops::thumbnail};
use serde_json::Value;
use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

/// Frames that are judged, after some that are not counted.
const FRAMES: usize = 200;
const WARM: usize = 20;

fn main() {
    let dist = PathBuf::from(env::var("PLUSONE_DIST").expect("PLUSONE_DIST, as ./dev bench sets it"));
    let card = Sample { half: Half::Set, number: 4, harm: Harm::Focus(0.0) }.pixels();
    let card = RgbaImage::from_raw(scene::WIDE as u32, scene::HIGH as u32, card).expect("a picture of its size");
    let card = thumbnail(&card, WIDTH as u32, (WIDTH * scene::HIGH / scene::WIDE) as u32);
    let face = Portrait { half: Half::Set, number: 5, scene: Scene::Face }.pixels();
    let face = RgbaImage::from_raw(portrait::WIDE as u32, portrait::HIGH as u32, face).expect("a picture of its size");

    println!("{FRAMES} frames each, after {WARM} that are not counted; the median, and the 95th of a hundred");
    println!("natively, one thread, nothing beside it:");
    told("document, 640 x 480", natively(|| _ = black_box(document(&card))));
    let mut eyes = Eyes::open();
    let mut watch = FaceWatch::new(Turn::Ahead);
    let (width, height) = (portrait::WIDE, portrait::HIGH);
    told(
        &format!("face, {FACE_SIDE} x {FACE_SIDE} out of {width} x {height}"),
        natively(|| _ = black_box(watch.see(&eyes.see(&face, width, height)))),
    );

    println!("in the browser's wasm, sent to the capture worker and back, the page idle beside it:");
    let folder = tempfile::tempdir().expect("a folder");
    let [card, face] = [("card.jpg", &card), ("face.jpg", &face)].map(|(name, picture)| {
        let file = folder.path().join(name);
        fs::write(&file, jpeg(picture)).expect("a file");
        file
    });
    let measured = in_browser(&dist, &card, &face);
    let times = |name: &str| -> Vec<f64> {
        let times = measured[name].as_array().expect("times");
        times.iter().map(|time| time.as_f64().expect("milliseconds")).collect()
    };
    let document = told("document, 640 x 480", times("document"));
    let face = told("face, 640 x 480, of which 240 x 240 are judged", times("face"));
    let chunk = chunk(&dist);
    println!("the worker's wasm and glue as a browser loads them, brotli, without the model of faces:");
    println!("capture.document {document:.2} ms");
    println!("capture.face {face:.2} ms");
    println!("capture.chunk {chunk:.1} kB");
}

fn document(card: &RgbaImage) -> Option<Seen<Lack>> {
    Seen::of(&Gray::of(card.as_raw(), card.width() as usize, card.height() as usize, WIDTH)?)
}

/// Milliseconds a frame.
fn natively(mut judge: impl FnMut()) -> Vec<f64> {
    for _ in 0..WARM {
        judge();
    }
    let time = |_| {
        let begun = Instant::now();
        judge();
        begun.elapsed().as_secs_f64() * 1_000.0
    };
    (0..FRAMES).map(time).collect()
}

/// Prints how long frames took; the median.
fn told(what: &str, mut times: Vec<f64>) -> f64 {
    assert_eq!(times.len(), FRAMES, "a time a frame");
    times.sort_unstable_by(f64::total_cmp);
    let (median, late) = (times[FRAMES / 2], times[FRAMES * 95 / 100]);
    println!("  {what}: {median:.2} ms, {late:.2} ms");
    median
}

fn jpeg(picture: &RgbaImage) -> Vec<u8> {
    let rgb: Vec<u8> = picture.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 92)
        .encode(&rgb, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .expect("a picture of its size");
    file
}

fn in_browser(dist: &Path, card: &Path, face: &Path) -> Value {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end/bench/capture.mjs");
    let done = Command::new("node")
        .arg(program)
        .args([dist.join("site").as_path(), card, face])
        .args([WARM, FRAMES].map(|count| count.to_string()))
        .output()
        .expect("node");
    let problem = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "the browser's part failed: {problem}");
    serde_json::from_slice(&done.stdout).expect("times")
}

/// Kilobytes of the worker's script and wasm, compressed as they are served.
fn chunk(dist: &Path) -> f64 {
    let files = fs::read_dir(dist.join("site/pkg")).expect("the site's files").map(|file| file.expect("a file"));
    let worker = |name: &str| name.starts_with("capture.") && (name.ends_with(".js.br") || name.ends_with(".wasm.br"));
    let sizes: Vec<u64> = files
        .filter(|file| file.file_name().to_str().is_some_and(worker))
        .map(|file| file.metadata().expect("its size").len())
        .collect();
    assert_eq!(sizes.len(), 2, "a script and its wasm");
    sizes.iter().sum::<u64>() as f64 / 1_000.0
}
