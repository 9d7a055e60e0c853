//! What holds for any picture.

use capture::{Fingerprint, Flaw, Gray, Measures, WIDTH, look};
use proptest::prelude::*;

fn plain(width: usize, height: usize, light: u8) -> Vec<u8> {
    [light, light, light, 255].repeat(width * height)
}

/// Squares of `side` pixels, black and white.
fn board(width: usize, height: usize, side: usize) -> Vec<u8> {
    let square = |at: usize| if (at % width / side + at / width / side).is_multiple_of(2) { 20 } else { 200 };
    (0..width * height).flat_map(|at| [square(at), square(at), square(at), 255]).collect()
}

#[test]
fn bytes_that_are_no_picture_of_that_size_are_none() {
    assert_eq!(Gray::of(&[0; 12], 2, 2, WIDTH), None);
    assert_eq!(Gray::of(&[], 0, 0, WIDTH), None);
    assert_eq!(Gray::of(&[], usize::MAX, 2, WIDTH), None);
}

#[test]
fn a_small_picture_is_told_as_small() {
    assert_eq!(look(&board(480, 300, 12), 480, 300), Some(Flaw::Small));
    assert_eq!(look(&plain(900, 20, 128), 900, 20), Some(Flaw::Small));
}

#[test]
fn a_black_picture_is_dark_and_a_white_one_bright() {
    assert_eq!(look(&plain(800, 600, 3), 800, 600), Some(Flaw::Dark));
    assert_eq!(look(&plain(800, 600, 255), 800, 600), Some(Flaw::Bright));
}

#[test]
fn sharpness_does_not_depend_on_contrast() {
    let sharp = |dim: fn(u8) -> u8| {
        let pixels: Vec<u8> = board(1280, 960, 40).into_iter().map(dim).collect();
        Measures::of(&Gray::of(&pixels, 1280, 960, WIDTH).unwrap()).unwrap().edges.unwrap()
    };
    assert!((sharp(|light| light) - sharp(|light| light / 3)).abs() < 0.05);
}

#[test]
fn the_same_picture_is_known_again_at_another_size() {
    let of =
        |width, height, side| Fingerprint::of(&Gray::of(&board(width, height, side), width, height, WIDTH).unwrap());
    assert!(of(1280, 960, 200).same(of(640, 480, 100)));
    assert!(!of(1280, 960, 200).same(of(1280, 960, 130)));
}

proptest! {
    #[test]
    fn no_picture_is_too_odd(width in 1..140_usize, height in 1..140_usize, seed: u64, narrow in 1..200_usize) {
        let mut random = fastrand::Rng::with_seed(seed);
        let pixels: Vec<u8> = (0..width * height * 4).map(|_| random.u8(..)).collect();
        let gray = Gray::of(&pixels, width, height, narrow).unwrap();
        let _ = Fingerprint::of(&gray);
        if let Some(measures) = Measures::of(&gray) {
            prop_assert!((0.0..=1.0).contains(&measures.glare));
            prop_assert!((0.0..=1.0).contains(&measures.fill));
            prop_assert!(measures.merit().is_finite());
        }
    }

    #[test]
    fn averaging_keeps_the_light(width in 1..90_usize, height in 1..90_usize, narrow in 1..90_usize, light: u8) {
        let gray = Gray::of(&plain(width, height, light), width, height, narrow).unwrap();
        let whole = gray.whole();
        prop_assert_eq!(whole.width, narrow.min(width));
        prop_assert!(gray.mean() - f32::from(light) < 0.5 && f32::from(light) - gray.mean() < 0.5);
    }
}
