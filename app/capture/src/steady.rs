//! Hints that do not flicker, and the moment at which a picture takes itself.

/// A hint stays at least this long, in milliseconds: less is not read.
const SHOWN: f64 = 500.0;
/// So many frames in a row say the same before the hint changes.
const AGREE: u32 = 2;
/// So many good frames in a row, and a hand is steady.
const STEADY: u32 = 5;
/// Whoever is told more often than this, in milliseconds, hears nothing.
const SPOKEN: f64 = 1_000.0;

/// What was seen last, frame by frame; `T` is what a frame lacks, and the default that it lacks nothing.
#[derive(Clone, Debug)]
pub struct Steady<T> {
    shown: Option<(T, f64)>,
    spoken: Option<(T, f64)>,
    last: T,
    row: u32,
}

impl<T: Clone + PartialEq + Default> Default for Steady<T> {
    fn default() -> Self {
        Self { shown: None, spoken: None, last: T::default(), row: 0 }
    }
}

impl<T: Clone + PartialEq + Default> Steady<T> {
    /// Takes what a frame lacks, at `now`, in milliseconds.
    pub fn see(&mut self, lacks: T, now: f64) {
        self.row = if lacks == self.last { self.row + 1 } else { 1 };
        self.last = lacks;
        let stays = self.shown.as_ref().is_some_and(|(shown, since)| *shown == self.last || now - since < SHOWN);
        if !stays && (self.row >= AGREE || self.shown.is_none()) {
            self.shown = Some((self.last.clone(), now));
        }
        let Some((shown, _)) = &self.shown else { return };
        if self.spoken.as_ref().is_none_or(|(spoken, at)| spoken != shown && now - at >= SPOKEN) {
            self.spoken = Some((shown.clone(), now));
        }
    }

    /// What to show; nothing before the first frame.
    pub fn shown(&self) -> Option<&T> {
        self.shown.as_ref().map(|(shown, _)| shown)
    }

    /// What to say aloud; it changes at most once a second.
    pub fn spoken(&self) -> Option<&T> {
        self.spoken.as_ref().map(|(spoken, _)| spoken)
    }

    /// Whether the last frames were all good.
    pub fn is_good(&self) -> bool {
        self.last == T::default() && self.row >= STEADY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn at_most_one_hint_a_second_is_spoken() {
        let mut changes = vec!["far"; 5];
        changes.extend(["dark"; 5]);
        assert_eq!(frames(&changes).shown(), Some(&"far"), "the second frame in a row is one later");
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
        assert!(spoken.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 10), "{spoken:?}");
    }

    #[test]
    fn a_picture_takes_itself_after_good_frames_in_a_row() {
        assert!(!frames(&[""; 4]).is_good());
        assert!(frames(&[""; 5]).is_good());
        assert!(!frames(&["", "", "", "", "", "blurred"]).is_good());
        assert!(!frames(&["", "", "", "blurred", "", "", "", ""]).is_good());
        assert!(!frames(&["far"; 20]).is_good());
    }
}
