//! `cargo run --release -p plusone-capture --example calibrate [PICTURES]` prints `CALIBRATION.md`: how often verdicts
//! are wrong, of so many pictures a harm (100).

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../corpus/face_trial.rs"]
mod face_trial;
#[path = "../corpus/trial.rs"]
mod trial;

use corpus::Half;
use face_trial::{FACE_TRIALS, turning};
use trial::TRIALS;

fn main() {
    let each = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100);
    println!("{INTRODUCTION}");
    println!("| pictures | must be | may be wrong | layouts that set thresholds | the others |");
    println!("| --- | --- | --- | --- | --- |");
    for trial in &TRIALS {
        let share = |half| share(trial.run(half, each));
        let (set, told) = (share(Half::Set), share(Half::Told));
        let must = if trial.good { "taken" } else { "refused" };
        println!("| {} | {must} | {:.0} % | {set} | {told} |", trial.of, trial.wrong * 100.0);
    }
    println!("{FACES}");
    println!("| scenes | must be told | may be wrong | people that set thresholds | the others |");
    println!("| --- | --- | --- | --- | --- |");
    for trial in &FACE_TRIALS {
        let share = |half| share(trial.run(half, each));
        let told: Vec<&str> = trial.told.iter().map(|hint| hint.as_str()).collect();
        let told = if told.is_empty() { "nothing".to_owned() } else { told.join(" or ") };
        let (set, others) = (share(Half::Set), share(Half::Told));
        println!("| {} | {told} | {:.0} % | {set} | {others} |", trial.of, trial.wrong * 100.0);
    }
    let (set, others) = (share(turning(Half::Set, each)), share(turning(Half::Told, each)));
    println!("| a head that turns, as it was told or otherwise | which of them | 20 % | {set} | {others} |");
}

fn share((wrong, all): (usize, usize)) -> String {
    format!("{wrong} of {all} ({:.1} %)", wrong as f32 * 100.0 / all as f32)
}

const INTRODUCTION: &str = "\
# How well pictures are judged

Specimens of no country, drawn by `corpus/`: eight layouts, on wood, plain tables and scanners, turned, leaning, lit,
noisy and stored as JPEG of 60 to 95. Thresholds (`src/verdict.rs`) were set by four layouts; the last column tells of
the other four, with other seeds, which nobody looked at for it. Pictures are 1600 pixels wide, and so are the pixels of
blur. A picture is judged whole: a good one is taken when nothing at all is found wrong with it.
Made by `cargo run --release -p plusone-capture --example calibrate`.
";

const FACES: &str = "
# How well faces are seen

People of nobody's likeness, drawn by `corpus/portrait.rs` from a number each: skin, hair, glasses, beards, walls, light
from many sides, heads turned and leaning a little, noisy and stored as JPEG of 70 to 95, 640 pixels wide; the detector
(SeetaFace, by `rustface`) looks at 240 x 240 of them. They are drawings: they say that the rules do what they say, and
little of how well real faces are found. Whether a head turns is asked where three poses are set, and is told the worst: a
detector of faces from the front often still finds one where it was. Whoever is not seen to turn presses the shutter.
";
