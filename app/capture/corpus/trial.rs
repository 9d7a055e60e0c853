//! How often verdicts are wrong.

use std::{thread, thread::available_parallelism};

use crate::corpus::{Half, Harm, Sample};

/// A promise: what of pictures that were harmed so must be taken, or refused.
pub struct Trial {
    pub of: &'static str,
    pub harms: &'static [Harm],
    /// Whether such pictures are good ones.
    pub good: bool,
    /// The share that may be judged wrongly.
    pub wrong: f32,
}

pub const TRIALS: [Trial; 10] = [
    Trial {
        of: "sharp (0, 0.5 and 1 px)",
        harms: &[Harm::Focus(0.0), Harm::Focus(0.5), Harm::Focus(1.0)],
        good: true,
        wrong: 0.02,
    },
    Trial {
        of: "blurred (3, 4 and 6 px)",
        harms: &[Harm::Focus(3.0), Harm::Focus(4.0), Harm::Focus(6.0)],
        good: false,
        wrong: 0.05,
    },
    Trial { of: "shaken (16 px)", harms: &[Harm::Shaken(16, true), Harm::Shaken(16, false)], good: false, wrong: 0.05 },
    Trial { of: "free of glare", harms: &[Harm::Glare(0.0)], good: true, wrong: 0.02 },
    Trial {
        of: "glare (0.06, 0.09 and 0.12 of the width)",
        harms: &[Harm::Glare(0.06), Harm::Glare(0.09), Harm::Glare(0.12)],
        good: false,
        wrong: 0.05,
    },
    Trial {
        of: "lit (0.6 to 1)",
        harms: &[Harm::Light(0.6), Harm::Light(0.8), Harm::Light(1.0)],
        good: true,
        wrong: 0.02,
    },
    Trial {
        of: "dark (0.1 to 0.2)",
        harms: &[Harm::Light(0.1), Harm::Light(0.15), Harm::Light(0.2)],
        good: false,
        wrong: 0.05,
    },
    Trial { of: "washed out (0.3 of the contrast)", harms: &[Harm::Washed(0.3)], good: false, wrong: 0.05 },
    Trial {
        of: "cut off (0.08 and 0.2 of the card)",
        harms: &[Harm::CutOff(0.08), Harm::CutOff(0.2)],
        good: false,
        wrong: 0.05,
    },
    Trial {
        of: "far (0.25 and 0.35 of the width)",
        harms: &[Harm::Far(0.25), Harm::Far(0.35)],
        good: false,
        wrong: 0.05,
    },
];

impl Trial {
    /// Of `each` pictures a harm: how many were judged wrongly, and how many there were.
    pub fn run(&self, half: Half, each: u64) -> (usize, usize) {
        let samples: Vec<Sample> =
            self.harms.iter().flat_map(|&harm| (0..each).map(move |number| Sample { half, number, harm })).collect();
        let share = samples.len().div_ceil(available_parallelism().map_or(1, usize::from));
        let wrong = |part: &[Sample]| part.iter().filter(|sample| sample.flaw().is_none() != self.good).count();
        let wrong = thread::scope(|scope| {
            let parts: Vec<_> = samples.chunks(share).map(|part| scope.spawn(move || wrong(part))).collect();
            parts.into_iter().map(|part| part.join().expect("a trial to its end")).sum()
        });
        (wrong, samples.len())
    }
}
