//! Hand-offs to phones.

use app::domain::{Device, TextState, Timestamp};
use plusone::{
    ids,
    store::{
        Changed, Tx,
        handoffs::{self, Ended, Handoff, Opened, Since, Texting},
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
    wrong_codes_are_counted,
    a_phone_that_is_needed_no_longer_may_look_for_a_moment,
    a_phone_lives_no_longer_than_its_session_and_person,
    whoever_follows_a_phone_hears_of_its_end,
    what_comes_of_a_text_message_is_noted,
    text_messages_of_a_day_are_counted,
    old_ones_are_swept,
    those_of_a_session_go_with_it
);

const ALIVE: Alive = Alive { opened: Timestamp::from_micros(0), seen: Timestamp::from_micros(0) };

fn new(customer: &Customer, name: &str, seconds: i64) -> Handoff {
    Handoff {
        id: ids::fresh(),
        account: customer.account.id.clone(),
        user: customer.user.id.clone(),
        session: "here".parse().expect("an id"),
        name: name.to_owned(),
        code: "4727".to_owned(),
        wrong: 0,
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
    assert!(!handoffs::is_open(&mut tx, &begun.id, at(0)).await.expect("read"));
    let device: Device = "firefox android".parse().expect("a device");
    assert!(handoffs::open(&mut tx, &begun.id, "phone-1", device, at(20)).await.expect("opened"));
    assert!(!handoffs::open(&mut tx, &begun.id, "phone-2", device, at(21)).await.expect("asked"), "once");
    assert!(handoffs::is_open(&mut tx, &begun.id, at(19)).await.expect("read"));
    assert!(!handoffs::is_open(&mut tx, &begun.id, at(20)).await.expect("read"), "its time is over");
    let opened = Handoff { opened: Some(Opened { at: at(20), device, done: None }), ..begun.clone() };
    assert_eq!(handoffs::by_name(&mut tx, "name-1").await.expect("read").as_ref(), Some(&opened));
    let ended = handoffs::end(&mut tx, &customer.account.id, Ended::Cancelled, at(30)).await.expect("ended");
    assert_eq!(ended.as_ref(), Some(&begun.id));
    assert!(!handoffs::is_open(&mut tx, &begun.id, at(0)).await.expect("read"));
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

async fn wrong_codes_are_counted(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    let begun = new(&customer, "name", 10);
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &begun).await.expect("begun");
    for nth in 1..=2 {
        assert_eq!(handoffs::count_wrong(&mut tx, &begun.id).await.expect("counted"), nth);
    }
    let found = handoffs::by_name(&mut tx, "name").await.expect("read").expect("there");
    assert_eq!(found, Handoff { wrong: 2, ..begun });
}

async fn a_phone_that_is_needed_no_longer_may_look_for_a_moment(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    let begun = new(&customer, "name", 10);
    sign_in(&db, &customer).await;
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &begun).await.expect("begun");
    handoffs::open(&mut tx, &begun.id, "hash", Device::default(), at(20)).await.expect("opened");
    for again in [30, 31] {
        handoffs::finish(&mut tx, &customer.account.id, at(again)).await.expect("finished");
    }
    assert!(!handoffs::is_open(&mut tx, &begun.id, at(0)).await.expect("read"), "it may do nothing more");
    let found = async |tx: &mut Tx, done| {
        let since = Since { opened: at(0), done: at(done) };
        handoffs::of_phone(tx, "hash", ALIVE, since).await.expect("read")
    };
    let looks = found(&mut tx, 29).await.expect("it may look");
    assert_eq!(looks.opened.and_then(|opened| opened.done), Some(at(30)), "since the first time");
    assert_eq!(found(&mut tx, 30).await, None);
    let waiting = new(&customer, "other", 40);
    handoffs::begin(&mut tx, &waiting).await.expect("begun");
    handoffs::finish(&mut tx, &customer.account.id, at(41)).await.expect("finished");
    let ended = handoffs::by_name(&mut tx, "other").await.expect("read").expect("there");
    assert_eq!((ended.ended, ended.opened), (Some(Ended::Cancelled), None), "no phone is waited for any more");
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
        let since = Since { opened: at(since), done: at(since) };
        handoffs::of_phone(&mut tx, hash, alive, since).await.expect("read").is_some()
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

async fn what_comes_of_a_text_message_is_noted(db: Database) {
    use TextState::{Sending, Sent, Unclear, Unreachable, Unwanted};
    let customer = Customer::join(&db, "phone").await;
    let begun = new(&customer, "name", 10);
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &begun).await.expect("begun");
    handoffs::send_text(&mut tx, &begun.id, "first", at(12)).await.expect("noted");
    let state = async |tx: &mut Tx| handoffs::by_name(tx, "name").await.expect("read").expect("there").texted;
    assert_eq!(state(&mut tx).await, Some((at(12), Sending)));
    for told in TextState::ALL.into_iter().filter(|told| *told != Sending) {
        handoffs::send_text(&mut tx, &begun.id, "first", at(12)).await.expect("noted");
        assert!(handoffs::text_answered(&mut tx, "first", told).await.expect("noted"));
        assert_eq!(state(&mut tx).await, Some((at(12), told)));
        assert!(!handoffs::text_answered(&mut tx, "first", Sent).await.expect("asked"), "answered once");
        let was_open = matches!(told, Sent | Unclear);
        assert_eq!(handoffs::text_came_back(&mut tx, "first", Unreachable).await.expect("asked"), was_open, "{told:?}");
    }
    handoffs::send_text(&mut tx, &begun.id, "second", at(13)).await.expect("noted");
    assert!(!handoffs::text_came_back(&mut tx, "first", Unreachable).await.expect("asked"), "another one is under way");
    assert_eq!(handoffs::by_text(&mut tx, "first").await.expect("read"), None);
    assert_eq!(handoffs::by_text(&mut tx, "second").await.expect("read").map(|it| it.id), Some(begun.id.clone()));
    assert!(handoffs::text_came_back(&mut tx, "second", Unwanted).await.expect("noted"), "faster than the answer");
    assert!(!handoffs::text_answered(&mut tx, "second", Sent).await.expect("asked"));
    assert_eq!(state(&mut tx).await, Some((at(13), Unwanted)));
    handoffs::send_text(&mut tx, &begun.id, "third", at(14)).await.expect("noted");
    handoffs::open(&mut tx, &begun.id, "hash", Device::default(), at(20)).await.expect("opened");
    assert!(!handoffs::text_came_back(&mut tx, "third", Unreachable).await.expect("asked"), "a phone is there");
}

async fn text_messages_of_a_day_are_counted(db: Database) {
    let (one, other) = (Customer::join(&db, "one").await, Customer::join(&db, "other").await);
    let (one, other) = (Texting::Account(&one.account.id), Texting::Account(&other.account.id));
    let mut tx = db.write().await;
    for (whose, day, most, counts) in [
        (one, 1, 0, false),
        (one, 1, 2, true),
        (one, 1, 2, true),
        (one, 1, 2, false),
        (one, 1, 2, false),
        (other, 1, 2, true),
        (Texting::Everybody, 1, 2, true),
        (one, 2, 2, true),
        (one, 1, 3, true),
    ] {
        let counted = handoffs::count_text(&mut tx, whose, day, most).await.expect("counted");
        assert_eq!(counted, counts, "{whose:?} {day} {most}");
    }
    assert_eq!(handoffs::sweep_counts(&mut tx, 2).await.expect("swept"), 3);
    assert!(!handoffs::count_text(&mut tx, one, 2, 1).await.expect("counted"), "today's are known");
}

async fn old_ones_are_swept(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    sign_in(&db, &customer).await;
    let mut tx = db.write().await;
    let begun = new(&customer, "done", 11);
    handoffs::begin(&mut tx, &new(&customer, "old", 10)).await.expect("begun");
    handoffs::begin(&mut tx, &begun).await.expect("begun");
    handoffs::open(&mut tx, &begun.id, "hash", Device::default(), at(12)).await.expect("opened");
    handoffs::finish(&mut tx, &customer.account.id, at(13)).await.expect("finished");
    handoffs::begin(&mut tx, &new(&customer, "young", 14)).await.expect("begun");
    assert_eq!(handoffs::sweep(&mut tx, at(10), at(12)).await.expect("swept"), 1);
    assert!(handoffs::by_name(&mut tx, "old").await.expect("read").is_none());
    assert_eq!(handoffs::sweep(&mut tx, at(10), at(13)).await.expect("swept"), 1, "the one that was done");
    assert!(handoffs::by_name(&mut tx, "done").await.expect("read").is_none());
    assert!(handoffs::by_name(&mut tx, "young").await.expect("read").is_some());
}

async fn those_of_a_session_go_with_it(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    sign_in(&db, &customer).await;
    let mut tx = db.write().await;
    handoffs::begin(&mut tx, &new(&customer, "name", 10)).await.expect("begun");
    assert_eq!(handoffs::sweep(&mut tx, at(0), at(0)).await.expect("swept"), 0);
    sessions::remove(&mut tx, "session").await.expect("signed out");
    assert_eq!(handoffs::sweep(&mut tx, at(0), at(0)).await.expect("swept"), 1);
}
