//! Order lines: each row is one purchase's saga and its own place in the queue.

use app::domain::{
    AccountId, LineId, Money, OrderId, PhoneNumber, PoolId, Timestamp,
    line::Line,
    offer::{Capabilities, Offer},
};
use sqlx::{FromRow, QueryBuilder};

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, in_list, on_db, row, rows},
};

/// A line with what never changes about it.
#[derive(Clone, Debug)]
pub struct StoredLine {
    /// Its id; the tag that the carrier keeps.
    pub id: LineId,
    /// Its order.
    pub order: OrderId,
    /// Whose it is.
    pub account: AccountId,
    /// The number as it was offered, at the quoted price.
    pub offer: Offer,
    /// The line that it stands for, whose number was gone.
    pub replaces: Option<LineId>,
    /// Where it stands.
    pub state: Line,
}

/// The columns of [`Row`]; a join may stand beside them.
macro_rules! columns {
    () => {
        "lines.id, order_id, lines.account_id, e164, country, lines.kind, region, locality, voice, sms, mms, source, \
        monthly_cents, replaces, state, attempt, lease_until, absent_since, reason, carrier_sid, release_at"
    };
}

/// Reads lines.
macro_rules! select {
    ($($rest:tt)+) => {
        concat!("SELECT ", columns!(), " FROM lines ", $($rest)+)
    };
}

/// The states of a live line, as its index has them: SQLite uses a partial index only for its own condition.
macro_rules! live {
    () => {
        "('ready', 'buying', 'unknown', 'owned', 'releasing', 'returning', 'manual')"
    };
}

/// The states of a line whose number the account has.
macro_rules! bought {
    () => {
        "('owned', 'releasing', 'returning')"
    };
}
pub(super) use bought;

mod at_carrier;

pub use at_carrier::{AtCarrier, live_after, live_on, tagged};

#[derive(FromRow)]
struct Row {
    id: String,
    order_id: String,
    account_id: String,
    e164: String,
    country: String,
    kind: String,
    region: String,
    locality: String,
    voice: bool,
    sms: bool,
    mms: bool,
    source: String,
    monthly_cents: i64,
    replaces: Option<String>,
    state: String,
    attempt: i64,
    lease_until: Option<i64>,
    absent_since: Option<i64>,
    reason: Option<String>,
    carrier_sid: Option<String>,
    release_at: Option<i64>,
}

/// The columns that follow from a state.
struct Columns {
    state: &'static str,
    attempt: i64,
    lease_until: Option<i64>,
    absent_since: Option<i64>,
    reason: Option<&'static str>,
    carrier_sid: Option<String>,
    release_at: Option<i64>,
}

impl From<&Line> for Columns {
    fn from(line: &Line) -> Self {
        let mut columns = Self {
            state: "",
            attempt: 0,
            lease_until: None,
            absent_since: None,
            reason: None,
            carrier_sid: line.sid().map(str::to_owned),
            release_at: None,
        };
        match line {
            Line::Waiting => columns.state = "waiting",
            Line::Ready { attempt } => {
                columns.state = "ready";
                columns.attempt = i64::from(*attempt);
            }
            Line::Buying { attempt, lease_until } => {
                columns.state = "buying";
                columns.attempt = i64::from(*attempt);
                columns.lease_until = Some(lease_until.micros());
            }
            Line::Unknown { attempt, absent_since, refused } => {
                columns.state = "unknown";
                columns.attempt = i64::from(*attempt);
                columns.absent_since = absent_since.map(Timestamp::micros);
                columns.reason = refused.map(app::domain::line::FailReason::as_str);
            }
            Line::Owned { .. } => columns.state = "owned",
            Line::Releasing { until, .. } => {
                columns.state = "releasing";
                columns.release_at = Some(until.micros());
            }
            Line::Returning { refusals, .. } => {
                columns.state = "returning";
                columns.attempt = i64::from(*refusals);
            }
            Line::Released { at, .. } => {
                columns.state = "released";
                columns.release_at = Some(at.micros());
            }
            Line::Gone => columns.state = "gone",
            Line::Replaced => columns.state = "replaced",
            Line::Failed(reason) => {
                columns.state = "failed";
                columns.reason = Some(reason.as_str());
            }
            Line::Manual => columns.state = "manual",
        }
        columns
    }
}

impl Row {
    fn state(&self) -> Result<Line, StoreError> {
        let bad = || StoreError::Inconsistent { table: "lines", column: "state", id: self.id.clone() };
        let attempt = u32::try_from(self.attempt).map_err(|_| bad())?;
        let sid = || self.carrier_sid.clone().ok_or_else(bad);
        let release_at = || self.release_at.map(Timestamp::from_micros).ok_or_else(bad);
        let reason = self.reason.as_deref().map(|reason| word(reason, "lines", "reason", &self.id)).transpose()?;
        Ok(match self.state.as_str() {
            "waiting" => Line::Waiting,
            "ready" => Line::Ready { attempt },
            "buying" => {
                let lease_until = self.lease_until.map(Timestamp::from_micros).ok_or_else(bad)?;
                Line::Buying { attempt, lease_until }
            }
            "unknown" => {
                let absent_since = self.absent_since.map(Timestamp::from_micros);
                Line::Unknown { attempt, absent_since, refused: reason }
            }
            "owned" => Line::Owned { sid: sid()? },
            "releasing" => Line::Releasing { sid: sid()?, until: release_at()? },
            "returning" => Line::Returning { sid: sid()?, refusals: attempt },
            "released" => Line::Released { sid: sid()?, at: release_at()? },
            "gone" => Line::Gone,
            "replaced" => Line::Replaced,
            "failed" => Line::Failed(reason.ok_or_else(bad)?),
            "manual" => Line::Manual,
            _ => return Err(bad()),
        })
    }
}

impl TryFrom<Row> for StoredLine {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let state = row.state()?;
        let offer = Offer {
            number: word(&row.e164, "lines", "e164", &row.id)?,
            country: word(&row.country, "lines", "country", &row.id)?,
            kind: word(&row.kind, "lines", "kind", &row.id)?,
            region: row.region,
            locality: row.locality,
            capabilities: Capabilities { voice: row.voice, sms: row.sms, mms: row.mms },
            monthly: Money::from_cents(row.monthly_cents),
            source: word(&row.source, "lines", "source", &row.id)?,
        };
        Ok(Self {
            order: word(&row.order_id, "lines", "order_id", &row.id)?,
            account: word(&row.account_id, "lines", "account_id", &row.id)?,
            replaces: row.replaces.as_deref().map(|id| word(id, "lines", "replaces", &row.id)).transpose()?,
            id: word(&row.id, "lines", "id", &row.id)?,
            offer,
            state,
        })
    }
}

/// Lines of one INSERT: 23 values each stay under both databases' limits of bound values.
const CHUNK: usize = 1_000;

/// Adds lines from `position` of their order on, due at `due` when they are live.
///
/// # Errors
/// A number has a live line ([`StoreError::is_taken`]), or the database failed.
pub async fn add(tx: &mut Tx, lines: &[StoredLine], position: i64, due: Option<Timestamp>) -> Result<(), StoreError> {
    const INTO: &str = "INSERT INTO lines (id, order_id, account_id, position, e164, country, kind, region, locality, \
        voice, sms, mms, source, monthly_cents, state, attempt, lease_until, absent_since, reason, carrier_sid, \
        release_at, next_run_at, replaces) ";
    let placed: Vec<(i64, &StoredLine)> = (position..).zip(lines).collect();
    for chunk in placed.chunks(CHUNK) {
        on_db!(tx, |conn| {
            let mut insert = QueryBuilder::new(INTO);
            insert.push_values(chunk, |mut values, (position, line)| {
                let (offer, columns) = (&line.offer, Columns::from(&line.state));
                values
                    .push_bind(line.id.as_str())
                    .push_bind(line.order.as_str())
                    .push_bind(line.account.as_str())
                    .push_bind(*position)
                    .push_bind(offer.number.as_e164())
                    .push_bind(offer.country.as_str().to_owned())
                    .push_bind(offer.kind.as_str())
                    .push_bind(offer.region.as_str())
                    .push_bind(offer.locality.as_str())
                    .push_bind(offer.capabilities.voice)
                    .push_bind(offer.capabilities.sms)
                    .push_bind(offer.capabilities.mms)
                    .push_bind(offer.source.as_str())
                    .push_bind(offer.monthly.cents())
                    .push_bind(columns.state)
                    .push_bind(columns.attempt)
                    .push_bind(columns.lease_until)
                    .push_bind(columns.absent_since)
                    .push_bind(columns.reason)
                    .push_bind(columns.carrier_sid)
                    .push_bind(columns.release_at)
                    .push_bind(due.map(Timestamp::micros))
                    .push_bind(line.replaces.as_ref().map(LineId::as_str));
            });
            insert.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// The lines of an order, in order.
///
/// # Errors
/// The database failed.
pub async fn of_order(tx: &mut Tx, order: &OrderId) -> Result<Vec<StoredLine>, StoreError> {
    const SQL: &str = select!("WHERE order_id = $1 ORDER BY position");
    rows!(tx, Row, SQL, order.as_str())?.into_iter().map(StoredLine::try_from).collect()
}

/// The lines of these orders, those of each in order.
///
/// # Errors
/// The database failed.
pub async fn of_orders(tx: &mut Tx, orders: &[OrderId]) -> Result<Vec<StoredLine>, StoreError> {
    let found: Vec<Row> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(select!("WHERE order_id IN "));
        in_list(&mut select, orders.iter().map(OrderId::as_str));
        select.push(" ORDER BY order_id, position");
        select.build_query_as().fetch_all(conn).await
    })?;
    found.into_iter().map(StoredLine::try_from).collect()
}

/// What is noted of a line beside its state.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Noted {
    /// The line.
    pub id: String,
    /// The stored word of its state.
    pub state: String,
    /// How often the carrier was asked.
    pub attempt: i64,
    /// The carrier's name for the number.
    pub carrier_sid: Option<String>,
    /// Where the number was asked for.
    pub carrier_account: Option<String>,
    /// When it is worked on next, in microseconds.
    pub next_run_at: Option<i64>,
}

/// What is noted of an order's lines.
///
/// # Errors
/// The database failed.
pub async fn noted(tx: &mut Tx, order: &OrderId) -> Result<Vec<Noted>, StoreError> {
    const SQL: &str = "SELECT id, state, attempt, carrier_sid, carrier_account, next_run_at FROM lines \
        WHERE order_id = $1 ORDER BY position";
    rows!(tx, Noted, SQL, order.as_str())
}

/// The lines of the account's newest `limit` orders.
///
/// # Errors
/// The database failed.
pub async fn of_newest_orders(tx: &mut Tx, account: &AccountId, limit: i64) -> Result<Vec<StoredLine>, StoreError> {
    const SQL: &str = select!(
        "WHERE order_id IN (SELECT id FROM orders WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2) \
        ORDER BY order_id, position"
    );
    rows!(tx, Row, SQL, account.as_str(), limit)?.into_iter().map(StoredLine::try_from).collect()
}

/// A line whose number the account has, and since when.
#[derive(FromRow)]
struct OwnedRow {
    #[sqlx(flatten)]
    row: Row,
    since: i64,
}

/// Where a list of owned numbers goes on: after a line that was bought at this moment.
pub type After<'a> = Option<(Timestamp, &'a LineId)>;

/// Lines whose numbers the account has, those being released included, with the moment since when: the newest first,
/// `after` the last one that was read; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn owned(
    tx: &mut Tx,
    account: &AccountId,
    after: After<'_>,
    limit: i64,
) -> Result<Vec<(StoredLine, Timestamp)>, StoreError> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        ", ledger.at AS since FROM ledger JOIN lines ON lines.id = ledger.line_id \
        WHERE ledger.account_id = $1 AND ledger.kind = 'capture' AND (ledger.at, ledger.line_id) < ($2, $3) \
        AND state IN ",
        bought!(),
        " ORDER BY ledger.at DESC, ledger.line_id DESC LIMIT $4"
    );
    let (at, id) = after.map_or((i64::MAX, ""), |(at, id)| (at.micros(), id.as_str()));
    let found: Vec<OwnedRow> = rows!(tx, OwnedRow, SQL, account.as_str(), at, id, limit)?;
    found.into_iter().map(|OwnedRow { row, since }| Ok((row.try_into()?, Timestamp::from_micros(since)))).collect()
}

/// One line.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &LineId) -> Result<Option<StoredLine>, StoreError> {
    const SQL: &str = select!("WHERE id = $1");
    row!(tx, Row, SQL, id.as_str())?.map(StoredLine::try_from).transpose()
}

/// The owned lines of a pool, by number.
///
/// # Errors
/// The database failed.
pub async fn owned_of_pool(tx: &mut Tx, pool: &PoolId) -> Result<Vec<StoredLine>, StoreError> {
    const SQL: &str = select!(
        "WHERE order_id IN (SELECT id FROM orders WHERE pool_id = $1) AND state IN ",
        bought!(),
        " ORDER BY e164"
    );
    rows!(tx, Row, SQL, pool.as_str())?.into_iter().map(StoredLine::try_from).collect()
}

/// The lines of a pool's orders that may still change.
///
/// # Errors
/// The database failed.
pub async fn of_open_orders_of_pool(tx: &mut Tx, pool: &PoolId) -> Result<Vec<StoredLine>, StoreError> {
    const SQL: &str = select!(
        "WHERE order_id IN \
        (SELECT id FROM orders WHERE pool_id = $1 AND state IN ('held', 'completing', 'choosing')) \
        ORDER BY order_id, position"
    );
    rows!(tx, Row, SQL, pool.as_str())?.into_iter().map(StoredLine::try_from).collect()
}

/// How many lines of the account's held orders have a number of our stock reserved.
///
/// # Errors
/// The database failed.
pub async fn reserved(tx: &mut Tx, account: &AccountId) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM lines JOIN stock ON stock.line_id = lines.id \
        WHERE lines.account_id = $1 AND lines.state = 'waiting'";
    Ok(row!(tx, (i64,), SQL, account.as_str())?.map_or(0, |(count,)| count))
}

/// Writes a line's new state; `due` is when a worker should look at it next, for states that have a next.
///
/// # Errors
/// The number has another live line ([`StoreError::is_taken`]), or the database failed.
pub async fn set_state(tx: &mut Tx, id: &LineId, state: &Line, due: Option<Timestamp>) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE lines SET state = $2, attempt = $3, lease_until = $4, absent_since = $5, reason = $6, \
        carrier_sid = $7, release_at = $8, next_run_at = $9 WHERE id = $1";
    let columns = Columns::from(state);
    exec!(
        tx,
        SQL,
        id.as_str(),
        columns.state,
        columns.attempt,
        columns.lease_until,
        columns.absent_since,
        columns.reason,
        columns.carrier_sid.as_deref(),
        columns.release_at,
        due.map(Timestamp::micros),
    )?;
    Ok(())
}

/// Whether the number already has a live line, of whichever account.
///
/// # Errors
/// The database failed.
pub async fn is_live(tx: &mut Tx, number: &PhoneNumber) -> Result<bool, StoreError> {
    Ok(!live(tx, std::slice::from_ref(number)).await?.is_empty())
}

/// Those of `numbers` that already have a live line, of whichever account.
///
/// # Errors
/// The database failed.
pub async fn live(tx: &mut Tx, numbers: &[PhoneNumber]) -> Result<Vec<PhoneNumber>, StoreError> {
    let found: Vec<(String,)> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(concat!("SELECT e164 FROM lines WHERE state IN ", live!(), " AND e164 IN "));
        in_list(&mut select, numbers.iter().map(PhoneNumber::as_e164));
        select.build_query_as().fetch_all(conn).await
    })?;
    found.iter().map(|(e164,)| word(e164, "lines", "e164", e164)).collect()
}

/// Lines that a worker should look at, the longest waiting first.
///
/// # Errors
/// The database failed.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: i64) -> Result<Vec<LineId>, StoreError> {
    const SQL: &str = "SELECT id FROM lines WHERE next_run_at IS NOT NULL AND next_run_at <= $1 \
        ORDER BY next_run_at LIMIT $2";
    let ids: Vec<(String,)> = rows!(tx, (String,), SQL, now.micros(), limit)?;
    ids.iter().map(|(id,)| word(id, "lines", "id", id)).collect()
}

/// Leaves a line that a worker would look at alone until `at`: it failed by our own fault.
///
/// # Errors
/// The database failed.
pub async fn rest(tx: &mut Tx, id: &LineId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE lines SET next_run_at = $2 WHERE id = $1 AND next_run_at IS NOT NULL AND next_run_at < $2";
    exec!(tx, SQL, id.as_str(), at.micros())?;
    Ok(())
}

/// Brings a line forward whose worker could not write down what became of it. One that is being bought keeps its lease:
/// the request may still be on its way.
///
/// # Errors
/// The database failed.
pub async fn hurry(tx: &mut Tx, id: &LineId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE lines SET next_run_at = $2 WHERE id = $1 AND next_run_at IS NOT NULL AND state <> 'buying'";
    exec!(tx, SQL, id.as_str(), at.micros())?;
    Ok(())
}

/// Notes at which carrier account a line is about to be bought.
///
/// # Errors
/// The database failed.
pub async fn set_carrier_account(tx: &mut Tx, id: &LineId, carrier_account: &str) -> Result<(), StoreError> {
    exec!(tx, "UPDATE lines SET carrier_account = $2 WHERE id = $1", id.as_str(), carrier_account)?;
    Ok(())
}

/// The carrier account at which a line was last asked for.
///
/// # Errors
/// The database failed.
pub async fn carrier_account(tx: &mut Tx, id: &LineId) -> Result<Option<String>, StoreError> {
    let found = row!(tx, (Option<String>,), "SELECT carrier_account FROM lines WHERE id = $1", id.as_str())?;
    Ok(found.and_then(|(account,)| account))
}
