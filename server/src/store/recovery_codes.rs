//! Recovery codes, by their hash. Each stands for a passkey once.

use app::domain::{Timestamp, UserId};

use super::{
    StoreError, Tx,
    tx::{exec, row},
};

/// Puts these codes in the place of all that the person had; they are good before `until`, or for ever.
///
/// # Errors
/// The database failed.
pub async fn replace(
    tx: &mut Tx,
    user: &UserId,
    hashes: &[String],
    until: Option<Timestamp>,
) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM recovery_codes WHERE user_id = $1", user.as_str())?;
    for hash in hashes {
        const SQL: &str = "INSERT INTO recovery_codes (user_id, hash, until) VALUES ($1, $2, $3)";
        exec!(tx, SQL, user.as_str(), hash.as_str(), until.map(Timestamp::micros))?;
    }
    Ok(())
}

/// Uses a code up; `false` when the person has no such, or it is no longer good.
///
/// # Errors
/// The database failed.
pub async fn spend(tx: &mut Tx, user: &UserId, hash: &str, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM recovery_codes WHERE user_id = $1 AND hash = $2 AND (until IS NULL OR until > $3)";
    Ok(exec!(tx, SQL, user.as_str(), hash, now.micros())? > 0)
}

/// How many of the person's codes are good.
///
/// # Errors
/// The database failed.
pub async fn left(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1 AND (until IS NULL OR until > $2)";
    Ok(row!(tx, (i64,), SQL, user.as_str(), now.micros())?.map_or(0, |(count,)| count))
}
