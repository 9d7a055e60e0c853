//! Lines of carriers with where and since when: what the carriers' own lists are compared with.

use app::domain::{LineId, PhoneNumber, Timestamp};
use sqlx::FromRow;

use super::{Row, StoredLine};
use crate::store::{
    StoreError, Tx,
    tx::{row, rows},
};

/// A line whose number a carrier should have, has had or may have.
#[derive(Clone, Debug)]
pub struct AtCarrier {
    /// The line.
    pub line: StoredLine,
    /// The carrier account at which it was asked for, if it was.
    pub carrier_account: Option<String>,
    /// When it was bought, if it was.
    pub bought_at: Option<Timestamp>,
}

#[derive(FromRow)]
struct Full {
    #[sqlx(flatten)]
    row: Row,
    carrier_account: Option<String>,
    bought_at: Option<i64>,
}

impl TryFrom<Full> for AtCarrier {
    type Error = StoreError;
    fn try_from(full: Full) -> Result<Self, StoreError> {
        let bought_at = full.bought_at.map(Timestamp::from_micros);
        Ok(Self { line: full.row.try_into()?, carrier_account: full.carrier_account, bought_at })
    }
}

macro_rules! select_full {
    ($($rest:tt)+) => {
        concat!(
            "SELECT ", columns!(), ", carrier_account, ledger.at AS bought_at FROM lines \
            LEFT JOIN ledger ON ledger.line_id = lines.id AND ledger.kind = 'capture' WHERE source = 'twilio' AND ",
            $($rest)+
        )
    };
}

/// Live lines by number, after this one; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn live_after(tx: &mut Tx, number: Option<&PhoneNumber>, limit: i64) -> Result<Vec<AtCarrier>, StoreError> {
    const SQL: &str = select_full!("state IN ", live!(), " AND e164 > $1 ORDER BY e164 LIMIT $2");
    let after = number.map_or("", PhoneNumber::as_e164);
    rows!(tx, Full, SQL, after, limit)?.into_iter().map(AtCarrier::try_from).collect()
}

/// The live line of a number.
///
/// # Errors
/// The database failed.
pub async fn live_on(tx: &mut Tx, number: &PhoneNumber) -> Result<Option<AtCarrier>, StoreError> {
    const SQL: &str = select_full!("state IN ", live!(), " AND e164 = $1");
    row!(tx, Full, SQL, number.as_e164())?.map(AtCarrier::try_from).transpose()
}

/// The line whose id is this tag.
///
/// # Errors
/// The database failed.
pub async fn tagged(tx: &mut Tx, tag: &LineId) -> Result<Option<AtCarrier>, StoreError> {
    const SQL: &str = select_full!("lines.id = $1");
    row!(tx, Full, SQL, tag.as_str())?.map(AtCarrier::try_from).transpose()
}
