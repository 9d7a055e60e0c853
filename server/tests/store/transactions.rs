//! What a transaction sees, and what of it can be undone.

use plusone::store::{
    Changed, StoreError,
    jobs::{self, Kind, Vendor},
};
use sqlx::{Connection as _, PgConnection};

use crate::{
    database::{Database, on_both, on_postgres},
    make::{Customer, at},
};
use app::domain::{line::Line, order::Order};
use plusone::store::{accounts, lines};

on_both!(a_reader_sees_one_moment, a_reader_who_goes_away_stops_no_writer, a_failed_step_costs_only_itself);

async fn ask(db: &Database, subject: &str) {
    let mut tx = db.write().await;
    jobs::ask(&mut tx, Kind::Fetch, subject, at(1)).await.expect("asked");
    tx.commit().await.expect("commits");
}

async fn a_reader_sees_one_moment(db: Database) {
    ask(&db, "txn_1").await;
    let mut reader = db.read().await;
    assert_eq!(jobs::due(&mut reader, Vendor::Identity, at(1), 10).await.expect("read").len(), 1);
    ask(&db, "txn_2").await;
    assert_eq!(jobs::due(&mut reader, Vendor::Identity, at(1), 10).await.expect("read").len(), 1, "the same moment");
    assert!(jobs::ask(&mut reader, Kind::Fetch, "txn_3", at(1)).await.is_err(), "it only reads");
    drop(reader);
    let mut later = db.read().await;
    assert_eq!(jobs::due(&mut later, Vendor::Identity, at(1), 10).await.expect("read").len(), 2);
}

async fn a_reader_who_goes_away_stops_no_writer(db: Database) {
    for round in 0..300 {
        // Dropped at any point of its beginning.
        let patience = std::time::Duration::from_micros(round * 5);
        tokio::time::timeout(patience, db.store.read()).await.map(drop).ok();
        ask(&db, &format!("txn_{round}")).await;
    }
    assert_eq!(db.count("SELECT COUNT(*) FROM jobs").await, 300);
}

#[tokio::test]
async fn a_commit_whose_answer_is_lost_is_known_as_one() {
    on_postgres(async |db: Database| {
        let mut heard = db.store.changes();
        let mut tx = db.write().await;
        jobs::ask(&mut tx, Kind::Fetch, "txn_1", at(1)).await.expect("asked");
        let mut other = PgConnection::connect(&db.url).await.expect("a second connection");
        let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        sqlx::query(end).execute(&mut other).await.expect("ended");
        let error = tx.commit().await.expect_err("nobody answers");
        assert!(matches!(error, StoreError::Unanswered(_)), "{error:?}");
        assert!(matches!(heard.try_recv(), Ok(Changed::Everything)), "everybody looks again");
        ask(&db, "txn_2").await;
        assert_eq!(db.count("SELECT COUNT(*) FROM jobs").await, 1);
    })
    .await;
}

async fn a_failed_step_costs_only_itself(db: Database) {
    let first = Customer::join(&db, "first").await;
    first.with_line(&db, "+12025550123", Line::Ready { attempt: 0 }).await;
    let second = Customer::join(&db, "second").await;
    let waiting = second.with_line(&db, "+12025550123", Line::Waiting).await;
    let other = second.placed(&db, Order::Completing).await;
    let mut tx = db.write().await;
    let version = accounts::lock(&mut tx, &second.account.id).await.expect("locked").expect("known").version;
    tx.mark().await.expect("marked");
    let taken = lines::set_state(&mut tx, &waiting.id, &Line::Ready { attempt: 0 }, Some(at(1))).await;
    assert!(taken.expect_err("two live lines").is_taken());
    tx.undo().await.expect("undone");
    tx.mark().await.expect("marked again");
    lines::add(&mut tx, &[second.line(&other, "+12025550124", Line::Waiting)], 0, None).await.expect("added");
    tx.keep().await.expect("kept");
    tx.commit().await.expect("commits");
    let mut tx = db.read().await;
    assert_eq!(lines::lookup(&mut tx, &waiting.id).await.expect("read").expect("there").state, Line::Waiting);
    assert_eq!(lines::of_order(&mut tx, &other.id).await.expect("read").len(), 1);
    let account = accounts::lookup(&mut tx, &second.account.id).await.expect("read").expect("there");
    assert_eq!(account.version, version);
}
