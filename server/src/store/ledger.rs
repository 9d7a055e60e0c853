//! Money, as rows that are only ever added: each line reserves once, and then captures or releases once.

use app::domain::{AccountId, LineId, Money, Timestamp};

use super::{
    StoreError, Tx,
    tx::{exec, row},
};

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Sets the amount aside.
    Reserve,
    /// Takes what was set aside.
    Capture,
    /// Gives it back.
    Release,
}

impl Entry {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Reserve => "reserve",
            Self::Capture => "capture",
            Self::Release => "release",
        }
    }
}

/// Writes a row; a repetition changes nothing.
///
/// # Errors
/// The database failed.
pub async fn write(
    tx: &mut Tx,
    account: &AccountId,
    line: &LineId,
    entry: Entry,
    amount: Money,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO ledger (line_id, kind, account_id, cents, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (line_id, kind) DO NOTHING";
    exec!(tx, SQL, line.as_str(), entry.as_str(), account.as_str(), amount.cents(), at.micros())?;
    Ok(())
}

/// The sum of an account's rows of one kind.
///
/// # Errors
/// The database failed.
pub async fn sum(tx: &mut Tx, account: &AccountId, entry: Entry) -> Result<Money, StoreError> {
    const SQL: &str = "SELECT CAST(COALESCE(SUM(cents), 0) AS BIGINT) FROM ledger WHERE account_id = $1 AND kind = $2";
    let sum = row!(tx, (i64,), SQL, account.as_str(), entry.as_str())?;
    Ok(Money::from_cents(sum.map_or(0, |(cents,)| cents)))
}
