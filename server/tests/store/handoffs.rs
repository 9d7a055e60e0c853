//! Hand-offs to phones.

use app::domain::{Device, TextState, Timestamp};
use plusone::{
    ids,
    store::{
        Changed,
        handoffs::{self, Ended, Handoff},
        sessions::{self, Alive, NewSession},
        users,
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, at},
};

on_both!(
    a_hand_off_is_begun_opened_once_and_ended,
    an_account_has_one_at_a_time,
    a_phone_lives_no_longer_than_its_session_and_person,
    whoever_follows_a_phone_hears_of_its_end,
    a_text_message_is_noted,
    old_ones_are_swept
);

const ALIVE: Alive = Alive { opened: Timestamp::from_micros(0), seen: Timestamp::from_micros(0) };

fn new(customer: &Customer, name: &str, seconds: i64) -> Handoff {
    Handoff {
        id: ids::fresh(),
        account: customer.account.id.clone(),
        user: customer.user.id.clone(),
        session: "here".parse().expect("an id"),
        name: name.to_owned(),
        codes: ["12", "47", "95"].map(str::to_owned),
        code: "47".to_owned(),
        created_at: at(seconds),
        texted: None,
        opened: None,
        ended: None,
    }
}

async fn sign_in(db: &Database, customer: &Customer) {
    let mut tx = db.write().await;
    let session = NewSession {
        id: &"here".parse().expect("an id"),
        token_hash: "session",
        user: &customer.user.id,
        device: Device::default(),
        proven_at: None,
        strong: false,
    };
    sessions::add(&mut tx, &session, at(1)).await.expect("signed in");
    tx.commit().await.expect("commits");
}

async fn a_hand_off_is_begun_opened_once_and_ended(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    let begun = new(&customer, "name-1", 10);
    let mut tx = db.write().await;
    assert_eq!(handoffs::latest(&mut tx, &customer.account.id).await.expect("read"), None);
    assert_eq!(handoffs::begin(&mut tx, &begun).await.expect("begun"), None);
    assert_eq!(handoffs::by_name(&mut tx, "name-1").await.expect("read").as_ref(), Some(&begun));
    assert_eq!(handoffs::by_name(&mut tx, "name-2").await.expect("read"), None);
    assert_eq!(handoffs::latest(&mut tx, &customer.account.id).await.expect("read").as_ref(), Some(&begun));
    assert!(!handoffs::is_open(&mut tx, &begun.id).await.expect("read"));
    let device: Device = "firefox android".parse().expect("a device");
    assert!(handoffs::open(&mut tx, &begun.id, "phone-1", device, at(20)).await.expect("opened"));
    assert!(!handoffs::open(&mut tx, &begun.id, "phone-2", device, at(21)).await.expect("asked"), "once");
    assert!(handoffs::is_open(&mut tx, &begun.id).await.expect("read"));
    let opened = Handoff { opened: Some((at(20), device)), ..begun.clone() };
    assert_eq!(handoffs::by_name(&mut tx, "name-1").await.expect("read").as_ref(), Some(&opened));
    let ended = handoffs::end(&mut tx, &customer.account.id, Ended::Cancelled, at(30)).await.expect("ended");
    assert_eq!(ended.as_ref(), Some(&begun.id));
    assert!(!handoffs::is_open(&mut tx, &begun.id).await.expect("read"));
    assert_eq!(handoffs::end(&mut tx, &customer.account.id, Ended::Cancelled, at(31)).await.expect("asked"), None);
    let ended = Handoff { ended: Some(Ended::Cancelled), ..opened };
    assert_eq!(handoffs::latest(&mut tx, &customer.account.id).await.expect("read"), Some(ended));
}

async fn an_account_has_one_at_a_time(db: Database) {
    let (one, other) = (Customer::join(&db, "one").await, Customer::join(&db, "other").await);
    let (first, second, foreign) = (new(&one, "a", 10), new(&one, "b", 11), new(&other, "c", 12));
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &foreign).await.expect("begun");
    handoffs::begin(&mut tx, &first).await.expect("begun");
    assert_eq!(handoffs::begin(&mut tx, &second).await.expect("begun").as_ref(), Some(&first.id));
    let found = handoffs::by_name(&mut tx, "a").await.expect("read").expect("there");
    assert_eq!(found.ended, Some(Ended::Replaced));
    assert!(!handoffs::open(&mut tx, &first.id, "phone", Device::default(), at(20)).await.expect("asked"));
    assert_eq!(handoffs::latest(&mut tx, &one.account.id).await.expect("read").map(|it| it.id), Some(second.id));
    assert_eq!(handoffs::by_name(&mut tx, "c").await.expect("read").expect("there").ended, None, "another account's");
}

async fn a_phone_lives_no_longer_than_its_session_and_person(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    let begun = new(&customer, "name", 10);
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &begun).await.expect("begun");
    handoffs::open(&mut tx, &begun.id, "hash", Device::default(), at(20)).await.expect("opened");
    tx.commit().await.expect("commits");
    let lives = async |hash: &str, alive, since| {
        let mut tx = db.read().await;
        handoffs::of_phone(&mut tx, hash, alive, at(since)).await.expect("read").is_some()
    };
    assert!(!lives("hash", ALIVE, 0).await, "nobody is signed in");
    sign_in(&db, &customer).await;
    assert!(lives("hash", ALIVE, 19).await);
    assert!(!lives("hash", ALIVE, 20).await, "its time is over");
    assert!(!lives("other", ALIVE, 0).await);
    assert!(!lives("hash", Alive { opened: at(1), seen: at(0) }, 0).await, "the session is too old");
    assert!(!lives("hash", Alive { opened: at(0), seen: at(1) }, 0).await, "or idle");
    let mut tx = db.write().await;
    sessions::remove(&mut tx, "session").await.expect("signed out");
    tx.commit().await.expect("commits");
    assert!(!lives("hash", ALIVE, 0).await, "signed out");
    sign_in(&db, &customer).await;
    assert!(lives("hash", ALIVE, 0).await);
    let mut tx = db.write().await;
    users::remove(&mut tx, &customer.user.id, at(40)).await.expect("removed");
    tx.commit().await.expect("commits");
    assert!(!lives("hash", ALIVE, 0).await, "removed");
}

async fn whoever_follows_a_phone_hears_of_its_end(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &new(&customer, "name", 10)).await.expect("begun");
    tx.commit().await.expect("commits");
    let mut changes = db.store.changes();
    let mut tx = db.write().await;
    handoffs::end(&mut tx, &customer.account.id, Ended::WrongCode, at(11)).await.expect("ended");
    tx.commit().await.expect("commits");
    let told = changes.try_recv().expect("told");
    assert!(matches!(&told, Changed::Sessions { user } if *user == customer.user.id), "{told:?}");
}

async fn a_text_message_is_noted(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    let begun = new(&customer, "name", 10);
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &begun).await.expect("begun");
    for state in TextState::ALL {
        handoffs::note_text(&mut tx, &begun.id, state, at(12)).await.expect("noted");
        let found = handoffs::by_name(&mut tx, "name").await.expect("read").expect("there");
        assert_eq!(found.texted, Some((at(12), state)));
    }
}

async fn old_ones_are_swept(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &new(&customer, "old", 10)).await.expect("begun");
    handoffs::begin(&mut tx, &new(&customer, "young", 11)).await.expect("begun");
    assert_eq!(handoffs::sweep(&mut tx, at(10)).await.expect("swept"), 1);
    assert!(handoffs::by_name(&mut tx, "old").await.expect("read").is_none());
    assert!(handoffs::by_name(&mut tx, "young").await.expect("read").is_some());
}
