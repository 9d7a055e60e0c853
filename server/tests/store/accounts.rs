//! Accounts, their lock and their approval.

use app::domain::{Approval, Telephony, order::Order};
use plusone::{
    ids,
    store::accounts::{self, Account},
};

use crate::{
    database::{Database, on_both},
    make::{Customer, HELD, account, at},
};

on_both!(
    an_account_is_read_as_it_was_written,
    a_name_is_taken_once,
    an_own_carrier_needs_credentials,
    the_lock_counts_versions,
    an_approval_is_given_and_taken_away,
    who_is_approved_and_still_held_is_found,
    a_token_is_sealed_anew_unless_it_is_another
);

async fn a_token_is_sealed_anew_unless_it_is_another(db: Database) {
    let carrier = Some(("AC1".to_owned(), b"old".to_vec()));
    let own = Account { telephony: Telephony::OwnCarrier, carrier, ..account("Own") };
    let mut tx = db.write().await;
    accounts::add(&mut tx, &own, at(1)).await.expect("added");
    assert!(!accounts::reseal_token(&mut tx, &own.id, b"another", b"new").await.expect("asked"));
    assert!(accounts::reseal_token(&mut tx, &own.id, b"old", b"new").await.expect("resealed"));
    let found = accounts::lookup(&mut tx, &own.id).await.expect("read").expect("known");
    assert_eq!(found.carrier, Some(("AC1".to_owned(), b"new".to_vec())));
}

async fn an_account_is_read_as_it_was_written(db: Database) {
    let own = Account {
        telephony: Telephony::OwnCarrier,
        carrier: Some(("AC1".to_owned(), vec![0, 159, 255])),
        approval: Some(Approval { verification: ids::fresh(), at: at(7) }),
        version: 3,
        ..account("Own")
    };
    let mut tx = db.write().await;
    accounts::add(&mut tx, &own, at(1)).await.expect("added");
    let by_id = accounts::lookup(&mut tx, &own.id).await.expect("read").expect("known");
    let by_name = accounts::named(&mut tx, "Own").await.expect("read").expect("known");
    for found in [by_id, by_name] {
        assert_eq!((&found.id, found.name.as_str(), found.telephony), (&own.id, "Own", Telephony::OwnCarrier));
        assert_eq!((found.carrier, found.approval, found.version), (own.carrier.clone(), own.approval.clone(), 3));
    }
    assert!(accounts::named(&mut tx, "own").await.expect("read").is_none(), "names differ by case");
    assert!(accounts::lookup(&mut tx, &ids::fresh()).await.expect("read").is_none());
}

async fn a_name_is_taken_once(db: Database) {
    Customer::join(&db, "Twin").await;
    let mut tx = db.write().await;
    let error = accounts::add(&mut tx, &account("Twin"), at(1)).await.expect_err("taken");
    assert!(error.is_taken(), "{error:?}");
}

async fn an_own_carrier_needs_credentials(db: Database) {
    let mut tx = db.write().await;
    let bare = Account { telephony: Telephony::OwnCarrier, ..account("Bare") };
    let error = accounts::add(&mut tx, &bare, at(1)).await.expect_err("refused");
    assert!(!error.is_taken(), "another constraint: {error:?}");
}

async fn the_lock_counts_versions(db: Database) {
    let Customer { account, .. } = Customer::join(&db, "Lock").await;
    for version in 1..=3 {
        let mut tx = db.write().await;
        let locked = accounts::lock(&mut tx, &account.id).await.expect("locked").expect("known");
        assert_eq!(locked.version, version);
        tx.commit().await.expect("commits");
    }
    let mut tx = db.write().await;
    assert!(accounts::lock(&mut tx, &ids::fresh()).await.expect("read").is_none());
    drop(tx);
    let mut tx = db.read().await;
    assert_eq!(accounts::lookup(&mut tx, &account.id).await.expect("read").expect("known").version, 3);
}

async fn an_approval_is_given_and_taken_away(db: Database) {
    let Customer { account, .. } = Customer::join(&db, "Approved").await;
    let other = Customer::join(&db, "Bystander").await.account;
    let approval = Approval { verification: ids::fresh(), at: at(9) };
    let mut tx = db.write().await;
    accounts::set_approval(&mut tx, &account.id, Some(&approval)).await.expect("given");
    let found = accounts::lookup(&mut tx, &account.id).await.expect("read").expect("known");
    assert_eq!(found.approval, Some(approval));
    assert_eq!(accounts::lookup(&mut tx, &other.id).await.expect("read").expect("known").approval, None);
    accounts::set_approval(&mut tx, &account.id, None).await.expect("taken");
    assert_eq!(accounts::lookup(&mut tx, &account.id).await.expect("read").expect("known").approval, None);
}

async fn who_is_approved_and_still_held_is_found(db: Database) {
    let forgotten = Customer::join(&db, "Forgotten").await;
    let waiting = Customer::join(&db, "Waiting").await;
    let served = Customer::join(&db, "Served").await;
    for (customer, state) in [
        (&forgotten, HELD),
        (&forgotten, HELD),
        (&waiting, HELD),
        (&served, Order::Purchased),
        (&served, Order::Expired),
    ] {
        customer.placed(&db, state).await;
    }
    let mut tx = db.write().await;
    for customer in [&forgotten, &served] {
        let approval = Approval { verification: ids::fresh(), at: at(9) };
        accounts::set_approval(&mut tx, &customer.account.id, Some(&approval)).await.expect("given");
    }
    let found = accounts::approved_but_held(&mut tx).await.expect("read");
    assert_eq!(found, [forgotten.account.id], "once, however many orders");
}
