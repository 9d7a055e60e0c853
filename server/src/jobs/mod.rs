//! Work in the background: lines to buy and to give back, pictures to hand over and to have deleted, words to fetch, waits
//! to end, books to compare, mails to send.
//!
//! The rows are the queue. The worker looks when a commit wakes it and at least every second, takes what is due,
//! and keeps a bounded number of pieces of work under way: [`AT_THE_CARRIER`], [`AT_THE_VENDOR`], [`AT_THE_REGISTER`]
//! and [`AT_THE_POST`], apart, so that an identity vendor, a register or a post that stalls never stops buying. A process may be killed at any point:
//! what it had taken comes due again when its lease ends.

mod apply;
mod buy_line;
mod diary;
mod fetch_outcome;
mod mail;
mod reconcile;
mod redact;
mod release_line;
mod replace_line;
mod submit_case;
mod sweep;
mod tag_line;
mod under_way;
mod working;

use app::{
    AppError,
    domain::{LineId, Timestamp},
};
use futures::FutureExt as _;
use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, timeout},
};

use crate::{
    desk::{Shop, again, fault::Fault},
    identity::persona::Persona,
    store::{
        jobs,
        jobs::{Job, Kind, Vendor},
        lines,
    },
};

pub use reconcile::plan_reconciling;
use under_way::UnderWay;
pub use working::Working;

/// Work under way at once that asks the carrier: lines, and the search for numbers in place of those that are gone.
const AT_THE_CARRIER: usize = 8;
/// The same that asks the identity vendor.
const AT_THE_VENDOR: usize = 4;
/// The same that files applications.
const AT_THE_REGISTER: usize = 3;
/// The same that sends mail.
const AT_THE_POST: usize = 3;
/// The longest time between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// A server that vanished may leave a question without an answer for ever; then it is asked anew.
const LOOK_WITHIN: Duration = Duration::from_secs(30);
/// The same of a sweep.
const SWEEP_WITHIN: Duration = Duration::from_secs(120);
/// Time between two sweeps.
const SWEEP_EVERY: Duration = Duration::from_secs(5);
/// How long a piece of work that failed by our own fault is left alone at first; it doubles with each fault in a row.
const REST: Duration = Duration::from_secs(1);
/// The longest such rest.
const REST_AT_MOST: Duration = Duration::from_secs(300);

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Task {
    Line(LineId),
    Job(Kind, String),
}

impl Task {
    const fn asks(&self) -> Vendor {
        match self {
            Self::Line(_) => Vendor::Carrier,
            Self::Job(kind, _) => kind.asks(),
        }
    }
}

impl From<(Kind, String)> for Task {
    fn from((kind, subject): (Kind, String)) -> Self {
        Self::Job(kind, subject)
    }
}

/// A finished piece of work.
struct Finished {
    task: Task,
    end: End,
}

/// What a piece of work came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Well,
    /// It failed by our own fault.
    Fault,
    /// The database was in trouble, which says nothing of the work.
    Trouble,
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
        let mut tasks: JoinSet<Finished> = JoinSet::new();
        let mut under_way = UnderWay::default();
        // A task of its own: a long sweep keeps no line waiting.
        let mut sweeping: JoinSet<()> = JoinSet::new();
        let mut next_sweep = Instant::now();
        while !*stop.borrow() {
            if sweeping.is_empty() && Instant::now() >= next_sweep {
                let worker = self.clone();
                sweeping.spawn(async move {
                    if timeout(SWEEP_WITHIN, worker.sweep()).await.is_err() {
                        tracing::error!("the database did not answer a sweep");
                    }
                });
                next_sweep = Instant::now() + SWEEP_EVERY;
            }
            let due = tokio::select! {
                due = timeout(LOOK_WITHIN, self.due(&under_way)) => due.unwrap_or_default(),
                // A database that is away keeps nobody from closing.
                _ = stop.changed() => continue,
            };
            for task in due {
                let faults = under_way.start(&task);
                tasks.spawn(self.clone().work(task, faults));
            }
            tokio::select! {
                Some(done) = tasks.join_next() => {
                    if let Ok(done) = done {
                        under_way.end(&done);
                    }
                }
                Some(swept) = sweeping.join_next() => {
                    if let Err(error) = swept {
                        tracing::error!(%error, "the sweep ended badly");
                    }
                }
                // Any word at all, lost ones included, means: look.
                _ = changes.recv(), if under_way.has_room() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
                _ = stop.changed() => {}
            }
        }
        let last = self.shop.policy.carrier_timeout + Duration::from_secs(1);
        if timeout(last, async { while tasks.join_next().await.is_some() {} }).await.is_err() {
            tracing::warn!(left = tasks.len(), "work was left to its leases");
        }
    }

    async fn due(&self, under_way: &UnderWay) -> Vec<Task> {
        let found = self.find_due(under_way).await;
        // The conversion logs a fault; the next look comes soon.
        found.map_err(AppError::from).unwrap_or_default()
    }

    /// What is due and not under way. As many rows more are asked for as are under way, which may all be due again.
    async fn find_due(&self, under_way: &UnderWay) -> Result<Vec<Task>, Fault> {
        if !under_way.has_room() {
            return Ok(Vec::new());
        }
        let now = self.shop.clock.now();
        let mut tx = self.shop.store.read().await?;
        let mut found = Vec::new();
        for vendor in Vendor::ALL {
            let room = under_way.room(vendor);
            if room == 0 {
                continue;
            }
            let limit = i64::try_from(room + under_way.len()).unwrap_or(i64::MAX);
            let jobs = jobs::due(&mut tx, vendor, now, limit).await?.into_iter().map(Task::from);
            let lines = match vendor {
                Vendor::Carrier => lines::due(&mut tx, now, limit).await?,
                Vendor::Identity | Vendor::Register | Vendor::Post => Vec::new(),
            };
            let lines = lines.into_iter().map(Task::Line);
            found.extend(lines.chain(jobs).filter(|task| !under_way.has(task)).take(room));
        }
        Ok(found)
    }

    /// Does one piece of work, which failed by our own fault `faults` times in a row before.
    async fn work(self, task: Task, faults: u32) -> Finished {
        // Until when the worker has it, once it has claimed it.
        let held = OnceLock::new();
        let attempt = async {
            match &task {
                Task::Line(id) => self.run_line(id).await,
                Task::Job(kind, subject) => self.run_job(*kind, subject, &held).await,
            }
        };
        let end = match AssertUnwindSafe(attempt).catch_unwind().await {
            Ok(Ok(())) => End::Well,
            Ok(Err(fault)) => {
                // The conversion logs what is ours.
                match AppError::from(fault) {
                    error if error.is_store_trouble() => End::Trouble,
                    AppError::Internal { .. } => End::Fault,
                    error => {
                        tracing::error!(%error, ?task, "work failed");
                        End::Fault
                    }
                }
            }
            Err(_) => {
                tracing::error!(?task, "work broke off");
                End::Fault
            }
        };
        match end {
            End::Well => {}
            End::Fault => self.rest(&task, held.get().copied(), faults).await,
            End::Trouble => self.outlast(&task, held.get().copied()).await,
        }
        Finished { task, end }
    }

    /// Moves a row that failed out of the way of the others.
    async fn rest(&self, task: &Task, held: Option<Timestamp>, faults: u32) {
        let now = self.shop.clock.now();
        let until = now.after(doubled(REST, faults, REST_AT_MOST));
        let put_off = again(|| async move {
            let mut tx = self.shop.store.write().await?;
            match task {
                Task::Line(id) => lines::rest(&mut tx, id, until).await?,
                Task::Job(kind, subject) => {
                    jobs::rest(&mut tx, *kind, subject, held, until).await?;
                    jobs::note_fault(&mut tx, *kind, subject, now).await?;
                }
            }
            Ok(tx.commit().await?)
        });
        match put_off.await.map_err(AppError::from) {
            Ok(()) => {}
            Err(error) if error.is_store_trouble() => self.outlast(task, held).await,
            Err(error) => {
                tracing::error!(%error, ?task, "work that failed could not be put off");
                // Its name is kept for a moment, so that nothing spins.
                tokio::time::sleep(REST).await;
            }
        }
    }

    /// Waits until the database takes writes again, and makes the row due then, behind the others. Its name is kept
    /// meanwhile, so that nothing spins; after a lease it is due by itself.
    async fn outlast(&self, task: &Task, held: Option<Timestamp>) {
        let end = Instant::now() + self.shop.policy.lease;
        while Instant::now() < end {
            tokio::time::sleep(REST).await;
            let due = again(|| async move {
                let now = self.shop.clock.now();
                let mut tx = self.shop.store.write().await?;
                match task {
                    Task::Line(id) => lines::hurry(&mut tx, id, now).await?,
                    Task::Job(kind, subject) => jobs::rest(&mut tx, *kind, subject, held, now).await?,
                }
                Ok(tx.commit().await?)
            });
            match due.await.map_err(AppError::from) {
                Err(error) if error.is_store_trouble() => {}
                Err(_) | Ok(()) => return,
            }
        }
    }

    async fn run_job(&self, kind: Kind, subject: &str, held: &OnceLock<Timestamp>) -> Result<(), Fault> {
        let now = self.shop.clock.now();
        let lease = match kind {
            Kind::Reconcile => reconcile::LEASE,
            Kind::Apply => apply::LEASE,
            Kind::Mail => mail::LEASE,
            _ => self.shop.policy.lease,
        };
        let mut tx = self.shop.store.write().await?;
        let claimed = jobs::claim(&mut tx, kind, subject, now, now.after(lease)).await?;
        tx.commit().await?;
        let Some(job) = claimed else { return Ok(()) };
        held.get_or_init(|| job.leased_until);
        let ended = match kind {
            Kind::Submit => self.submit_case(&job).await?,
            Kind::Fetch => self.fetch_outcome(&job).await?,
            Kind::Redact => self.redact(&job).await?,
            Kind::Replace => self.replace_line(&job).await?,
            Kind::Reconcile => self.reconcile().await?,
            Kind::Apply => self.apply(&job).await?,
            Kind::Mail => self.send_mail(&job).await?,
            Kind::Tag => self.tag_line(&job).await?,
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
    doubled(first, job.attempts.saturating_sub(1), most)
}

fn doubled(first: Duration, times: u32, most: Duration) -> Duration {
    first.saturating_mul(1_u32.checked_shl(times.min(16)).unwrap_or(1)).min(most)
}
