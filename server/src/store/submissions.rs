//! Hand-overs of a case's pictures to the identity vendor.

use app::domain::{AccountId, SubmissionId, Timestamp, VerificationId};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row},
};

/// A hand-over.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Its id.
    pub id: SubmissionId,
    /// Its case.
    pub verification: VerificationId,
    /// Whose it is.
    pub account: AccountId,
    /// The vendor's name for it, once known.
    pub vendor_ref: Option<String>,
    /// Which idempotency key to use: a request that ended with the vendor's own failure needs a new one, since the
    /// vendor replays the failure under the old.
    pub key_turn: i64,
    /// When it was made.
    pub created_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    verification_id: String,
    account_id: String,
    vendor_ref: Option<String>,
    key_turn: i64,
    created_at: i64,
}

impl TryFrom<Row> for Submission {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            verification: word(&row.verification_id, "submissions", "verification_id", &row.id)?,
            account: word(&row.account_id, "submissions", "account_id", &row.id)?,
            id: word(&row.id, "submissions", "id", &row.id)?,
            vendor_ref: row.vendor_ref,
            key_turn: row.key_turn,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

/// Adds a hand-over.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, submission: &Submission) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO submissions (id, verification_id, account_id, vendor_ref, key_turn, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    exec!(
        tx,
        SQL,
        submission.id.as_str(),
        submission.verification.as_str(),
        submission.account.as_str(),
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
    const SQL: &str = "SELECT id, verification_id, account_id, vendor_ref, key_turn, created_at FROM submissions \
        WHERE id = $1";
    row!(tx, Row, SQL, id.as_str())?.map(Submission::try_from).transpose()
}

/// The hand-over that the vendor calls `vendor_ref`.
///
/// # Errors
/// The database failed.
pub async fn by_vendor_ref(tx: &mut Tx, vendor_ref: &str) -> Result<Option<Submission>, StoreError> {
    const SQL: &str = "SELECT id, verification_id, account_id, vendor_ref, key_turn, created_at FROM submissions \
        WHERE vendor_ref = $1";
    row!(tx, Row, SQL, vendor_ref)?.map(Submission::try_from).transpose()
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

/// Moves on to a new idempotency key.
///
/// # Errors
/// The database failed.
pub async fn turn_key(tx: &mut Tx, id: &SubmissionId) -> Result<(), StoreError> {
    exec!(tx, "UPDATE submissions SET key_turn = key_turn + 1 WHERE id = $1", id.as_str())?;
    Ok(())
}

/// Notes that the vendor has given its word.
///
/// # Errors
/// The database failed.
pub async fn set_heard(tx: &mut Tx, id: &SubmissionId, at: Timestamp) -> Result<(), StoreError> {
    exec!(tx, "UPDATE submissions SET heard_at = $2 WHERE id = $1", id.as_str(), at.micros())?;
    Ok(())
}
