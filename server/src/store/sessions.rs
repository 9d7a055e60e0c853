//! Sessions, by the hash of their token: a stolen database opens none.

use app::{
    desk::OpenSession,
    domain::{AccountId, Device, Role, SessionId, Telephony, Timestamp, UserId},
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row, rows},
};

/// A live session and whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its name.
    pub id: SessionId,
    /// The person.
    pub user: UserId,
    /// What they may do.
    pub role: Role,
    /// Their account.
    pub account: AccountId,
    /// Whose carrier the account uses.
    pub telephony: Telephony,
    /// When it was last seen.
    pub seen_at: Timestamp,
    /// When the person last showed in it who they are.
    pub proven_at: Option<Timestamp>,
    /// Whether a passkey, or a recovery code in its place, had part in it.
    pub strong: bool,
    /// Whether the person has a passkey …
    pub has_passkey: bool,
    /// … and recovery codes, good or not.
    pub has_codes: bool,
}

/// A session to open.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// Its name.
    pub id: &'a SessionId,
    /// The hash of its token.
    pub token_hash: &'a str,
    /// The person.
    pub user: &'a UserId,
    /// What the browser said of itself.
    pub device: Device,
    /// When the person showed who they are; `None` when nobody asked.
    pub proven_at: Option<Timestamp>,
    /// Whether a passkey had part in it.
    pub strong: bool,
}

/// Which sessions live: those that were opened after one moment and seen after another.
#[derive(Clone, Copy, Debug)]
pub struct Alive {
    /// Older ones are over.
    pub opened: Timestamp,
    /// Idle ones are over.
    pub seen: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    user_id: String,
    role: String,
    account_id: String,
    telephony: String,
    seen_at: i64,
    proven_at: Option<i64>,
    strong: bool,
    has_passkey: bool,
    has_codes: bool,
}

#[derive(FromRow)]
struct ListRow {
    id: String,
    device: String,
    created_at: i64,
    seen_at: i64,
}

/// Opens a session, in which its person is seen.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, new: &NewSession<'_>, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sessions (id, token_hash, user_id, device, proven_at, strong, created_at, seen_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
    let proven = new.proven_at.map(Timestamp::micros);
    let device = new.device.to_string();
    // Before the session itself, always: of two that wait for each other's row neither comes on.
    exec!(tx, "UPDATE users SET seen_at = $2 WHERE id = $1", new.user.as_str(), at.micros())?;
    exec!(tx, SQL, new.id.as_str(), new.token_hash, new.user.as_str(), device, proven, new.strong, at.micros())?;
    Ok(())
}

/// The session with this token, if it lives.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, token_hash: &str, alive: Alive) -> Result<Option<Session>, StoreError> {
    const SQL: &str = "SELECT COALESCE(sessions.id, sessions.token_hash) AS id, sessions.user_id, users.role, \
        users.account_id, accounts.telephony, sessions.seen_at, sessions.proven_at, sessions.strong, \
        EXISTS (SELECT 1 FROM passkeys WHERE passkeys.user_id = users.id) AS has_passkey, \
        EXISTS (SELECT 1 FROM recovery_codes WHERE recovery_codes.user_id = users.id) AS has_codes FROM sessions \
        JOIN users ON users.id = sessions.user_id JOIN accounts ON accounts.id = users.account_id \
        WHERE sessions.token_hash = $1 AND sessions.created_at > $2 AND sessions.seen_at > $3 \
        AND users.removed_at IS NULL";
    let found = row!(tx, Row, SQL, token_hash, alive.opened.micros(), alive.seen.micros())?;
    let session = |row: Row| {
        Ok(Session {
            account: word(&row.account_id, "users", "account_id", &row.user_id)?,
            telephony: word(&row.telephony, "accounts", "telephony", &row.account_id)?,
            user: word(&row.user_id, "sessions", "user_id", &row.user_id)?,
            role: word(&row.role, "users", "role", &row.user_id)?,
            id: word(&row.id, "sessions", "id", &row.user_id)?,
            seen_at: Timestamp::from_micros(row.seen_at),
            proven_at: row.proven_at.map(Timestamp::from_micros),
            strong: row.strong,
            has_passkey: row.has_passkey,
            has_codes: row.has_codes,
        })
    };
    found.map(session).transpose()
}

/// Whether a person has this session still, and was not removed.
///
/// # Errors
/// The database failed.
pub async fn is_of(tx: &mut Tx, user: &UserId, session: &SessionId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT sessions.user_id FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.user_id = $1 \
        AND COALESCE(sessions.id, sessions.token_hash) = $2 AND users.removed_at IS NULL";
    Ok(row!(tx, (String,), SQL, user.as_str(), session.as_str())?.is_some())
}

/// The live sessions of a person, the one that was used last first; `here` is the one that asks.
///
/// # Errors
/// The database failed.
pub async fn list(tx: &mut Tx, user: &UserId, here: &SessionId, alive: Alive) -> Result<Vec<OpenSession>, StoreError> {
    const SQL: &str = "SELECT COALESCE(id, token_hash) AS id, device, created_at, seen_at FROM sessions \
        WHERE user_id = $1 AND created_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, created_at DESC";
    let found = rows!(tx, ListRow, SQL, user.as_str(), alive.opened.micros(), alive.seen.micros())?;
    let session = |row: ListRow| {
        let id: SessionId = word(&row.id, "sessions", "id", user.as_str())?;
        Ok(OpenSession {
            here: id == *here,
            device: word(&row.device, "sessions", "device", user.as_str())?,
            opened_at: Timestamp::from_micros(row.created_at),
            seen_at: Timestamp::from_micros(row.seen_at),
            id,
        })
    };
    found.into_iter().map(session).collect()
}

/// Notes that the session was used, and its person seen.
///
/// # Errors
/// The database failed.
pub async fn touch(tx: &mut Tx, token_hash: &str, at: Timestamp) -> Result<(), StoreError> {
    const SEEN: &str = "UPDATE users SET seen_at = $2 WHERE id = (SELECT user_id FROM sessions WHERE token_hash = $1)";
    exec!(tx, SEEN, token_hash, at.micros())?;
    exec!(tx, "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1", token_hash, at.micros())?;
    Ok(())
}

/// Notes that the person showed who they are, `strong` by a passkey or a code in its place, and gives the session
/// another token; `false` when it is gone.
///
/// # Errors
/// The database failed.
pub async fn prove(
    tx: &mut Tx,
    token_hash: &str,
    next_hash: &str,
    strong: bool,
    at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE sessions SET token_hash = $2, strong = (strong OR $3), proven_at = $4, seen_at = $4 \
        WHERE token_hash = $1";
    Ok(exec!(tx, SQL, token_hash, next_hash, strong, at.micros())? > 0)
}

/// Ends the session with this token; whose it was, if there was one.
///
/// # Errors
/// The database failed.
pub async fn remove(tx: &mut Tx, token_hash: &str) -> Result<Option<UserId>, StoreError> {
    const SQL: &str = "DELETE FROM sessions WHERE token_hash = $1 RETURNING user_id";
    let Some((user,)) = row!(tx, (String,), SQL, token_hash)? else { return Ok(None) };
    let user: UserId = word(&user, "sessions", "user_id", &user)?;
    tx.end_sessions(user.clone());
    Ok(Some(user))
}

/// Ends one session of a person; `false` when they have no such.
///
/// # Errors
/// The database failed.
pub async fn end(tx: &mut Tx, user: &UserId, session: &SessionId) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM sessions WHERE user_id = $1 AND COALESCE(id, token_hash) = $2";
    let ended = exec!(tx, SQL, user.as_str(), session.as_str())?;
    tx.end_sessions(user.clone());
    Ok(ended > 0)
}

/// Ends every session of a person, or every one but `kept`.
///
/// # Errors
/// The database failed.
pub async fn end_all(tx: &mut Tx, user: &UserId, kept: Option<&SessionId>) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM sessions WHERE user_id = $1 AND COALESCE(id, token_hash) <> $2";
    // No session is called nothing.
    let ended = exec!(tx, SQL, user.as_str(), kept.map_or("", SessionId::as_str))?;
    tx.end_sessions(user.clone());
    Ok(ended)
}

/// Drops sessions that no longer live.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, alive: Alive) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM sessions WHERE created_at <= $1 OR seen_at <= $2";
    exec!(tx, SQL, alive.opened.micros(), alive.seen.micros())
}
