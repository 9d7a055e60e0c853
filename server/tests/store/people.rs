//! People, their sessions and their failed sign-ins.

use app::domain::{Device, Role, Telephony};
use plusone::{
    ids,
    store::{
        Changed,
        sessions::{self, Alive},
        sign_ins,
        users::{self, User},
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, at, user},
};

on_both!(
    a_person_is_found_by_email_and_by_id,
    an_email_is_taken_once,
    a_session_lives_between_its_two_limits,
    a_session_is_touched_and_removed,
    a_proven_session_goes_on_under_another_token,
    a_person_sees_and_ends_their_own_sessions_alone,
    whoever_lives_by_a_session_hears_of_its_end,
    a_session_of_an_older_build_lives_on,
    old_sessions_are_swept,
    failures_are_counted_for_each_subject_in_the_window
);

async fn a_person_is_found_by_email_and_by_id(db: Database) {
    let customer = Customer::join(&db, "people").await;
    let admin = User { role: Role::Admin, ..user(&customer.account.id, "boss@shop.test") };
    let mut tx = db.write().await;
    users::add(&mut tx, &admin, at(1)).await.expect("added");
    let by_email = users::by_email(&mut tx, "boss@shop.test").await.expect("read").expect("known");
    let by_id = users::lookup(&mut tx, &admin.id).await.expect("read").expect("known");
    for found in [by_email, by_id] {
        assert_eq!((found.id, found.account), (admin.id.clone(), customer.account.id.clone()));
        assert_eq!((found.email, found.password_hash), (admin.email.clone(), admin.password_hash.clone()));
        assert_eq!(found.role, Role::Admin);
    }
    assert!(!format!("{admin:?}").contains(&admin.password_hash), "the hash does not show");
    assert!(users::by_email(&mut tx, "nobody@shop.test").await.expect("read").is_none());
    assert!(users::lookup(&mut tx, &ids::fresh()).await.expect("read").is_none());
}

async fn an_email_is_taken_once(db: Database) {
    let customer = Customer::join(&db, "mail").await;
    let other = Customer::join(&db, "other").await;
    let mut tx = db.write().await;
    let again = user(&other.account.id, &customer.user.email);
    let error = users::add(&mut tx, &again, at(1)).await.expect_err("taken, though of another account");
    assert!(error.is_taken(), "{error:?}");
    drop(tx);
    let mut tx = db.write().await;
    let error = users::add(&mut tx, &user(&ids::fresh(), "new@shop.test"), at(1)).await;
    let error = match error {
        // SQLite checks the reference at once, PostgreSQL too; whichever, it is not "taken".
        Err(error) => error,
        Ok(()) => tx.commit().await.expect_err("no such account"),
    };
    assert!(!error.is_taken(), "{error:?}");
}

/// Sessions that were opened and seen after these seconds.
fn after(opened: i64, seen: i64) -> Alive {
    Alive { opened: at(opened), seen: at(seen) }
}

async fn a_session_lives_between_its_two_limits(db: Database) {
    let customer = Customer::join(&db, "session").await;
    let mut tx = db.write().await;
    let id = customer.enter(&mut tx, "hash", 100).await.expect("added");
    let found = sessions::lookup(&mut tx, "hash", after(99, 99)).await.expect("read").expect("alive");
    assert_eq!((found.id, found.user, found.account), (id, customer.user.id, customer.account.id));
    assert_eq!((found.role, found.telephony), (Role::Buyer, Telephony::LcPhone));
    assert_eq!((found.seen_at, found.proven_at), (at(100), None));
    for (token, alive) in [("other", after(99, 99)), ("hash", after(100, 99)), ("hash", after(99, 100))] {
        assert!(sessions::lookup(&mut tx, token, alive).await.expect("read").is_none(), "{token} {alive:?}");
    }
}

async fn a_session_is_touched_and_removed(db: Database) {
    let customer = Customer::join(&db, "touch").await;
    let mut tx = db.write().await;
    for token in ["one", "two"] {
        customer.enter(&mut tx, token, 100).await.expect("added");
    }
    sessions::touch(&mut tx, "one", at(200)).await.expect("touched");
    let seen = |found: Option<sessions::Session>| found.map(|session| session.seen_at);
    let always = after(0, 0);
    assert_eq!(seen(sessions::lookup(&mut tx, "one", always).await.expect("read")), Some(at(200)));
    assert_eq!(seen(sessions::lookup(&mut tx, "two", always).await.expect("read")), Some(at(100)));
    let whose = sessions::remove(&mut tx, "one").await.expect("removed");
    assert_eq!(whose, Some(customer.user.id.clone()));
    assert_eq!(sessions::remove(&mut tx, "one").await.expect("twice is no error"), None);
    assert_eq!(seen(sessions::lookup(&mut tx, "one", always).await.expect("read")), None);
    assert_eq!(seen(sessions::lookup(&mut tx, "two", always).await.expect("read")), Some(at(100)));
    drop(tx);
    let mut tx = db.write().await;
    customer.enter(&mut tx, "same", 100).await.expect("added");
    let error = customer.enter(&mut tx, "same", 101).await.expect_err("one token, one session");
    assert!(error.is_taken(), "{error:?}");
}

async fn a_proven_session_goes_on_under_another_token(db: Database) {
    let customer = Customer::join(&db, "prove").await;
    let mut tx = db.write().await;
    let id = customer.enter(&mut tx, "old", 100).await.expect("added");
    assert!(sessions::prove(&mut tx, "old", "new", false, at(150)).await.expect("proven"));
    let found = sessions::lookup(&mut tx, "new", after(99, 149)).await.expect("read").expect("alive");
    assert_eq!((found.id, found.proven_at, found.seen_at), (id, Some(at(150)), at(150)));
    assert!(sessions::lookup(&mut tx, "old", after(0, 0)).await.expect("read").is_none(), "the old token is dead");
    assert!(!sessions::prove(&mut tx, "old", "newer", false, at(151)).await.expect("no such session"));
}

async fn a_person_sees_and_ends_their_own_sessions_alone(db: Database) {
    let (ann, ben) = (Customer::join(&db, "ann").await, Customer::join(&db, "ben").await);
    let mut tx = db.write().await;
    let mut ids = Vec::new();
    for (customer, token, second) in [(&ann, "a1", 100), (&ann, "a2", 101), (&ann, "a3", 102), (&ben, "b", 103)] {
        ids.push(customer.enter(&mut tx, token, second).await.expect("added"));
    }
    let list = sessions::list(&mut tx, &ann.user.id, &ids[1], after(100, 100)).await.expect("read");
    let shown: Vec<_> = list.iter().map(|session| (&session.id, session.opened_at, session.here)).collect();
    assert_eq!(shown, [(&ids[2], at(102), false), (&ids[1], at(101), true)], "the live ones, newest first");
    assert_eq!(list[0].device.to_string(), "firefox linux");
    assert!(!sessions::end(&mut tx, &ann.user.id, &ids[3]).await.expect("read"), "somebody else's");
    assert!(sessions::end(&mut tx, &ann.user.id, &ids[2]).await.expect("ended"));
    assert!(!sessions::end(&mut tx, &ann.user.id, &ids[2]).await.expect("ended before"));
    assert_eq!(sessions::end_all(&mut tx, &ann.user.id, Some(&ids[1])).await.expect("ended"), 1);
    assert!(sessions::lookup(&mut tx, "a2", after(0, 0)).await.expect("read").is_some(), "the kept one");
    assert_eq!(sessions::end_all(&mut tx, &ann.user.id, None).await.expect("ended"), 1);
    assert!(sessions::lookup(&mut tx, "b", after(0, 0)).await.expect("read").is_some(), "somebody else's");
}

async fn whoever_lives_by_a_session_hears_of_its_end(db: Database) {
    let customer = Customer::join(&db, "hears").await;
    let mut changes = db.store.changes();
    for (token, end) in [("one", 0), ("two", 1), ("three", 2)] {
        let mut tx = db.write().await;
        let id = customer.enter(&mut tx, token, 100).await.expect("added");
        match end {
            0 => assert!(sessions::remove(&mut tx, token).await.expect("removed").is_some()),
            1 => assert!(sessions::end(&mut tx, &customer.user.id, &id).await.expect("ended")),
            _ => assert_eq!(sessions::end_all(&mut tx, &customer.user.id, None).await.expect("ended"), 1),
        }
        assert!(changes.try_recv().is_err(), "not before the commit");
        tx.commit().await.expect("commits");
        let told = changes.try_recv().expect("told");
        assert!(matches!(told, Changed::Sessions { user } if user == customer.user.id));
    }
}

async fn a_session_of_an_older_build_lives_on(db: Database) {
    let customer = Customer::join(&db, "older").await;
    let (user, columns) = (&customer.user.id, "token_hash, user_id, created_at, seen_at");
    let add =
        format!("INSERT INTO sessions ({columns}) VALUES ('hash', '{user}', 100000000, 100000000) RETURNING seen_at");
    assert_eq!(db.count(&add).await, at(100).micros());
    let mut tx = db.write().await;
    let found = sessions::lookup(&mut tx, "hash", after(0, 0)).await.expect("read").expect("alive");
    let list = sessions::list(&mut tx, &customer.user.id, &found.id, after(0, 0)).await.expect("read");
    assert_eq!((list.len(), list[0].here, list[0].device), (1, true, Device::default()));
    assert!(sessions::end(&mut tx, &customer.user.id, &found.id).await.expect("ended"));
}

async fn old_sessions_are_swept(db: Database) {
    let customer = Customer::join(&db, "sweep").await;
    let mut tx = db.write().await;
    for (token, opened, seen) in [("ancient", 10, 500), ("idle", 100, 100), ("alive", 100, 500)] {
        customer.enter(&mut tx, token, opened).await.expect("added");
        sessions::touch(&mut tx, token, at(seen)).await.expect("touched");
    }
    assert_eq!(sessions::sweep(&mut tx, after(10, 100)).await.expect("swept"), 2);
    assert!(sessions::lookup(&mut tx, "alive", after(0, 0)).await.expect("read").is_some());
    assert_eq!(sessions::sweep(&mut tx, after(10, 100)).await.expect("swept"), 0);
}

async fn failures_are_counted_for_each_subject_in_the_window(db: Database) {
    let mut tx = db.write().await;
    for (subject, second) in [("a@shop.test", 10), ("a@shop.test", 20), ("a@shop.test", 30), ("10.0.0.1", 20)] {
        sign_ins::fail(&mut tx, &ids::text(), subject, at(second)).await.expect("noted");
    }
    for (subject, since, failures) in [("a@shop.test", 0, 3), ("a@shop.test", 10, 2), ("10.0.0.1", 0, 1), ("b", 0, 0)] {
        let counted = sign_ins::failures(&mut tx, subject, at(since)).await.expect("counted");
        assert_eq!(counted, failures, "{subject} since {since}");
    }
    assert_eq!(sign_ins::sweep(&mut tx, at(20)).await.expect("swept"), 3);
    assert_eq!(sign_ins::failures(&mut tx, "a@shop.test", at(0)).await.expect("counted"), 1);
}
