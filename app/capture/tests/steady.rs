//! Hints that can be read, and heard.

use capture::Steady;

/// Ten frames a second; the time of frame `at`.
fn frames(lacks: &[&'static str]) -> Steady<&'static str> {
    let mut steady = Steady::default();
    for (at, lacks) in lacks.iter().enumerate() {
        steady.see(*lacks, at as f64 * 100.0);
    }
    steady
}

#[test]
fn the_first_hint_is_shown_at_once() {
    assert_eq!(frames(&["far"]).shown(), Some(&"far"));
    assert_eq!(Steady::<&str>::default().shown(), None);
}

#[test]
fn one_frame_that_says_otherwise_changes_nothing() {
    assert_eq!(frames(&["far", "far", "far", "far", "far", "far", "blurred"]).shown(), Some(&"far"));
    assert_eq!(frames(&["far", "far", "far", "far", "far", "blurred", "blurred"]).shown(), Some(&"blurred"));
}

#[test]
fn a_hint_stays_half_a_second() {
    assert_eq!(frames(&["far", "blurred", "blurred", "blurred", "blurred"]).shown(), Some(&"far"));
    assert_eq!(frames(&["far", "blurred", "blurred", "blurred", "blurred", "blurred"]).shown(), Some(&"blurred"));
}

#[test]
fn a_hint_is_spoken_every_two_seconds_at_most() {
    let mut changes = vec!["far"; 5];
    changes.extend(["dark"; 15]);
    assert_eq!((frames(&changes).shown(), frames(&changes).spoken()), (Some(&"dark"), Some(&"far")));
    changes.extend(["dark"]);
    assert_eq!((frames(&changes).shown(), frames(&changes).spoken()), (Some(&"dark"), Some(&"dark")));
    let flicker: Vec<_> = (0..100).map(|at| if at / 6 % 2 == 0 { "far" } else { "dark" }).collect();
    let mut steady = Steady::default();
    let mut spoken = Vec::new();
    for (at, lacks) in flicker.into_iter().enumerate() {
        steady.see(lacks, at as f64 * 100.0);
        if spoken.last().map(|(said, _)| said) != steady.spoken() {
            spoken.extend(steady.spoken().map(|said| (*said, at)));
        }
    }
    assert!(spoken.len() > 2, "{spoken:?}");
    assert!(spoken.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 20), "{spoken:?}");
}

#[test]
fn a_picture_takes_itself_after_good_frames_in_a_row() {
    assert!(!frames(&[""; 4]).is_good());
    assert!(frames(&[""; 5]).is_good());
    assert!(!frames(&["", "", "", "", "", "blurred"]).is_good());
    assert!(!frames(&["", "", "", "blurred", "", "", "", ""]).is_good());
    assert!(!frames(&["far"; 20]).is_good());
}
