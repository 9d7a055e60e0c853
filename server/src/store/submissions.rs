//! Hand-overs of a case to the identity vendor.

use app::domain::{
    AccountId, SubmissionId, Timestamp, VerificationId,
    verification::{Shows, Transport},
};
use sqlx::{FromRow, QueryBuilder};
use std::collections::{BTreeSet, HashSet};

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, in_list, on_db, row, rows},
    verifications::Case,
};
use crate::ids;

/// A hand-over.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Its id.
    pub id: SubmissionId,
    /// Its case.
    pub verification: VerificationId,
    /// Whose it is.
    pub account: AccountId,
    /// How it goes there.
    pub transport: Transport,
    /// What it shows of the buyer.
    pub shows: Shows,
    /// The vendor's name for it, once known.
    pub vendor_ref: Option<String>,
    /// Which idempotency key to use: a request that ended with the vendor's own failure needs a new one, since the
    /// vendor replays the failure under the old.
    pub key_turn: i64,
    /// Whether the vendor may have it by now.
    pub sent: bool,
    /// Whether the vendor said that a person of theirs looks.
    pub looked_at: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Submission {
    /// A new hand-over of a case.
    #[must_use]
    pub fn new(case: &Case, transport: Transport, shows: Shows, created_at: Timestamp) -> Self {
        Self {
            id: ids::fresh(),
            verification: case.id.clone(),
            account: case.account.clone(),
            transport,
            shows,
            vendor_ref: None,
            key_turn: 0,
            sent: false,
            looked_at: false,
            created_at,
        }
    }
}

/// The columns of [`Row`]; a join may stand beside them.
macro_rules! columns {
    () => {
        "s.id, s.verification_id, s.account_id, s.transport, s.shows, s.vendor_ref, s.key_turn, \
        s.sent_at IS NOT NULL AS sent, s.looked_at IS NOT NULL AS looked_at, s.created_at"
    };
}

/// Reads hand-overs.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), " FROM submissions s ", $rest)
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    verification_id: String,
    account_id: String,
    transport: String,
    shows: String,
    vendor_ref: Option<String>,
    key_turn: i64,
    sent: bool,
    looked_at: bool,
    created_at: i64,
}

impl TryFrom<Row> for Submission {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            verification: word(&row.verification_id, "submissions", "verification_id", &row.id)?,
            account: word(&row.account_id, "submissions", "account_id", &row.id)?,
            transport: word(&row.transport, "submissions", "transport", &row.id)?,
            shows: word(&row.shows, "submissions", "shows", &row.id)?,
            id: word(&row.id, "submissions", "id", &row.id)?,
            vendor_ref: row.vendor_ref,
            key_turn: row.key_turn,
            sent: row.sent,
            looked_at: row.looked_at,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

/// Adds a hand-over.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, submission: &Submission) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO submissions \
        (id, verification_id, account_id, transport, shows, vendor_ref, key_turn, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    exec!(
        tx,
        SQL,
        submission.id.as_str(),
        submission.verification.as_str(),
        submission.account.as_str(),
        submission.transport.as_str(),
        submission.shows.as_str(),
        submission.vendor_ref.as_deref(),
        submission.key_turn,
        submission.created_at.micros(),
    )?;
    Ok(())
}

/// One hand-over.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &SubmissionId) -> Result<Option<Submission>, StoreError> {
    const SQL: &str = select!("WHERE s.id = $1");
    row!(tx, Row, SQL, id.as_str())?.map(Submission::try_from).transpose()
}

/// The hand-over that the vendor calls `vendor_ref`.
///
/// # Errors
/// The database failed.
pub async fn by_vendor_ref(tx: &mut Tx, vendor_ref: &str) -> Result<Option<Submission>, StoreError> {
    const SQL: &str = select!("WHERE s.vendor_ref = $1");
    row!(tx, Row, SQL, vendor_ref)?.map(Submission::try_from).transpose()
}

/// The hand-overs of an account, the latest first; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn of_account(tx: &mut Tx, account: &AccountId, limit: i64) -> Result<Vec<Submission>, StoreError> {
    const SQL: &str = select!("WHERE s.account_id = $1 ORDER BY s.created_at DESC, s.id DESC LIMIT $2");
    rows!(tx, Row, SQL, account.as_str(), limit)?.into_iter().map(Submission::try_from).collect()
}

/// Those of these names by which the vendor calls a hand-over of ours.
///
/// # Errors
/// The database failed.
pub async fn known_refs(tx: &mut Tx, names: &BTreeSet<&str>) -> Result<HashSet<String>, StoreError> {
    if names.is_empty() {
        return Ok(HashSet::new());
    }
    let known: Vec<(String,)> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new("SELECT vendor_ref FROM submissions WHERE vendor_ref IN ");
        in_list(&mut select, names.iter().copied());
        select.build_query_as().fetch_all(conn).await
    })?;
    Ok(known.into_iter().map(|(name,)| name).collect())
}

/// Writes the vendor's name for it.
///
/// # Errors
/// The database failed.
pub async fn set_vendor_ref(tx: &mut Tx, id: &SubmissionId, vendor_ref: &str) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE submissions SET vendor_ref = $2 WHERE id = $1 AND vendor_ref IS NULL";
    exec!(tx, SQL, id.as_str(), vendor_ref)?;
    Ok(())
}

/// Notes that it is about to be sent.
///
/// # Errors
/// The database failed.
pub async fn set_sent(tx: &mut Tx, id: &SubmissionId, at: Timestamp) -> Result<(), StoreError> {
    exec!(tx, "UPDATE submissions SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL", id.as_str(), at.micros())?;
    Ok(())
}

/// Notes that the vendor said that a person of theirs looks.
///
/// # Errors
/// The database failed.
pub async fn set_looked_at(tx: &mut Tx, id: &SubmissionId, at: Timestamp) -> Result<(), StoreError> {
    exec!(tx, "UPDATE submissions SET looked_at = $2 WHERE id = $1 AND looked_at IS NULL", id.as_str(), at.micros())?;
    Ok(())
}

/// Moves on to a new idempotency key.
///
/// # Errors
/// The database failed.
pub async fn turn_key(tx: &mut Tx, id: &SubmissionId) -> Result<(), StoreError> {
    exec!(tx, "UPDATE submissions SET key_turn = key_turn + 1, doubts = 0 WHERE id = $1", id.as_str())?;
    Ok(())
}

/// Counts a status that leaves open whether the vendor has the pictures; how many there were under this key.
///
/// # Errors
/// The database failed.
pub async fn doubt(tx: &mut Tx, id: &SubmissionId) -> Result<i64, StoreError> {
    const SQL: &str = "UPDATE submissions SET doubts = doubts + 1 WHERE id = $1 RETURNING doubts";
    Ok(row!(tx, (i64,), SQL, id.as_str())?.map_or(0, |(doubts,)| doubts))
}

/// Counts that the vendor did not know the hand-over; how often it said so in a row.
///
/// # Errors
/// The database failed.
pub async fn unknown(tx: &mut Tx, id: &SubmissionId) -> Result<i64, StoreError> {
    const SQL: &str = "UPDATE submissions SET unknowns = unknowns + 1 WHERE id = $1 RETURNING unknowns";
    Ok(row!(tx, (i64,), SQL, id.as_str())?.map_or(0, |(unknowns,)| unknowns))
}

/// Notes that the vendor said something else, which ends the row.
///
/// # Errors
/// The database failed.
pub async fn known(tx: &mut Tx, id: &SubmissionId) -> Result<(), StoreError> {
    exec!(tx, "UPDATE submissions SET unknowns = 0 WHERE id = $1 AND unknowns <> 0", id.as_str())?;
    Ok(())
}

/// A hand-over that somebody must push.
#[derive(Clone, Debug)]
pub struct Stuck {
    /// The hand-over.
    pub submission: Submission,
    /// Whether the vendor has it for too long; otherwise only its job is lost.
    pub too_long: bool,
}

#[derive(FromRow)]
struct StuckRow {
    #[sqlx(flatten)]
    submission: Row,
    too_long: bool,
}

/// Hand-overs that wait for the vendor and that nobody works at, and those that the vendor has since `before` or longer
/// without a person looking at them; the oldest first. What goes by an inquiry that has no name waits for the buyer
/// alone, or for a person of ours, and the vendor's page waits however long.
///
/// # Errors
/// The database failed.
pub async fn stuck(tx: &mut Tx, before: Timestamp) -> Result<Vec<Stuck>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        ", (v.state = 'submitted' AND v.changed_at <= $1) AS too_long \
        FROM verifications v JOIN submissions s ON s.id = v.submission_id \
        WHERE v.state IN ('at_vendor', 'submitted', 'under_review') \
        AND ((v.state = 'submitted' AND v.changed_at <= $1) \
        OR (NOT (v.state <> 'submitted' AND s.vendor_ref IS NULL) AND NOT EXISTS (SELECT 1 FROM jobs j \
        WHERE (j.kind = 'submit' AND s.vendor_ref IS NULL AND j.subject = s.id) \
        OR (j.kind = 'fetch' AND j.subject = s.vendor_ref)))) ORDER BY s.created_at LIMIT 100"
    );
    let stuck = |row: StuckRow| Ok(Stuck { submission: row.submission.try_into()?, too_long: row.too_long });
    rows!(tx, StuckRow, SQL, before.micros())?.into_iter().map(stuck).collect()
}

/// What becomes of what the vendor has of an account's hand-overs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Redaction {
    /// Hand-overs that the vendor has a name for.
    pub known: i64,
    /// Those of them whose deletion was asked for, and when that was last.
    pub asked: Option<(i64, Timestamp)>,
    /// Those of them that are deleted, and when that was last.
    pub done: Option<(i64, Timestamp)>,
}

/// How far deleting an account's hand-overs at the vendor is.
///
/// # Errors
/// The database failed.
pub async fn redaction(tx: &mut Tx, account: &AccountId) -> Result<Redaction, StoreError> {
    const SQL: &str = "SELECT COUNT(*), COUNT(redact_asked_at), MAX(redact_asked_at), COUNT(redacted_at), \
        MAX(redacted_at) FROM submissions WHERE account_id = $1 AND vendor_ref IS NOT NULL";
    type Counts = (i64, i64, Option<i64>, i64, Option<i64>);
    let (known, asked, asked_at, done, done_at) = row!(tx, Counts, SQL, account.as_str())?.unwrap_or_default();
    let last = |count, at: Option<i64>| at.map(|at| (count, Timestamp::from_micros(at)));
    Ok(Redaction { known, asked: last(asked, asked_at), done: last(done, done_at) })
}

/// Notes that deleting all hand-overs of an account at the vendor is asked for; those for which it was not before.
///
/// # Errors
/// The database failed.
pub async fn ask_redaction(tx: &mut Tx, account: &AccountId, at: Timestamp) -> Result<Vec<SubmissionId>, StoreError> {
    const SQL: &str = "UPDATE submissions SET redact_asked_at = $2 \
        WHERE account_id = $1 AND vendor_ref IS NOT NULL AND redact_asked_at IS NULL RETURNING id";
    let asked: Vec<(String,)> = rows!(tx, (String,), SQL, account.as_str(), at.micros())?;
    asked.iter().map(|(id,)| word(id, "submissions", "id", id)).collect()
}

/// Notes that the vendor has deleted a hand-over; `false` when that was known.
///
/// # Errors
/// The database failed.
pub async fn set_redacted(tx: &mut Tx, id: &SubmissionId, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE submissions SET redacted_at = $2 WHERE id = $1 AND redacted_at IS NULL";
    Ok(exec!(tx, SQL, id.as_str(), at.micros())? == 1)
}

/// Notes that the vendor has given its word.
///
/// # Errors
/// The database failed.
pub async fn set_heard(tx: &mut Tx, id: &SubmissionId, at: Timestamp) -> Result<(), StoreError> {
    exec!(tx, "UPDATE submissions SET heard_at = $2 WHERE id = $1", id.as_str(), at.micros())?;
    Ok(())
}
