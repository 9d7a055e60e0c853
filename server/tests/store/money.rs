//! The ledger and the timeline: rows that are only ever added.

use app::{
    desk::What,
    domain::{Money, Month, Timestamp, line::Line},
};
use plusone::{
    ids,
    store::{
        StoreError, Tx, happenings,
        ledger::{self, Entry, Place},
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, HELD, at},
};

on_both!(
    each_kind_of_entry_is_written_once_a_line,
    sums_stay_within_account_and_kind,
    the_first_entry_is_the_accounts_own,
    what_is_committed_is_reserved_and_neither_given_back_nor_ended,
    a_month_is_read_piece_by_piece_and_in_order,
    everything_that_happens_is_told_newest_first,
    a_word_without_meaning_is_an_error
);

async fn each_kind_of_entry_is_written_once_a_line(db: Database) {
    let customer = Customer::join(&db, "once").await;
    let line = customer.with_line(&db, "+12025551000", Line::Waiting).await;
    let id = &customer.account.id;
    let mut tx = db.write().await;
    for cents in [115, 115, 999] {
        ledger::write(&mut tx, id, &line.id, Entry::Reserve, Money::from_cents(cents), at(1)).await.expect("written");
    }
    assert_eq!(ledger::sum(&mut tx, id, Entry::Reserve).await.expect("summed"), Money::from_cents(115));
    for entry in [Entry::Capture, Entry::Release] {
        assert_eq!(ledger::sum(&mut tx, id, entry).await.expect("summed"), Money::from_cents(0), "{entry:?}");
    }
}

async fn the_first_entry_is_the_accounts_own(db: Database) {
    let (customer, other) = (Customer::join(&db, "late").await, Customer::join(&db, "early").await);
    let line = customer.with_line(&db, "+12025551000", Line::Waiting).await;
    let foreign = other.with_line(&db, "+12025551001", Line::Waiting).await;
    let mut tx = db.write().await;
    ledger::write(&mut tx, &foreign.account, &foreign.id, Entry::Reserve, Money::from_cents(1), at(1))
        .await
        .expect("1");
    assert_eq!(ledger::first(&mut tx, &line.account).await.expect("read"), None);
    for (entry, seconds) in [(Entry::Reserve, 5), (Entry::Capture, 9)] {
        ledger::write(&mut tx, &line.account, &line.id, entry, Money::from_cents(1), at(seconds))
            .await
            .expect("written");
    }
    assert_eq!(ledger::first(&mut tx, &line.account).await.expect("read"), Some(at(5)));
}

async fn sums_stay_within_account_and_kind(db: Database) {
    let (customer, other) = (Customer::join(&db, "mine").await, Customer::join(&db, "theirs").await);
    let first = customer.with_line(&db, "+12025551000", Line::Waiting).await;
    let second = customer.with_line(&db, "+12025551001", Line::Waiting).await;
    let foreign = other.with_line(&db, "+12025551002", Line::Waiting).await;
    let mut tx = db.write().await;
    for (line, entry, cents) in [
        (&first, Entry::Reserve, 100),
        (&first, Entry::Capture, 100),
        (&second, Entry::Reserve, 20_000_000_000),
        (&second, Entry::Release, 20_000_000_000),
        (&foreign, Entry::Reserve, 7),
    ] {
        ledger::write(&mut tx, &line.account, &line.id, entry, Money::from_cents(cents), at(1)).await.expect("written");
    }
    for (who, entry, cents) in [
        (&customer, Entry::Reserve, 20_000_000_100),
        (&customer, Entry::Capture, 100),
        (&customer, Entry::Release, 20_000_000_000),
        (&other, Entry::Reserve, 7),
        (&other, Entry::Capture, 0),
    ] {
        let sum = ledger::sum(&mut tx, &who.account.id, entry).await.expect("summed");
        assert_eq!(sum, Money::from_cents(cents), "{entry:?}");
    }
}

async fn what_is_committed_is_reserved_and_neither_given_back_nor_ended(db: Database) {
    let (customer, other) = (Customer::join(&db, "mine").await, Customer::join(&db, "theirs").await);
    let lines = [
        customer.with_line(&db, "+12025551000", Line::Waiting).await,
        customer.with_line(&db, "+12025551001", Line::Waiting).await,
        other.with_line(&db, "+12025551002", Line::Waiting).await,
    ];
    let mut tx = db.write().await;
    let committed = async |tx: &mut Tx| ledger::committed(tx, &customer.account.id).await.expect("summed").cents();
    assert_eq!(committed(&mut tx).await, 0);
    for (line, entry, cents, left) in [
        (&lines[0], Entry::Reserve, 115, 115),
        (&lines[1], Entry::Reserve, 300, 415),
        (&lines[2], Entry::Reserve, 7, 415),
        (&lines[0], Entry::Capture, 115, 415),
        (&lines[1], Entry::Release, 300, 115),
        (&lines[2], Entry::End, 7, 115),
        (&lines[0], Entry::End, 115, 0),
        (&lines[0], Entry::End, 115, 0),
    ] {
        ledger::write(&mut tx, &line.account, &line.id, entry, Money::from_cents(cents), at(1)).await.expect("written");
        assert_eq!(committed(&mut tx).await, left, "{entry:?}");
    }
}

async fn a_month_is_read_piece_by_piece_and_in_order(db: Database) {
    let (customer, other) = (Customer::join(&db, "mine").await, Customer::join(&db, "theirs").await);
    let (first, second) = (
        customer.with_line(&db, "+12025551000", Line::Waiting).await,
        customer.with_line(&db, "+12025551001", Line::Waiting).await,
    );
    let foreign = other.with_line(&db, "+12025551002", Line::Waiting).await;
    let month: Month = "2026-11".parse().expect("a month");
    let moment = |micros: i64| Timestamp::from_micros(month.start().micros() + micros);
    let mut tx = db.write().await;
    for (line, entry, when) in [
        (&first, Entry::Capture, moment(0)),
        (&first, Entry::Reserve, moment(0)),
        (&second, Entry::Reserve, moment(-1)),
        (&second, Entry::Release, month.end()),
        (&second, Entry::Capture, moment(5)),
        (&first, Entry::End, moment(9)),
        (&foreign, Entry::Reserve, moment(1)),
    ] {
        ledger::write(&mut tx, &line.account, &line.id, entry, Money::from_cents(115), when).await.expect("written");
    }
    for limit in [1, 2, 1_000] {
        let mut place = Place::start(month);
        let mut read = Vec::new();
        loop {
            let next = ledger::month(&mut tx, &customer.account.id, month, &mut place, limit).await.expect("read");
            if next.is_empty() {
                break;
            }
            read.extend(next.into_iter().map(|one| (one.number.as_e164().to_owned(), one.entry, one.at)));
        }
        let expected = [
            ("+12025551000".to_owned(), Entry::Reserve, moment(0)),
            ("+12025551000".to_owned(), Entry::Capture, moment(0)),
            ("+12025551001".to_owned(), Entry::Capture, moment(5)),
            ("+12025551000".to_owned(), Entry::End, moment(9)),
        ];
        assert_eq!(read, expected, "{limit} at a time");
    }
    let totals = ledger::totals(&mut tx, &customer.account.id, month).await.expect("summed");
    let sums = [totals.reserved, totals.captured, totals.released, totals.ended].map(Money::cents);
    assert_eq!(sums, [115, 230, 0, 115]);
}

async fn everything_that_happens_is_told_newest_first(db: Database) {
    const ALL: [What; 15] = [
        What::Placed,
        What::Held,
        What::Submitted,
        What::UnderReview,
        What::TryAgain,
        What::Verified,
        What::Declined,
        What::ReadingBack,
        What::Purchased,
        What::PartlyPurchased,
        What::NumberGone,
        What::NeedsAttention,
        What::Failed,
        What::Cancelled,
        What::Expired,
    ];
    let customer = Customer::join(&db, "told").await;
    let (order, other) = (customer.placed(&db, HELD).await, customer.placed(&db, HELD).await);
    let mut tx = db.write().await;
    for what in ALL {
        // All in one moment: the ids keep the order.
        happenings::add(&mut tx, &ids::text(), &order.id, what, at(5)).await.expect("noted");
    }
    happenings::add(&mut tx, &ids::text(), &order.id, What::Placed, at(4)).await.expect("noted");
    happenings::add(&mut tx, &ids::text(), &other.id, What::Held, at(9)).await.expect("noted");
    let told = happenings::of_order(&mut tx, &order.id).await.expect("read");
    let expected: Vec<_> = ALL.into_iter().rev().map(|what| (what, at(5))).chain([(What::Placed, at(4))]).collect();
    assert_eq!(told.into_iter().map(|one| (one.what, one.at)).collect::<Vec<_>>(), expected);
    assert!(happenings::of_order(&mut tx, &ids::fresh()).await.expect("read").is_empty());
}

async fn a_word_without_meaning_is_an_error(db: Database) {
    let order = Customer::join(&db, "odd").await.placed(&db, HELD).await;
    let mut tx = db.write().await;
    happenings::add(&mut tx, &ids::text(), &order.id, What::Placed, at(1)).await.expect("noted");
    tx.commit().await.expect("commits");
    db.count("UPDATE happenings SET what = 'abducted' RETURNING at").await;
    let mut tx = db.read().await;
    let error = happenings::of_order(&mut tx, &order.id).await.expect_err("nobody guesses");
    assert!(matches!(error, StoreError::Inconsistent { table: "happenings", column: "what", .. }), "{error:?}");
}
