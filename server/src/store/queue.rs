//! What needs a person, of whichever account. Each list is read from an index that has nothing else in it, and is cut where
//! a page ends; each count stops a little after it.

use app::domain::{
    AccountId, LineId, OrderId, PhoneNumber, SubmissionId, Timestamp, VerificationId, verification::Shows,
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{row, rows},
};

/// A case at which a person looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The case.
    pub case: VerificationId,
    /// Whose it is.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// Which hand-over.
    pub submission: SubmissionId,
    /// How it went to the vendor, and its name there.
    pub transport: String,
    /// The vendor's name for it.
    pub vendor_ref: Option<String>,
    /// What it shows of the buyer.
    pub shows: Shows,
    /// Attempts that the vendor declined.
    pub attempts: i64,
    /// Since when.
    pub since: Timestamp,
}

#[derive(FromRow)]
struct ReviewedRow {
    id: String,
    account_id: String,
    name: String,
    submission_id: String,
    transport: String,
    vendor_ref: Option<String>,
    shows: String,
    attempts: i64,
    changed_at: i64,
}

impl TryFrom<ReviewedRow> for Reviewed {
    type Error = StoreError;
    fn try_from(row: ReviewedRow) -> Result<Self, StoreError> {
        Ok(Self {
            account: word(&row.account_id, "verifications", "account_id", &row.id)?,
            submission: word(&row.submission_id, "verifications", "submission_id", &row.id)?,
            case: word(&row.id, "verifications", "id", &row.id)?,
            shows: word(&row.shows, "submissions", "shows", &row.submission_id)?,
            name: row.name,
            transport: row.transport,
            vendor_ref: row.vendor_ref,
            attempts: row.attempts,
            since: Timestamp::from_micros(row.changed_at),
        })
    }
}

/// Cases under review, the longest waiting first; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn reviewed(tx: &mut Tx, limit: i64) -> Result<Vec<Reviewed>, StoreError> {
    const SQL: &str = "SELECT v.id, v.account_id, accounts.name, v.submission_id, s.transport, s.vendor_ref, s.shows, v.attempts, \
        v.changed_at FROM verifications v JOIN accounts ON accounts.id = v.account_id \
        JOIN submissions s ON s.id = v.submission_id \
        WHERE v.state = 'under_review' ORDER BY v.changed_at, v.id LIMIT $1";
    rows!(tx, ReviewedRow, SQL, limit)?.into_iter().map(Reviewed::try_from).collect()
}

/// A line that does not go on by itself, or not for long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The line.
    pub line: LineId,
    /// Its order.
    pub order: OrderId,
    /// Whose it is.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// The number.
    pub number: PhoneNumber,
    /// When its order was placed.
    pub placed_at: Timestamp,
}

#[derive(FromRow)]
struct WaitingRow {
    id: String,
    order_id: String,
    account_id: String,
    name: String,
    e164: String,
    created_at: i64,
}

impl TryFrom<WaitingRow> for Waiting {
    type Error = StoreError;
    fn try_from(row: WaitingRow) -> Result<Self, StoreError> {
        Ok(Self {
            order: word(&row.order_id, "lines", "order_id", &row.id)?,
            account: word(&row.account_id, "lines", "account_id", &row.id)?,
            number: word(&row.e164, "lines", "e164", &row.id)?,
            line: word(&row.id, "lines", "id", &row.id)?,
            name: row.name,
            placed_at: Timestamp::from_micros(row.created_at),
        })
    }
}

/// Reads lines with their accounts and orders, the oldest first: ids grow with time.
macro_rules! waiting {
    ($condition:literal) => {
        concat!(
            "SELECT lines.id, lines.order_id, lines.account_id, accounts.name, lines.e164, orders.created_at FROM lines \
            JOIN accounts ON accounts.id = lines.account_id JOIN orders ON orders.id = lines.order_id WHERE ",
            $condition,
            " ORDER BY lines.id LIMIT $1"
        )
    };
}

/// Lines of which a person must say what becomes of them; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn manual(tx: &mut Tx, limit: i64) -> Result<Vec<Waiting>, StoreError> {
    const SQL: &str = waiting!("lines.state = 'manual'");
    rows!(tx, WaitingRow, SQL, limit)?.into_iter().map(Waiting::try_from).collect()
}

/// Lines that the carrier refuses to take back; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn stuck(tx: &mut Tx, limit: i64) -> Result<Vec<Waiting>, StoreError> {
    const SQL: &str = waiting!("lines.state = 'returning' AND lines.attempt >= 10");
    rows!(tx, WaitingRow, SQL, limit)?.into_iter().map(Waiting::try_from).collect()
}

/// Lines of orders from before `before` of which nobody knows whether they are bought; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn in_doubt(tx: &mut Tx, before: Timestamp, limit: i64) -> Result<Vec<Waiting>, StoreError> {
    const SQL: &str = waiting!("lines.state = 'unknown' AND orders.created_at <= $2");
    rows!(tx, WaitingRow, SQL, limit, before.micros())?.into_iter().map(Waiting::try_from).collect()
}

/// How much there is of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Counts {
    /// Cases under review.
    pub reviewed: i64,
    /// Lines for a person.
    pub manual: i64,
    /// Lines that are stuck or in doubt.
    pub lines: i64,
    /// Failing work.
    pub jobs: i64,
    /// Numbers on which books and carriers do not agree.
    pub findings: i64,
}

/// Counts what fails since `failing`, is in doubt since `doubtful`, and needs a person otherwise; no kind further than
/// `most`.
///
/// # Errors
/// The database failed.
pub async fn counts(tx: &mut Tx, failing: Timestamp, doubtful: Timestamp, most: i64) -> Result<Counts, StoreError> {
    const SQL: &str = "SELECT \
        (SELECT COUNT(*) FROM (SELECT 1 AS one FROM verifications WHERE state = 'under_review' LIMIT $1) a) AS reviewed, \
        (SELECT COUNT(*) FROM (SELECT 1 AS one FROM lines WHERE state = 'manual' LIMIT $1) b) AS manual, \
        (SELECT COUNT(*) FROM (SELECT 1 AS one FROM lines WHERE state = 'returning' AND attempt >= 10 LIMIT $1) c) \
        + (SELECT COUNT(*) FROM (SELECT 1 AS one FROM lines JOIN orders ON orders.id = lines.order_id \
        WHERE lines.state = 'unknown' AND orders.created_at <= $3 LIMIT $1) d) AS lines, \
        (SELECT COUNT(*) FROM (SELECT 1 AS one FROM jobs WHERE failing_since IS NOT NULL AND failing_since <= $2 \
        LIMIT $1) e) AS jobs, \
        (SELECT COUNT(*) FROM (SELECT 1 AS one FROM findings WHERE noted_at IS NULL LIMIT $1) f) AS findings";
    Ok(row!(tx, Counts, SQL, most, failing.micros(), doubtful.micros())?.unwrap_or_default())
}
