//! The inbox of the vendor's signed events.

use app::domain::Timestamp;
use sqlx::QueryBuilder;
use std::collections::HashSet;

use super::{
    StoreError, Tx,
    tx::{exec, on_db},
};

/// An event as it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event<'a> {
    /// The same for every copy of it.
    pub id: &'a str,
    /// What happened.
    pub name: &'a str,
    /// The vendor's name for what it happened to.
    pub subject: Option<&'a str>,
}

/// Records events in one statement; the ids of those that are new. Two of one id are one event, and the first counts.
///
/// # Errors
/// The database failed.
pub async fn record(tx: &mut Tx, events: &[Event<'_>], at: Timestamp) -> Result<HashSet<String>, StoreError> {
    if events.is_empty() {
        return Ok(HashSet::new());
    }
    let new: Vec<(String,)> = on_db!(tx, |conn| {
        let mut insert = QueryBuilder::new("INSERT INTO webhook_events (id, name, subject, received_at) ");
        insert.push_values(events, |mut values, event| {
            values.push_bind(event.id).push_bind(event.name).push_bind(event.subject).push_bind(at.micros());
        });
        insert.push(" ON CONFLICT (id) DO NOTHING RETURNING id");
        insert.build_query_as().fetch_all(conn).await
    })?;
    Ok(new.into_iter().map(|(id,)| id).collect())
}

/// Forgets the events that came before `before`, and that they were looked at again.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM webhook_events WHERE received_at < $1", before.micros())?;
    // What a node of an older version wrote.
    exec!(tx, "DELETE FROM redeliveries WHERE at < $1", before.micros())?;
    Ok(())
}
