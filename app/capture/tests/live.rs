//! What live frames are told of: a card is seen where there is one.

#[path = "../corpus/mod.rs"]
#[expect(dead_code, reason = "no table is written here")]
mod corpus;

use capture::{Flaw, Gray, Lack, Seen, WIDTH};
use corpus::{
    Half, Harm, Sample,
    scene::{HIGH, WIDE},
};

fn lacks(sample: Sample, size: (usize, usize)) -> Option<Lack> {
    let gray = Gray::of(&sample.pixels_of(size), size.0, size.1, WIDTH).expect("a picture");
    Seen::<Lack>::of(&gray).expect("large enough").lacks
}

/// How many of 20 cards would take themselves.
fn taken(harm: Harm, size: (usize, usize)) -> usize {
    (0..20).filter(|number| lacks(Sample { half: Half::Told, number: *number, harm }, size).is_none()).count()
}

fn most_good_ones_and_no_bad_one(size: (usize, usize)) {
    let good = taken(Harm::Focus(0.0), size);
    assert!(good >= 14, "{good} of 20 sharp cards");
    for (name, harm) in [
        ("blurred", Harm::Focus(4.0)),
        ("dark", Harm::Light(0.15)),
        ("glare", Harm::Glare(0.1)),
        ("cut off", Harm::CutOff(0.2)),
        ("far", Harm::Far(0.3)),
    ] {
        let bad = taken(harm, size);
        assert!(bad <= 1, "{bad} of 20 {name} cards");
    }
}

#[test]
fn most_cards_take_themselves_and_no_bad_one_does() {
    most_good_ones_and_no_bad_one((WIDE, HIGH));
}

#[test]
fn so_they_do_before_a_telephone_that_is_held_upright() {
    most_good_ones_and_no_bad_one((1080, 1920));
}

#[test]
fn a_room_is_no_card() {
    // Smooth light and shade, with edges everywhere but no four of a card's shape.
    let pixel = |at: usize| {
        let (x, y) = ((at % 640) as f32, (at / 640) as f32);
        let light = 120.0 + 60.0 * (x / 37.0).sin() * (y / 23.0).cos();
        let edge = if (x + 2.0 * y) as usize % 97 < 40 { 30.0 } else { 0.0 };
        let light = (light + edge) as u8;
        [light, light, light, 255]
    };
    let room: Vec<u8> = (0..640 * 480).flat_map(pixel).collect();
    let seen = Seen::of(&Gray::of(&room, 640, 480, WIDTH).expect("a picture")).expect("large enough");
    assert_ne!(seen.lacks, None);
    assert!(!seen.black);
}

#[test]
fn a_covered_camera_gives_black_and_a_dark_room_does_not() {
    let frame = |light: fn(usize) -> u8| {
        let pixels: Vec<u8> = (0..640 * 480).flat_map(|at| [light(at), light(at), light(at), 255]).collect();
        Seen::of(&Gray::of(&pixels, 640, 480, WIDTH).expect("a picture")).expect("large enough")
    };
    assert!(frame(|at| 3 + (at % 3) as u8).black);
    let dark = frame(|at| if at % 640 < 200 { 4 } else { 24 });
    assert!(!dark.black);
    assert_eq!(dark.lacks, Some(Lack::Flaw(Flaw::Dark)));
}
