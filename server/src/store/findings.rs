//! What comparing the books with the carriers left for a person: one row a number, as of the last comparison.

use app::domain::{LineId, PhoneNumber, Timestamp};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row, rows},
};

/// A number on which books and carrier do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The carrier account.
    pub carrier_account: String,
    /// The number.
    pub number: PhoneNumber,
    /// What it is, in a word.
    pub what: String,
    /// What is written on it there.
    pub tag: String,
    /// The line that it is about.
    pub line: Option<LineId>,
    /// Since when the carrier has it, or the books have.
    pub since: Option<Timestamp>,
    /// When it was found first.
    pub found_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    carrier_account: String,
    e164: String,
    what: String,
    tag: String,
    line_id: Option<String>,
    since: Option<i64>,
    found_at: i64,
}

impl TryFrom<Row> for Finding {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            number: word(&row.e164, "findings", "e164", &row.e164)?,
            line: row.line_id.as_deref().map(|id| word(id, "findings", "line_id", &row.e164)).transpose()?,
            carrier_account: row.carrier_account,
            what: row.what,
            tag: row.tag,
            since: row.since.map(Timestamp::from_micros),
            found_at: Timestamp::from_micros(row.found_at),
        })
    }
}

/// Puts what was found at a carrier account that was compared to the end in the place of what was found there before.
/// What is still so keeps its time, and that somebody knows.
///
/// # Errors
/// The database failed.
pub async fn replace(tx: &mut Tx, carrier_account: &str, found: &[Finding], at: Timestamp) -> Result<(), StoreError> {
    const PUT: &str = "INSERT INTO findings (carrier_account, e164, what, tag, line_id, since, found_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (carrier_account, e164) DO UPDATE SET \
        tag = excluded.tag, line_id = excluded.line_id, since = excluded.since, \
        found_at = CASE WHEN findings.what = excluded.what THEN findings.found_at ELSE excluded.found_at END, \
        noted_at = CASE WHEN findings.what = excluded.what THEN findings.noted_at ELSE NULL END, what = excluded.what";
    let known = rows!(tx, (String,), "SELECT e164 FROM findings WHERE carrier_account = $1", carrier_account)?;
    for (e164,) in known {
        if !found.iter().any(|finding| finding.number.as_e164() == e164) {
            remove(tx, carrier_account, &e164).await?;
        }
    }
    for finding in found {
        exec!(
            tx,
            PUT,
            carrier_account,
            finding.number.as_e164(),
            finding.what.as_str(),
            finding.tag.as_str(),
            finding.line.as_ref().map(LineId::as_str),
            finding.since.map(Timestamp::micros),
            at.micros(),
        )?;
    }
    Ok(())
}

async fn remove(tx: &mut Tx, carrier_account: &str, e164: &str) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM findings WHERE carrier_account = $1 AND e164 = $2";
    Ok(exec!(tx, SQL, carrier_account, e164)? == 1)
}

/// What nobody has noted yet, the oldest first; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn open(tx: &mut Tx, limit: i64) -> Result<Vec<Finding>, StoreError> {
    const SQL: &str = "SELECT carrier_account, e164, what, tag, line_id, since, found_at FROM findings \
        WHERE noted_at IS NULL ORDER BY found_at, e164 LIMIT $1";
    rows!(tx, Row, SQL, limit)?.into_iter().map(Finding::try_from).collect()
}

/// What was found of a number, noted or not.
///
/// # Errors
/// The database failed.
pub async fn of_number(
    tx: &mut Tx,
    carrier_account: &str,
    number: &PhoneNumber,
) -> Result<Option<Finding>, StoreError> {
    const SQL: &str = "SELECT carrier_account, e164, what, tag, line_id, since, found_at FROM findings \
        WHERE carrier_account = $1 AND e164 = $2";
    row!(tx, Row, SQL, carrier_account, number.as_e164())?.map(Finding::try_from).transpose()
}

/// Notes that a person knows; `false` when one did before, or it is settled.
///
/// # Errors
/// The database failed.
pub async fn note(tx: &mut Tx, carrier_account: &str, number: &PhoneNumber, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE findings SET noted_at = $3 WHERE carrier_account = $1 AND e164 = $2 AND noted_at IS NULL";
    Ok(exec!(tx, SQL, carrier_account, number.as_e164(), at.micros())? == 1)
}

/// Takes away what is settled; `false` when it was.
///
/// # Errors
/// The database failed.
pub async fn settle(tx: &mut Tx, carrier_account: &str, number: &PhoneNumber) -> Result<bool, StoreError> {
    remove(tx, carrier_account, number.as_e164()).await
}
