//! What operators' work stands on: the queue, reasons, findings and rules.

use app::domain::{
    SubmissionId, Timestamp, Why,
    line::{FailReason, Line},
    order::Order,
    region::RegulatedRegions,
    rule::{Rule, Rules, Value},
    verification::{Judge, Shows, Transport, Verification},
};
use plusone::{
    ids,
    store::{
        accounts,
        audit::{self, Actor, AuditKey, Deed, Subject},
        findings::{self, Finding},
        jobs::{self, Kind},
        ledger::{self, Entry},
        orders, queue, reasons, rules,
        submissions::{self, Submission},
        verifications,
    },
};
use std::time::Duration;
use zeroize::Zeroizing;

use crate::{
    database::{Database, on_both},
    make::{Customer, HELD, at, number},
};

on_both!(
    the_queue_has_the_oldest_of_each_kind_first_and_counts_so_far,
    who_approved_is_kept,
    work_fails_from_its_first_fault_to_its_next_good_end,
    work_that_should_end_soon_is_in_vain_after_some_tries,
    what_is_found_again_keeps_its_time_and_what_is_not_goes,
    reasons_stand_beside_the_entries_that_they_are_of,
    a_rule_is_in_force_until_it_is_taken_away,
    an_account_has_its_open_orders_and_hand_overs,
    a_row_of_the_ledger_is_there_or_not
);

fn settings() -> Rules {
    let regions = RegulatedRegions::default();
    Rules { regions, hold: Duration::from_secs(7 * 86_400), attempts: 5, markup: 0 }
}

/// A case of a customer under review since this second.
async fn reviewed(db: &Database, customer: &Customer, second: i64) -> SubmissionId {
    let account = &customer.account.id;
    let mut tx = db.write().await;
    verifications::open(&mut tx, &ids::fresh(), account, at(0)).await.expect("opened");
    let mut case = verifications::lookup(&mut tx, account, "v1").await.expect("read").expect("a case");
    let mut submission = Submission::new(&case, Transport::Inquiry, Shows::IdAndFace, at(second));
    submission.vendor_ref = Some(format!("inq_{second}"));
    submissions::add(&mut tx, &submission).await.expect("added");
    case.state = Verification::UnderReview { submission: submission.id.clone() };
    case.changed_at = at(second);
    verifications::save(&mut tx, &case).await.expect("saved");
    tx.commit().await.expect("commits");
    submission.id
}

async fn the_queue_has_the_oldest_of_each_kind_first_and_counts_so_far(db: Database) {
    let (one, two) = (Customer::join(&db, "one").await, Customer::join(&db, "two").await);
    let second = reviewed(&db, &two, 9).await;
    let first = reviewed(&db, &one, 5).await;
    let manual = one.with_line(&db, "+12025550001", Line::Manual).await;
    let later = two.with_line(&db, "+12025550002", Line::Manual).await;
    let stuck = Line::Returning { sid: "PN1".to_owned(), refusals: 10 };
    let stuck = one.with_line(&db, "+12025550003", stuck).await;
    one.with_line(&db, "+12025550004", Line::Returning { sid: "PN2".to_owned(), refusals: 9 }).await;
    let doubt = Line::Unknown { attempt: 1, absent_since: None, refused: None };
    let doubt = two.with_line(&db, "+12025550005", doubt).await;
    one.with_line(&db, "+12025550006", Line::Failed(FailReason::Cancelled)).await;
    let mut tx = db.read().await;
    let cases = queue::reviewed(&mut tx, 10).await.expect("read");
    let listed: Vec<_> = cases.iter().map(|case| (case.name.as_str(), &case.submission, case.since)).collect();
    assert_eq!(listed, [("one", &first, at(5)), ("two", &second, at(9))]);
    assert_eq!(cases[0].vendor_ref.as_deref(), Some("inq_5"));
    assert_eq!(queue::reviewed(&mut tx, 1).await.expect("read").len(), 1);
    let ids = |lines: Vec<queue::Waiting>| lines.into_iter().map(|line| line.line).collect::<Vec<_>>();
    assert_eq!(ids(queue::manual(&mut tx, 10).await.expect("read")), [manual.id, later.id]);
    assert_eq!(ids(queue::stuck(&mut tx, 10).await.expect("read")), [stuck.id]);
    assert_eq!(ids(queue::in_doubt(&mut tx, at(10), 10).await.expect("read")), [doubt.id]);
    assert!(queue::in_doubt(&mut tx, at(9), 10).await.expect("read").is_empty(), "placed a moment ago");
    let counts = queue::counts(&mut tx, at(100), at(100), 100).await.expect("counted");
    let expected = queue::Counts { reviewed: 2, manual: 2, lines: 2, jobs: 0, findings: 0 };
    assert_eq!(counts, expected);
    assert_eq!(queue::counts(&mut tx, at(100), at(100), 1).await.expect("counted").manual, 1, "no further");
}

async fn who_approved_is_kept(db: Database) {
    let customer = Customer::join(&db, "one").await;
    let submission = reviewed(&db, &customer, 5).await;
    for by in [Judge::Person, Judge::Vendor] {
        let mut tx = db.write().await;
        let mut case = verifications::lookup(&mut tx, &customer.account.id, "v1").await.expect("read").expect("a case");
        case.state = Verification::Approved { submission: submission.clone(), by };
        verifications::save(&mut tx, &case).await.expect("saved");
        let stored = verifications::lookup(&mut tx, &customer.account.id, "v1").await.expect("read").expect("a case");
        assert_eq!(stored.state, case.state);
        tx.commit().await.expect("commits");
    }
}

/// Which work fails at this second.
async fn failing(db: &Database, second: i64) -> Vec<(Kind, String, Timestamp)> {
    let mut tx = db.read().await;
    let failing = jobs::failing(&mut tx, at(second), 10).await.expect("read");
    failing.into_iter().map(|job| (job.kind, job.subject, job.since)).collect()
}

async fn work_fails_from_its_first_fault_to_its_next_good_end(db: Database) {
    let mut tx = db.write().await;
    jobs::ask(&mut tx, Kind::Fetch, "txn_1", at(1)).await.expect("asked");
    for second in [5, 7] {
        jobs::note_fault(&mut tx, Kind::Fetch, "txn_1", at(second)).await.expect("noted");
    }
    tx.commit().await.expect("commits");
    assert!(failing(&db, 4).await.is_empty());
    assert_eq!(failing(&db, 5).await, [(Kind::Fetch, "txn_1".to_owned(), at(5))]);
    let mut tx = db.write().await;
    let job = jobs::claim(&mut tx, Kind::Fetch, "txn_1", at(10), at(20)).await.expect("claimed").expect("due");
    jobs::put_off(&mut tx, &job, at(11), at(90)).await.expect("put off");
    tx.commit().await.expect("commits");
    assert!(failing(&db, 100).await.is_empty(), "it went well, and goes on later");
    let mut tx = db.write().await;
    assert!(!jobs::retry(&mut tx, Kind::Fetch, "txn_1", at(12)).await.expect("asked"), "it does not fail");
    jobs::note_fault(&mut tx, Kind::Fetch, "txn_1", at(12)).await.expect("noted");
    assert!(jobs::retry(&mut tx, Kind::Fetch, "txn_1", at(13)).await.expect("asked"));
    assert!(!jobs::retry(&mut tx, Kind::Fetch, "txn_1", at(13)).await.expect("asked"), "once");
    let job = jobs::claim(&mut tx, Kind::Fetch, "txn_1", at(13), at(30)).await.expect("claimed").expect("due at once");
    assert_eq!(job.attempts, 1, "as if for the first time");
    jobs::note_fault(&mut tx, Kind::Fetch, "txn_1", at(14)).await.expect("noted");
    tx.commit().await.expect("commits");
    assert!(failing(&db, 100).await.is_empty(), "another worker has it");
}

async fn work_that_should_end_soon_is_in_vain_after_some_tries(db: Database) {
    for (kind, in_vain) in [(Kind::Submit, true), (Kind::Redact, true), (Kind::Fetch, false), (Kind::Reconcile, false)]
    {
        let mut tx = db.write().await;
        jobs::ask(&mut tx, kind, "s-1", at(0)).await.expect("asked");
        for attempt in 1..=7 {
            let now = at(attempt * 10);
            let lease = at(attempt * 10 + 5);
            let job = jobs::claim(&mut tx, kind, "s-1", now, lease).await.expect("claimed").expect("due");
            jobs::put_off(&mut tx, &job, now, at(attempt * 10 + 6)).await.expect("put off");
        }
        tx.commit().await.expect("commits");
        let since: Vec<_> = failing(&db, 100).await.into_iter().map(|(_, _, since)| since).collect();
        assert_eq!(since, if in_vain { vec![at(60)] } else { Vec::new() }, "{kind:?}");
        let mut tx = db.write().await;
        jobs::retry(&mut tx, kind, "s-1", at(100)).await.expect("asked");
        tx.commit().await.expect("commits");
    }
}

fn finding(e164: &str, what: &str) -> Finding {
    Finding {
        carrier_account: "AC1".to_owned(),
        number: number(e164),
        what: what.to_owned(),
        tag: "Front desk".to_owned(),
        line: None,
        since: Some(at(1)),
        found_at: at(5),
    }
}

async fn what_is_found_again_keeps_its_time_and_what_is_not_goes(db: Database) {
    let (one, two, three) = ("+12025550001", "+12025550002", "+12025550003");
    let put = async |found: &[Finding], second: i64| {
        let mut tx = db.write().await;
        findings::replace(&mut tx, "AC1", found, at(second)).await.expect("replaced");
        tx.commit().await.expect("commits");
    };
    let open = async || {
        let mut tx = db.read().await;
        let open = findings::open(&mut tx, 10).await.expect("read");
        open.into_iter().map(|found| (found.number.as_e164().to_owned(), found.found_at)).collect::<Vec<_>>()
    };
    put(&[finding(one, "ghost"), finding(two, "unknown_hand")], 5).await;
    let mut tx = db.write().await;
    findings::replace(&mut tx, "AC2", &[], at(6)).await.expect("replaced");
    assert!(findings::note(&mut tx, "AC1", &number(one), at(6)).await.expect("noted"));
    assert!(!findings::note(&mut tx, "AC1", &number(one), at(7)).await.expect("noted"), "once");
    tx.commit().await.expect("commits");
    assert_eq!(open().await, [(two.to_owned(), at(5))], "another account's comparison takes nothing away");
    put(&[finding(one, "ghost"), finding(two, "unknown_hand"), finding(three, "ghost")], 8).await;
    assert_eq!(open().await, [(two.to_owned(), at(5)), (three.to_owned(), at(8))], "what was noted stays noted");
    put(&[finding(one, "other_tag"), finding(three, "ghost")], 9).await;
    assert_eq!(open().await, [(three.to_owned(), at(8)), (one.to_owned(), at(9))], "something else of it is news");
    let mut tx = db.write().await;
    let known = findings::of_number(&mut tx, "AC1", &number(three)).await.expect("read").expect("there");
    assert_eq!(known, Finding { found_at: at(8), ..finding(three, "ghost") });
    assert!(findings::settle(&mut tx, "AC1", &number(three)).await.expect("settled"));
    assert!(!findings::settle(&mut tx, "AC1", &number(three)).await.expect("settled"));
    tx.commit().await.expect("commits");
}

async fn reasons_stand_beside_the_entries_that_they_are_of(db: Database) {
    let customer = Customer::join(&db, "one").await;
    let key = AuditKey::new(Zeroizing::new([7; 32]));
    let why: Why = "She called.".parse().expect("a reason");
    let told = [why.as_str()];
    let deed = Deed { subject: Subject::Rule("hold"), action: "done", details: &told };
    let mut tx = db.write().await;
    tx.act_as(Actor::User(customer.user.id.clone()));
    accounts::lock(&mut tx, &customer.account.id).await.expect("locked");
    audit::record(&mut tx, &key, deed, at(1)).await.expect("recorded");
    let seq = audit::record(&mut tx, &key, deed, at(2)).await.expect("recorded");
    assert_eq!(seq, 2);
    reasons::add(&mut tx, seq, &why).await.expect("kept");
    tx.commit().await.expect("commits");
    let mut tx = db.write().await;
    let seq = audit::record(&mut tx, &key, deed, at(3)).await.expect("recorded");
    reasons::add(&mut tx, seq, &why).await.expect("kept");
    assert_eq!(reasons::of_house(&mut tx, seq).await.expect("read").as_deref(), Some(why.as_str()));
    assert_eq!(reasons::of_house(&mut tx, seq + 1).await.expect("read"), None);
    tx.commit().await.expect("commits");
    let mut tx = db.read().await;
    let done = reasons::of_account(&mut tx, &customer.account.id, 10).await.expect("read");
    assert_eq!(done.len(), 1, "entries of others have no reason");
    let told = (done[0].at, done[0].by.as_str(), done[0].email.as_deref(), done[0].reason.as_str());
    assert_eq!(told, (at(2), customer.user.id.as_str(), Some(customer.user.email.as_str()), why.as_str()));
}

async fn a_rule_is_in_force_until_it_is_taken_away(db: Database) {
    let customer = Customer::join(&db, "one").await;
    let mut tx = db.write().await;
    assert_eq!(rules::in_force(&mut tx, settings()).await.expect("read"), settings());
    let value = Value::read(Rule::Attempts, "2").expect("a value");
    rules::change(&mut tx, (Rule::Attempts, Some(&value)), &customer.user.id, at(1), 7).await.expect("changed");
    assert_eq!(rules::in_force(&mut tx, settings()).await.expect("read"), Rules { attempts: 2, ..settings() });
    let changed = rules::changed(&mut tx).await.expect("read");
    let expected = rules::Changed {
        rule: Rule::Attempts,
        value: Some(value),
        version: 1,
        by: customer.user.id.clone(),
        at: at(1),
        entry: 7,
    };
    assert_eq!(changed, [expected]);
    rules::change(&mut tx, (Rule::Attempts, None), &customer.user.id, at(2), 8).await.expect("changed");
    assert_eq!(rules::in_force(&mut tx, settings()).await.expect("read"), settings());
    assert_eq!(rules::changed(&mut tx).await.expect("read")[0].version, 2);
    tx.commit().await.expect("commits");
}

async fn an_account_has_its_open_orders_and_hand_overs(db: Database) {
    let customer = Customer::join(&db, "one").await;
    let other = Customer::join(&db, "two").await;
    let held = customer.placed(&db, HELD).await.id;
    let completing = customer.placed(&db, Order::Completing).await.id;
    customer.placed(&db, Order::Purchased).await;
    other.placed(&db, HELD).await;
    let submission = reviewed(&db, &customer, 5).await;
    let mut tx = db.read().await;
    let open = orders::open(&mut tx, &customer.account.id, 10).await.expect("read");
    assert_eq!(open.into_iter().map(|order| order.id).collect::<Vec<_>>(), [held, completing]);
    assert_eq!(orders::open(&mut tx, &customer.account.id, 1).await.expect("read").len(), 1);
    let hand_overs = submissions::of_account(&mut tx, &customer.account.id, 10).await.expect("read");
    assert_eq!(hand_overs.into_iter().map(|hand_over| hand_over.id).collect::<Vec<_>>(), [submission]);
    assert!(submissions::of_account(&mut tx, &other.account.id, 10).await.expect("read").is_empty());
}

async fn a_row_of_the_ledger_is_there_or_not(db: Database) {
    let customer = Customer::join(&db, "one").await;
    let line = customer.with_line(&db, "+12025550001", Line::Manual).await;
    let mut tx = db.write().await;
    ledger::write(&mut tx, &line.account, &line.id, Entry::Reserve, line.offer.monthly, at(1)).await.expect("written");
    assert!(ledger::has(&mut tx, &line.id, Entry::Reserve).await.expect("read"));
    assert!(!ledger::has(&mut tx, &line.id, Entry::Release).await.expect("read"));
    tx.commit().await.expect("commits");
}
