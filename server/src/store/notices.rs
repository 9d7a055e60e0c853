//! What people of an account are told.

use app::domain::{AccountId, ApplicationId, NoticeId, NoticeKind, OrderId, Service, Timestamp, UserId, notice::Thing};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, row, rows},
};
use crate::ids;

/// Something to tell.
#[derive(Clone, Copy, Debug)]
pub struct NewNotice<'a> {
    /// What happened.
    pub kind: NoticeKind,
    /// The name of this happening; another one of its kind has another.
    pub about: &'a str,
    /// What it happened to.
    pub thing: Option<&'a Thing>,
}

/// Something that was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredNotice {
    /// Its name.
    pub id: NoticeId,
    /// Whom it was told.
    pub account: AccountId,
    /// What happened.
    pub kind: NoticeKind,
    /// To what.
    pub thing: Option<Thing>,
    /// Which version of the account it came with.
    pub version: i64,
    /// When.
    pub at: Timestamp,
}

/// What a person has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadTo {
    /// What came with this version of the account, or before.
    version: i64,
    /// What happened before they came is no news to them.
    since: Timestamp,
}

impl ReadTo {
    /// Whether this is news.
    #[must_use]
    pub fn is_news(self, notice: &StoredNotice) -> bool {
        notice.version > self.version && notice.at >= self.since
    }
}

/// Reads notices.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, account_id, kind, order_id, application_id, service, version, at FROM notices ", $rest)
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    kind: String,
    order_id: Option<String>,
    application_id: Option<String>,
    service: Option<String>,
    version: i64,
    at: i64,
}

impl Row {
    fn thing(&self) -> Result<Option<Thing>, StoreError> {
        let named = (self.order_id.as_deref(), self.service.as_deref(), self.application_id.as_deref());
        Ok(match named {
            (None, None, None) => None,
            (Some(order), None, None) => Some(Thing::Order(word(order, "notices", "order_id", &self.id)?)),
            (None, Some(service), Some(application)) => Some(Thing::Application(
                word(service, "notices", "service", &self.id)?,
                word(application, "notices", "application_id", &self.id)?,
            )),
            _ => {
                let id = self.id.clone();
                return Err(StoreError::Inconsistent { table: "notices", column: "application_id", id });
            }
        })
    }
}

impl TryFrom<Row> for StoredNotice {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            account: word(&row.account_id, "notices", "account_id", &row.id)?,
            kind: word(&row.kind, "notices", "kind", &row.id)?,
            thing: row.thing()?,
            id: word(&row.id, "notices", "id", &row.id)?,
            version: row.version,
            at: Timestamp::from_micros(row.at),
        })
    }
}

/// Tells the people of the account that this transaction has locked; `None` when they were told before.
///
/// # Errors
/// No account is locked, or the database failed.
pub async fn add(tx: &mut Tx, notice: NewNotice<'_>, at: Timestamp) -> Result<Option<NoticeId>, StoreError> {
    const SQL: &str = "INSERT INTO notices (id, account_id, kind, about, order_id, application_id, service, version, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account_id, kind, about) DO NOTHING";
    let NewNotice { kind, about, thing } = notice;
    let unlocked = || StoreError::Inconsistent { table: "notices", column: "account_id", id: about.to_owned() };
    let (account, version) = tx.locked_at().map(|(id, version)| (id.clone(), version)).ok_or_else(unlocked)?;
    let id: NoticeId = ids::fresh();
    let (order, application, service) = match thing {
        Some(Thing::Order(order)) => (Some(OrderId::as_str(order)), None, None),
        Some(Thing::Application(service, id)) => {
            (None, Some(ApplicationId::as_str(id)), Some(Service::as_str(*service)))
        }
        None => (None, None, None),
    };
    let (kind, account, at) = (kind.as_str(), account.as_str(), at.micros());
    let added = exec!(tx, SQL, id.as_str(), account, kind, about, order, application, service, version, at)?;
    Ok((added == 1).then_some(id))
}

/// A notice.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &NoticeId) -> Result<Option<StoredNotice>, StoreError> {
    row!(tx, Row, select!("WHERE id = $1"), id.as_str())?.map(StoredNotice::try_from).transpose()
}

/// The account's notices, newest first, `after` the last one that was read; at most `limit`.
///
/// # Errors
/// The database failed.
pub async fn page(
    tx: &mut Tx,
    account: &AccountId,
    after: Option<&StoredNotice>,
    limit: i64,
) -> Result<Vec<StoredNotice>, StoreError> {
    const SQL: &str = select!(
        "WHERE account_id = $1 AND (version < $2 OR (version = $2 AND id < $3)) ORDER BY version DESC, id DESC LIMIT $4"
    );
    let (version, id) = after.map_or((i64::MAX, ""), |after| (after.version, after.id.as_str()));
    rows!(tx, Row, SQL, account.as_str(), version, id, limit)?.into_iter().map(StoredNotice::try_from).collect()
}

/// What a person has read.
///
/// # Errors
/// The database failed.
pub async fn read_to(tx: &mut Tx, user: &UserId) -> Result<ReadTo, StoreError> {
    const SQL: &str = "SELECT COALESCE(notices_read, 0), created_at FROM users WHERE id = $1";
    let (version, since) = row!(tx, (i64, i64), SQL, user.as_str())?.unwrap_or((i64::MAX, i64::MAX));
    Ok(ReadTo { version, since: Timestamp::from_micros(since) })
}

/// How many notices are news to a person; no more than `most` are counted.
///
/// # Errors
/// The database failed.
pub async fn unread(tx: &mut Tx, account: &AccountId, user: &UserId, most: i64) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM notices WHERE account_id = $1 AND version > $2 AND at >= $3 \
        LIMIT $4) AS news";
    let ReadTo { version, since } = read_to(tx, user).await?;
    let counted = row!(tx, (i64,), SQL, account.as_str(), version, since.micros(), most)?;
    Ok(counted.map_or(0, |(count,)| count))
}

/// Notes that a person has read a notice, and all before it.
///
/// # Errors
/// The database failed.
pub async fn read(tx: &mut Tx, user: &UserId, notice: &StoredNotice) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE users SET notices_read = $2 WHERE id = $1 AND COALESCE(notices_read, 0) < $2";
    exec!(tx, SQL, user.as_str(), notice.version)?;
    Ok(())
}
