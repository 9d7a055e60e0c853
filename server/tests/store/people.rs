//! People, their sessions and their failed sign-ins.

use app::domain::{Role, Telephony};
use plusone::{
    ids,
    store::{
        sessions, sign_ins,
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

async fn a_session_lives_between_its_two_limits(db: Database) {
    let customer = Customer::join(&db, "session").await;
    let mut tx = db.write().await;
    sessions::add(&mut tx, "hash", &customer.user.id, at(100)).await.expect("added");
    let found = sessions::lookup(&mut tx, "hash", at(99), at(99)).await.expect("read").expect("alive");
    assert_eq!((found.user, found.account), (customer.user.id, customer.account.id));
    assert_eq!((found.telephony, found.seen_at), (Telephony::LcPhone, at(100)));
    for (token, opened, seen) in [("other", 99, 99), ("hash", 100, 99), ("hash", 99, 100)] {
        let found = sessions::lookup(&mut tx, token, at(opened), at(seen)).await.expect("read");
        assert!(found.is_none(), "{token} {opened} {seen}");
    }
}

async fn a_session_is_touched_and_removed(db: Database) {
    let customer = Customer::join(&db, "touch").await;
    let mut tx = db.write().await;
    for token in ["one", "two"] {
        sessions::add(&mut tx, token, &customer.user.id, at(100)).await.expect("added");
    }
    sessions::touch(&mut tx, "one", at(200)).await.expect("touched");
    let seen = |found: Option<sessions::Session>| found.map(|session| session.seen_at);
    assert_eq!(seen(sessions::lookup(&mut tx, "one", at(0), at(0)).await.expect("read")), Some(at(200)));
    assert_eq!(seen(sessions::lookup(&mut tx, "two", at(0), at(0)).await.expect("read")), Some(at(100)));
    sessions::remove(&mut tx, "one").await.expect("removed");
    sessions::remove(&mut tx, "one").await.expect("removing twice is no error");
    assert_eq!(seen(sessions::lookup(&mut tx, "one", at(0), at(0)).await.expect("read")), None);
    assert_eq!(seen(sessions::lookup(&mut tx, "two", at(0), at(0)).await.expect("read")), Some(at(100)));
    drop(tx);
    let mut tx = db.write().await;
    sessions::add(&mut tx, "same", &customer.user.id, at(100)).await.expect("added");
    let error = sessions::add(&mut tx, "same", &customer.user.id, at(101)).await.expect_err("one token, one session");
    assert!(error.is_taken(), "{error:?}");
}

async fn old_sessions_are_swept(db: Database) {
    let customer = Customer::join(&db, "sweep").await;
    let mut tx = db.write().await;
    for (token, opened, seen) in [("ancient", 10, 500), ("idle", 100, 100), ("alive", 100, 500)] {
        sessions::add(&mut tx, token, &customer.user.id, at(opened)).await.expect("added");
        sessions::touch(&mut tx, token, at(seen)).await.expect("touched");
    }
    assert_eq!(sessions::sweep(&mut tx, at(10), at(100)).await.expect("swept"), 2);
    assert!(sessions::lookup(&mut tx, "alive", at(0), at(0)).await.expect("read").is_some());
    assert_eq!(sessions::sweep(&mut tx, at(10), at(100)).await.expect("swept"), 0);
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
