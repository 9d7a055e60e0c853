//! What a trial does.

use rustix::process::{Signal, getpid, kill_process};
use std::{
    collections::BTreeSet,
    fmt,
    io::{self, Write as _},
    panic::Location,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::Moment;

/// What a program that is started for a trial finds in its environment: `list FILE`, or `kill POINT PASSES`.
const ENV: &str = "PLUSONE_TRIAL";
/// Statements of a long loop are much alike.
const STATEMENTS: u32 = 24;

/// A moment on the way of the transaction that begins on this line of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The file, below `src`.
    pub file: &'static str,
    /// Its line.
    pub line: u32,
    /// The moment.
    pub moment: Moment,
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:", self.file, self.line)?;
        match self.moment {
            Moment::Begin => f.write_str("begin"),
            Moment::Statement(number) => write!(f, "statement-{number}"),
            Moment::Before => f.write_str("before"),
            Moment::After => f.write_str("after"),
        }
    }
}

#[derive(Debug, Default)]
enum Orders {
    #[default]
    None,
    /// Write each point that is passed into a file, once.
    List { into: PathBuf, seen: BTreeSet<Point> },
    /// Die at the point's last pass.
    Kill { point: String, passes: u32 },
    /// Remember each point that is passed, in order.
    Follow(Vec<Point>),
    /// Fail at each point, once.
    Fail { failed: BTreeSet<Point>, resting: BTreeSet<(&'static str, u32)> },
}

/// What happens on the way of a store's transactions.
#[derive(Clone, Debug, Default)]
pub struct Trial(Arc<Mutex<Orders>>);

impl Trial {
    pub(in crate::store) fn from_env() -> Self {
        let orders = std::env::var(ENV).ok().map(|text| Orders::parse(&text).expect("a trial"));
        Self(Arc::new(Mutex::new(orders.unwrap_or_default())))
    }

    /// From now on each point fails once, whoever comes by. After a failure the next transaction of that line is
    /// spared, so that nothing fails twice in a row.
    pub fn fail_each_once(&self) {
        *self.orders() = Orders::Fail { failed: BTreeSet::new(), resting: BTreeSet::new() };
    }

    /// Ends the trial; the points that failed.
    #[must_use]
    pub fn end(&self) -> BTreeSet<Point> {
        match std::mem::take(&mut *self.orders()) {
            Orders::Fail { failed, .. } => failed,
            _ => BTreeSet::new(),
        }
    }

    /// From now on every point that is passed is remembered.
    pub fn follow(&self) {
        *self.orders() = Orders::Follow(Vec::new());
    }

    /// Ends that; the points, in order.
    #[must_use]
    pub fn followed(&self) -> Vec<Point> {
        match std::mem::take(&mut *self.orders()) {
            Orders::Follow(points) => points,
            _ => Vec::new(),
        }
    }

    /// How many points have failed so far.
    #[must_use]
    pub fn failures(&self) -> usize {
        if let Orders::Fail { failed, .. } = &*self.orders() { failed.len() } else { 0 }
    }

    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(in crate::store) fn begin(&self, at: &'static Location<'static>) -> Result<Way, sqlx::Error> {
        let file = at.file().rsplit_once("src/").map_or_else(|| at.file(), |(_, below)| below);
        let line = at.line();
        let spared = match &mut *self.orders() {
            Orders::Fail { resting, .. } => resting.remove(&(file, line)),
            _ => false,
        };
        let way = Way { trial: self.clone(), file, line, statements: 0, spared };
        way.pass(Moment::Begin)?;
        Ok(way)
    }
}

impl Orders {
    fn parse(text: &str) -> Option<Self> {
        let (order, rest) = text.split_once(' ')?;
        match order {
            "list" => Some(Self::List { into: rest.into(), seen: BTreeSet::new() }),
            "kill" => {
                let (point, passes) = rest.split_once(' ')?;
                Some(Self::Kill { point: point.to_owned(), passes: passes.parse().ok()? })
            }
            _ => None,
        }
    }

    /// Whether the point fails.
    fn meet(&mut self, point: Point, spared: bool) -> bool {
        match self {
            Self::None => false,
            Self::Follow(points) => {
                points.push(point);
                false
            }
            Self::List { into, seen } => {
                if seen.insert(point) {
                    let file = std::fs::OpenOptions::new().create(true).append(true).open(into);
                    file.and_then(|mut file| writeln!(file, "{point}")).expect("the list can be written");
                }
                false
            }
            Self::Kill { point: wanted, passes } => {
                if point.to_string() == *wanted {
                    *passes = passes.saturating_sub(1);
                    if *passes == 0 {
                        // Nothing of this process runs on, as in a power cut: no destructor, no other thread.
                        kill_process(getpid(), Signal::KILL).ok();
                    }
                }
                false
            }
            Self::Fail { failed, resting } => {
                let fails = !spared && failed.insert(point);
                if fails {
                    resting.insert((point.file, point.line));
                }
                fails
            }
        }
    }
}

/// The way of one transaction.
#[derive(Debug)]
pub struct Way {
    trial: Trial,
    file: &'static str,
    line: u32,
    statements: u32,
    spared: bool,
}

impl Way {
    pub(in crate::store) fn pass(&self, moment: Moment) -> Result<(), sqlx::Error> {
        let point = Point { file: self.file, line: self.line, moment };
        if self.trial.orders().meet(point, self.spared) {
            return Err(sqlx::Error::Io(io::Error::other(format!("on trial at {point}"))));
        }
        Ok(())
    }

    pub(in crate::store) fn pass_statement(&mut self) -> Result<(), sqlx::Error> {
        self.statements += 1;
        if self.statements > STATEMENTS { Ok(()) } else { self.pass(Moment::Statement(self.statements)) }
    }
}
