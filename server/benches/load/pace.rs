//! Arrivals that do not wait for answers, and how long the answers took.

use std::{fmt, future::Future, time::Duration};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};

const SECOND: Duration = Duration::from_secs(1);

/// Begins with each item at its moment, so many a second, however long the others take. Each is told the moment at which
/// it was to begin: whoever counts from there leaves out no wait.
pub async fn arrive<I, T, F>(
    a_second: u32,
    items: impl IntoIterator<Item = I>,
    begin: impl Fn(I, Instant) -> F,
) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let start = Instant::now();
    let mut begun = JoinSet::new();
    for (turn, item) in (0..).zip(items) {
        let moment = start + SECOND * turn / a_second;
        sleep_until(moment).await;
        begun.spawn(begin(item, moment));
    }
    begun.join_all().await
}

/// How long something took, each time.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time that so many in a hundred took at most, in milliseconds; without any it is for ever.
    pub fn ms(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0.get(rank.saturating_sub(1)).map_or(f64::INFINITY, |time| 1_000.0 * time.as_secs_f64())
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most, nearly, all] = [50, 90, 99, 100].map(|percent| self.ms(percent));
        write!(f, "{} times, p50 {half:.0} ms, p90 {most:.0} ms, p99 {nearly:.0} ms, longest {all:.0} ms", self.0.len())
    }
}
