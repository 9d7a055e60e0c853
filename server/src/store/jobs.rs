//! Work that must happen, beside the lines (which are their own queue). One row a kind and subject; asking again
//! for work that waits only brings it forward.

use app::domain::Timestamp;
use sqlx::{FromRow, QueryBuilder};

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, in_list, on_db, row, rows},
};
use std::{collections::BTreeSet, str::FromStr};

/// Whom work asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vendor {
    /// A carrier.
    Carrier,
    /// The identity vendor.
    Identity,
    /// A carrier's register of businesses, whose reviews take days: it never keeps buying waiting.
    Register,
    /// Whoever carries our mail.
    Post,
}

impl Vendor {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Carrier, Self::Identity, Self::Register, Self::Post];
}

/// A kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Hand a submission's pictures to the vendor.
    Submit,
    /// Ask the vendor for its word on the object that it calls by this name.
    Fetch,
    /// Have the vendor delete what it has of a submission.
    Redact,
    /// Find another number for a line whose own is gone.
    Replace,
    /// Compare the books with the carriers' lists.
    Reconcile,
    /// File an application for a compliance service, and look how it stands.
    Apply,
    /// Send a mail.
    Mail,
    /// Write a line's id on its number, which other hands bought.
    Tag,
}

impl Kind {
    const ALL: [Self; 8] =
        [Self::Submit, Self::Fetch, Self::Redact, Self::Replace, Self::Reconcile, Self::Apply, Self::Mail, Self::Tag];

    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Fetch => "fetch",
            Self::Redact => "redact",
            Self::Replace => "replace",
            Self::Reconcile => "reconcile",
            Self::Apply => "apply",
            Self::Mail => "mail",
            Self::Tag => "tag",
        }
    }
}

impl Kind {
    /// Whom it asks.
    #[must_use]
    pub const fn asks(self) -> Vendor {
        match self {
            Self::Submit | Self::Fetch | Self::Redact => Vendor::Identity,
            Self::Replace | Self::Reconcile | Self::Tag => Vendor::Carrier,
            Self::Apply => Vendor::Register,
            Self::Mail => Vendor::Post,
        }
    }
}

impl FromStr for Kind {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// A claimed piece of work.
#[derive(Clone, Debug)]
pub struct Job {
    /// What to do.
    pub kind: Kind,
    /// To what.
    pub subject: String,
    /// How often it was tried, this time included.
    pub attempts: u32,
    /// Tells whether it was asked for again meanwhile.
    turn: i64,
    /// Until when it is this worker's; no other claim of it ends at the same moment.
    pub leased_until: Timestamp,
}

impl Job {
    /// Whether it was tried too often for its kind. Some wait for somebody else's word, however long that takes.
    fn in_vain(&self) -> bool {
        let ends_soon = matches!(self.kind, Kind::Submit | Kind::Redact | Kind::Replace | Kind::Mail | Kind::Tag);
        ends_soon && self.attempts >= TRIES
    }
}

/// Tries after which work that should end soon needs a person.
const TRIES: u32 = 6;

#[derive(FromRow)]
struct Row {
    kind: String,
    subject: String,
    attempts: i64,
    turn: i64,
}

/// Asks for work at `at`, or brings it forward. What a worker has stays with it: it is due again when that one ends.
///
/// # Errors
/// The database failed.
pub async fn ask(tx: &mut Tx, kind: Kind, subject: &str, at: Timestamp) -> Result<(), StoreError> {
    ask_all(tx, kind, &BTreeSet::from([subject]), at).await
}

/// The same for several subjects in one statement. They are a sorted set: no row is asked for twice in it, and two that
/// meet take the rows in the same order.
///
/// # Errors
/// The database failed.
pub async fn ask_all(tx: &mut Tx, kind: Kind, subjects: &BTreeSet<&str>, at: Timestamp) -> Result<(), StoreError> {
    if subjects.is_empty() {
        return Ok(());
    }
    on_db!(tx, |conn| {
        let mut insert = QueryBuilder::new("INSERT INTO jobs (kind, subject, run_at, attempts, turn) ");
        insert.push_values(subjects, |mut values, subject| {
            values.push_bind(kind.as_str()).push_bind(*subject).push_bind(at.micros()).push("0, 0");
        });
        insert.push(
            " ON CONFLICT (kind, subject) DO UPDATE SET turn = jobs.turn + 1, attempts = 0, \
            run_at = CASE WHEN jobs.leased_until > excluded.run_at THEN jobs.run_at \
            WHEN excluded.run_at < jobs.run_at THEN excluded.run_at ELSE jobs.run_at END",
        );
        insert.build().execute(conn).await.map(|_| ())
    })?;
    Ok(())
}

/// Asks for work at `at`, unless it waits already.
///
/// # Errors
/// The database failed.
pub async fn plan(tx: &mut Tx, kind: Kind, subject: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO jobs (kind, subject, run_at, attempts, turn) VALUES ($1, $2, $3, 0, 0) \
        ON CONFLICT (kind, subject) DO NOTHING";
    exec!(tx, SQL, kind.as_str(), subject, at.micros())?;
    Ok(())
}

/// Work that is due and asks `vendor`: kind and subject, the longest waiting first. A kind that another version wrote is
/// left to that version, and takes nobody's place here.
///
/// # Errors
/// The database failed.
pub async fn due(tx: &mut Tx, vendor: Vendor, now: Timestamp, limit: i64) -> Result<Vec<(Kind, String)>, StoreError> {
    let found: Vec<(String, String)> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new("SELECT kind, subject FROM jobs WHERE run_at <= ");
        select.push_bind(now.micros()).push(" AND (leased_until IS NULL OR leased_until <= ");
        select.push_bind(now.micros()).push(") AND kind IN ");
        in_list(&mut select, Kind::ALL.into_iter().filter(|kind| kind.asks() == vendor).map(Kind::as_str));
        select.push(" ORDER BY run_at LIMIT ").push_bind(limit);
        select.build_query_as().fetch_all(conn).await
    })?;
    found.into_iter().map(|(kind, subject)| Ok((word(&kind, "jobs", "kind", &subject)?, subject))).collect()
}

/// Takes due work until `lease`; `None` when another worker has it.
///
/// # Errors
/// The database failed.
pub async fn claim(
    tx: &mut Tx,
    kind: Kind,
    subject: &str,
    now: Timestamp,
    lease: Timestamp,
) -> Result<Option<Job>, StoreError> {
    const SQL: &str = "UPDATE jobs SET run_at = $4, leased_until = $4, attempts = attempts + 1 \
        WHERE kind = $1 AND subject = $2 AND run_at <= $3 AND (leased_until IS NULL OR leased_until <= $3) \
        RETURNING kind, subject, attempts, turn";
    let claimed = row!(tx, Row, SQL, kind.as_str(), subject, now.micros(), lease.micros())?;
    let job = |row: Row| {
        Ok(Job {
            kind: word(&row.kind, "jobs", "kind", &row.subject)?,
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            turn: row.turn,
            leased_until: lease,
            subject: row.subject,
        })
    };
    claimed.map(job).transpose()
}

/// Whether the work is still this worker's at `now`. Nobody takes it before the transaction ends.
///
/// # Errors
/// The database failed.
pub async fn holds(tx: &mut Tx, job: &Job, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE jobs SET leased_until = leased_until WHERE kind = $1 AND subject = $2 AND leased_until = $3";
    let held = exec!(tx, SQL, job.kind.as_str(), job.subject.as_str(), job.leased_until.micros())? == 1;
    Ok(held && now < job.leased_until)
}

/// Removes finished work; one that was asked for again meanwhile stays, due at once. What another worker has taken
/// since is that one's.
///
/// # Errors
/// The database failed.
pub async fn done(tx: &mut Tx, job: &Job, now: Timestamp) -> Result<(), StoreError> {
    const GONE: &str = "DELETE FROM jobs WHERE kind = $1 AND subject = $2 AND turn = $3 AND leased_until = $4";
    const AGAIN: &str =
        "UPDATE jobs SET run_at = $3, leased_until = NULL WHERE kind = $1 AND subject = $2 AND leased_until = $4";
    let (kind, subject, lease) = (job.kind.as_str(), job.subject.as_str(), job.leased_until.micros());
    if exec!(tx, GONE, kind, subject, job.turn, lease)? == 0 {
        exec!(tx, AGAIN, kind, subject, now.micros(), lease)?;
    }
    Ok(())
}

/// Puts unfinished work off until `at`; one that was asked for again meanwhile is due at once. What another worker has
/// taken since is that one's.
///
/// # Errors
/// The database failed.
pub async fn put_off(tx: &mut Tx, job: &Job, now: Timestamp, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE jobs SET run_at = CASE WHEN turn = $3 THEN $5 ELSE $4 END, leased_until = NULL, \
        failing_since = CASE WHEN $7 THEN COALESCE(failing_since, $4) END \
        WHERE kind = $1 AND subject = $2 AND leased_until = $6";
    let (kind, lease) = (job.kind.as_str(), job.leased_until.micros());
    exec!(tx, SQL, kind, job.subject.as_str(), job.turn, now.micros(), at.micros(), lease, job.in_vain())?;
    Ok(())
}

/// Makes work due at `at`: the database is well again. `held` is until when the worker had claimed it, if it had; what
/// another worker has stays with that one.
///
/// # Errors
/// The database failed.
pub async fn rest(
    tx: &mut Tx,
    kind: Kind,
    subject: &str,
    held: Option<Timestamp>,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE jobs SET run_at = $3, leased_until = NULL WHERE kind = $1 AND subject = $2 \
        AND (leased_until IS NULL OR leased_until <= $3 OR leased_until = $4)";
    exec!(tx, SQL, kind.as_str(), subject, at.micros(), held.map(Timestamp::micros))?;
    Ok(())
}

/// Notes that work fails since `at` at the latest, by our own fault, unless another worker has it by now.
///
/// # Errors
/// The database failed.
pub async fn note_fault(tx: &mut Tx, kind: Kind, subject: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE jobs SET failing_since = COALESCE(failing_since, $3) \
        WHERE kind = $1 AND subject = $2 AND leased_until IS NULL";
    exec!(tx, SQL, kind.as_str(), subject, at.micros())?;
    Ok(())
}

/// Work that fails, or is tried in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// What is to be done.
    pub kind: Kind,
    /// To what.
    pub subject: String,
    /// How often it was tried since somebody asked for it.
    pub attempts: u32,
    /// Since when.
    pub since: Timestamp,
    /// When it is tried next.
    pub run_at: Timestamp,
}

/// Work that fails since `before` or longer, the longest first; at most `limit`. That of another version of the program
/// is that version's.
///
/// # Errors
/// The database failed.
pub async fn failing(tx: &mut Tx, before: Timestamp, limit: i64) -> Result<Vec<Failing>, StoreError> {
    const SQL: &str = "SELECT kind, subject, attempts, failing_since, run_at FROM jobs \
        WHERE failing_since IS NOT NULL AND failing_since <= $1 ORDER BY failing_since LIMIT $2";
    let found: Vec<(String, String, i64, i64, i64)> =
        rows!(tx, (String, String, i64, i64, i64), SQL, before.micros(), limit)?;
    let failing = |(kind, subject, attempts, since, run_at): (String, String, i64, i64, i64)| {
        Some(Failing {
            kind: kind.parse().ok()?,
            subject,
            attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
            since: Timestamp::from_micros(since),
            run_at: Timestamp::from_micros(run_at),
        })
    };
    Ok(found.into_iter().filter_map(failing).collect())
}

/// Tries failing work again at once, as if for the first time; one that a worker has is that worker's until its lease
/// ends. `false` when it does not fail, or is done.
///
/// # Errors
/// The database failed.
pub async fn retry(tx: &mut Tx, kind: Kind, subject: &str, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE jobs SET turn = turn + 1, attempts = 0, failing_since = NULL, \
        run_at = CASE WHEN leased_until > $3 THEN run_at ELSE $3 END \
        WHERE kind = $1 AND subject = $2 AND failing_since IS NOT NULL";
    Ok(exec!(tx, SQL, kind.as_str(), subject, at.micros())? == 1)
}
