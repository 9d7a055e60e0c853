//! An order's timeline.

use app::{
    desk::{Happening, What},
    domain::{OrderId, Timestamp},
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    tx::{exec, rows},
};

#[derive(FromRow)]
struct Row {
    what: String,
    at: i64,
}

const NAMES: [(What, &str); 15] = [
    (What::Placed, "placed"),
    (What::Held, "held"),
    (What::Submitted, "submitted"),
    (What::UnderReview, "under_review"),
    (What::TryAgain, "try_again"),
    (What::Verified, "verified"),
    (What::Declined, "declined"),
    (What::ReadingBack, "reading_back"),
    (What::Purchased, "purchased"),
    (What::PartlyPurchased, "partly_purchased"),
    (What::NumberGone, "number_gone"),
    (What::NeedsAttention, "needs_attention"),
    (What::Failed, "failed"),
    (What::Cancelled, "cancelled"),
    (What::Expired, "expired"),
];

fn name(what: What) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == what).map_or("placed", |(_, name)| name)
}

/// Notes that something happened to an order. `id` sorts by time of making, so that what happened in one moment
/// keeps its order.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, id: &str, order: &OrderId, what: What, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO happenings (id, order_id, what, at) VALUES ($1, $2, $3, $4)";
    exec!(tx, SQL, id, order.as_str(), name(what), at.micros())?;
    Ok(())
}

/// What happened to an order, newest first.
///
/// # Errors
/// The database failed.
pub async fn of_order(tx: &mut Tx, order: &OrderId) -> Result<Vec<Happening>, StoreError> {
    const SQL: &str = "SELECT what, at FROM happenings WHERE order_id = $1 ORDER BY at DESC, id DESC";
    let happening = |row: Row| {
        let what = NAMES.iter().find(|(_, name)| *name == row.what).map(|(what, _)| *what);
        let unknown = || StoreError::Inconsistent { table: "happenings", column: "what", id: order.to_string() };
        Ok(Happening { what: what.ok_or_else(unknown)?, at: Timestamp::from_micros(row.at) })
    };
    rows!(tx, Row, SQL, order.as_str())?.into_iter().map(happening).collect()
}
