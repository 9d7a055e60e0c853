//! What authenticators were asked and have not answered yet, by the hash of the token that the browser answers under.

use app::domain::{Timestamp, UserId};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row},
};

/// A question to an authenticator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Who is asked; `None` when the answer is to tell.
    pub user: Option<UserId>,
    /// What was asked, as its answer is checked.
    pub state: String,
}

#[derive(FromRow)]
struct Row {
    user_id: Option<String>,
    state: String,
}

/// Keeps a question.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, token_hash: &str, question: &Question, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO ceremonies (token_hash, user_id, state, created_at) VALUES ($1, $2, $3, $4)";
    let user = question.user.as_ref().map(UserId::as_str);
    exec!(tx, SQL, token_hash, user, question.state.as_str(), at.micros())?;
    Ok(())
}

/// Takes a question that was asked after `since`; nobody can take it again.
///
/// # Errors
/// The database failed.
pub async fn take(tx: &mut Tx, token_hash: &str, since: Timestamp) -> Result<Option<Question>, StoreError> {
    const SQL: &str = "DELETE FROM ceremonies WHERE token_hash = $1 AND created_at > $2 RETURNING user_id, state";
    let Some(Row { user_id, state }) = row!(tx, Row, SQL, token_hash, since.micros())? else { return Ok(None) };
    let user = user_id.map(|id| word(&id, "ceremonies", "user_id", &id)).transpose()?;
    Ok(Some(Question { user, state }))
}

/// Forgets questions of before `before`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM ceremonies WHERE created_at <= $1", before.micros())
}
