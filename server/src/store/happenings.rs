//! An order's timeline.

use app::{
    desk::{Happening, What},
    domain::{OrderId, Timestamp},
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, rows},
};

#[derive(FromRow)]
struct Row {
    what: String,
    at: i64,
}

/// Notes that something happened to an order. `id` sorts by time of making, so that what happened in one moment
/// keeps its order.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, id: &str, order: &OrderId, what: What, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO happenings (id, order_id, what, at) VALUES ($1, $2, $3, $4)";
    exec!(tx, SQL, id, order.as_str(), what.as_str(), at.micros())?;
    Ok(())
}

/// What happened to an order, newest first.
///
/// # Errors
/// The database failed.
pub async fn of_order(tx: &mut Tx, order: &OrderId) -> Result<Vec<Happening>, StoreError> {
    const SQL: &str = "SELECT what, at FROM happenings WHERE order_id = $1 ORDER BY at DESC, id DESC";
    let happening = |row: Row| {
        let what = word(&row.what, "happenings", "what", order.as_str())?;
        Ok(Happening { what, at: Timestamp::from_micros(row.at) })
    };
    rows!(tx, Row, SQL, order.as_str())?.into_iter().map(happening).collect()
}
