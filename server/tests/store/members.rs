//! The people of an account, and those who are invited into it.

use app::{
    desk::Answer,
    domain::{Email, Language, MemberRole, Role, verification::Said},
};
use plusone::{
    ids,
    store::{
        invites::{self, StoredInvite},
        mails::{self, Mail},
        sessions::{self, Alive},
        users::{self, Member},
        verifications::{self, Read},
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, at, user},
};

on_both!(
    everybody_of_an_account_is_listed_in_the_order_in_which_they_came,
    whoever_uses_a_session_is_seen,
    a_role_and_a_password_are_changed,
    a_session_is_of_its_person_until_it_ends,
    who_was_removed_is_found_by_nobody,
    an_invite_is_found_by_its_token_and_taken_once,
    an_account_has_one_invite_for_an_email,
    invites_of_somebody_are_taken_back,
    old_invites_are_swept,
    what_was_said_to_consent_texts_is_listed_the_newest_first,
    a_person_is_known_by_the_language_that_they_read,
    an_invite_that_is_mailed_is_opened_by_the_mailed_token_alone
);

async fn everybody_of_an_account_is_listed_in_the_order_in_which_they_came(db: Database) {
    let (customer, other) = (Customer::join(&db, "first").await, Customer::join(&db, "other").await);
    let mut tx = db.write().await;
    let (late, early) = (user(&customer.account.id, "late@shop.test"), user(&customer.account.id, "early@shop.test"));
    users::add(&mut tx, &late, at(9)).await.expect("added");
    users::add(&mut tx, &early, at(5)).await.expect("added");
    let list = users::of_account(&mut tx, &customer.account.id).await.expect("read");
    let emails: Vec<_> = list.iter().map(|member| member.email.as_str()).collect();
    assert_eq!(emails, ["first@shop.test", "early@shop.test", "late@shop.test"]);
    let first = Member { id: customer.user.id, email: customer.user.email, role: Role::Buyer, seen_at: None };
    assert_eq!(list[0], first);
    assert_eq!(users::of_account(&mut tx, &other.account.id).await.expect("read").len(), 1, "others have their own");
}

async fn whoever_uses_a_session_is_seen(db: Database) {
    let customer = Customer::join(&db, "seen").await;
    let colleague = user(&customer.account.id, "unseen@shop.test");
    let mut tx = db.write().await;
    users::add(&mut tx, &colleague, at(1)).await.expect("added");
    customer.enter(&mut tx, "token", 100).await.expect("opened");
    let mut seen = Vec::new();
    for second in [None, Some(200)] {
        if let Some(second) = second {
            sessions::touch(&mut tx, "token", at(second)).await.expect("touched");
        }
        let list = users::of_account(&mut tx, &customer.account.id).await.expect("read");
        seen.extend(list.into_iter().map(|member| member.seen_at));
    }
    assert_eq!(seen, [Some(at(100)), None, Some(at(200)), None]);
    sessions::end_all(&mut tx, &customer.user.id, None).await.expect("ended");
    let list = users::of_account(&mut tx, &customer.account.id).await.expect("read");
    assert_eq!(list[0].seen_at, Some(at(200)), "signing out is not forgetting");
}

async fn a_role_and_a_password_are_changed(db: Database) {
    let (customer, other) = (Customer::join(&db, "changed").await, Customer::join(&db, "same").await);
    let mut tx = db.write().await;
    assert!(users::set_role(&mut tx, &customer.user.id, Role::Admin).await.expect("changed"));
    assert!(users::set_password(&mut tx, &customer.user.id, "$argon2id$new").await.expect("changed"));
    let found = users::lookup(&mut tx, &customer.user.id).await.expect("read").expect("known");
    assert_eq!((found.role, found.password_hash.as_str()), (Role::Admin, "$argon2id$new"));
    let found = users::lookup(&mut tx, &other.user.id).await.expect("read").expect("known");
    assert_eq!((found.role, found.password_hash), (Role::Buyer, other.user.password_hash));
}

async fn a_session_is_of_its_person_until_it_ends(db: Database) {
    let (customer, other) = (Customer::join(&db, "here").await, Customer::join(&db, "there").await);
    let mut tx = db.write().await;
    let (first, second) = (customer.enter(&mut tx, "one", 100).await, customer.enter(&mut tx, "two", 100).await);
    let (first, second) = (first.expect("opened"), second.expect("opened"));
    for (user, session, is) in
        [(&customer.user.id, &first, true), (&customer.user.id, &second, true), (&other.user.id, &first, false)]
    {
        assert_eq!(sessions::is_of(&mut tx, user, session).await.expect("read"), is);
    }
    sessions::end(&mut tx, &customer.user.id, &first).await.expect("ended");
    assert!(!sessions::is_of(&mut tx, &customer.user.id, &first).await.expect("read"));
    users::hold(&mut tx, &customer.user.id).await.expect("kept");
    assert!(sessions::is_of(&mut tx, &customer.user.id, &second).await.expect("read"));
    users::remove(&mut tx, &customer.user.id, at(200)).await.expect("removed");
    assert!(!sessions::is_of(&mut tx, &customer.user.id, &second).await.expect("read"), "who was removed has none");
}

async fn who_was_removed_is_found_by_nobody(db: Database) {
    let customer = Customer::join(&db, "gone").await;
    let (id, email) = (&customer.user.id, customer.user.email.as_str());
    let mut tx = db.write().await;
    customer.enter(&mut tx, "token", 100).await.expect("opened");
    users::remove(&mut tx, id, at(200)).await.expect("removed");
    assert!(users::lookup(&mut tx, id).await.expect("read").is_none());
    assert!(!users::set_role(&mut tx, id, Role::Admin).await.expect("nothing to do"));
    assert!(!users::set_password(&mut tx, id, "$argon2id$new").await.expect("nothing to do"));
    for name in [email, id.as_str()] {
        assert!(users::by_email(&mut tx, name).await.expect("read").is_none(), "{name}");
    }
    assert!(users::of_account(&mut tx, &customer.account.id).await.expect("read").is_empty());
    let always = Alive { opened: at(0), seen: at(0) };
    assert!(sessions::lookup(&mut tx, "token", always).await.expect("read").is_none(), "a session is nobody's");
    customer.enter(&mut tx, "late", 201).await.expect("whoever was on the way in");
    assert!(sessions::lookup(&mut tx, "late", always).await.expect("read").is_none(), "is not let in either");
    let again = user(&customer.account.id, email);
    users::add(&mut tx, &again, at(300)).await.expect("the e-mail is free");
    assert_eq!(users::by_email(&mut tx, email).await.expect("read").expect("known").id, again.id);
    tx.commit().await.expect("commits");
    let kept =
        format!("SELECT COUNT(*) FROM users WHERE id = '{id}' AND removed_at = 200000000 AND password_hash = ''");
    assert_eq!(db.count(&kept).await, 1, "the id stays for what they did");
}

fn invite(customer: &Customer, email: &str, second: i64) -> StoredInvite {
    StoredInvite {
        id: ids::fresh(),
        account: customer.account.id.clone(),
        email: email.parse::<Email>().expect("an e-mail"),
        role: MemberRole::Admin,
        by: customer.user.id.clone(),
        created_at: at(second),
    }
}

async fn an_invite_is_found_by_its_token_and_taken_once(db: Database) {
    let (customer, other) = (Customer::join(&db, "invites").await, Customer::join(&db, "stranger").await);
    let invite = invite(&customer, "new@shop.test", 100);
    let mut tx = db.write().await;
    invites::put(&mut tx, &invite, "hash").await.expect("made");
    assert_eq!(invites::opened_by(&mut tx, "hash", at(99)).await.expect("read"), Some(invite.clone()));
    assert_eq!(invites::opened_by(&mut tx, "hash", at(100)).await.expect("read"), None, "too old");
    assert_eq!(invites::opened_by(&mut tx, "other", at(99)).await.expect("read"), None);
    assert!(!invites::take(&mut tx, &other.account.id, &invite.id).await.expect("read"), "another account's");
    assert!(invites::take(&mut tx, &customer.account.id, &invite.id).await.expect("taken"));
    assert!(!invites::take(&mut tx, &customer.account.id, &invite.id).await.expect("read"), "once");
    assert_eq!(invites::opened_by(&mut tx, "hash", at(99)).await.expect("read"), None);
}

async fn an_account_has_one_invite_for_an_email(db: Database) {
    let (customer, other) = (Customer::join(&db, "one").await, Customer::join(&db, "two").await);
    let (first, second) = (invite(&customer, "new@shop.test", 100), invite(&customer, "new@shop.test", 101));
    let (foreign, third) = (invite(&other, "new@shop.test", 102), invite(&customer, "more@shop.test", 103));
    let mut tx = db.write().await;
    for (invite, token) in [(&first, "a"), (&second, "b"), (&foreign, "c"), (&third, "d")] {
        let replaced = invites::put(&mut tx, invite, token).await.expect("made");
        assert_eq!(replaced, (token == "b").then(|| first.id.clone()), "{token}");
    }
    assert_eq!(invites::opened_by(&mut tx, "a", at(0)).await.expect("read"), None, "the second took its place");
    let open = invites::open(&mut tx, &customer.account.id, at(100)).await.expect("read");
    assert_eq!(open, [third.clone(), second], "its own, the newest first");
    assert_eq!(invites::open(&mut tx, &customer.account.id, at(101)).await.expect("read"), [third]);
    let twice = invites::put(&mut tx, &invite(&other, "last@shop.test", 104), "d").await.expect_err("one token");
    assert!(twice.is_taken(), "{twice:?}");
}

async fn invites_of_somebody_are_taken_back(db: Database) {
    let (customer, other) = (Customer::join(&db, "rogue").await, Customer::join(&db, "honest").await);
    let mut tx = db.write().await;
    let mut made = Vec::new();
    for (customer, email, token) in
        [(&customer, "a@x.test", "a"), (&customer, "b@x.test", "b"), (&other, "a@x.test", "c")]
    {
        let invite = invite(customer, email, 100);
        invites::put(&mut tx, &invite, token).await.expect("made");
        made.push(invite.id);
    }
    let (account, by) = (&customer.account.id, &customer.user.id);
    let elsewhere = invites::take_all_by(&mut tx, &other.account.id, by).await.expect("taken");
    assert!(elsewhere.is_empty(), "in another account they have none");
    let mut taken = invites::take_all_by(&mut tx, account, by).await.expect("taken");
    taken.sort_by_key(|id| made.iter().position(|made| made == id));
    assert_eq!(taken, made[..2]);
    assert!(invites::open(&mut tx, &customer.account.id, at(0)).await.expect("read").is_empty());
    assert_eq!(invites::open(&mut tx, &other.account.id, at(0)).await.expect("read").len(), 1);
}

async fn old_invites_are_swept(db: Database) {
    let customer = Customer::join(&db, "swept").await;
    let mut tx = db.write().await;
    for (email, token, second) in [("a@x.test", "a", 100), ("b@x.test", "b", 101)] {
        invites::put(&mut tx, &invite(&customer, email, second), token).await.expect("made");
    }
    assert_eq!(invites::sweep(&mut tx, at(100)).await.expect("swept"), 1);
    assert!(invites::opened_by(&mut tx, "b", at(0)).await.expect("read").is_some());
}

async fn what_was_said_to_consent_texts_is_listed_the_newest_first(db: Database) {
    let (customer, other) = (Customer::join(&db, "agrees").await, Customer::join(&db, "silent").await);
    let (account, user) = (&customer.account.id, &customer.user.id);
    let mut tx = db.write().await;
    for (version, language, second) in
        [("text-1", Language::French, 10), ("text-2", Language::Spanish, 20), ("text-1", Language::English, 30)]
    {
        verifications::consent(&mut tx, account, user, Read { version, language }, at(second)).await.expect("recorded");
    }
    let answer = |said, version: &str, language, second| Answer {
        said,
        version: version.to_owned(),
        language: Some(language),
        at: at(second),
    };
    let newest = answer(Said::Agreed, "text-2", Language::Spanish, 20);
    let first = answer(Said::Agreed, "text-1", Language::French, 10);
    let list = verifications::answers(&mut tx, account).await.expect("read");
    assert_eq!(list, [newest.clone(), first.clone()], "each as it was read first");
    for second in [40, 50] {
        let read = Read { version: "text-2", language: Language::French };
        verifications::refuse(&mut tx, account, user, read, at(second)).await.expect("recorded");
    }
    let refused = answer(Said::Refused, "text-2", Language::French, 50);
    let list = verifications::answers(&mut tx, account).await.expect("read");
    assert_eq!(list, [refused.clone(), newest, first.clone()], "the last of several noes");
    let read = Read { version: "text-2", language: Language::English };
    assert!(verifications::consent(&mut tx, account, user, read, at(60)).await.expect("recorded"));
    assert_eq!(verifications::withdraw(&mut tx, account, user, at(70)).await.expect("recorded"), ["text-2"]);
    let withdrawn = answer(Said::Withdrawn, "text-2", Language::English, 70);
    let agreed = answer(Said::Agreed, "text-2", Language::English, 60);
    let list = verifications::answers(&mut tx, account).await.expect("read");
    assert_eq!(list, [withdrawn, agreed, refused, first]);
    assert!(verifications::answers(&mut tx, &other.account.id).await.expect("read").is_empty());
    tx.commit().await.expect("commits");
    // A node of the version before writes no language: of a consent it has English alone, of a refusal nobody knows.
    for table in ["consents", "refusals"] {
        let before = format!(
            "INSERT INTO {table} (account_id, user_id, version, at) VALUES ('{}', '{}', 'text-0', 1) RETURNING at",
            other.account.id, other.user.id
        );
        assert_eq!(db.count(&before).await, 1);
    }
    let mut tx = db.read().await;
    let list = verifications::answers(&mut tx, &other.account.id).await.expect("read");
    let mut read: Vec<_> = list.iter().map(|answer| (answer.said.as_str(), answer.language)).collect();
    read.sort_unstable_by_key(|(said, _)| *said);
    assert_eq!(read, [("agreed", Some(Language::English)), ("refused", None)]);
}

async fn a_person_is_known_by_the_language_that_they_read(db: Database) {
    let customer = Customer::join(&db, "reads").await;
    let id = &customer.user.id;
    let mut tx = db.write().await;
    assert_eq!(users::language(&mut tx, id).await.expect("read"), Language::English, "who never said");
    for language in [Language::French, Language::French, Language::Spanish] {
        users::speak(&mut tx, id, language).await.expect("noted");
        assert_eq!(users::language(&mut tx, id).await.expect("read"), language);
    }
    users::remove(&mut tx, id, at(5)).await.expect("removed");
    users::speak(&mut tx, id, Language::French).await.expect("no error");
    assert_eq!(users::language(&mut tx, id).await.expect("read"), Language::English, "of who was removed it is gone");
    tx.commit().await.expect("commits");
    let newer = format!("UPDATE users SET language = 'xx-XX' WHERE id = '{id}' RETURNING created_at");
    db.count(&newer).await;
    let known = users::language(&mut db.read().await, id).await.expect("no error");
    assert_eq!(known, Language::English, "a newer store may know one more");
}

async fn an_invite_that_is_mailed_is_opened_by_the_mailed_token_alone(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let (invite, other) = (invite(&customer, "ann@shop.test", 10), invite(&customer, "bea@shop.test", 10));
    let mut tx = db.write().await;
    for (invite, hash) in [(&invite, "kept"), (&other, "other")] {
        invites::put(&mut tx, invite, hash).await.expect("made");
    }
    assert!(invites::opened_by(&mut tx, "kept", at(9)).await.expect("read").is_some(), "nothing is mailed");
    mails::add(&mut tx, &Mail::Invite(customer.user.id.clone(), invite.id.clone()), at(10)).await.expect("written");
    assert!(invites::put_mailed(&mut tx, &invite.id, "mailed").await.expect("put"), "the first");
    assert!(!invites::put_mailed(&mut tx, &invite.id, "mailed again").await.expect("put"), "the second");
    assert!(!invites::put_mailed(&mut tx, &ids::fresh(), "nobody's").await.expect("no error"));
    for (hash, there) in [("kept", false), ("mailed", false), ("mailed again", true), ("nobody's", false)] {
        let found = invites::opened_by(&mut tx, hash, at(9)).await.expect("read");
        assert_eq!(found.map(|found| found.id), there.then(|| invite.id.clone()), "{hash}");
    }
    let made = invites::made_with(&mut tx, "kept", at(9)).await.expect("read");
    assert_eq!(made.map(|made| made.id), Some(invite.id.clone()));
    assert_eq!(invites::opened_by(&mut tx, "mailed again", at(10)).await.expect("read"), None, "too old");
    assert_eq!(invites::lookup(&mut tx, &invite.id).await.expect("read"), Some(invite.clone()));
    assert!(invites::take(&mut tx, &customer.account.id, &invite.id).await.expect("taken"));
    assert_eq!(invites::opened_by(&mut tx, "mailed again", at(9)).await.expect("read"), None);
    assert_eq!(invites::lookup(&mut tx, &invite.id).await.expect("read"), None);
}
