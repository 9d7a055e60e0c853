//! What the books and the audit trail say of an order.

use app::domain::{AccountId, LineId, Money, OrderId, Timestamp, ledger::Entry as Booked};
use sqlx::{FromRow, QueryBuilder};

use crate::store::{
    StoreError, Tx,
    error::word,
    tx::{in_list, on_db, rows},
};

/// A row of the ledger: of which line, what, how much, and when.
pub type Booking = (LineId, Booked, Money, Timestamp);

/// What the ledger says of an order's lines, oldest first.
///
/// # Errors
/// The database failed.
pub async fn bookings(tx: &mut Tx, order: &OrderId) -> Result<Vec<Booking>, StoreError> {
    const SQL: &str = "SELECT ledger.line_id, ledger.kind, ledger.cents, ledger.at FROM lines \
        JOIN ledger ON ledger.line_id = lines.id WHERE lines.order_id = $1 \
        ORDER BY ledger.at, lines.position, ledger.kind DESC";
    let found: Vec<(String, String, i64, i64)> = rows!(tx, (String, String, i64, i64), SQL, order.as_str())?;
    let booking = |(line, kind, cents, at): (String, String, i64, i64)| {
        let entry = word(&kind, "ledger", "kind", &line)?;
        Ok((word(&line, "ledger", "line_id", &line)?, entry, Money::from_cents(cents), Timestamp::from_micros(at)))
    };
    found.into_iter().map(booking).collect()
}

/// An entry of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Entry {
    /// Its place in the account's chain.
    pub seq: i64,
    /// When, in microseconds.
    pub at: i64,
    /// Which kind of actor.
    pub actor: String,
    /// The e-mail of a person, until they are removed.
    pub email: Option<String>,
    /// What was done.
    pub action: String,
    /// To which one.
    pub subject_id: String,
}

/// What the trail of an account says of these things, newest first; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn of(
    tx: &mut Tx,
    account: &AccountId,
    subjects: impl Iterator<Item = &str>,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let subjects: Vec<&str> = subjects.collect();
    Ok(on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(
            "SELECT audit.seq, audit.at, audit.actor, users.email, audit.action, audit.subject_id FROM audit \
            LEFT JOIN users ON users.id = audit.actor_id AND users.removed_at IS NULL WHERE audit.chain = ",
        );
        select.push_bind(account.as_str()).push(" AND audit.subject_id IN ");
        in_list(&mut select, subjects.iter().copied());
        select.push(" ORDER BY audit.seq DESC LIMIT ").push_bind(limit);
        select.build_query_as().fetch_all(conn).await
    })?)
}
