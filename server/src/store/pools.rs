//! Pools. Their numbers are the owned lines of their orders.

use app::{
    desk::PoolSummary,
    domain::{AccountId, Money, PoolId, Timestamp, pool::PoolName},
};
use sqlx::{FromRow, QueryBuilder};

use super::{
    StoreError, Tx,
    error::word,
    lines::bought,
    tx::{exec, in_list, on_db, row, rows},
};

/// Reads pools with what they hold.
macro_rules! select {
    ($which:literal, $order:literal) => {
        concat!(
            "SELECT pools.id, pools.name, pools.created_at, COUNT(lines.id) AS numbers, \
            CAST(COALESCE(SUM(lines.monthly_cents), 0) AS BIGINT) AS cents FROM pools \
            LEFT JOIN orders ON orders.pool_id = pools.id \
            LEFT JOIN lines ON lines.order_id = orders.id AND lines.state IN ",
            bought!(),
            $which,
            " GROUP BY pools.id, pools.name, pools.created_at ",
            $order
        )
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    created_at: i64,
    numbers: i64,
    cents: i64,
}

impl TryFrom<Row> for PoolSummary {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            name: word(&row.name, "pools", "name", &row.id)?,
            id: word(&row.id, "pools", "id", &row.id)?,
            numbers: usize::try_from(row.numbers).unwrap_or(0),
            monthly: Money::from_cents(row.cents),
            since: Timestamp::from_micros(row.created_at),
        })
    }
}

/// Adds a pool.
///
/// # Errors
/// The database failed.
pub async fn add(
    tx: &mut Tx,
    id: &PoolId,
    account: &AccountId,
    name: &PoolName,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO pools (id, account_id, name, created_at) VALUES ($1, $2, $3, $4)";
    exec!(tx, SQL, id.as_str(), account.as_str(), name.as_str(), at.micros())?;
    Ok(())
}

/// One pool of an account.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, account: &AccountId, id: &PoolId) -> Result<Option<PoolSummary>, StoreError> {
    const SQL: &str = select!(" WHERE pools.account_id = $1 AND pools.id = $2", "");
    row!(tx, Row, SQL, account.as_str(), id.as_str())?.map(PoolSummary::try_from).transpose()
}

/// An account's newest pools, at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn newest(tx: &mut Tx, account: &AccountId, limit: i64) -> Result<Vec<PoolSummary>, StoreError> {
    const SQL: &str = select!(" WHERE pools.account_id = $1", "ORDER BY pools.created_at DESC, pools.id DESC LIMIT $2");
    rows!(tx, Row, SQL, account.as_str(), limit)?.into_iter().map(PoolSummary::try_from).collect()
}

/// The names of an account's pools.
///
/// # Errors
/// The database failed.
pub async fn names(tx: &mut Tx, account: &AccountId) -> Result<Vec<(PoolId, PoolName)>, StoreError> {
    const SQL: &str = "SELECT id, name FROM pools WHERE account_id = $1";
    let found: Vec<(String, String)> = rows!(tx, (String, String), SQL, account.as_str())?;
    let named = |(id, name): (String, String)| Ok((word(&id, "pools", "id", &id)?, word(&name, "pools", "name", &id)?));
    found.into_iter().map(named).collect()
}

/// The names of these pools, whosever they are.
///
/// # Errors
/// The database failed.
pub async fn names_of(tx: &mut Tx, pools: &[&PoolId]) -> Result<Vec<(PoolId, PoolName)>, StoreError> {
    let found: Vec<(String, String)> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new("SELECT id, name FROM pools WHERE id IN ");
        in_list(&mut select, pools.iter().map(|id| id.as_str()));
        select.build_query_as().fetch_all(conn).await
    })?;
    let named = |(id, name): (String, String)| Ok((word(&id, "pools", "id", &id)?, word(&name, "pools", "name", &id)?));
    found.into_iter().map(named).collect()
}

/// Renames a pool of an account; `false` when it is not there.
///
/// # Errors
/// The database failed.
pub async fn rename(tx: &mut Tx, account: &AccountId, id: &PoolId, name: &PoolName) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE pools SET name = $3 WHERE id = $2 AND account_id = $1";
    Ok(exec!(tx, SQL, account.as_str(), id.as_str(), name.as_str())? == 1)
}
