//! The one source of the time of day. Everything that decides by time takes a [`Clock`], so tests can move it.

use app::domain::Timestamp;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// The day of UTC, counted from 1970.
#[must_use]
pub const fn day_of(at: Timestamp) -> i64 {
    at.micros().div_euclid(86_400_000_000)
}

/// The system's clock, or one that a test moves by hand.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System(Arc<Steady>),
    Manual(Arc<AtomicI64>),
}

/// The system's time of day, which never goes back: whoever sets the system's clock back by an hour would else make
/// every lease and every wait last an hour longer. It follows a clock that is set forward, and goes on from there.
#[derive(Debug)]
struct Steady {
    start: Instant,
    /// The time of day at `start`, by the furthest that the system's clock ever was.
    origin: AtomicI64,
    /// By how much a test sets the system's clock.
    set_by: AtomicI64,
}

impl Steady {
    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let day = micros(since).saturating_add(self.set_by.load(Ordering::SeqCst));
        let elapsed = micros(self.start.elapsed());
        let origin = day - elapsed;
        self.origin.fetch_max(origin, Ordering::SeqCst).max(origin) + elapsed
    }
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        let (origin, set_by) = (AtomicI64::new(i64::MIN), AtomicI64::new(0));
        Self(Source::System(Arc::new(Steady { start: Instant::now(), origin, set_by })))
    }

    /// A clock that stands at `start` until it is moved.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(start.micros()))))
    }

    /// Moves a manual clock on; does nothing to the system's.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(now) = &self.0 {
            now.fetch_add(micros(by), Ordering::SeqCst);
        }
    }

    /// Sets the clock by so many seconds, as a person at the system's does.
    pub fn set_by(&self, seconds: i64) {
        let set = match &self.0 {
            Source::System(steady) => &steady.set_by,
            Source::Manual(now) => now,
        };
        set.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp::from_micros(match &self.0 {
            Source::System(steady) => steady.now(),
            Source::Manual(now) => now.load(Ordering::SeqCst),
        })
    }
}

/// The moment `by` before `at`.
pub(crate) fn earlier(at: Timestamp, by: Duration) -> Timestamp {
    Timestamp::from_micros(at.micros().saturating_sub(micros(by)))
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_day_never_goes_back_and_never_stands() {
        let clock = Clock::system();
        let start = clock.now();
        clock.set_by(-3_600);
        let back = clock.now();
        assert!(back >= start);
        std::thread::sleep(Duration::from_millis(5));
        assert!(clock.now() >= back.after(Duration::from_millis(5)), "it goes on");
        clock.set_by(3_600 + 60);
        assert!(clock.now() >= start.after(Duration::from_secs(60)), "it follows a clock that is set forward");
        clock.set_by(-60);
        assert!(clock.now() >= start.after(Duration::from_secs(60)));
    }
}
