//! Sealed pictures, for the minutes until the vendor has them.

use app::domain::{Timestamp, VerificationId};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    tx::{exec, rows},
};

/// A sealed picture.
#[derive(Clone, FromRow)]
pub struct SealedPicture {
    /// `front`, `back` or `selfie`.
    pub kind: String,
    /// The neutral name under which the vendor gets it.
    pub file_name: String,
    /// The sealed bytes of a JPEG.
    pub sealed: Vec<u8>,
}

/// Stores a picture in place of an earlier one of its kind.
///
/// # Errors
/// The database failed.
pub async fn put(tx: &mut Tx, case: &VerificationId, picture: &SealedPicture, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO pictures (verification_id, kind, file_name, sealed, created_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (verification_id, kind) DO UPDATE SET \
        file_name = excluded.file_name, sealed = excluded.sealed, created_at = excluded.created_at";
    exec!(
        tx,
        SQL,
        case.as_str(),
        picture.kind.as_str(),
        picture.file_name.as_str(),
        picture.sealed.as_slice(),
        at.micros(),
    )?;
    Ok(())
}

/// The pictures of a case.
///
/// # Errors
/// The database failed.
pub async fn of_case(tx: &mut Tx, case: &VerificationId) -> Result<Vec<SealedPicture>, StoreError> {
    const SQL: &str = "SELECT kind, file_name, sealed FROM pictures WHERE verification_id = $1 ORDER BY kind";
    rows!(tx, SealedPicture, SQL, case.as_str())
}

/// Deletes the pictures of a case.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &mut Tx, case: &VerificationId) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM pictures WHERE verification_id = $1", case.as_str())?;
    Ok(())
}

/// Deletes one kind of picture of a case.
///
/// # Errors
/// The database failed.
pub async fn remove_kind(tx: &mut Tx, case: &VerificationId, kind: &str) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM pictures WHERE verification_id = $1 AND kind = $2", case.as_str(), kind)?;
    Ok(())
}

/// Deletes pictures stored before `before` whose case never got to the hand-over.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM pictures WHERE created_at <= $1 AND verification_id IN \
        (SELECT id FROM verifications WHERE state <> 'submitted')";
    exec!(tx, SQL, before.micros())
}
