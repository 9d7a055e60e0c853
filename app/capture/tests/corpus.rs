//! The promise of `CALIBRATION.md`, with fewer pictures.

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../corpus/trial.rs"]
mod trial;

use corpus::Half;
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
