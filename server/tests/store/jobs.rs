//! The queue: asking, claiming, leases, and what is asked for again meanwhile.

use app::domain::Timestamp;
use plusone::store::jobs::{self, Job, Kind, Vendor};
use std::collections::BTreeSet;

use crate::{
    database::{Database, on_both},
    make::at,
};

on_both!(
    due_work_comes_the_longest_waiting_first,
    asking_again_only_brings_it_forward,
    several_are_asked_for_at_once,
    a_claim_is_a_lease,
    asking_for_work_that_somebody_has_leaves_it_theirs,
    who_lost_the_lease_ends_nothing,
    work_that_failed_rests_unless_another_has_it,
    finished_work_is_gone_unless_asked_for_again,
    unfinished_work_is_put_off_unless_asked_for_again,
    asking_again_starts_the_count_of_tries_anew,
    planned_work_that_waits_is_left_alone
);

async fn ask(db: &Database, kind: Kind, subject: &str, second: i64) {
    let mut tx = db.write().await;
    jobs::ask(&mut tx, kind, subject, at(second)).await.expect("asked");
    tx.commit().await.expect("commits");
}

async fn several_are_asked_for_at_once(db: Database) {
    ask(&db, Kind::Fetch, "txn_1", 9).await;
    let mut tx = db.write().await;
    let asked = ["txn_1", "txn_2"].into();
    jobs::ask_all(&mut tx, Kind::Fetch, &asked, at(5)).await.expect("asked");
    jobs::ask_all(&mut tx, Kind::Fetch, &BTreeSet::new(), at(1)).await.expect("nothing");
    tx.commit().await.expect("commits");
    let mut found = due(&db, at(5)).await;
    found.sort_by(|one, other| one.1.cmp(&other.1));
    assert_eq!(found, [(Kind::Fetch, "txn_1".to_owned()), (Kind::Fetch, "txn_2".to_owned())], "brought forward");
}

async fn due(db: &Database, now: Timestamp) -> Vec<(Kind, String)> {
    let mut tx = db.read().await;
    let mut due = jobs::due(&mut tx, Vendor::Identity, now, 10).await.expect("read");
    for vendor in [Vendor::Carrier, Vendor::Register] {
        due.extend(jobs::due(&mut tx, vendor, now, 10).await.expect("read"));
    }
    due
}

async fn claim(db: &Database, second: i64, lease: i64) -> Option<Job> {
    let mut tx = db.write().await;
    let job = jobs::claim(&mut tx, Kind::Fetch, "txn_1", at(second), at(lease)).await.expect("claimed");
    tx.commit().await.expect("commits");
    job
}

async fn done(db: &Database, job: &Job, second: i64) {
    let mut tx = db.write().await;
    jobs::done(&mut tx, job, at(second)).await.expect("done");
    tx.commit().await.expect("commits");
}

fn fetch() -> Vec<(Kind, String)> {
    vec![(Kind::Fetch, "txn_1".to_owned())]
}

async fn due_work_comes_the_longest_waiting_first(db: Database) {
    for (kind, subject, second) in
        [(Kind::Fetch, "late", 30), (Kind::Submit, "same", 10), (Kind::Fetch, "same", 20), (Kind::Fetch, "later", 40)]
    {
        ask(&db, kind, subject, second).await;
    }
    let expected = [(Kind::Submit, "same"), (Kind::Fetch, "same"), (Kind::Fetch, "late")];
    assert_eq!(due(&db, at(30)).await, expected.map(|(kind, subject)| (kind, subject.to_owned())));
    let mut tx = db.read().await;
    assert_eq!(jobs::due(&mut tx, Vendor::Identity, at(30), 1).await.expect("read").len(), 1);
    assert_eq!(jobs::due(&mut tx, Vendor::Identity, at(9), 10).await.expect("read"), []);
    drop(tx);
    ask(&db, Kind::Replace, "line", 29).await;
    let mut tx = db.read().await;
    let of_carrier = jobs::due(&mut tx, Vendor::Carrier, at(30), 1).await.expect("read");
    assert_eq!(of_carrier, [(Kind::Replace, "line".to_owned())], "whatever waits for the other vendor");
}

async fn asking_again_only_brings_it_forward(db: Database) {
    ask(&db, Kind::Fetch, "txn_1", 50).await;
    ask(&db, Kind::Fetch, "txn_1", 90).await;
    assert_eq!(due(&db, at(50)).await, fetch(), "not put off");
    ask(&db, Kind::Fetch, "txn_1", 20).await;
    assert_eq!(due(&db, at(20)).await, fetch(), "brought forward");
    assert_eq!(db.count("SELECT COUNT(*) FROM jobs").await, 1);
}

async fn a_claim_is_a_lease(db: Database) {
    assert!(claim(&db, 10, 40).await.is_none(), "nothing to claim");
    ask(&db, Kind::Fetch, "txn_1", 10).await;
    assert!(claim(&db, 9, 40).await.is_none(), "not due yet");
    let job = claim(&db, 10, 40).await.expect("due");
    assert_eq!((job.kind, job.subject.as_str(), job.attempts), (Kind::Fetch, "txn_1", 1));
    assert!(claim(&db, 39, 70).await.is_none(), "another worker has it");
    assert_eq!(due(&db, at(39)).await, []);
    assert_eq!(claim(&db, 40, 70).await.expect("the lease ended").attempts, 2);
}

async fn asking_for_work_that_somebody_has_leaves_it_theirs(db: Database) {
    ask(&db, Kind::Fetch, "txn_1", 10).await;
    let job = claim(&db, 10, 40).await.expect("due");
    ask(&db, Kind::Fetch, "txn_1", 15).await;
    assert_eq!(due(&db, at(39)).await, [], "asked for meanwhile, and under way");
    assert!(claim(&db, 39, 90).await.is_none(), "a second worker beside the first");
    done(&db, &job, 20).await;
    assert!(claim(&db, 20, 50).await.is_some(), "after it");
}

async fn who_lost_the_lease_ends_nothing(db: Database) {
    ask(&db, Kind::Fetch, "txn_1", 10).await;
    let late = claim(&db, 10, 40).await.expect("due");
    let holds = async |job: &Job, now: i64| {
        let mut tx = db.write().await;
        let holds = jobs::holds(&mut tx, job, at(now)).await.expect("asked");
        tx.commit().await.expect("commits");
        holds
    };
    assert!(holds(&late, 39).await);
    assert!(!holds(&late, 40).await, "the lease ended");
    let second = claim(&db, 40, 70).await.expect("due again");
    assert!(!holds(&late, 39).await, "whatever its clock says");
    done(&db, &late, 41).await;
    let mut tx = db.write().await;
    jobs::put_off(&mut tx, &late, at(41), at(42)).await.expect("nothing");
    tx.commit().await.expect("commits");
    assert!(holds(&second, 50).await);
    assert_eq!(due(&db, at(69)).await, []);
}

async fn work_that_failed_rests_unless_another_has_it(db: Database) {
    ask(&db, Kind::Fetch, "txn_1", 10).await;
    let rest = async |held: Option<Timestamp>, until: i64| {
        let mut tx = db.write().await;
        jobs::rest(&mut tx, Kind::Fetch, "txn_1", held, at(until)).await.expect("rested");
        tx.commit().await.expect("commits");
    };
    rest(None, 20).await;
    assert_eq!(due(&db, at(19)).await, []);
    let job = claim(&db, 20, 50).await.expect("due");
    rest(None, 25).await;
    assert_eq!(due(&db, at(49)).await, [], "another worker has it");
    rest(Some(job.leased_until), 25).await;
    assert_eq!(due(&db, at(25)).await, fetch(), "its own worker gives it back");
}

async fn finished_work_is_gone_unless_asked_for_again(db: Database) {
    ask(&db, Kind::Fetch, "txn_1", 10).await;
    let first = claim(&db, 10, 40).await.expect("due");
    ask(&db, Kind::Fetch, "txn_1", 15).await;
    done(&db, &first, 20).await;
    assert_eq!(due(&db, at(20)).await, fetch(), "asked for while it was under way: once more, at once");
    let second = claim(&db, 20, 50).await.expect("due");
    done(&db, &second, 25).await;
    assert_eq!(db.count("SELECT COUNT(*) FROM jobs").await, 0);
    done(&db, &second, 26).await;
}

async fn unfinished_work_is_put_off_unless_asked_for_again(db: Database) {
    ask(&db, Kind::Fetch, "txn_1", 10).await;
    let job = claim(&db, 10, 40).await.expect("due");
    let put_off = async |job: &Job, now: i64, until: i64| {
        let mut tx = db.write().await;
        jobs::put_off(&mut tx, job, at(now), at(until)).await.expect("put off");
        tx.commit().await.expect("commits");
    };
    put_off(&job, 15, 100).await;
    assert_eq!(due(&db, at(99)).await, []);
    let job = claim(&db, 100, 140).await.expect("due again");
    assert_eq!(job.attempts, 2);
    ask(&db, Kind::Fetch, "txn_1", 110).await;
    put_off(&job, 111, 900).await;
    assert_eq!(due(&db, at(110)).await, [], "not before now");
    assert_eq!(due(&db, at(111)).await, fetch(), "somebody asked meanwhile");
}

async fn asking_again_starts_the_count_of_tries_anew(db: Database) {
    ask(&db, Kind::Fetch, "txn_1", 0).await;
    for attempt in 1..=3 {
        let second = i64::from(attempt) * 100;
        assert_eq!(claim(&db, second, second + 50).await.expect("due").attempts, attempt);
    }
    ask(&db, Kind::Fetch, "txn_1", 400).await;
    assert_eq!(claim(&db, 400, 450).await.expect("due").attempts, 1);
}

async fn planned_work_that_waits_is_left_alone(db: Database) {
    let plan = async |second: i64| {
        let mut tx = db.write().await;
        jobs::plan(&mut tx, Kind::Reconcile, "carriers", at(second)).await.expect("planned");
        tx.commit().await.expect("commits");
    };
    plan(50).await;
    plan(10).await;
    assert_eq!(due(&db, at(49)).await, [], "not brought forward");
    assert_eq!(due(&db, at(50)).await, [(Kind::Reconcile, "carriers".to_owned())]);
}
