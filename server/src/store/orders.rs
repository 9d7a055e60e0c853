//! Orders.

use app::domain::{
    AccountId, OrderId, PoolId, RequestId, Timestamp, UserId,
    gate::Purchase,
    order::{IfGone, Order},
};
use sqlx::{FromRow, QueryBuilder};

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, in_list, on_db, row, rows},
};

/// An order with what never changes about it.
#[derive(Clone, Debug)]
pub struct StoredOrder {
    /// Its id.
    pub id: OrderId,
    /// Whose it is.
    pub account: AccountId,
    /// Who placed it.
    pub user: UserId,
    /// The client's name for it.
    pub request_id: RequestId,
    /// What was asked for under that name, to tell a repetition from a reuse.
    pub request: String,
    /// What to do if a number is gone.
    pub if_gone: IfGone,
    /// The pool that it is for.
    pub pool: Option<PoolId>,
    /// Whether all of it is bought or nothing.
    pub whole: bool,
    /// Where it stands.
    pub state: Order,
    /// When it was placed.
    pub created_at: Timestamp,
}

impl StoredOrder {
    /// What the gate is asked about.
    #[must_use]
    pub const fn purchase(&self) -> Purchase {
        if self.pool.is_some() { Purchase::Pool } else { Purchase::Numbers }
    }
}

/// Reads orders.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, user_id, request_id, request, if_gone, pool_id, whole, state, hold_until, \
            hold_paused, created_at FROM orders ",
            $rest
        )
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    user_id: String,
    request_id: String,
    request: String,
    if_gone: String,
    pool_id: Option<String>,
    whole: bool,
    state: String,
    hold_until: Option<i64>,
    hold_paused: Option<i64>,
    created_at: i64,
}

const fn name(state: Order) -> &'static str {
    match state {
        Order::Held { .. } => "held",
        Order::Completing => "completing",
        Order::Choosing { .. } => "choosing",
        Order::Purchased => "purchased",
        Order::PartlyPurchased => "partly_purchased",
        Order::Failed => "failed",
        Order::Cancelled => "cancelled",
        Order::Expired => "expired",
        Order::Declined => "declined",
    }
}

impl TryFrom<Row> for StoredOrder {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let until = row.hold_until.map(Timestamp::from_micros);
        let state = match (row.state.as_str(), until) {
            ("held", Some(until)) => Order::Held { until, paused_at: row.hold_paused.map(Timestamp::from_micros) },
            ("completing", _) => Order::Completing,
            ("choosing", Some(until)) => Order::Choosing { until },
            ("purchased", _) => Order::Purchased,
            ("partly_purchased", _) => Order::PartlyPurchased,
            ("failed", _) => Order::Failed,
            ("cancelled", _) => Order::Cancelled,
            ("expired", _) => Order::Expired,
            ("declined", _) => Order::Declined,
            _ => return Err(StoreError::Inconsistent { table: "orders", column: "state", id: row.id }),
        };
        Ok(Self {
            account: word(&row.account_id, "orders", "account_id", &row.id)?,
            user: word(&row.user_id, "orders", "user_id", &row.id)?,
            request_id: word(&row.request_id, "orders", "request_id", &row.id)?,
            if_gone: word(&row.if_gone, "orders", "if_gone", &row.id)?,
            id: word(&row.id, "orders", "id", &row.id)?,
            pool: row.pool_id.as_deref().map(|id| word(id, "orders", "pool_id", id)).transpose()?,
            whole: row.whole,
            request: row.request,
            state,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

/// Adds an order.
///
/// # Errors
/// The request id is taken ([`StoreError::is_taken`]), or the database failed.
pub async fn add(tx: &mut Tx, order: &StoredOrder) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO orders (id, account_id, user_id, request_id, request, if_gone, state, hold_until, \
        hold_paused, created_at, pool_id, whole) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let (until, paused) = hold(order.state);
    exec!(
        tx,
        SQL,
        order.id.as_str(),
        order.account.as_str(),
        order.user.as_str(),
        order.request_id.as_str(),
        order.request.as_str(),
        order.if_gone.as_str(),
        name(order.state),
        until,
        paused,
        order.created_at.micros(),
        order.pool.as_ref().map(PoolId::as_str),
        order.whole,
    )?;
    Ok(())
}

fn hold(state: Order) -> (Option<i64>, Option<i64>) {
    match state {
        Order::Held { until, paused_at } => (Some(until.micros()), paused_at.map(Timestamp::micros)),
        Order::Choosing { until } => (Some(until.micros()), None),
        _ => (None, None),
    }
}

/// One order of an account.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, account: &AccountId, id: &OrderId) -> Result<Option<StoredOrder>, StoreError> {
    const SQL: &str = select!("WHERE id = $2 AND account_id = $1");
    row!(tx, Row, SQL, account.as_str(), id.as_str())?.map(StoredOrder::try_from).transpose()
}

/// One order, whosever it is.
///
/// # Errors
/// The database failed.
pub async fn of_anybody(tx: &mut Tx, id: &OrderId) -> Result<Option<StoredOrder>, StoreError> {
    const SQL: &str = select!("WHERE id = $1");
    row!(tx, Row, SQL, id.as_str())?.map(StoredOrder::try_from).transpose()
}

/// These orders, in any order.
///
/// # Errors
/// The database failed.
pub async fn all_of(tx: &mut Tx, ids: &[OrderId]) -> Result<Vec<StoredOrder>, StoreError> {
    let found: Vec<Row> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(select!("WHERE id IN "));
        in_list(&mut select, ids.iter().map(OrderId::as_str));
        select.build_query_as().fetch_all(conn).await
    })?;
    found.into_iter().map(StoredOrder::try_from).collect()
}

/// The order that a client named `request` before.
///
/// # Errors
/// The database failed.
pub async fn by_request(
    tx: &mut Tx,
    account: &AccountId,
    request: &RequestId,
) -> Result<Option<StoredOrder>, StoreError> {
    const SQL: &str = select!("WHERE account_id = $1 AND request_id = $2");
    row!(tx, Row, SQL, account.as_str(), request.as_str())?.map(StoredOrder::try_from).transpose()
}

/// An account's newest orders, at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn newest(tx: &mut Tx, account: &AccountId, limit: i64) -> Result<Vec<StoredOrder>, StoreError> {
    const SQL: &str = select!("WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2");
    rows!(tx, Row, SQL, account.as_str(), limit)?.into_iter().map(StoredOrder::try_from).collect()
}

/// An account's orders that may still change, the oldest first; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn open(tx: &mut Tx, account: &AccountId, limit: i64) -> Result<Vec<StoredOrder>, StoreError> {
    const SQL: &str = select!(
        "WHERE account_id = $1 AND state IN ('held', 'completing', 'choosing') ORDER BY created_at, id LIMIT $2"
    );
    rows!(tx, Row, SQL, account.as_str(), limit)?.into_iter().map(StoredOrder::try_from).collect()
}

/// An account's held orders, oldest first.
///
/// # Errors
/// The database failed.
pub async fn held(tx: &mut Tx, account: &AccountId) -> Result<Vec<StoredOrder>, StoreError> {
    const SQL: &str = select!("WHERE account_id = $1 AND state = 'held' ORDER BY created_at, id");
    rows!(tx, Row, SQL, account.as_str())?.into_iter().map(StoredOrder::try_from).collect()
}

/// How many of an account's orders wait for its identity, or are being completed by an approval since `since`; and how
/// many were bought by it.
///
/// # Errors
/// The database failed.
pub async fn of_identity(tx: &mut Tx, account: &AccountId, since: Timestamp) -> Result<(usize, usize), StoreError> {
    const SQL: &str = "SELECT state FROM orders WHERE account_id = $1 AND (state = 'held' OR \
        state IN ('completing', 'purchased', 'partly_purchased') AND EXISTS \
        (SELECT 1 FROM happenings WHERE order_id = orders.id AND what = 'verified' AND at >= $2))";
    let states = rows!(tx, (String,), SQL, account.as_str(), since.micros())?;
    let bought = states.iter().filter(|(state,)| state.contains("purchased")).count();
    Ok((states.len() - bought, bought))
}

/// An account's orders that wait for the buyer's choice.
///
/// # Errors
/// The database failed.
pub async fn choosing(tx: &mut Tx, account: &AccountId) -> Result<Vec<StoredOrder>, StoreError> {
    const SQL: &str = select!("WHERE account_id = $1 AND state = 'choosing' ORDER BY created_at, id");
    rows!(tx, Row, SQL, account.as_str())?.into_iter().map(StoredOrder::try_from).collect()
}

/// A pool's orders that may still change, newest first.
///
/// # Errors
/// The database failed.
pub async fn open_of_pool(tx: &mut Tx, pool: &PoolId) -> Result<Vec<StoredOrder>, StoreError> {
    const SQL: &str =
        select!("WHERE pool_id = $1 AND state IN ('held', 'completing', 'choosing') ORDER BY created_at DESC, id DESC");
    rows!(tx, Row, SQL, pool.as_str())?.into_iter().map(StoredOrder::try_from).collect()
}

/// Moves an order from one state to another; `false` when it stood elsewhere, and nothing was changed.
///
/// # Errors
/// The database failed.
pub async fn set_state(tx: &mut Tx, id: &OrderId, from: Order, to: Order) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE orders SET state = $3, hold_until = $4, hold_paused = $5 WHERE id = $1 AND state = $2";
    let (until, paused) = hold(to);
    Ok(exec!(tx, SQL, id.as_str(), name(from), name(to), until, paused)? == 1)
}

/// Stops the clock of the account's held orders.
///
/// # Errors
/// The database failed.
pub async fn pause_holds(tx: &mut Tx, account: &AccountId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE orders SET hold_paused = $2 WHERE account_id = $1 AND state = 'held' AND hold_paused IS NULL";
    exec!(tx, SQL, account.as_str(), at.micros())?;
    Ok(())
}

/// Lets the clock of the account's held orders run again, with as much time as there was when it stopped.
///
/// # Errors
/// The database failed.
pub async fn resume_holds(tx: &mut Tx, account: &AccountId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE orders SET hold_until = hold_until + ($2 - hold_paused), hold_paused = NULL \
        WHERE account_id = $1 AND state = 'held' AND hold_paused IS NOT NULL";
    exec!(tx, SQL, account.as_str(), at.micros())?;
    Ok(())
}

/// Accounts with a hold, or a time to choose, that has run out.
///
/// # Errors
/// The database failed.
pub async fn expiring(tx: &mut Tx, now: Timestamp) -> Result<Vec<AccountId>, StoreError> {
    const SQL: &str = "SELECT DISTINCT account_id FROM orders \
        WHERE state IN ('held', 'choosing') AND hold_paused IS NULL AND hold_until <= $1";
    let ids: Vec<(String,)> = rows!(tx, (String,), SQL, now.micros())?;
    ids.iter().map(|(id,)| word(id, "orders", "account_id", id)).collect()
}

/// Accounts with a hold, or a time to choose, that runs out before `before`, and of which nobody was told yet.
///
/// # Errors
/// The database failed.
pub async fn ending(tx: &mut Tx, before: Timestamp) -> Result<Vec<AccountId>, StoreError> {
    const SQL: &str = "SELECT DISTINCT account_id FROM orders \
        WHERE state IN ('held', 'choosing') AND hold_paused IS NULL AND hold_until <= $1 AND NOT EXISTS \
        (SELECT 1 FROM notices WHERE notices.account_id = orders.account_id AND notices.kind = 'expiring' \
        AND notices.about = orders.id || '/' || orders.state || '/' || CAST(orders.hold_until AS TEXT))";
    let ids: Vec<(String,)> = rows!(tx, (String,), SQL, before.micros())?;
    ids.iter().map(|(id,)| word(id, "orders", "account_id", id)).collect()
}

/// Under which name people are told that the time of an order runs out: another end is told of anew.
#[must_use]
pub fn ending_as(order: &StoredOrder) -> String {
    let until = match order.state {
        Order::Held { until, .. } | Order::Choosing { until } => until.micros(),
        _ => 0,
    };
    format!("{}/{}/{until}", order.id, name(order.state))
}

/// How many lines an order has, those that others stand for included.
///
/// # Errors
/// The database failed.
pub async fn count_lines(tx: &mut Tx, id: &OrderId) -> Result<i64, StoreError> {
    let counted = row!(tx, (i64,), "SELECT COUNT(*) FROM lines WHERE order_id = $1", id.as_str())?;
    Ok(counted.map_or(0, |(count,)| count))
}
