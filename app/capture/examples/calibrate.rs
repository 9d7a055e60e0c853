//! `cargo run --release -p plusone-capture --example calibrate [PICTURES]` prints `CALIBRATION.md`: how often verdicts
//! are wrong, of so many pictures a harm (100).

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../corpus/trial.rs"]
mod trial;

use corpus::Half;
use trial::{TRIALS, Trial};

fn main() {
    let each = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100);
    println!("{INTRODUCTION}");
    println!("| pictures | must be | may be wrong | layouts that set thresholds | the others |");
    println!("| --- | --- | --- | --- | --- |");
    for trial in &TRIALS {
        let (set, told) = (share(trial, Half::Set, each), share(trial, Half::Told, each));
        let must = if trial.good { "taken" } else { "refused" };
        println!("| {} | {must} | {:.0} % | {set} | {told} |", trial.of, trial.wrong * 100.0);
    }
}

fn share(trial: &Trial, half: Half, each: u64) -> String {
    let (wrong, all) = trial.run(half, each);
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
