//! The promise of `CALIBRATION.md`, with fewer pictures.

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../corpus/face_trial.rs"]
mod face_trial;
#[path = "../corpus/trial.rs"]
mod trial;

use corpus::Half;
use face_trial::{FACE_TRIALS, turning};
use trial::TRIALS;

#[test]
fn pictures_are_judged_as_the_table_says() {
    for trial in &TRIALS {
        for (half, each) in [(Half::Set, 2), (Half::Told, 6)] {
            let (wrong, all) = trial.run(half, each);
            // One of few may always be wrong.
            assert!(wrong as f32 <= (trial.wrong * all as f32).max(1.0), "{}, {half:?}: {wrong} of {all}", trial.of);
        }
    }
}

#[test]
fn faces_are_seen_as_the_table_says() {
    for trial in &FACE_TRIALS {
        for (half, each) in [(Half::Set, 2), (Half::Told, 6)] {
            let (wrong, all) = trial.run(half, each);
            assert!(wrong as f32 <= (trial.wrong * all as f32).max(1.0), "{}, {half:?}: {wrong} of {all}", trial.of);
        }
    }
}

#[test]
fn a_head_that_turns_is_seen_to_turn_that_way() {
    for half in [Half::Set, Half::Told] {
        let (wrong, all) = turning(half, 5);
        // Guidance alone: who turns and is not seen to presses the shutter.
        assert!(wrong * 5 <= all, "{half:?}: {wrong} of {all}");
    }
}
