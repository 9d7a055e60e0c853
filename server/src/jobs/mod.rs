//! Work in the background: lines to buy, pictures to hand over, words to fetch, waits to end.
//!
//! The rows are the queue. The worker looks when a commit wakes it and at least every second, takes what is due,
//! and keeps at most [`AT_ONCE`] pieces of work under way. A process may be killed at any point: what it had taken
//! comes due again when its lease ends.

mod buy_line;
mod fetch_outcome;
mod submit_case;
mod sweep;

use app::{AppError, domain::LineId};
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, timeout},
};

use crate::{
    desk::{Shop, fault::Fault},
    identity::persona::Persona,
    store::{
        jobs,
        jobs::{Job, Kind},
        lines,
    },
};

/// Pieces of work under way at once: the bound on concurrency towards carrier and vendor.
const AT_ONCE: usize = 8;
/// The longest time between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Time between two sweeps.
const SWEEP_EVERY: Duration = Duration::from_secs(5);
/// How long a piece of work that failed by our own fault is left alone.
const REST: Duration = Duration::from_secs(1);

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Task {
    Line(LineId),
    Job(&'static str, String),
}

/// How a job ended.
enum Ended {
    Done,
    /// Not yet: again after this long.
    Later(Duration),
}

/// Does the background work of one process.
#[derive(Clone)]
pub struct Worker {
    shop: Arc<Shop>,
    persona: Option<Arc<Persona>>,
}

impl Worker {
    /// A worker for `shop`; without an identity vendor, hand-overs wait.
    #[must_use]
    pub const fn new(shop: Arc<Shop>, persona: Option<Arc<Persona>>) -> Self {
        Self { shop, persona }
    }

    /// Works until `stop` turns true, then finishes what is under way.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut changes = self.shop.store.changes();
        let mut tasks: JoinSet<Task> = JoinSet::new();
        let mut under_way: HashSet<Task> = HashSet::new();
        let mut next_sweep = Instant::now();
        while !*stop.borrow() {
            if Instant::now() >= next_sweep {
                self.sweep().await;
                next_sweep = Instant::now() + SWEEP_EVERY;
            }
            for task in self.due(AT_ONCE.saturating_sub(under_way.len())).await {
                if under_way.insert(task.clone()) {
                    tasks.spawn(self.clone().work(task));
                }
            }
            tokio::select! {
                Some(done) = tasks.join_next() => {
                    if let Ok(task) = done {
                        under_way.remove(&task);
                    } else {
                        // A panic took its task's name along; leases bring the work back.
                        under_way.clear();
                    }
                }
                // Any word at all, lost ones included, means: look.
                _ = changes.recv(), if under_way.len() < AT_ONCE => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
                _ = stop.changed() => {}
            }
        }
        let last = self.shop.policy.carrier_timeout + Duration::from_secs(1);
        if timeout(last, async { while tasks.join_next().await.is_some() {} }).await.is_err() {
            tracing::warn!(left = tasks.len(), "work was left to its leases");
        }
    }

    async fn due(&self, places: usize) -> Vec<Task> {
        if places == 0 {
            return Vec::new();
        }
        // A fault is logged where it was made; the next look comes soon.
        self.find_due(i64::try_from(places).unwrap_or(1)).await.unwrap_or_default()
    }

    async fn find_due(&self, places: i64) -> Result<Vec<Task>, Fault> {
        let now = self.shop.clock.now();
        let mut tx = self.shop.store.read().await?;
        let jobs = jobs::due(&mut tx, now, places).await?.into_iter();
        let jobs: Vec<Task> = jobs.map(|(kind, subject)| Task::Job(kind.as_str(), subject)).collect();
        let left = places - i64::try_from(jobs.len()).unwrap_or(places);
        let lines = lines::due(&mut tx, now, left).await?.into_iter().map(Task::Line);
        Ok(jobs.into_iter().chain(lines).collect())
    }

    /// Does one piece of work. A fault of our own leaves the row as it was, so it rests a moment before its name is
    /// given back.
    async fn work(self, task: Task) -> Task {
        let done = match &task {
            Task::Line(id) => self.run_line(id).await,
            Task::Job(kind, subject) => self.run_job(kind, subject).await,
        };
        if let Err(Fault(error)) = done {
            if !matches!(error, AppError::Internal { .. }) {
                tracing::error!(%error, ?task, "work failed");
            }
            tokio::time::sleep(REST).await;
        }
        task
    }

    async fn run_job(&self, kind: &str, subject: &str) -> Result<(), Fault> {
        let Ok(kind) = kind.parse::<Kind>() else { return Ok(()) };
        let now = self.shop.clock.now();
        let mut tx = self.shop.store.write().await?;
        let claimed = jobs::claim(&mut tx, kind, subject, now, now.after(self.shop.policy.lease)).await?;
        tx.commit().await?;
        let Some(job) = claimed else { return Ok(()) };
        let ended = match kind {
            Kind::Submit => self.submit_case(&job).await?,
            Kind::Fetch => self.fetch_outcome(&job).await?,
        };
        let now = self.shop.clock.now();
        let mut tx = self.shop.store.write().await?;
        match ended {
            Ended::Done => jobs::done(&mut tx, &job, now).await?,
            Ended::Later(wait) => jobs::put_off(&mut tx, &job, now, now.after(wait)).await?,
        }
        Ok(tx.commit().await?)
    }
}

/// A wait that doubles with every attempt, from `first` to `most`.
fn backoff(job: &Job, first: Duration, most: Duration) -> Duration {
    first.saturating_mul(1_u32.checked_shl(job.attempts.saturating_sub(1).min(16)).unwrap_or(1)).min(most)
}
