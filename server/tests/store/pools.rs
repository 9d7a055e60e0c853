//! Pools: whose they are, what they own, and the orders that may still bring them numbers.

use app::domain::{
    LineId, PoolId,
    line::{FailReason, Line},
    order::Order,
    pool::PoolName,
};
use plusone::{
    ids,
    store::{
        lines::{self, StoredLine},
        orders::{self, StoredOrder},
        pools,
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, HELD, at, due},
};

on_both!(
    a_pool_is_read_as_it_was_written,
    another_accounts_pool_is_not_found,
    the_newest_pool_comes_first,
    a_pool_holds_what_its_orders_own,
    only_open_orders_may_bring_more,
    an_order_keeps_its_pool
);

fn name(text: &str) -> PoolName {
    text.parse().expect("a name")
}

/// A stored pool, made at this second.
async fn pool(db: &Database, customer: &Customer, text: &str, second: i64) -> PoolId {
    let id = ids::fresh();
    let mut tx = db.write().await;
    pools::add(&mut tx, &id, &customer.account.id, &name(text), at(second)).await.expect("a new pool");
    tx.commit().await.expect("commits");
    id
}

/// A stored order for a pool with a line in each of these states, and its lines.
async fn filled(
    db: &Database,
    customer: &Customer,
    pool: Option<&PoolId>,
    state: Order,
    lines: &[(&str, Line)],
) -> (StoredOrder, Vec<StoredLine>) {
    let order = StoredOrder { pool: pool.cloned(), whole: pool.is_some(), ..customer.order(state) };
    let lines: Vec<_> = lines.iter().map(|(e164, state)| customer.line(&order, e164, state.clone())).collect();
    let mut tx = db.write().await;
    orders::add(&mut tx, &order).await.expect("a new order");
    for (position, line) in (0..).zip(&lines) {
        lines::add(&mut tx, std::slice::from_ref(line), position, due(&line.state)).await.expect("a new line");
    }
    tx.commit().await.expect("commits");
    (order, lines)
}

fn owned(sid: &str) -> Line {
    Line::Owned { sid: sid.to_owned() }
}

fn line_ids(lines: &[StoredLine]) -> Vec<&LineId> {
    lines.iter().map(|line| &line.id).collect()
}

async fn a_pool_is_read_as_it_was_written(db: Database) {
    let customer = Customer::join(&db, "named").await;
    let id = pool(&db, &customer, "Línea d'été ✆ <b>", 7).await;
    let mut tx = db.write().await;
    let found = pools::lookup(&mut tx, &customer.account.id, &id).await.expect("read").expect("known");
    assert_eq!((found.id, found.name.as_str(), found.since), (id.clone(), "Línea d'été ✆ <b>", at(7)));
    assert_eq!((found.numbers, found.monthly.cents()), (0, 0), "an empty pool");
    assert!(pools::rename(&mut tx, &customer.account.id, &id, &name("Winter")).await.expect("renamed"));
    let found = pools::lookup(&mut tx, &customer.account.id, &id).await.expect("read").expect("known");
    assert_eq!((found.name.as_str(), found.since), ("Winter", at(7)));
    assert!(pools::lookup(&mut tx, &customer.account.id, &ids::fresh()).await.expect("read").is_none());
}

async fn another_accounts_pool_is_not_found(db: Database) {
    let (owner, stranger) = (Customer::join(&db, "owner").await, Customer::join(&db, "stranger").await);
    let id = pool(&db, &owner, "Support", 1).await;
    let mut tx = db.write().await;
    let account = &stranger.account.id;
    assert!(pools::lookup(&mut tx, account, &id).await.expect("read").is_none());
    assert!(!pools::rename(&mut tx, account, &id, &name("Mine")).await.expect("not theirs"));
    assert!(pools::newest(&mut tx, account, 10).await.expect("read").is_empty());
    assert!(pools::names(&mut tx, account).await.expect("read").is_empty());
    assert_eq!(pools::names(&mut tx, &owner.account.id).await.expect("read"), [(id, name("Support"))]);
}

async fn the_newest_pool_comes_first(db: Database) {
    let customer = Customer::join(&db, "newest").await;
    let mut made = Vec::new();
    for (second, text) in [(20, "middle"), (10, "oldest"), (30, "newest")] {
        made.push(pool(&db, &customer, text, second).await);
    }
    let mut tx = db.read().await;
    let found = pools::newest(&mut tx, &customer.account.id, 10).await.expect("read");
    assert_eq!(found.iter().map(|pool| &pool.id).collect::<Vec<_>>(), [&made[2], &made[0], &made[1]]);
    assert_eq!(pools::newest(&mut tx, &customer.account.id, 2).await.expect("read"), found[..2]);
}

async fn a_pool_holds_what_its_orders_own(db: Database) {
    let customer = Customer::join(&db, "holder").await;
    let (full, empty) = (pool(&db, &customer, "full", 1).await, pool(&db, &customer, "empty", 2).await);
    let first = [
        ("+12025556002", owned("PN2")),
        ("+12025556001", owned("PN1")),
        ("+12025556003", Line::Failed(FailReason::NumberGone)),
        ("+12025556004", Line::Replaced),
    ];
    let (_, first) = filled(&db, &customer, Some(&full), Order::PartlyPurchased, &first).await;
    let (_, second) = filled(&db, &customer, Some(&full), Order::Purchased, &[("+12025556000", owned("PN0"))]).await;
    filled(&db, &customer, Some(&full), HELD, &[("+12025556005", Line::Waiting)]).await;
    filled(&db, &customer, Some(&empty), Order::Failed, &[("+12025556006", Line::Gone)]).await;
    filled(&db, &customer, None, Order::Purchased, &[("+12025556007", owned("PN7"))]).await;
    let mut tx = db.read().await;
    let numbers = lines::owned_of_pool(&mut tx, &full).await.expect("read");
    assert_eq!(line_ids(&numbers), [&second[0].id, &first[1].id, &first[0].id], "by number, over all orders");
    assert!(lines::owned_of_pool(&mut tx, &empty).await.expect("read").is_empty());
    let summary = pools::lookup(&mut tx, &customer.account.id, &full).await.expect("read").expect("known");
    assert_eq!((summary.numbers, summary.monthly.cents()), (3, 345));
    let listed = pools::newest(&mut tx, &customer.account.id, 10).await.expect("read");
    assert_eq!(listed[1], summary, "the list says the same");
    assert_eq!((listed[0].numbers, listed[0].monthly.cents()), (0, 0));
}

async fn only_open_orders_may_bring_more(db: Database) {
    let customer = Customer::join(&db, "open").await;
    let (one, other) = (pool(&db, &customer, "one", 1).await, pool(&db, &customer, "other", 2).await);
    let mut open = Vec::new();
    for (nth, state) in [HELD, Order::Completing, Order::Choosing { until: at(90) }].into_iter().enumerate() {
        let e164 = format!("+1202555700{nth}");
        open.push(filled(&db, &customer, Some(&one), state, &[(&e164, Line::Waiting)]).await);
    }
    for state in
        [Order::Purchased, Order::PartlyPurchased, Order::Failed, Order::Cancelled, Order::Expired, Order::Declined]
    {
        filled(&db, &customer, Some(&one), state, &[("+12025557009", Line::Failed(FailReason::Expired))]).await;
    }
    filled(&db, &customer, Some(&other), HELD, &[("+12025557008", Line::Waiting)]).await;
    let mut tx = db.read().await;
    let mut found: Vec<_> =
        orders::open_of_pool(&mut tx, &one).await.expect("read").into_iter().map(|order| order.id).collect();
    let mut expected: Vec<_> = open.iter().map(|(order, _)| order.id.clone()).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let found = lines::of_open_orders_of_pool(&mut tx, &one).await.expect("read");
    let mut found = line_ids(&found);
    let mut expected: Vec<_> = open.iter().map(|(_, lines)| &lines[0].id).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

async fn an_order_keeps_its_pool(db: Database) {
    let customer = Customer::join(&db, "keeps").await;
    let id = pool(&db, &customer, "kept", 1).await;
    let (order, _) = filled(&db, &customer, Some(&id), HELD, &[]).await;
    let (without, _) = filled(&db, &customer, None, HELD, &[]).await;
    let mut tx = db.read().await;
    let found = orders::lookup(&mut tx, &customer.account.id, &order.id).await.expect("read").expect("known");
    assert_eq!((found.pool, found.whole), (Some(id), true));
    let found = orders::lookup(&mut tx, &customer.account.id, &without.id).await.expect("read").expect("known");
    assert_eq!((found.pool, found.whole), (None, false));
    drop(tx);
    let mut tx = db.write().await;
    let nowhere = StoredOrder { pool: Some(ids::fresh()), ..customer.order(HELD) };
    orders::add(&mut tx, &nowhere).await.expect_err("there is no such pool");
}
