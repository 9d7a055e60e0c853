//! Applications for compliance services.

use app::domain::{
    Service,
    line::Line,
    service::{Application, Edit, Field, Note, Reason, SERVICES, Step},
};
use plusone::{
    ids,
    store::{
        accounts, applications,
        applications::StoredApplication,
        filings,
        jobs::{self, Kind},
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, at, number},
};

on_both!(
    every_state_is_read_as_it_was_written,
    an_account_has_its_own_newest_first,
    what_is_held_is_found_and_so_are_lost_wake_ups,
    work_without_a_job_is_found,
    a_form_is_sealed_anew_unless_it_changed,
    a_number_is_owned_by_one_account_while_it_is_owned,
    a_note_is_read_as_it_was_written,
    what_nobody_touches_is_forgotten
);

fn application(customer: &Customer, state: Application, second: i64) -> StoredApplication {
    StoredApplication {
        id: ids::fresh(),
        account: customer.account.id.clone(),
        service: Service::Cnam,
        state,
        form: b"sealed".to_vec(),
        created_at: at(second),
        changed_at: at(second),
    }
}

async fn save(db: &Database, application: &StoredApplication) {
    let mut tx = db.write().await;
    applications::save(&mut tx, application).await.expect("saved");
    tx.commit().await.expect("commits");
}

async fn every_state_is_read_as_it_was_written(db: Database) {
    let customer = Customer::join(&db, "states").await;
    let reasons = || vec![Reason::Check(Field::Website), Reason::NoMatch];
    let rejected = |edit| Application::Rejected { round: 2, reasons: reasons(), edit };
    let mut stored = application(&customer, Application::NEW, 1);
    for state in [
        Application::NEW,
        Application::Held { round: 1 },
        Application::Submitting { round: 1, asked: false },
        Application::Submitting { round: 1, asked: true },
        Application::PendingReview { round: 1 },
        rejected(Edit::Until(at(99))),
        rejected(Edit::Never),
        rejected(Edit::Always),
        Application::InReview { round: 3 },
        Application::Approved { round: 3 },
    ] {
        stored.state = state;
        stored.form.push(7);
        stored.changed_at = stored.changed_at.after(std::time::Duration::from_secs(1));
        save(&db, &stored).await;
        let mut tx = db.read().await;
        let found = applications::lookup(&mut tx, &stored.id).await.expect("read");
        assert_eq!(found.as_ref(), Some(&stored));
    }
    for service in SERVICES {
        let other = StoredApplication { service, ..application(&customer, Application::NEW, 1) };
        save(&db, &other).await;
        let mut tx = db.read().await;
        assert_eq!(applications::lookup(&mut tx, &other.id).await.expect("read"), Some(other));
    }
}

async fn an_account_has_its_own_newest_first(db: Database) {
    let (one, other) = (Customer::join(&db, "one").await, Customer::join(&db, "other").await);
    let mine: Vec<_> = [1, 3, 2].map(|second| application(&one, Application::NEW, second)).into();
    for application in &mine {
        save(&db, application).await;
    }
    save(&db, &application(&other, Application::NEW, 9)).await;
    let mut tx = db.read().await;
    let found = applications::of_account(&mut tx, &one.account.id).await.expect("read");
    assert_eq!(found, [mine[1].clone(), mine[2].clone(), mine[0].clone()]);
    let mut all = applications::all(&mut tx).await.expect("read");
    all.sort();
    assert_eq!(all.len(), 4);
}

async fn what_is_held_is_found_and_so_are_lost_wake_ups(db: Database) {
    let customer = Customer::join(&db, "held").await;
    let held = application(&customer, Application::Held { round: 0 }, 1);
    save(&db, &held).await;
    save(&db, &application(&customer, Application::NEW, 2)).await;
    let mut tx = db.write().await;
    let found = applications::held(&mut tx, &customer.account.id).await.expect("read");
    assert_eq!(found, [held]);
    assert!(applications::approved_but_held(&mut tx).await.expect("read").is_empty());
    let approval = app::domain::Approval { verification: ids::fresh(), at: at(3) };
    accounts::set_approval(&mut tx, &customer.account.id, Some(&approval)).await.expect("set");
    let forgotten = applications::approved_but_held(&mut tx).await.expect("read");
    assert_eq!(forgotten, std::slice::from_ref(&customer.account.id));
    tx.commit().await.expect("commits");
}

async fn work_without_a_job_is_found(db: Database) {
    let customer = Customer::join(&db, "forgotten").await;
    let under_way = application(&customer, Application::InReview { round: 1 }, 1);
    save(&db, &under_way).await;
    save(&db, &application(&customer, Application::Approved { round: 1 }, 1)).await;
    let mut tx = db.write().await;
    let alone = applications::forgotten(&mut tx, at(2)).await.expect("read");
    assert_eq!(alone, std::slice::from_ref(&under_way.id));
    assert!(applications::forgotten(&mut tx, at(1)).await.expect("read").is_empty(), "changed a moment ago");
    jobs::ask(&mut tx, Kind::Apply, under_way.id.as_str(), at(9)).await.expect("asked");
    assert!(applications::forgotten(&mut tx, at(2)).await.expect("read").is_empty());
    tx.commit().await.expect("commits");
}

async fn a_form_is_sealed_anew_unless_it_changed(db: Database) {
    let customer = Customer::join(&db, "sealed").await;
    let stored = application(&customer, Application::NEW, 1);
    save(&db, &stored).await;
    let mut tx = db.write().await;
    assert!(!applications::reseal(&mut tx, &stored.id, b"another", b"anew").await.expect("tried"));
    assert!(applications::reseal(&mut tx, &stored.id, b"sealed", b"anew").await.expect("done"));
    let found = applications::lookup(&mut tx, &stored.id).await.expect("read").expect("there");
    assert_eq!(found.form, b"anew");
    tx.commit().await.expect("commits");
}

async fn a_number_is_owned_by_one_account_while_it_is_owned(db: Database) {
    let (one, other) = (Customer::join(&db, "one").await, Customer::join(&db, "other").await);
    one.with_line(&db, "+12025550123", Line::Owned { sid: "PN1".to_owned() }).await;
    one.with_line(&db, "+12025550124", Line::Releasing { sid: "PN2".to_owned(), until: at(9) }).await;
    db.count("UPDATE lines SET carrier_account = 'AC1' WHERE e164 = '+12025550123' RETURNING position").await;
    let mut tx = db.read().await;
    for (customer, e164, carrier, owned) in [
        (&one, "+12025550123", "AC1", Some("PN1")),
        (&one, "+12025550123", "AC2", None),
        (&other, "+12025550123", "AC1", None),
        (&one, "+12025550124", "AC1", None),
    ] {
        let found = applications::owned_sid(&mut tx, &customer.account.id, &number(e164), carrier).await.expect("read");
        assert_eq!(found.as_deref(), owned, "{e164} {carrier}");
    }
    one.with_line(&db, "+12025550122", Line::Owned { sid: "PN3".to_owned() }).await;
    let mut tx = db.read().await;
    for (customer, carrier, owned) in
        [(&one, "AC1", &["+12025550122", "+12025550123"][..]), (&one, "AC2", &["+12025550122"]), (&other, "AC1", &[])]
    {
        let found = applications::owned_numbers(&mut tx, &customer.account.id, carrier).await.expect("read");
        assert_eq!(found, owned.iter().map(|e164| number(e164)).collect::<Vec<_>>(), "{carrier}");
    }
}

async fn a_note_is_read_as_it_was_written(db: Database) {
    let customer = Customer::join(&db, "notes").await;
    let stored = application(&customer, Application::NEW, 1);
    save(&db, &stored).await;
    let sent = Note::default().asked(at(2)).sending(3, Some(at(1)));
    let missed = Note { missed_at: Some(at(4)), ..sent.clone() };
    for note in [Note::default(), sent.clone(), missed, sent.answered("BN1", Some(at(5)))] {
        let mut tx = db.write().await;
        filings::write(&mut tx, &stored.id, Step::Brand, &note).await.expect("written");
        tx.commit().await.expect("commits");
        let mut tx = db.read().await;
        assert_eq!(filings::read(&mut tx, &stored.id, Step::Brand).await.expect("read"), note);
        assert_eq!(filings::read(&mut tx, &stored.id, Step::Product).await.expect("read"), Note::default());
    }
}

async fn what_nobody_touches_is_forgotten(db: Database) {
    let customer = Customer::join(&db, "forgetful").await;
    let rejected = || Application::Rejected { round: 1, reasons: vec![Reason::NoMatch], edit: Edit::Always };
    let (mut old, mut kept) = (Vec::new(), Vec::new());
    for (state, second, goes) in [
        (Application::NEW, 5, true),
        (rejected(), 5, true),
        (Application::NEW, 10, false),
        (rejected(), 11, false),
        (Application::Held { round: 0 }, 5, false),
        (Application::InReview { round: 1 }, 5, false),
        (Application::Approved { round: 1 }, 5, false),
    ] {
        let stored = application(&customer, state, second);
        save(&db, &stored).await;
        let mut tx = db.write().await;
        filings::write(&mut tx, &stored.id, Step::Profile, &Note::default().asked(at(2))).await.expect("written");
        tx.commit().await.expect("commits");
        if goes { &mut old } else { &mut kept }.push(stored.id);
    }
    let mut tx = db.write().await;
    applications::sweep(&mut tx, at(10)).await.expect("swept");
    tx.commit().await.expect("commits");
    let mut tx = db.read().await;
    for id in old {
        assert_eq!(applications::lookup(&mut tx, &id).await.expect("read"), None);
        assert_eq!(filings::read(&mut tx, &id, Step::Profile).await.expect("read"), Note::default());
    }
    for id in kept {
        assert!(applications::lookup(&mut tx, &id).await.expect("read").is_some());
        assert_ne!(filings::read(&mut tx, &id, Step::Profile).await.expect("read"), Note::default());
    }
}
