//! So much a minute, of each. Each node counts for itself, in memory: with several the limits are as many times as wide.

use app::AppError;
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
};
use std::{
    hash::Hash,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
};

/// Whoever was quiet is forgotten once in so many takes.
const FORGET_EVERY: u32 = 4_096;

/// Seconds until there is room again.
#[derive(Debug, PartialEq, Eq)]
pub struct Wait(pub u64);

impl From<Wait> for AppError {
    fn from(Wait(seconds): Wait) -> Self {
        Self::TooMany { seconds }
    }
}

/// So much a minute of each.
pub struct Limit<K: Hash + Eq + Clone> {
    /// `None` without a limit.
    limiter: Option<Limiter<K>>,
    taken: AtomicU32,
}

/// The counters, and the most that one may take at once.
type Limiter<K> = (DefaultKeyedRateLimiter<K>, NonZeroU32);

impl<K: Hash + Eq + Clone> Limit<K> {
    /// This much, in one go or bit by bit. Zero sets no limit.
    pub fn new(a_minute: u32) -> Self {
        let limiter = NonZeroU32::new(a_minute).map(|most| (RateLimiter::keyed(Quota::per_minute(most)), most));
        Self { limiter, taken: AtomicU32::new(0) }
    }

    /// Takes one.
    ///
    /// # Errors
    /// There is none left.
    pub fn take(&self, whose: &K) -> Result<(), Wait> {
        self.take_some(whose, NonZeroU32::MIN)
    }

    /// Takes this many together. What is more than a minute's is all that a minute has.
    ///
    /// # Errors
    /// There are not as many left; none is taken.
    pub fn take_some(&self, whose: &K, count: NonZeroU32) -> Result<(), Wait> {
        let Some((limiter, most)) = &self.limiter else { return Ok(()) };
        if self.taken.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        // No more is asked for than there can be.
        let Ok(taken) = limiter.check_key_n(whose, count.min(*most)) else { return Ok(()) };
        taken.map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Wait(wait.as_millis().div_ceil(1_000).try_into().unwrap_or(u64::MAX).max(1))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_taken_together_or_not_at_all() {
        let limit = Limit::new(10);
        let many = |count| NonZeroU32::new(count).expect("some");
        limit.take_some(&"one", many(8)).expect("of ten");
        let Wait(seconds) = limit.take_some(&"one", many(3)).expect_err("two are left");
        assert!((1..=60).contains(&seconds), "{seconds}");
        limit.take_some(&"one", many(2)).expect("none was taken");
        limit.take(&"one").expect_err("none is left");
        limit.take_some(&"other", many(1_000)).expect("all of a minute");
        limit.take(&"other").expect_err("it was all");
        let none = Limit::new(0);
        for _ in 0..100 {
            none.take_some(&"one", many(1_000)).expect("no limit");
        }
    }

    #[test]
    fn who_was_quiet_is_forgotten() {
        let limit = Limit::new(600_000);
        for nth in 0..FORGET_EVERY * 2 {
            limit.take(&nth).expect("room");
        }
        let (kept, _) = limit.limiter.as_ref().expect("a limit");
        assert!(kept.len() <= FORGET_EVERY as usize + 1, "{}", kept.len());
    }
}
