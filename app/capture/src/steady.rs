//! Hints that do not flicker, and the moment at which a picture takes itself.

/// A hint stays at least this long, in milliseconds: less is not read.
const SHOWN: f64 = 500.0;
/// So many frames in a row say the same before the hint changes.
const AGREE: u32 = 2;
/// So many good frames in a row, and a hand is steady.
const STEADY: u32 = 5;
/// Whoever is told more often than this, in milliseconds, hears no sentence to its end.
const SPOKEN: f64 = 2_000.0;

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

    /// What to say aloud; it changes every two seconds at most.
    pub fn spoken(&self) -> Option<&T> {
        self.spoken.as_ref().map(|(spoken, _)| spoken)
    }

    /// Whether the last frames were all good.
    pub fn is_good(&self) -> bool {
        self.last == T::default() && self.row >= STEADY
    }
}
