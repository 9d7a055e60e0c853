//! Whether the database takes writes: a row that needs room is written and taken back.

use rand::Rng as _;

use super::{StoreError, Tx, tx::exec};
use crate::ids;

/// More than a purchase needs.
const FILLER: usize = 32 * 1024;

/// Writes a row and removes it. Committing leaves nothing behind, but has to have the pages for it.
///
/// # Errors
/// The database failed, or takes no writes.
pub async fn write(tx: &mut Tx) -> Result<(), StoreError> {
    // Noise, which PostgreSQL cannot compress.
    let mut filler = vec![0_u8; FILLER];
    rand::rng().fill_bytes(&mut filler);
    let id = ids::text();
    exec!(tx, "INSERT INTO probe (id, filler) VALUES ($1, $2)", id.as_str(), filler.as_slice())?;
    exec!(tx, "DELETE FROM probe WHERE id = $1", id.as_str())?;
    Ok(())
}
