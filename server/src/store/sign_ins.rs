//! Failed sign-ins, for the limits.

use app::domain::Timestamp;

use super::{
    StoreError, Tx,
    tx::{exec, row},
};

/// Notes a failure of `subject` (an e-mail, an address, or both together).
///
/// # Errors
/// The database failed.
pub async fn fail(tx: &mut Tx, id: &str, subject: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO failed_sign_ins (id, subject, at) VALUES ($1, $2, $3)";
    exec!(tx, SQL, id, subject, at.micros())?;
    Ok(())
}

/// Takes back a failure that was none.
///
/// # Errors
/// The database failed.
pub async fn forget(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM failed_sign_ins WHERE id = $1", id)?;
    Ok(())
}

/// How often `subject` failed after `since`.
///
/// # Errors
/// The database failed.
pub async fn failures(tx: &mut Tx, subject: &str, since: Timestamp) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM failed_sign_ins WHERE subject = $1 AND at > $2";
    Ok(row!(tx, (i64,), SQL, subject, since.micros())?.map_or(0, |(count,)| count))
}

/// Forgets failures of before `before`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM failed_sign_ins WHERE at <= $1", before.micros())
}
