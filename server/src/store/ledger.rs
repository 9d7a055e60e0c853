//! Money, as rows that are only ever added: each line reserves once, and then captures or releases once;
//! what was captured may end once.

pub use app::domain::ledger::Entry;

use app::{
    desk::{Booking, Totals},
    domain::{AccountId, LineId, Money, Month, Timestamp},
};

use sqlx::QueryBuilder;

use super::{
    StoreError, Tx,
    error::word,
    tx::{on_db, row, rows},
};

/// Rows of one INSERT.
const CHUNK: usize = 1_000;

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
    write_all(tx, &[(account, line, amount)], entry, at).await
}

/// The same for several lines.
///
/// # Errors
/// The database failed.
pub async fn write_all(
    tx: &mut Tx,
    rows: &[(&AccountId, &LineId, Money)],
    entry: Entry,
    at: Timestamp,
) -> Result<(), StoreError> {
    for chunk in rows.chunks(CHUNK) {
        on_db!(tx, |conn| {
            let mut insert = QueryBuilder::new("INSERT INTO ledger (line_id, kind, account_id, cents, at) ");
            insert.push_values(chunk, |mut values, (account, line, amount)| {
                values
                    .push_bind(line.as_str())
                    .push_bind(entry.as_str())
                    .push_bind(account.as_str())
                    .push_bind(amount.cents())
                    .push_bind(at.micros());
            });
            insert.push(" ON CONFLICT (line_id, kind) DO NOTHING");
            insert.build().execute(conn).await.map(|_| ())
        })?;
    }
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

/// What an account has committed itself to a month: what was reserved, and neither given back nor ended.
///
/// # Errors
/// The database failed.
pub async fn committed(tx: &mut Tx, account: &AccountId) -> Result<Money, StoreError> {
    const SQL: &str = "SELECT CAST(COALESCE(SUM(CASE kind WHEN 'reserve' THEN cents WHEN 'release' THEN -cents \
        WHEN 'end' THEN -cents ELSE 0 END), 0) AS BIGINT) FROM ledger WHERE account_id = $1";
    let sum = row!(tx, (i64,), SQL, account.as_str())?;
    Ok(Money::from_cents(sum.map_or(0, |(cents,)| cents)))
}

/// The sums of an account's month.
///
/// # Errors
/// The database failed.
pub async fn totals(tx: &mut Tx, account: &AccountId, month: Month) -> Result<Totals, StoreError> {
    const SQL: &str = "SELECT \
        CAST(COALESCE(SUM(CASE kind WHEN 'reserve' THEN cents ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE kind WHEN 'capture' THEN cents ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE kind WHEN 'release' THEN cents ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE kind WHEN 'end' THEN cents ELSE 0 END), 0) AS BIGINT) \
        FROM ledger WHERE account_id = $1 AND at >= $2 AND at < $3";
    let (start, end) = (month.start().micros(), month.end().micros());
    let (reserved, captured, released, ended) =
        row!(tx, (i64, i64, i64, i64), SQL, account.as_str(), start, end)?.unwrap_or_default();
    Ok(Totals {
        reserved: Money::from_cents(reserved),
        captured: Money::from_cents(captured),
        released: Money::from_cents(released),
        ended: Money::from_cents(ended),
    })
}

/// Whether a line has a row of this kind.
///
/// # Errors
/// The database failed.
pub async fn has(tx: &mut Tx, line: &LineId, entry: Entry) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT line_id FROM ledger WHERE line_id = $1 AND kind = $2";
    Ok(row!(tx, (String,), SQL, line.as_str(), entry.as_str())?.is_some())
}

/// When a line of the account was bought.
///
/// # Errors
/// The database failed.
pub async fn captured_at(tx: &mut Tx, account: &AccountId, line: &LineId) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT at FROM ledger WHERE line_id = $2 AND kind = 'capture' AND account_id = $1";
    Ok(row!(tx, (i64,), SQL, account.as_str(), line.as_str())?.map(|(at,)| Timestamp::from_micros(at)))
}

/// When the first of an account's rows was written; `None` while there is none.
///
/// # Errors
/// The database failed.
pub async fn first(tx: &mut Tx, account: &AccountId) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT at FROM ledger WHERE account_id = $1 ORDER BY at LIMIT 1";
    Ok(row!(tx, (i64,), SQL, account.as_str())?.map(|(at,)| Timestamp::from_micros(at)))
}

/// Where reading a month goes on: at its last row, if any was read.
#[derive(Clone, Debug)]
pub struct Place {
    at: i64,
    line: String,
    kind: String,
}

impl Place {
    /// The beginning of a month.
    #[must_use]
    pub fn start(month: Month) -> Self {
        Self { at: month.start().micros(), line: String::new(), kind: String::new() }
    }
}

/// The next rows of an account's month after `place`, which moves on, oldest first and each reservation before what
/// became of it; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn month(
    tx: &mut Tx,
    account: &AccountId,
    month: Month,
    place: &mut Place,
    limit: i64,
) -> Result<Vec<Booking>, StoreError> {
    const SQL: &str = "SELECT ledger.at, ledger.line_id, ledger.kind, ledger.cents, lines.e164 \
        FROM ledger JOIN lines ON lines.id = ledger.line_id \
        WHERE ledger.account_id = $1 AND ledger.at >= $2 AND ledger.at < $3 AND (ledger.at > $2 \
        OR ledger.line_id > $4 OR (ledger.line_id = $4 AND ledger.kind < $5)) \
        ORDER BY ledger.at, ledger.line_id, ledger.kind DESC LIMIT $6";
    type Row = (i64, String, String, i64, String);
    let (line, kind, end) = (place.line.as_str(), place.kind.as_str(), month.end().micros());
    let found: Vec<Row> = rows!(tx, Row, SQL, account.as_str(), place.at, end, line, kind, limit)?;
    if let Some((at, line, kind, ..)) = found.last() {
        *place = Place { at: *at, line: line.clone(), kind: kind.clone() };
    }
    let booking = |(at, line, kind, cents, e164): Row| {
        Ok(Booking {
            at: Timestamp::from_micros(at),
            number: word(&e164, "lines", "e164", &line)?,
            entry: word(&kind, "ledger", "kind", &line)?,
            amount: Money::from_cents(cents),
        })
    };
    found.into_iter().map(booking).collect()
}
