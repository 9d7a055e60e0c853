//! What people are told, what they want to be mailed, and what became of it.

use app::domain::{
    NoticeId, NoticeKind, OrderId, Service, UserId,
    notice::{Thing, Topic},
    order::Order,
};
use plusone::{
    ids,
    store::{
        Tx, accounts, mail_choices,
        mails::{self, Mail, OpenMail, Outcome},
        notices::{self, NewNotice, StoredNotice},
        orders, resets, users,
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, HELD, at, user},
};

on_both!(
    a_happening_is_told_once,
    only_who_has_the_accounts_lock_tells,
    notices_come_newest_first_and_go_on_after_any,
    a_notice_of_an_application_outlasts_it,
    each_person_reads_for_themselves_and_no_further_back,
    what_happened_before_somebody_came_is_no_news,
    choices_differ_from_what_everybody_is_mailed,
    a_mail_is_open_until_it_ends,
    a_person_has_one_mail_of_a_notice,
    invites_that_are_mailed_are_counted_by_account,
    mails_that_ended_are_forgotten,
    a_reset_is_found_by_its_token_and_taken_once,
    a_fresh_reset_gives_way_to_its_own_mail_alone,
    a_newer_reset_takes_the_place_of_the_older,
    what_ends_soon_is_found_until_it_was_told
);

async fn told(tx: &mut Tx, customer: &Customer, kind: NoticeKind, about: &str, second: i64) -> Option<NoticeId> {
    accounts::lock(tx, &customer.account.id).await.expect("read").expect("an account");
    notices::add(tx, NewNotice { kind, about, thing: None }, at(second)).await.expect("written")
}

async fn a_happening_is_told_once(db: Database) {
    let (customer, other) = (Customer::join(&db, "first").await, Customer::join(&db, "other").await);
    let mut tx = db.write().await;
    told(&mut tx, &customer, NoticeKind::Verified, "case", 1).await.expect("anew");
    tx.commit().await.expect("commits");
    let mut tx = db.write().await;
    assert_eq!(told(&mut tx, &customer, NoticeKind::Verified, "case", 2).await, None, "the same");
    told(&mut tx, &customer, NoticeKind::Declined, "case", 3).await.expect("another kind");
    told(&mut tx, &customer, NoticeKind::Verified, "case 2", 4).await.expect("another happening");
    told(&mut tx, &other, NoticeKind::Verified, "case", 5).await.expect("another account");
    tx.commit().await.expect("commits");
    let mut tx = db.read().await;
    assert_eq!(notices::page(&mut tx, &customer.account.id, None, 9).await.expect("read").len(), 3);
}

async fn only_who_has_the_accounts_lock_tells(db: Database) {
    let mut tx = db.write().await;
    let new = NewNotice { kind: NoticeKind::Verified, about: "case", thing: None };
    notices::add(&mut tx, new, at(1)).await.expect_err("no account is locked");
}

async fn notices_come_newest_first_and_go_on_after_any(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let mut tx = db.write().await;
    accounts::lock(&mut tx, &customer.account.id).await.expect("read").expect("an account");
    let order = Thing::Order(held(&mut tx, &customer, HELD).await);
    for about in ["a", "b"] {
        let new = NewNotice { kind: NoticeKind::Held, about, thing: Some(&order) };
        notices::add(&mut tx, new, at(5)).await.expect("written").expect("anew");
    }
    // Dated before them by another machine's clock, and yet written after them.
    told(&mut tx, &customer, NoticeKind::Verified, "case", 1).await.expect("anew");
    let all = notices::page(&mut tx, &customer.account.id, None, 9).await.expect("read");
    let kinds: Vec<_> = all.iter().map(|notice| (notice.kind, notice.thing.clone(), notice.at)).collect();
    let of_order = (NoticeKind::Held, Some(order), at(5));
    assert_eq!(kinds, [(NoticeKind::Verified, None, at(1)), of_order.clone(), of_order]);
    for place in 0..3 {
        let after = notices::page(&mut tx, &customer.account.id, Some(&all[place]), 9).await.expect("read");
        assert_eq!(after, all[place + 1..]);
    }
    assert_eq!(notices::page(&mut tx, &customer.account.id, None, 2).await.expect("read"), all[..2]);
    let found: StoredNotice = notices::lookup(&mut tx, &all[1].id).await.expect("read").expect("known");
    assert_eq!(found, all[1]);
    assert_eq!(notices::lookup(&mut tx, &ids::fresh()).await.expect("read"), None);
}

async fn a_notice_of_an_application_outlasts_it(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let mut tx = db.write().await;
    accounts::lock(&mut tx, &customer.account.id).await.expect("read").expect("an account");
    // No application of this id is stored any more.
    let thing = Thing::Application(Service::TollFree, ids::fresh());
    let kind = NoticeKind::ApplicationRejected;
    let new = NewNotice { kind, about: "application/1", thing: Some(&thing) };
    let id = notices::add(&mut tx, new, at(5)).await.expect("written").expect("anew");
    assert_eq!(notices::add(&mut tx, new, at(6)).await.expect("no error"), None, "told once");
    let found = notices::lookup(&mut tx, &id).await.expect("read").expect("known");
    assert_eq!((found.kind, found.thing), (kind, Some(thing)));
}

async fn each_person_reads_for_themselves_and_no_further_back(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let colleague = user(&customer.account.id, "other@shop.test");
    let mut tx = db.write().await;
    users::add(&mut tx, &colleague, at(0)).await.expect("added");
    for (about, second) in [("a", 1), ("b", 2), ("c", 3)] {
        told(&mut tx, &customer, NoticeKind::Verified, about, second).await.expect("anew");
    }
    let all = notices::page(&mut tx, &customer.account.id, None, 9).await.expect("read");
    let (account, one, two) = (&customer.account.id, &customer.user.id, &colleague.id);
    assert_eq!(notices::unread(&mut tx, account, one, 9).await.expect("counted"), 3);
    assert_eq!(notices::unread(&mut tx, account, one, 2).await.expect("counted"), 2, "no more than asked");
    notices::read(&mut tx, one, &all[1]).await.expect("read");
    assert_eq!(notices::unread(&mut tx, account, one, 9).await.expect("counted"), 1);
    assert_eq!(notices::unread(&mut tx, account, two, 9).await.expect("counted"), 3);
    let read_to = notices::read_to(&mut tx, one).await.expect("read");
    assert_eq!(all.iter().map(|notice| read_to.is_news(notice)).collect::<Vec<_>>(), [true, false, false]);
    notices::read(&mut tx, one, &all[0]).await.expect("read");
    notices::read(&mut tx, one, &all[2]).await.expect("read");
    assert_eq!(notices::unread(&mut tx, account, one, 9).await.expect("counted"), 0);
}

async fn what_happened_before_somebody_came_is_no_news(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let colleague = user(&customer.account.id, "late@shop.test");
    let mut tx = db.write().await;
    users::add(&mut tx, &colleague, at(10)).await.expect("added");
    told(&mut tx, &customer, NoticeKind::Verified, "a", 9).await.expect("anew");
    told(&mut tx, &customer, NoticeKind::Verified, "b", 11).await.expect("anew");
    assert_eq!(notices::unread(&mut tx, &customer.account.id, &colleague.id, 9).await.expect("counted"), 1);
    let nobody = ids::fresh();
    assert_eq!(notices::unread(&mut tx, &customer.account.id, &nobody, 9).await.expect("counted"), 0);
}

async fn choices_differ_from_what_everybody_is_mailed(db: Database) {
    let (customer, other) = (Customer::join(&db, "first").await, Customer::join(&db, "other").await);
    let mut tx = db.write().await;
    mail_choices::set(&mut tx, &customer.user.id, Topic::Bought, true).await.expect("set");
    mail_choices::set(&mut tx, &customer.user.id, Topic::Bought, false).await.expect("set again");
    mail_choices::set(&mut tx, &customer.user.id, Topic::Others, true).await.expect("set");
    for choices in [
        mail_choices::of_user(&mut tx, &customer.user.id).await.expect("read"),
        mail_choices::of_account(&mut tx, &customer.account.id).await.expect("read"),
    ] {
        let wants = |topic| choices.wants(&customer.user.id, topic);
        assert!(!wants(Topic::Bought) && wants(Topic::Others) && wants(Topic::Held));
        assert!(choices.wants(&other.user.id, Topic::Bought) && !choices.wants(&other.user.id, Topic::Others));
    }
}

async fn written(tx: &mut Tx, mail: &Mail) -> String {
    mails::add(tx, mail, at(7)).await.expect("written").expect("anew")
}

async fn a_mail_is_open_until_it_ends(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let mut tx = db.write().await;
    let notice = told(&mut tx, &customer, NoticeKind::Verified, "case", 1).await.expect("anew");
    let user = &customer.user.id;
    for mail in [
        Mail::Notice(user.clone(), notice),
        Mail::Reset("ann@new.example".to_owned()),
        Mail::PasswordChanged(user.clone()),
        Mail::Invite(user.clone(), ids::fresh()),
    ] {
        let id = written(&mut tx, &mail).await;
        let open = mails::open(&mut tx, &id).await.expect("read").expect("open");
        assert_eq!(open, OpenMail { id: id.clone(), mail, created_at: at(7) });
        mails::end(&mut tx, &id, Outcome::Refused, at(8)).await.expect("ended");
        mails::end(&mut tx, &id, Outcome::Sent, at(9)).await.expect("no error");
        assert_eq!(mails::open(&mut tx, &id).await.expect("read"), None);
    }
    tx.commit().await.expect("commits");
    assert_eq!(db.count("SELECT COUNT(*) FROM mails WHERE outcome = 'refused' AND ended_at = 8000000").await, 4);
    assert_eq!(db.count("SELECT COUNT(*) FROM mails WHERE email IS NOT NULL").await, 0, "what was typed is gone");
}

async fn a_person_has_one_mail_of_a_notice(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let colleague = user(&customer.account.id, "other@shop.test");
    let mut tx = db.write().await;
    users::add(&mut tx, &colleague, at(0)).await.expect("added");
    let notice = told(&mut tx, &customer, NoticeKind::Verified, "case", 1).await.expect("anew");
    let mail = Mail::Notice(customer.user.id.clone(), notice.clone());
    written(&mut tx, &mail).await;
    assert_eq!(mails::add(&mut tx, &mail, at(8)).await.expect("no error"), None);
    written(&mut tx, &Mail::Notice(colleague.id, notice)).await;
    let again = Mail::PasswordChanged(customer.user.id);
    assert_ne!(written(&mut tx, &again).await, written(&mut tx, &again).await, "a password may change twice");
}

async fn invites_that_are_mailed_are_counted_by_account(db: Database) {
    let (customer, other) = (Customer::join(&db, "first").await, Customer::join(&db, "other").await);
    let mut tx = db.write().await;
    let (invite, account) = (ids::fresh(), &customer.account.id);
    written(&mut tx, &Mail::PasswordChanged(customer.user.id.clone())).await;
    assert_eq!(mails::invites_since(&mut tx, account, at(0)).await.expect("counted"), 0);
    assert!(!mails::has_invite(&mut tx, &invite).await.expect("read"));
    let mail = written(&mut tx, &Mail::Invite(customer.user.id.clone(), invite.clone())).await;
    written(&mut tx, &Mail::Invite(customer.user.id.clone(), ids::fresh())).await;
    written(&mut tx, &Mail::Invite(other.user.id.clone(), ids::fresh())).await;
    mails::end(&mut tx, &mail, Outcome::Sent, at(8)).await.expect("ended");
    assert_eq!(mails::invites_since(&mut tx, account, at(6)).await.expect("counted"), 2, "sent or not");
    assert_eq!(mails::invites_since(&mut tx, account, at(7)).await.expect("counted"), 0);
    assert!(mails::has_invite(&mut tx, &invite).await.expect("read"));
}

async fn mails_that_ended_are_forgotten(db: Database) {
    let mut tx = db.write().await;
    let mut ids = Vec::new();
    for email in ["a@new.example", "b@new.example", "c@new.example"] {
        ids.push(written(&mut tx, &Mail::Reset(email.to_owned())).await);
    }
    mails::end(&mut tx, &ids[0], Outcome::Unwanted, at(10)).await.expect("ended");
    mails::end(&mut tx, &ids[1], Outcome::TooLate, at(11)).await.expect("ended");
    assert_eq!(mails::sweep(&mut tx, at(10)).await.expect("swept"), 1);
    assert!(mails::open(&mut tx, &ids[2]).await.expect("read").is_some(), "what is open stays");
}

/// Makes a link for a mail, unless the person has one of the last second for another.
async fn link(tx: &mut Tx, user: &UserId, (token_hash, mail): (&str, &str), second: i64) -> bool {
    let new = resets::New { token_hash, mail, at: at(second) };
    resets::put(tx, user, new, at(second - 1)).await.expect("asked")
}

async fn a_fresh_reset_gives_way_to_its_own_mail_alone(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let (mut tx, user) = (db.write().await, &customer.user.id);
    assert!(link(&mut tx, user, ("first", "m1"), 10).await);
    assert!(!link(&mut tx, user, ("other", "m2"), 10).await, "another mail's");
    assert!(resets::by_token(&mut tx, "first", at(0)).await.expect("read").is_some(), "nothing was done");
    assert!(link(&mut tx, user, ("again", "m1"), 10).await, "the same mail, sent once more");
    assert!(!link(&mut tx, user, ("other", "m2"), 10).await, "it has the newer one now");
    assert!(link(&mut tx, user, ("other", "m2"), 11).await, "it had its time");
    assert!(!link(&mut tx, user, ("late", "m1"), 11).await, "a mail that comes late");
    assert!(resets::by_token(&mut tx, "other", at(0)).await.expect("read").is_some());
}

async fn a_reset_is_found_by_its_token_and_taken_once(db: Database) {
    let customer = Customer::join(&db, "first").await;
    let (mut tx, user) = (db.write().await, &customer.user.id);
    assert!(link(&mut tx, user, ("hash", "m1"), 100).await);
    assert_eq!(resets::by_token(&mut tx, "hash", at(99)).await.expect("read"), Some((user.clone(), at(100))));
    assert_eq!(resets::by_token(&mut tx, "hash", at(100)).await.expect("read"), None, "too old");
    assert_eq!(resets::by_token(&mut tx, "other", at(0)).await.expect("read"), None);
    assert!(!resets::take(&mut tx, user, "other").await.expect("no error"));
    assert!(resets::take(&mut tx, user, "hash").await.expect("taken"));
    assert!(!resets::take(&mut tx, user, "hash").await.expect("no error"), "once");
    assert!(link(&mut tx, user, ("next", "m2"), 100).await);
    assert_eq!(resets::sweep(&mut tx, at(99)).await.expect("swept"), 0);
    assert_eq!(resets::sweep(&mut tx, at(100)).await.expect("swept"), 1);
}

async fn a_newer_reset_takes_the_place_of_the_older(db: Database) {
    let (customer, other) = (Customer::join(&db, "first").await, Customer::join(&db, "other").await);
    let mut tx = db.write().await;
    for (user, hash, second) in
        [(&customer.user.id, "old", 1), (&other.user.id, "theirs", 1), (&customer.user.id, "new", 2)]
    {
        assert!(link(&mut tx, user, (hash, hash), second).await);
    }
    assert_eq!(resets::by_token(&mut tx, "old", at(0)).await.expect("read"), None);
    assert!(resets::by_token(&mut tx, "new", at(0)).await.expect("read").is_some());
    resets::forget(&mut tx, &customer.user.id).await.expect("forgotten");
    assert_eq!(resets::by_token(&mut tx, "new", at(0)).await.expect("read"), None);
    assert!(resets::by_token(&mut tx, "theirs", at(0)).await.expect("read").is_some());
}

/// An order in this state, stored.
async fn held(tx: &mut Tx, customer: &Customer, state: Order) -> OrderId {
    let order = customer.order(state);
    orders::add(tx, &order).await.expect("stored");
    order.id
}

async fn what_ends_soon_is_found_until_it_was_told(db: Database) {
    let ending = |second: i64| Order::Held { until: at(second), paused_at: None };
    let (soon, late) = (Customer::join(&db, "soon").await, Customer::join(&db, "late").await);
    let (paused, choosing) = (Customer::join(&db, "paused").await, Customer::join(&db, "choosing").await);
    let mut tx = db.write().await;
    let order = held(&mut tx, &soon, ending(100)).await;
    held(&mut tx, &late, ending(101)).await;
    held(&mut tx, &paused, Order::Held { until: at(50), paused_at: Some(at(10)) }).await;
    held(&mut tx, &choosing, Order::Choosing { until: at(90) }).await;
    let mut found = orders::ending(&mut tx, at(100)).await.expect("read");
    let mut expected = [soon.account.id.clone(), choosing.account.id.clone()];
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let stored = orders::lookup(&mut tx, &soon.account.id, &order).await.expect("read").expect("stored");
    told(&mut tx, &soon, NoticeKind::Expiring, &orders::ending_as(&stored), 1).await.expect("anew");
    let left = orders::ending(&mut tx, at(100)).await.expect("read");
    assert_eq!(left, std::slice::from_ref(&choosing.account.id));
    // The clock stood for a second, so it ends later than was told.
    orders::pause_holds(&mut tx, &soon.account.id, at(10)).await.expect("stands");
    orders::resume_holds(&mut tx, &soon.account.id, at(11)).await.expect("runs");
    let mut found = orders::ending(&mut tx, at(101)).await.expect("read");
    let mut expected = [soon.account.id.clone(), late.account.id.clone(), choosing.account.id];
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "another end is told of anew");
    assert_eq!(orders::count_lines(&mut tx, &order).await.expect("counted"), 0);
}
