//! Sessions, by the hash of their token: a stolen database opens none.

use app::domain::{AccountId, Telephony, Timestamp, UserId};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row},
};

/// A live session and whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    /// The person.
    pub user: UserId,
    /// Their account.
    pub account: AccountId,
    /// Whose carrier the account uses.
    pub telephony: Telephony,
    /// When it was last seen.
    pub seen_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    user_id: String,
    account_id: String,
    telephony: String,
    seen_at: i64,
}

/// Opens a session.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, token_hash: &str, user: &UserId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sessions (token_hash, user_id, created_at, seen_at) VALUES ($1, $2, $3, $3)";
    exec!(tx, SQL, token_hash, user.as_str(), at.micros())?;
    Ok(())
}

/// The session with this token, if it was opened after `opened` and seen after `seen`.
///
/// # Errors
/// The database failed.
pub async fn lookup(
    tx: &mut Tx,
    token_hash: &str,
    opened: Timestamp,
    seen: Timestamp,
) -> Result<Option<Session>, StoreError> {
    const SQL: &str = "SELECT sessions.user_id, users.account_id, accounts.telephony, sessions.seen_at FROM sessions \
        JOIN users ON users.id = sessions.user_id JOIN accounts ON accounts.id = users.account_id \
        WHERE sessions.token_hash = $1 AND sessions.created_at > $2 AND sessions.seen_at > $3";
    let found = row!(tx, Row, SQL, token_hash, opened.micros(), seen.micros())?;
    let session = |row: Row| {
        Ok(Session {
            account: word(&row.account_id, "users", "account_id", &row.user_id)?,
            telephony: word(&row.telephony, "accounts", "telephony", &row.account_id)?,
            user: word(&row.user_id, "sessions", "user_id", &row.user_id)?,
            seen_at: Timestamp::from_micros(row.seen_at),
        })
    };
    found.map(session).transpose()
}

/// Notes that the session was used.
///
/// # Errors
/// The database failed.
pub async fn touch(tx: &mut Tx, token_hash: &str, at: Timestamp) -> Result<(), StoreError> {
    exec!(tx, "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1", token_hash, at.micros())?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &mut Tx, token_hash: &str) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM sessions WHERE token_hash = $1", token_hash)?;
    Ok(())
}

/// Drops sessions that were opened before `opened` or not seen since `seen`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, opened: Timestamp, seen: Timestamp) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM sessions WHERE created_at <= $1 OR seen_at <= $2";
    exec!(tx, SQL, opened.micros(), seen.micros())
}
