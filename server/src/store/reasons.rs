//! Why whoever runs the store did something: the words of an entry in the audit trail, which itself keeps their keyed hash.

use app::domain::{AccountId, Timestamp, Why};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    audit::HOUSE,
    tx::{exec, row, rows},
};

/// Something that an operator did to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// Who, by the id that stays when a person is removed.
    pub by: String,
    /// Their e-mail, while they are one of us.
    pub email: Option<String>,
    /// What, in the trail's word.
    pub action: String,
    /// To which kind of thing.
    pub subject: String,
    /// Why.
    pub reason: String,
}

#[derive(FromRow)]
struct Row {
    at: i64,
    actor_id: String,
    email: Option<String>,
    action: String,
    subject: String,
    reason: String,
}

impl From<Row> for Done {
    fn from(Row { at, actor_id, email, action, subject, reason }: Row) -> Self {
        Self { at: Timestamp::from_micros(at), by: actor_id, email, action, subject, reason }
    }
}

/// Keeps the words of the entry `seq` in the chain of the account that this transaction has locked; without one, in the
/// house's.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, seq: i64, why: &Why) -> Result<(), StoreError> {
    let chain = tx.locked().map_or_else(|| HOUSE.to_owned(), ToString::to_string);
    exec!(tx, "INSERT INTO reasons (chain, seq, reason) VALUES ($1, $2, $3)", chain.as_str(), seq, why.as_str())?;
    Ok(())
}

/// The words of an entry in the house's chain.
///
/// # Errors
/// The database failed.
pub async fn of_house(tx: &mut Tx, seq: i64) -> Result<Option<String>, StoreError> {
    let found = row!(tx, (String,), "SELECT reason FROM reasons WHERE chain = $1 AND seq = $2", HOUSE, seq)?;
    Ok(found.map(|(reason,)| reason))
}

/// What operators did to an account, the latest first; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn of_account(tx: &mut Tx, account: &AccountId, limit: i64) -> Result<Vec<Done>, StoreError> {
    const SQL: &str = "SELECT audit.at, audit.actor_id, users.email, audit.action, audit.subject, reasons.reason \
        FROM reasons JOIN audit ON audit.chain = reasons.chain AND audit.seq = reasons.seq \
        LEFT JOIN users ON users.id = audit.actor_id AND users.removed_at IS NULL \
        WHERE reasons.chain = $1 ORDER BY reasons.seq DESC LIMIT $2";
    Ok(rows!(tx, Row, SQL, account.as_str(), limit)?.into_iter().map(Done::from).collect())
}
