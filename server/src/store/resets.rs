//! Who may choose a new password by a link that they were mailed: the newest of each person alone, by the hash of its
//! token. A stolen database opens none.

use app::domain::{Timestamp, UserId};

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row},
};

/// A token that is about to be mailed.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// The hash of it.
    pub token_hash: &'a str,
    /// The mail that it is for.
    pub mail: &'a str,
    /// When it is made.
    pub at: Timestamp,
}

/// Gives a person a new token in the place of the one that they may have; `false`, and nothing done, when that one was
/// made after `since`, for another mail.
///
/// # Errors
/// The database failed.
pub async fn put(tx: &mut Tx, user: &UserId, new: New<'_>, since: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO resets (user_id, token_hash, created_at, mail_id) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at, \
        mail_id = excluded.mail_id WHERE resets.created_at <= $5 OR resets.mail_id = excluded.mail_id";
    let New { token_hash, mail, at } = new;
    Ok(exec!(tx, SQL, user.as_str(), token_hash, at.micros(), mail, since.micros())? == 1)
}

/// Whose token this is, and when it was made, if that was after `since`.
///
/// # Errors
/// The database failed.
pub async fn by_token(
    tx: &mut Tx,
    token_hash: &str,
    since: Timestamp,
) -> Result<Option<(UserId, Timestamp)>, StoreError> {
    const SQL: &str = "SELECT user_id, created_at FROM resets WHERE token_hash = $1 AND created_at > $2";
    let found = row!(tx, (String, i64), SQL, token_hash, since.micros())?;
    let whose = |(user, at): (String, i64)| Ok((word(&user, "resets", "user_id", &user)?, Timestamp::from_micros(at)));
    found.map(whose).transpose()
}

/// Takes the person's token; `false` when they have no such any more. Nobody can take it again.
///
/// # Errors
/// The database failed.
pub async fn take(tx: &mut Tx, user: &UserId, token_hash: &str) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM resets WHERE user_id = $1 AND token_hash = $2";
    Ok(exec!(tx, SQL, user.as_str(), token_hash)? > 0)
}

/// Takes whatever token the person has.
///
/// # Errors
/// The database failed.
pub async fn forget(tx: &mut Tx, user: &UserId) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM resets WHERE user_id = $1", user.as_str())?;
    Ok(())
}

/// Forgets tokens of before `before`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM resets WHERE created_at <= $1", before.micros())
}
