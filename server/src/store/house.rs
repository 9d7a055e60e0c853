//! The house's own row: the lock for what belongs to no account, the sealed key of the audit trail, and whether demo mode
//! filled the database.

use super::{
    StoreError, Tx,
    tx::{exec, row},
};

/// Takes the house's lock until the transaction ends.
///
/// # Errors
/// The database failed.
pub async fn lock(tx: &mut Tx) -> Result<(), StoreError> {
    exec!(tx, "UPDATE house SET version = version + 1 WHERE id = 'house'")?;
    Ok(())
}

/// The sealed key of the audit trail, once there is one.
///
/// # Errors
/// The database failed.
pub async fn audit_key(tx: &mut Tx) -> Result<Option<Vec<u8>>, StoreError> {
    let found: Option<(Option<Vec<u8>>,)> =
        row!(tx, (Option<Vec<u8>>,), "SELECT audit_key FROM house WHERE id = 'house'")?;
    Ok(found.and_then(|(key,)| key))
}

/// Stores the sealed key of the audit trail, unless another node was faster; the one that counts.
///
/// # Errors
/// The database failed.
pub async fn add_audit_key(tx: &mut Tx, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    const SQL: &str = "UPDATE house SET audit_key = COALESCE(audit_key, $1) WHERE id = 'house' RETURNING audit_key";
    let stored: Option<(Vec<u8>,)> = row!(tx, (Vec<u8>,), SQL, sealed)?;
    let lost = || StoreError::Inconsistent { table: "house", column: "audit_key", id: "house".to_owned() };
    stored.map(|(key,)| key).ok_or_else(lost)
}

/// Puts a sealed key in the place of the same one sealed otherwise; `false` when another one stands there.
///
/// # Errors
/// The database failed.
pub async fn reseal_audit_key(tx: &mut Tx, old: &[u8], new: &[u8]) -> Result<bool, StoreError> {
    Ok(exec!(tx, "UPDATE house SET audit_key = $2 WHERE id = 'house' AND audit_key = $1", old, new)? == 1)
}

/// Notes that demo mode fills this database. Nothing takes that back.
///
/// # Errors
/// The database failed.
pub async fn note_demo(tx: &mut Tx) -> Result<(), StoreError> {
    exec!(tx, "UPDATE house SET demo = TRUE WHERE id = 'house'")?;
    Ok(())
}

/// Whether demo mode has filled this database.
///
/// # Errors
/// The database failed.
pub async fn is_demo(tx: &mut Tx) -> Result<bool, StoreError> {
    let found: Option<(bool,)> = row!(tx, (bool,), "SELECT demo FROM house WHERE id = 'house'")?;
    Ok(found.is_some_and(|(demo,)| demo))
}
