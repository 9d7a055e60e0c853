//! The account's lock: what two tasks do at the same moment happens in one order or the other, never in between.

use app::domain::{AccountId, Approval, Timestamp, order::Order};
use plusone::{
    ids,
    store::{
        Store, accounts,
        jobs::{self, Kind},
        orders::{self, StoredOrder},
        stock,
    },
};
use std::sync::Arc;
use tokio::sync::Barrier;

use crate::{
    database::{Database, on_both},
    make::{Customer, HELD, at, number, offer},
};

on_both!(
    no_hold_is_left_behind_an_approval,
    nobody_loses_a_version,
    one_of_many_claims_a_job,
    one_of_many_reserves_a_number
);

const ROUNDS: usize = 25;
const TASKS: usize = 6;

/// Places an order as the desk does: the verdict is read under the lock that the approval takes.
async fn place(store: Store, start: Arc<Barrier>, order: StoredOrder) {
    start.wait().await;
    let mut tx = store.write().await.expect("a connection");
    let account = accounts::lock(&mut tx, &order.account).await.expect("locked").expect("known");
    let state = if account.approval.is_some() { Order::Completing } else { HELD };
    orders::add(&mut tx, &StoredOrder { state, ..order }).await.expect("added");
    tx.commit().await.expect("commits");
}

/// Approves an account and wakes what it holds.
async fn approve(store: Store, start: Arc<Barrier>, account: AccountId) {
    start.wait().await;
    let mut tx = store.write().await.expect("a connection");
    accounts::lock(&mut tx, &account).await.expect("locked").expect("known");
    let approval = Approval { verification: ids::fresh(), at: at(1) };
    accounts::set_approval(&mut tx, &account, Some(&approval)).await.expect("approved");
    for order in orders::held(&mut tx, &account).await.expect("read") {
        assert!(orders::set_state(&mut tx, &order.id, HELD, Order::Completing).await.expect("moved"));
    }
    tx.commit().await.expect("commits");
}

/// Crash point C8.
async fn no_hold_is_left_behind_an_approval(db: Database) {
    for round in 0..ROUNDS {
        let customer = Customer::join(&db, &format!("round-{round}")).await;
        let start = Arc::new(Barrier::new(3));
        let order = |store: &Store| tokio::spawn(place(store.clone(), Arc::clone(&start), customer.order(HELD)));
        let tasks = [
            order(&db.store),
            tokio::spawn(approve(db.store.clone(), Arc::clone(&start), customer.account.id.clone())),
            order(&db.store),
        ];
        for task in tasks {
            task.await.expect("no task failed");
        }
        let mut tx = db.read().await;
        let left = orders::held(&mut tx, &customer.account.id).await.expect("read").len();
        assert_eq!(left, 0, "round {round}: a purchase would wait for ever");
        let all = orders::newest(&mut tx, &customer.account.id, 10).await.expect("read");
        assert_eq!(all.len(), 2);
    }
    let mut tx = db.read().await;
    assert!(accounts::approved_but_held(&mut tx).await.expect("read").is_empty());
}

async fn nobody_loses_a_version(db: Database) {
    let customer = Customer::join(&db, "versions").await;
    let start = Arc::new(Barrier::new(TASKS));
    let task = |_| {
        let (store, start, id) = (db.store.clone(), Arc::clone(&start), customer.account.id.clone());
        tokio::spawn(async move {
            start.wait().await;
            let mut seen = Vec::new();
            for _ in 0..10 {
                let mut tx = store.write().await.expect("a connection");
                seen.push(accounts::lock(&mut tx, &id).await.expect("locked").expect("known").version);
                tx.commit().await.expect("commits");
            }
            seen
        })
    };
    let tasks: Vec<_> = (0..TASKS).map(task).collect();
    let mut seen = Vec::new();
    for task in tasks {
        seen.extend(task.await.expect("no task failed"));
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=10 * i64::try_from(TASKS).expect("few")).collect::<Vec<_>>());
}

async fn one_of_many_claims_a_job(db: Database) {
    let far = Timestamp::from_micros(i64::MAX);
    for round in 0..ROUNDS {
        let subject = format!("txn_{round}");
        let mut tx = db.write().await;
        jobs::ask(&mut tx, Kind::Fetch, &subject, at(1)).await.expect("asked");
        tx.commit().await.expect("commits");
        let start = Arc::new(Barrier::new(TASKS));
        let task = |_| {
            let (store, start, subject) = (db.store.clone(), Arc::clone(&start), subject.clone());
            tokio::spawn(async move {
                start.wait().await;
                let mut tx = store.write().await.expect("a connection");
                let job = jobs::claim(&mut tx, Kind::Fetch, &subject, at(1), far).await.expect("no error");
                tx.commit().await.expect("commits");
                usize::from(job.is_some())
            })
        };
        let tasks: Vec<_> = (0..TASKS).map(task).collect();
        let mut claimed = 0;
        for task in tasks {
            claimed += task.await.expect("no task failed");
        }
        assert_eq!(claimed, 1, "round {round}");
    }
}

async fn one_of_many_reserves_a_number(db: Database) {
    for round in 0..ROUNDS {
        let wanted = number(&format!("+1202555{:04}", 1_000 + round));
        let mut tx = db.write().await;
        stock::add(&mut tx, &[offer(&wanted, app::domain::offer::Source::Stock)]).await.expect("added");
        tx.commit().await.expect("commits");
        let start = Arc::new(Barrier::new(TASKS));
        let task = |_| {
            let (store, start, wanted) = (db.store.clone(), Arc::clone(&start), wanted.clone());
            tokio::spawn(async move {
                start.wait().await;
                let mut tx = store.write().await.expect("a connection");
                let got = stock::reserve(&mut tx, &wanted, &ids::fresh()).await.expect("no error");
                tx.commit().await.expect("commits");
                usize::from(got)
            })
        };
        let tasks: Vec<_> = (0..TASKS).map(task).collect();
        let mut reserved = 0;
        for task in tasks {
            reserved += task.await.expect("no task failed");
        }
        assert_eq!(reserved, 1, "round {round}");
    }
}
