//! Passkeys, the questions that are put to authenticators, and the codes that stand for a passkey.

use app::domain::PasskeyName;
use plusone::{
    ids,
    store::{
        ceremonies::{self, Question},
        passkeys::{self, StoredPasskey},
        recovery_codes,
        sessions::{self, Alive},
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, at},
};

on_both!(
    a_passkey_is_found_by_its_owner_and_by_its_authenticator,
    a_passkey_is_renamed_and_removed_by_its_owner_alone,
    an_authenticators_key_is_taken_once,
    a_question_is_taken_once_and_in_time,
    a_code_is_spent_once_by_its_owner_and_in_time,
    a_session_knows_what_its_person_could_show
);

fn passkey(customer: &Customer, credential_id: &str) -> StoredPasskey {
    StoredPasskey {
        id: ids::fresh(),
        user: customer.user.id.clone(),
        credential_id: credential_id.to_owned(),
        credential: "{\"counter\":0}".to_owned(),
    }
}

fn name(text: &str) -> PasskeyName {
    text.parse().expect("a name")
}

async fn a_passkey_is_found_by_its_owner_and_by_its_authenticator(db: Database) {
    let (ann, ben) = (Customer::join(&db, "ann").await, Customer::join(&db, "ben").await);
    let mut tx = db.write().await;
    let [phone, laptop, other] = [passkey(&ann, "phone"), passkey(&ann, "laptop"), passkey(&ben, "other")];
    for (passkey, second) in [(&laptop, 20), (&phone, 10), (&other, 15)] {
        passkeys::add(&mut tx, passkey, &name(&passkey.credential_id), at(second)).await.expect("added");
    }
    let known = passkeys::of_user(&mut tx, &ann.user.id).await.expect("read");
    assert_eq!(known.iter().map(|passkey| &passkey.id).collect::<Vec<_>>(), [&phone.id, &laptop.id], "oldest first");
    let found = passkeys::by_credential(&mut tx, "other").await.expect("read").expect("known");
    assert_eq!((found.id, found.user, found.credential), (other.id, ben.user.id.clone(), other.credential));
    assert!(passkeys::by_credential(&mut tx, "none").await.expect("read").is_none());
    passkeys::used(&mut tx, &phone.id, "{\"counter\":1}", at(30)).await.expect("noted");
    let list = passkeys::list(&mut tx, &ann.user.id).await.expect("read");
    let shown: Vec<_> = list.iter().map(|view| (view.name.as_str(), view.created_at, view.used_at)).collect();
    assert_eq!(shown, [("phone", at(10), Some(at(30))), ("laptop", at(20), None)]);
    let found = passkeys::by_credential(&mut tx, "phone").await.expect("read").expect("known");
    assert_eq!(found.credential, "{\"counter\":1}");
}

async fn a_passkey_is_renamed_and_removed_by_its_owner_alone(db: Database) {
    let (ann, ben) = (Customer::join(&db, "ann").await, Customer::join(&db, "ben").await);
    let mut tx = db.write().await;
    let [phone, laptop] = [passkey(&ann, "phone"), passkey(&ann, "laptop")];
    for passkey in [&phone, &laptop] {
        passkeys::add(&mut tx, passkey, &name("Mine"), at(10)).await.expect("added");
    }
    assert!(!passkeys::rename(&mut tx, &ben.user.id, &phone.id, &name("Ben's")).await.expect("not his"));
    assert!(!passkeys::remove(&mut tx, &ben.user.id, &phone.id).await.expect("not his"));
    assert!(passkeys::rename(&mut tx, &ann.user.id, &phone.id, &name("Old")).await.expect("renamed"));
    let names =
        |list: Vec<app::desk::PasskeyView>| list.into_iter().map(|view| view.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(passkeys::list(&mut tx, &ann.user.id).await.expect("read")), ["Old", "Mine"]);
    assert!(passkeys::remove(&mut tx, &ann.user.id, &phone.id).await.expect("removed"));
    assert!(!passkeys::remove(&mut tx, &ann.user.id, &phone.id).await.expect("removed before"));
    assert_eq!(passkeys::remove_all(&mut tx, &ben.user.id).await.expect("none"), 0);
    assert_eq!(passkeys::remove_all(&mut tx, &ann.user.id).await.expect("removed"), 1);
}

async fn an_authenticators_key_is_taken_once(db: Database) {
    let (ann, ben) = (Customer::join(&db, "ann").await, Customer::join(&db, "ben").await);
    let mut tx = db.write().await;
    passkeys::add(&mut tx, &passkey(&ann, "same"), &name("Mine"), at(10)).await.expect("added");
    let error = passkeys::add(&mut tx, &passkey(&ben, "same"), &name("Mine too"), at(11)).await.expect_err("taken");
    assert!(error.is_taken(), "{error:?}");
}

async fn a_question_is_taken_once_and_in_time(db: Database) {
    let customer = Customer::join(&db, "asked").await;
    let mut tx = db.write().await;
    let own = Question { user: Some(customer.user.id.clone()), state: "own".to_owned() };
    let open = Question { user: None, state: "open".to_owned() };
    for (token, question) in [("own", &own), ("open", &open), ("late", &open)] {
        ceremonies::add(&mut tx, token, question, at(100)).await.expect("kept");
    }
    assert_eq!(ceremonies::take(&mut tx, "own", at(99)).await.expect("taken"), Some(own));
    assert_eq!(ceremonies::take(&mut tx, "own", at(99)).await.expect("gone"), None);
    assert_eq!(ceremonies::take(&mut tx, "late", at(100)).await.expect("too late"), None);
    assert_eq!(ceremonies::take(&mut tx, "open", at(99)).await.expect("taken"), Some(open));
    assert_eq!(ceremonies::sweep(&mut tx, at(99)).await.expect("swept"), 0);
    assert_eq!(ceremonies::sweep(&mut tx, at(100)).await.expect("swept"), 1);
}

async fn a_code_is_spent_once_by_its_owner_and_in_time(db: Database) {
    let (ann, ben) = (Customer::join(&db, "ann").await, Customer::join(&db, "ben").await);
    let mut tx = db.write().await;
    let hashes = ["one", "two"].map(str::to_owned);
    for customer in [&ann, &ben] {
        recovery_codes::replace(&mut tx, &customer.user.id, &hashes, None).await.expect("made");
    }
    let ann = &ann.user.id;
    assert!(recovery_codes::spend(&mut tx, ann, "one", at(10)).await.expect("spent"));
    assert!(!recovery_codes::spend(&mut tx, ann, "one", at(10)).await.expect("once"));
    assert!(!recovery_codes::spend(&mut tx, ann, "three", at(10)).await.expect("none"));
    assert_eq!(recovery_codes::left(&mut tx, ann, at(10)).await.expect("counted"), 1);
    assert_eq!(recovery_codes::left(&mut tx, &ben.user.id, at(10)).await.expect("counted"), 2, "each has their own");
    recovery_codes::replace(&mut tx, ann, &["three".to_owned()], Some(at(20))).await.expect("made");
    assert!(!recovery_codes::spend(&mut tx, ann, "two", at(10)).await.expect("void"));
    assert!(!recovery_codes::spend(&mut tx, ann, "three", at(20)).await.expect("too late"));
    assert_eq!(recovery_codes::left(&mut tx, ann, at(20)).await.expect("counted"), 0);
    assert!(recovery_codes::spend(&mut tx, ann, "three", at(19)).await.expect("in time"));
}

async fn a_session_knows_what_its_person_could_show(db: Database) {
    let customer = Customer::join(&db, "knows").await;
    let mut tx = db.write().await;
    customer.enter(&mut tx, "a", 100).await.expect("added");
    let always = Alive { opened: at(0), seen: at(0) };
    let knows = async |tx: &mut plusone::store::Tx, token: &str| {
        let found = sessions::lookup(tx, token, always).await.expect("read").expect("alive");
        (found.strong, found.has_passkey, found.has_codes)
    };
    assert_eq!(knows(&mut tx, "a").await, (false, false, false));
    passkeys::add(&mut tx, &passkey(&customer, "phone"), &name("Mine"), at(101)).await.expect("added");
    assert_eq!(knows(&mut tx, "a").await, (false, true, false));
    let gone = Some(at(1));
    recovery_codes::replace(&mut tx, &customer.user.id, &["one".to_owned()], gone).await.expect("made");
    assert_eq!(knows(&mut tx, "a").await, (false, true, true), "good or not");
    assert!(sessions::prove(&mut tx, "a", "b", true, at(102)).await.expect("proven"));
    assert!(sessions::prove(&mut tx, "b", "c", false, at(103)).await.expect("proven once more"));
    assert_eq!(knows(&mut tx, "c").await, (true, true, true), "what was shown stays shown");
}
