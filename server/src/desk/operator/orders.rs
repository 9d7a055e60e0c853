//! Orders of all accounts.

use app::{
    AppError,
    desk::{
        Find, Leaf, LineEntry, LineFile, Listed, Operator, OrderFile, OrderFilter, OrderRow, TrailActor, TrailEntry,
    },
    domain::{AccountId, OrderId, PoolId, Timestamp, UserId, pool::PoolName},
};
use std::collections::{HashMap, HashSet};

use super::{Names, map};
use crate::{
    desk::{
        Shop,
        fault::Fault,
        orders::{summarise, view},
    },
    store::{
        Tx, accounts, lines,
        lines::StoredLine,
        operator::{orders as listed, trail},
        orders,
        orders::StoredOrder,
        pools, users, verifications,
    },
};

/// Entries of the trail that an order's page shows.
const TRAIL_MAX: i64 = 500;

impl Shop {
    pub(super) async fn list_orders(
        &self,
        _: &Operator,
        filter: &OrderFilter,
        leaf: &Leaf,
    ) -> Result<Listed<OrderRow>, Fault> {
        let mut tx = self.store.read().await?;
        let account = match &filter.find {
            Some(Find::Email(email)) => users::by_email(&mut tx, email).await?.map(|user| Some(user.account)),
            Some(Find::Account(name)) => accounts::called(&mut tx, name).await?.map(Some),
            Some(Find::Order(_) | Find::Short(_)) | None => Some(None),
        };
        // Nobody is called so.
        let Some(account) = account else {
            return Ok(Listed { rows: Vec::new(), newer: None, older: None, looked_back_to: None });
        };
        let list = listed::page(&mut tx, filter, account.as_ref(), leaf).await?;
        let mut rows = Rows::read(&mut tx, &list.rows).await?;
        let whole = map(list, |id| rows.row(&id));
        let Listed { rows, newer, older, looked_back_to } = whole;
        Ok(Listed { rows: rows.into_iter().flatten().collect(), newer, older, looked_back_to })
    }

    pub(super) async fn order_file(&self, _: &Operator, id: &OrderId) -> Result<OrderFile, Fault> {
        let mut tx = self.store.read().await?;
        let stored = orders::of_anybody(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let order = self.order_of(&mut tx, &stored).await?;
        let all = lines::of_order(&mut tx, id).await?;
        let names = Names::read(&mut tx, [&stored.account].into_iter()).await?;
        let placed_by = users::lookup(&mut tx, &stored.user).await?.map(|user| user.email);
        Ok(OrderFile {
            order,
            telephony: names.telephony(&stored.account),
            lines: line_files(&mut tx, id, &all).await?,
            ledger: ledger_of(&mut tx, id).await?,
            trail: trail_of(&mut tx, &stored, &all).await?,
            account: names.of(stored.account),
            placed_by,
            if_gone: stored.if_gone,
            whole: stored.whole,
        })
    }
}

async fn line_files(tx: &mut Tx, order: &OrderId, all: &[StoredLine]) -> Result<Vec<LineFile>, Fault> {
    let noted = lines::noted(tx, order).await?;
    let file = |(line, noted): (&StoredLine, lines::Noted)| LineFile {
        id: line.id.clone(),
        view: view(all, line),
        state: noted.state,
        attempts: u32::try_from(noted.attempt).unwrap_or(u32::MAX),
        carrier_sid: noted.carrier_sid,
        carrier_account: noted.carrier_account,
        next_run: noted.next_run_at.map(Timestamp::from_micros),
    };
    // Both are read in one transaction, in one order.
    Ok(all.iter().zip(noted).map(file).collect())
}

async fn ledger_of(tx: &mut Tx, order: &OrderId) -> Result<Vec<LineEntry>, Fault> {
    let booked = trail::bookings(tx, order).await?;
    Ok(booked.into_iter().map(|(line, entry, amount, at)| LineEntry { line, entry, amount, at }).collect())
}

async fn trail_of(tx: &mut Tx, order: &StoredOrder, all: &[StoredLine]) -> Result<Vec<TrailEntry>, Fault> {
    let subjects = all.iter().map(|line| line.id.as_str()).chain([order.id.as_str()]);
    let entry = |entry: trail::Entry| TrailEntry {
        seq: entry.seq,
        at: Timestamp::from_micros(entry.at),
        by: match entry.actor.as_str() {
            "user" => TrailActor::Person(entry.email),
            "vendor" => TrailActor::Vendor,
            "operator" => TrailActor::Command,
            _ => TrailActor::House,
        },
        action: entry.action,
        line: all.iter().find(|line| line.id.as_str() == entry.subject_id).map(|line| line.id.clone()),
    };
    Ok(trail::of(tx, &order.account, subjects, TRAIL_MAX).await?.into_iter().map(entry).collect())
}

/// What the rows of a page are made of: a few queries, however many there are.
struct Rows {
    orders: HashMap<OrderId, StoredOrder>,
    lines: HashMap<OrderId, Vec<StoredLine>>,
    names: Names,
    emails: HashMap<UserId, String>,
    pools: HashMap<PoolId, PoolName>,
    reviewed: HashSet<AccountId>,
}

impl Rows {
    async fn read(tx: &mut Tx, ids: &[OrderId]) -> Result<Self, Fault> {
        let found = orders::all_of(tx, ids).await?;
        let mut by_order: HashMap<OrderId, Vec<StoredLine>> = HashMap::new();
        for line in lines::of_orders(tx, ids).await? {
            by_order.entry(line.order.clone()).or_default().push(line);
        }
        let accounts: Vec<&AccountId> = found.iter().map(|order| &order.account).collect();
        let people: Vec<&UserId> = found.iter().map(|order| &order.user).collect();
        let named: Vec<&PoolId> = found.iter().filter_map(|order| order.pool.as_ref()).collect();
        Ok(Self {
            lines: by_order,
            names: Names::read(tx, accounts.iter().copied()).await?,
            emails: users::emails(tx, &people).await?.into_iter().collect(),
            pools: pools::names_of(tx, &named).await?.into_iter().collect(),
            reviewed: verifications::under_review(tx, &accounts).await?,
            orders: found.into_iter().map(|order| (order.id.clone(), order)).collect(),
        })
    }

    fn row(&mut self, id: &OrderId) -> Option<OrderRow> {
        let order = self.orders.remove(id)?;
        let lines = self.lines.remove(id).unwrap_or_default();
        let pool = order.pool.as_ref().and_then(|pool| self.pools.get(pool).cloned());
        Some(OrderRow {
            summary: summarise(&order, &lines, pool, self.reviewed.contains(&order.account)),
            telephony: self.names.telephony(&order.account),
            placed_by: self.emails.get(&order.user).cloned(),
            account: self.names.of(order.account),
        })
    }
}
