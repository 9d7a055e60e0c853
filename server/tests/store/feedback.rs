//! What readers say of the help: kept, changed by who said it, listed, swept.

use app::{
    desk::Feedback,
    domain::{
        FeedbackId, Timestamp,
        feedback::{Comment, Helpful, Topic},
    },
};
use plusone::{
    feedback::write,
    ids,
    store::feedback::{self, StoredFeedback},
};

use crate::{
    database::{Database, on_both},
    make::{Customer, at},
};

on_both!(
    what_is_said_again_takes_the_place_of_the_first,
    a_list_goes_on_after_the_last_one_that_was_read,
    strangers_are_counted_and_customers_are_not,
    what_is_old_is_forgotten,
    a_comment_is_one_line_whatever_a_stranger_wrote
);

fn said(id: &str, helpful: Helpful, comment: &str, at: Timestamp) -> StoredFeedback {
    let comment = Comment::given(comment).expect("plain text");
    let said = Feedback { topic: Topic::IdentityVerification, helpful, comment };
    StoredFeedback { id: id.parse().expect("an id"), said, account: None, at }
}

/// Keeps them.
async fn keep(db: &Database, all: &[StoredFeedback]) {
    let mut tx = db.write().await;
    for one in all {
        feedback::put(&mut tx, one).await.expect("kept");
    }
    tx.commit().await.expect("commits");
}

async fn all(db: &Database) -> Vec<StoredFeedback> {
    feedback::newest(&mut db.read().await, None, 100).await.expect("read")
}

async fn what_is_said_again_takes_the_place_of_the_first(db: Database) {
    let customer = Customer::join(&db, "reader").await;
    let account = Some(customer.account.id.clone());
    let first =
        StoredFeedback { account: account.clone(), ..said("one", Helpful::No, "Line d'été ✆\nand <b>", at(1)) };
    let other = said("other", Helpful::Yes, "", at(2));
    keep(&db, &[first.clone(), other.clone()]).await;
    assert_eq!(all(&db).await, [other.clone(), first], "read as it was written");
    let again = StoredFeedback { account, ..said("one", Helpful::Yes, "", at(3)) };
    keep(&db, std::slice::from_ref(&again)).await;
    assert_eq!(all(&db).await, [again, other]);
    let nobody = StoredFeedback { account: Some(ids::fresh()), ..said("nowhere", Helpful::Yes, "", at(4)) };
    feedback::put(&mut db.write().await, &nobody).await.expect_err("there is no such account");
}

async fn a_list_goes_on_after_the_last_one_that_was_read(db: Database) {
    let made = ["a", "b", "c", "d", "e"].map(|id| said(id, Helpful::Yes, id, at(if id < "d" { 1 } else { 2 })));
    keep(&db, &made).await;
    let mut tx = db.read().await;
    let mut read: Vec<StoredFeedback> = Vec::new();
    loop {
        let after = read.last().map(|last| (last.at, last.id.clone()));
        let after = after.as_ref().map(|(at, id)| (*at, id));
        let page = feedback::newest(&mut tx, after, 2).await.expect("read");
        if page.is_empty() {
            break;
        }
        read.extend(page);
    }
    let ids: Vec<&str> = read.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["e", "d", "c", "b", "a"], "each once, of one moment by name");
}

async fn strangers_are_counted_and_customers_are_not(db: Database) {
    let customer = Customer::join(&db, "counted").await;
    let known = StoredFeedback { account: Some(customer.account.id), ..said("known", Helpful::Yes, "", at(9)) };
    keep(&db, &[said("old", Helpful::No, "", at(5)), said("new", Helpful::No, "", at(6)), known]).await;
    let mut tx = db.read().await;
    for (since, count) in [(4, 2), (5, 1), (6, 0)] {
        assert_eq!(feedback::of_strangers(&mut tx, at(since)).await.expect("counted"), count, "{since}");
    }
}

async fn what_is_old_is_forgotten(db: Database) {
    keep(&db, &[said("old", Helpful::No, "", at(10)), said("new", Helpful::No, "", at(11))]).await;
    let mut tx = db.write().await;
    assert_eq!(feedback::sweep(&mut tx, at(9)).await.expect("swept"), 0);
    assert_eq!(feedback::sweep(&mut tx, at(10)).await.expect("swept"), 1);
    tx.commit().await.expect("commits");
    let left: Vec<FeedbackId> = all(&db).await.into_iter().map(|one| one.id).collect();
    assert_eq!(left, ["new".parse().expect("an id")]);
}

async fn a_comment_is_one_line_whatever_a_stranger_wrote(db: Database) {
    let customer = Customer::join(&db, "listed").await;
    let account = customer.account.id.clone();
    // More than are read at once.
    let many: Vec<_> = (0..600).map(|nth| said(&format!("many-{nth}"), Helpful::Yes, "", at(nth))).collect();
    keep(&db, &many).await;
    let known =
        StoredFeedback { account: Some(account.clone()), ..said("known", Helpful::No, "two\n\tlines", at(700)) };
    keep(&db, &[known]).await;
    let mut told = Vec::new();
    write(&db.store, &mut told).await.expect("written");
    let told = String::from_utf8(told).expect("text");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 601);
    let first = format!("1970-01-01T00:11:40Z  identity-verification   no   {account}  two\\n\\tlines");
    assert_eq!(lines[0], first);
    assert_eq!(lines[600], "1970-01-01T00:00:00Z  identity-verification   yes  -");
    assert!(!told.contains('\t'), "{told}");
}
