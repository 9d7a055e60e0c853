//! Signed events, what became of them, and their being looked at again.

use app::{
    desk::{Leaf, Listed, Mark, Verdict},
    domain::{AccountId, Timestamp},
};
use sqlx::{FromRow, QueryBuilder};

use super::{ROWS, leaf_of, push_leaf};
use crate::store::{
    StoreError, Tx,
    error::word,
    jobs::Kind,
    tx::{in_list, on_db},
};

/// An event with what the list says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEvent {
    /// The vendor's id of it.
    pub id: String,
    /// What happened, in the vendor's word.
    pub name: String,
    /// What it happened to.
    pub about: Option<String>,
    /// Whose that is, if we have it.
    pub account: Option<AccountId>,
    /// The work that looks at it.
    pub work: Option<Kind>,
    /// What became of it.
    pub verdict: Verdict,
    /// When it came first.
    pub at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    subject: Option<String>,
    received_at: i64,
    identity_of: Option<String>,
    application_of: Option<String>,
    attempts: Option<i64>,
}

impl TryFrom<Row> for ListedEvent {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let work = match (&row.identity_of, &row.application_of) {
            (Some(_), _) => Some(Kind::Fetch),
            (None, Some(_)) => Some(Kind::Apply),
            (None, None) => None,
        };
        let account = row.identity_of.or(row.application_of);
        let verdict = match (work, row.attempts) {
            (_, Some(attempts)) => Verdict::UnderWay { attempts: u32::try_from(attempts).unwrap_or(u32::MAX) },
            (Some(_), None) => Verdict::Processed,
            (None, None) => Verdict::Ignored,
        };
        Ok(Self {
            account: account.map(|id| word(&id, "webhook_events", "subject", &row.id)).transpose()?,
            about: row.subject,
            name: row.name,
            work,
            verdict,
            at: Timestamp::from_micros(row.received_at),
            id: row.id,
        })
    }
}

/// Reads events. An event of the carrier speaks of an application by our id, one of the identity vendor of a hand-over by
/// the vendor's name, which may be one that we do not know yet. Work that is due, or that a worker has, is under way; an
/// application is also looked at between events.
macro_rules! select {
    () => {
        "SELECT e.id, e.name, e.subject, e.received_at, s.account_id AS identity_of, a.account_id AS application_of, \
        (SELECT j.attempts FROM jobs j WHERE j.kind IN ('fetch', 'apply') AND j.subject = e.subject \
        AND (j.kind = 'fetch' OR j.run_at <= "
    };
}

fn push_events<DB: sqlx::Database>(select: &mut QueryBuilder<DB>, now: Timestamp)
where
    for<'e> i64: sqlx::Encode<'e, DB> + sqlx::Type<DB>,
{
    select.push_bind(now.micros()).push(" OR j.leased_until > ").push_bind(now.micros());
    select.push(
        ") ORDER BY j.kind LIMIT 1) AS attempts FROM webhook_events e \
        LEFT JOIN submissions s ON s.vendor_ref = e.subject LEFT JOIN applications a ON a.id = e.subject WHERE TRUE",
    );
}

/// A page of events, the latest first; of one object alone, if it is named.
///
/// # Errors
/// The database failed.
pub async fn page(
    tx: &mut Tx,
    about: Option<&str>,
    now: Timestamp,
    leaf: &Leaf,
) -> Result<Listed<ListedEvent>, StoreError> {
    let found: Vec<Row> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(select!());
        push_events(&mut select, now);
        if let Some(about) = about {
            select.push(" AND e.subject = ").push_bind(about);
        }
        push_leaf(&mut select, leaf, ["e.received_at", "e.id"], ROWS + 1);
        select.build_query_as().fetch_all(conn).await
    })?;
    let seen = |row: Row| {
        let mark = Mark { at: Timestamp::from_micros(row.received_at), id: row.id.clone() };
        Ok((mark, Some(ListedEvent::try_from(row)?)))
    };
    Ok(leaf_of(found.into_iter().map(seen).collect::<Result<_, StoreError>>()?, leaf, ROWS + 1))
}

/// One event.
///
/// # Errors
/// The database failed.
pub async fn lookup(tx: &mut Tx, id: &str, now: Timestamp) -> Result<Option<ListedEvent>, StoreError> {
    let found: Option<Row> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(select!());
        push_events(&mut select, now);
        select.push(" AND e.id = ").push_bind(id);
        select.build_query_as().fetch_optional(conn).await
    })?;
    found.map(ListedEvent::try_from).transpose()
}

/// An event's being looked at again.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Redelivery {
    /// The event.
    pub event_id: String,
    /// Who wanted it: their e-mail, until they are removed.
    pub email: Option<String>,
    /// Why.
    pub why: String,
    /// When, in microseconds.
    pub at: i64,
}

/// How often, when and why these events were looked at again, the latest first.
///
/// # Errors
/// The database failed.
pub async fn again(tx: &mut Tx, events: impl Iterator<Item = &str>) -> Result<Vec<Redelivery>, StoreError> {
    let events: Vec<&str> = events.collect();
    Ok(on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(
            "SELECT a.subject_id AS event_id, u.email, r.reason AS why, a.at FROM audit a \
            JOIN reasons r ON r.chain = a.chain AND r.seq = a.seq \
            LEFT JOIN users u ON u.id = a.actor_id AND u.removed_at IS NULL \
            WHERE a.subject = 'event' AND a.subject_id IN ",
        );
        in_list(&mut select, events.iter().copied());
        select.push(" ORDER BY a.at DESC, a.seq DESC");
        select.build_query_as().fetch_all(conn).await
    })?)
}
