//! Sealed pictures, for the minutes until the vendor has them.

use app::domain::{AccountId, Timestamp, VerificationId};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, rows},
};

/// A sealed picture.
#[derive(Clone, FromRow)]
pub struct SealedPicture {
    /// `front`, `back`, or the name of a pose: `selfie`, `selfie_left`, `selfie_right`.
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

/// Which picture of which case of which account.
#[derive(Clone, Debug)]
pub struct Name {
    /// The account.
    pub account: AccountId,
    /// The case.
    pub case: VerificationId,
    /// `front`, `back`, or the name of a pose: `selfie`, `selfie_left`, `selfie_right`.
    pub kind: String,
}

/// The names of all pictures that are stored.
///
/// # Errors
/// The database failed.
pub async fn names(tx: &mut Tx) -> Result<Vec<Name>, StoreError> {
    const SQL: &str = "SELECT v.account_id, v.id, p.kind FROM pictures p \
        JOIN verifications v ON v.id = p.verification_id ORDER BY v.id, p.kind";
    let name = |(account, case, kind): (String, String, String)| {
        let account = word(&account, "verifications", "account_id", &case)?;
        Ok(Name { account, case: word(&case, "verifications", "id", &case)?, kind })
    };
    rows!(tx, (String, String, String), SQL)?.into_iter().map(name).collect()
}

/// Puts a picture in the place of the same one sealed otherwise; `false` when another one stands there, or none.
///
/// # Errors
/// The database failed.
pub async fn reseal(tx: &mut Tx, name: &Name, old: &[u8], new: &[u8]) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE pictures SET sealed = $4 WHERE verification_id = $1 AND kind = $2 AND sealed = $3";
    Ok(exec!(tx, SQL, name.case.as_str(), name.kind.as_str(), old, new)? == 1)
}

/// Deletes the pictures of a case.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &mut Tx, case: &VerificationId) -> Result<(), StoreError> {
    let gone = exec!(tx, "DELETE FROM pictures WHERE verification_id = $1", case.as_str())?;
    note_gone(tx, gone);
    Ok(())
}

/// Deletes one kind of picture of a case.
///
/// # Errors
/// The database failed.
pub async fn remove_kind(tx: &mut Tx, case: &VerificationId, kind: &str) -> Result<(), StoreError> {
    let gone = exec!(tx, "DELETE FROM pictures WHERE verification_id = $1 AND kind = $2", case.as_str(), kind)?;
    note_gone(tx, gone);
    Ok(())
}

/// Deletes pictures stored before `before` whose case never got to the hand-over.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM pictures WHERE created_at <= $1 AND verification_id IN \
        (SELECT id FROM verifications WHERE state <> 'submitted')";
    let gone = exec!(tx, SQL, before.micros())?;
    note_gone(tx, gone);
    Ok(gone)
}

const fn note_gone(tx: &mut Tx, gone: u64) {
    if gone > 0 {
        tx.leave_traces();
    }
}
