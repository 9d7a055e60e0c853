//! What readers said of pages of the help.

use app::{
    desk::Feedback,
    domain::{
        AccountId, FeedbackId, Timestamp,
        feedback::{Comment, Helpful, Topic},
    },
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row, rows},
};

/// What one reader said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFeedback {
    /// Its name.
    pub id: FeedbackId,
    /// What they said.
    pub said: Feedback,
    /// The account of who was signed in.
    pub account: Option<AccountId>,
    /// When they said it last.
    pub at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    topic: String,
    helpful: String,
    comment: Option<String>,
    account_id: Option<String>,
    given_at: i64,
}

impl TryFrom<Row> for StoredFeedback {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let comment = row.comment.map(|text| word(&text, "feedback", "comment", &row.id)).transpose()?;
        let account = row.account_id.map(|id| word(&id, "feedback", "account_id", &row.id)).transpose()?;
        let said = Feedback {
            topic: word(&row.topic, "feedback", "topic", &row.id)?,
            helpful: word(&row.helpful, "feedback", "helpful", &row.id)?,
            comment,
        };
        let id = word(&row.id, "feedback", "id", &row.id)?;
        Ok(Self { id, said, account, at: Timestamp::from_micros(row.given_at) })
    }
}

/// Keeps what somebody said, in place of what they said under the same name.
///
/// # Errors
/// The database failed.
pub async fn put(tx: &mut Tx, feedback: &StoredFeedback) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO feedback (id, topic, helpful, comment, account_id, given_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET \
        helpful = excluded.helpful, comment = excluded.comment, given_at = excluded.given_at";
    let StoredFeedback { id, said: Feedback { topic, helpful, comment }, account, at } = feedback;
    let (comment, account) = (comment.as_ref().map(Comment::as_str), account.as_ref().map(AccountId::as_str));
    exec!(tx, SQL, id.as_str(), Topic::as_str(*topic), Helpful::as_str(*helpful), comment, account, at.micros())?;
    Ok(())
}

/// How much was said after `since` by people who were not signed in.
///
/// # Errors
/// The database failed.
pub async fn of_strangers(tx: &mut Tx, since: Timestamp) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM feedback WHERE given_at > $1 AND account_id IS NULL";
    Ok(row!(tx, (i64,), SQL, since.micros())?.map_or(0, |(count,)| count))
}

/// The newest first, at most `limit`, `after` the last one that was read.
///
/// # Errors
/// The database failed.
pub async fn newest(
    tx: &mut Tx,
    after: Option<(Timestamp, &FeedbackId)>,
    limit: i64,
) -> Result<Vec<StoredFeedback>, StoreError> {
    const SQL: &str = "SELECT id, topic, helpful, comment, account_id, given_at FROM feedback \
        WHERE (given_at, id) < ($1, $2) ORDER BY given_at DESC, id DESC LIMIT $3";
    let (at, id) = after.map_or((i64::MAX, ""), |(at, id)| (at.micros(), id.as_str()));
    rows!(tx, Row, SQL, at, id, limit)?.into_iter().map(StoredFeedback::try_from).collect()
}

/// Forgets what was said before `before`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM feedback WHERE given_at <= $1", before.micros())
}
