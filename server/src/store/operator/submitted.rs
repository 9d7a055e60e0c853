//! What was handed to vendors: applications for services, and identities.

use app::{
    desk::{ApplicationState, Leaf, Listed, Mark, Submitted, SubmittedFilter},
    domain::{AccountId, Service, Timestamp},
};
use sqlx::{FromRow, QueryBuilder};
use std::collections::HashMap;

use super::{ROWS, leaf_of, push_leaf};
use crate::store::{
    StoreError, Tx,
    error::word,
    tx::{in_list, on_db},
};

/// One of them, with what the list says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSubmission {
    /// Our id of it.
    pub id: String,
    /// Whose it is.
    pub account: AccountId,
    /// What it is, and where it stands.
    pub what: Submitted,
    /// What the vendor calls it, or its parts.
    pub vendor_refs: Vec<String>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When it changed last, or when the vendor was heard.
    pub changed_at: Option<Timestamp>,
}

impl ListedSubmission {
    fn mark(&self) -> Mark {
        Mark { at: self.begun_at, id: self.id.clone() }
    }
}

/// A page of what a filter finds, the latest begun first.
///
/// # Errors
/// The database failed.
pub async fn page(tx: &mut Tx, filter: SubmittedFilter, leaf: &Leaf) -> Result<Listed<ListedSubmission>, StoreError> {
    let found = match filter {
        SubmittedFilter::Identities => identities(tx, leaf).await?,
        SubmittedFilter::Applications(service, state) => applications(tx, service, state, leaf).await?,
    };
    let seen = found.into_iter().map(|one| (one.mark(), Some(one))).collect();
    Ok(leaf_of(seen, leaf, ROWS + 1))
}

#[derive(FromRow)]
struct HandOver {
    id: String,
    account_id: String,
    vendor_ref: Option<String>,
    created_at: i64,
    heard_at: Option<i64>,
    redacted_at: Option<i64>,
}

async fn identities(tx: &mut Tx, leaf: &Leaf) -> Result<Vec<ListedSubmission>, StoreError> {
    const SQL: &str =
        "SELECT id, account_id, vendor_ref, created_at, heard_at, redacted_at FROM submissions WHERE TRUE";
    let found: Vec<HandOver> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(SQL);
        push_leaf(&mut select, leaf, ["created_at", "id"], ROWS + 1);
        select.build_query_as().fetch_all(conn).await
    })?;
    let read = |row: HandOver| {
        Ok(ListedSubmission {
            account: word(&row.account_id, "submissions", "account_id", &row.id)?,
            what: Submitted::Identity { redacted: row.redacted_at.is_some() },
            vendor_refs: row.vendor_ref.into_iter().collect(),
            begun_at: Timestamp::from_micros(row.created_at),
            changed_at: row.heard_at.map(Timestamp::from_micros),
            id: row.id,
        })
    };
    found.into_iter().map(read).collect()
}

#[derive(FromRow)]
struct Application {
    id: String,
    account_id: String,
    service: String,
    state: String,
    round: i64,
    reasons: String,
    created_at: i64,
    changed_at: i64,
}

async fn applications(
    tx: &mut Tx,
    service: Option<Service>,
    state: Option<ApplicationState>,
    leaf: &Leaf,
) -> Result<Vec<ListedSubmission>, StoreError> {
    // What people wrote in the form stays sealed.
    const SQL: &str = "SELECT id, account_id, service, state, round, reasons, created_at, changed_at FROM applications \
        WHERE TRUE";
    let found: Vec<Application> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(SQL);
        if let Some(service) = service {
            select.push(" AND service = ").push_bind(service.as_str());
        }
        if let Some(state) = state {
            select.push(" AND state = ").push_bind(state.as_str());
        }
        push_leaf(&mut select, leaf, ["created_at", "id"], ROWS + 1);
        select.build_query_as().fetch_all(conn).await
    })?;
    let mut filed = filed(tx, found.iter().map(|row| row.id.as_str())).await?;
    let read = |row: Application| {
        let bad = |column| StoreError::Inconsistent { table: "applications", column, id: row.id.clone() };
        Ok(ListedSubmission {
            account: word(&row.account_id, "applications", "account_id", &row.id)?,
            what: Submitted::Application {
                service: word(&row.service, "applications", "service", &row.id)?,
                state: word(&row.state, "applications", "state", &row.id)?,
                round: u32::try_from(row.round).map_err(|_| bad("round"))?,
                reasons: row.reasons.split_terminator(',').map(str::to_owned).collect(),
            },
            vendor_refs: filed.remove(&row.id).unwrap_or_default(),
            begun_at: Timestamp::from_micros(row.created_at),
            changed_at: Some(Timestamp::from_micros(row.changed_at)),
            id: row.id,
        })
    };
    found.into_iter().map(read).collect()
}

/// What the vendor calls the parts of these applications.
async fn filed(tx: &mut Tx, ids: impl Iterator<Item = &str>) -> Result<HashMap<String, Vec<String>>, StoreError> {
    let ids: Vec<&str> = ids.collect();
    let found: Vec<(String, String)> = on_db!(tx, |conn| {
        let mut select =
            QueryBuilder::new("SELECT application_id, sid FROM filings WHERE sid IS NOT NULL AND application_id IN ");
        in_list(&mut select, ids.iter().copied());
        select.push(" ORDER BY application_id, step");
        select.build_query_as().fetch_all(conn).await
    })?;
    let mut filed: HashMap<String, Vec<String>> = HashMap::new();
    for (id, sid) in found {
        filed.entry(id).or_default().push(sid);
    }
    Ok(filed)
}
