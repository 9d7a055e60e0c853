//! Events that arrive while the database is busy: they share a commit, and what becomes of it.

use futures::future::join_all;
use tokio::{join, time::sleep};

use super::{
    impatient,
    locked::{A_MOMENT, Lock},
};
use crate::{
    database::{Database, on_both},
    shop::{Plan, TestShop},
    webhooks::{EVENTS, JOBS, told},
};

on_both!(
    events_that_wait_share_a_commit,
    events_that_shared_a_failure_are_taken_when_they_come_again,
    a_sender_that_hangs_up_takes_no_event_along
);

const COUNT: usize = 30;

/// Tells of so many transactions at once; the answers.
async fn tell_all(shop: &TestShop) -> Vec<u16> {
    join_all((0..COUNT).map(async |number| told(shop, &format!("txn_{number}")).await)).await
}

async fn events_that_wait_share_a_commit(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let lock = Lock::on(&shop.db).await;
    let (answers, ()) = join!(tell_all(&shop), async {
        sleep(A_MOMENT).await;
        lock.let_go().await;
    });
    assert_eq!(answers, [200; COUNT]);
    assert_eq!((shop.db.count(EVENTS).await, shop.db.count(JOBS).await), (30, 30));
    // All of a commit are taken at one moment.
    let commits = shop.db.count("SELECT COUNT(DISTINCT received_at) FROM webhook_events").await;
    assert!(commits < 10, "{commits} commits for {COUNT} events");
}

async fn events_that_shared_a_failure_are_taken_when_they_come_again(db: Database) {
    let shop = TestShop::without_worker(impatient(&db).await, Plan::default()).await;
    let lock = Lock::on(&shop.db).await;
    assert_eq!(tell_all(&shop).await, [503; COUNT], "none was taken");
    lock.let_go().await;
    assert_eq!((shop.db.count(EVENTS).await, shop.db.count(JOBS).await), (0, 0));
    assert_eq!(tell_all(&shop).await, [200; COUNT]);
    assert_eq!((shop.db.count(EVENTS).await, shop.db.count(JOBS).await), (30, 30));
    shop.db.store.close().await;
}

async fn a_sender_that_hangs_up_takes_no_event_along(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let lock = Lock::on(&shop.db).await;
    let hasty = tokio::time::timeout(A_MOMENT / 2, told(&shop, "txn_hasty"));
    let (hasty, patient, ()) = join!(hasty, told(&shop, "txn_patient"), async {
        sleep(A_MOMENT).await;
        lock.let_go().await;
    });
    assert!(hasty.is_err(), "it hung up");
    assert_eq!(patient, 200);
    assert_eq!((shop.db.count(EVENTS).await, shop.db.count(JOBS).await), (2, 2));
}
