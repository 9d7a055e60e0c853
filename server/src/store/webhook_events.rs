//! The inbox of the vendor's signed events.

use app::domain::Timestamp;

use super::{StoreError, Tx, tx::exec};

/// Records an event; `false` when it was recorded before.
///
/// # Errors
/// The database failed.
pub async fn record(
    tx: &mut Tx,
    id: &str,
    name: &str,
    subject: Option<&str>,
    at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO webhook_events (id, name, subject, received_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (id) DO NOTHING";
    Ok(exec!(tx, SQL, id, name, subject, at.micros())? == 1)
}

/// Forgets the events that came before `before`.
///
/// # Errors
/// The database failed.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM webhook_events WHERE received_at < $1", before.micros())?;
    Ok(())
}
