//! Order lines: their place in the queue, and who owns a number.

use app::domain::{
    LineId,
    line::{FailReason, Line},
    offer::{Offer, Source},
    order::Order,
};
use plusone::{
    ids,
    store::{
        ledger::{self, Entry},
        lines::{self, StoredLine},
        orders, stock,
    },
};

use std::slice::from_ref;

use crate::{
    database::{Database, on_both},
    make::{Customer, HELD, add_line, at, due, number, offer},
};

on_both!(
    lines_come_back_in_the_order_of_their_places,
    many_lines_are_added_at_once,
    a_place_is_taken_once,
    one_live_line_owns_a_number,
    a_line_cannot_come_alive_beside_another,
    reserved_lines_are_waiting_ones_of_our_stock,
    due_lines_come_the_longest_waiting_first,
    the_lines_of_the_newest_orders_are_read_at_once,
    owned_numbers_come_the_newest_first_page_by_page,
    lines_of_carriers_are_read_with_where_and_since_when
);

fn live_states() -> [Line; 7] {
    [
        Line::Ready { attempt: 0 },
        Line::Buying { attempt: 1, lease_until: at(30) },
        Line::Unknown { attempt: 1, absent_since: None, refused: None },
        Line::Owned { sid: "PN1".to_owned() },
        Line::Releasing { sid: "PN1".to_owned(), until: at(30) },
        Line::Returning { sid: "PN1".to_owned(), refusals: 1 },
        Line::Manual,
    ]
}

fn names(lines: &[StoredLine]) -> Vec<&LineId> {
    lines.iter().map(|line| &line.id).collect()
}

async fn lines_come_back_in_the_order_of_their_places(db: Database) {
    let customer = Customer::join(&db, "places").await;
    let order = customer.placed(&db, HELD).await;
    let made: Vec<StoredLine> =
        (0..3).map(|n| customer.line(&order, &format!("+1202555100{n}"), Line::Waiting)).collect();
    let mut tx = db.write().await;
    for (position, line) in [(2, &made[0]), (0, &made[1]), (1, &made[2])] {
        lines::add(&mut tx, from_ref(line), position, None).await.expect("added");
    }
    let found = lines::of_order(&mut tx, &order.id).await.expect("read");
    assert_eq!(names(&found), [&made[1].id, &made[2].id, &made[0].id]);
    assert!(lines::of_order(&mut tx, &ids::fresh()).await.expect("read").is_empty());
    assert!(lines::lookup(&mut tx, &ids::fresh()).await.expect("read").is_none());
}

async fn many_lines_are_added_at_once(db: Database) {
    let customer = Customer::join(&db, "many").await;
    let order = customer.placed(&db, HELD).await;
    // More than one statement carries.
    let made: Vec<StoredLine> =
        (0..1_050).map(|n| customer.line(&order, &format!("+1202555{n:04}"), Line::Waiting)).collect();
    let mut tx = db.write().await;
    lines::add(&mut tx, &made, 3, None).await.expect("added");
    lines::add(&mut tx, &[], 0, None).await.expect("nothing to add");
    let found = lines::of_order(&mut tx, &order.id).await.expect("read");
    assert_eq!(names(&found), names(&made));
    let money: Vec<_> = made.iter().map(|line| (&line.account, &line.id, line.offer.monthly)).collect();
    for _ in 0..2 {
        ledger::write_all(&mut tx, &money, Entry::Reserve, at(1)).await.expect("written");
    }
    let sum = ledger::sum(&mut tx, &customer.account.id, Entry::Reserve).await.expect("summed");
    assert_eq!(sum.cents(), 1_050 * 115, "a repetition changes nothing");
}

async fn a_place_is_taken_once(db: Database) {
    let customer = Customer::join(&db, "place").await;
    let order = customer.placed(&db, HELD).await;
    let mut tx = db.write().await;
    add_line(&mut tx, &customer.line(&order, "+12025551000", Line::Waiting)).await.expect("added");
    let error = add_line(&mut tx, &customer.line(&order, "+12025551001", Line::Waiting)).await.expect_err("taken");
    assert!(error.is_taken(), "{error:?}");
}

async fn one_live_line_owns_a_number(db: Database) {
    let (first, second) = (Customer::join(&db, "first").await, Customer::join(&db, "second").await);
    for (index, state) in live_states().into_iter().enumerate() {
        let e164 = format!("+1202555200{index}");
        let wanted = number(&e164);
        let released = Line::Released { sid: "PN0".to_owned(), at: at(1) };
        for dead in [Line::Waiting, Line::Failed(FailReason::Cancelled), released] {
            first.with_line(&db, &e164, dead).await;
        }
        let mut tx = db.read().await;
        assert!(!lines::is_live(&mut tx, &wanted).await.expect("read"));
        drop(tx);
        first.with_line(&db, &e164, state.clone()).await;
        second.with_line(&db, &e164, Line::Waiting).await;
        let mut tx = db.read().await;
        assert!(lines::is_live(&mut tx, &wanted).await.expect("read"), "{state:?}");
        drop(tx);
        for other in live_states() {
            let order = second.placed(&db, Order::Completing).await;
            let mut tx = db.write().await;
            let error = add_line(&mut tx, &second.line(&order, &e164, other.clone())).await.expect_err("taken");
            assert!(error.is_taken(), "{other:?} beside {state:?}: {error:?}");
        }
    }
}

async fn a_line_cannot_come_alive_beside_another(db: Database) {
    let (first, second) = (Customer::join(&db, "alive").await, Customer::join(&db, "dead").await);
    let owned = first.with_line(&db, "+12025551000", Line::Ready { attempt: 0 }).await;
    let waiting = second.with_line(&db, "+12025551000", Line::Waiting).await;
    let ready = Line::Ready { attempt: 0 };
    let mut tx = db.write().await;
    let error = lines::set_state(&mut tx, &waiting.id, &ready, due(&ready)).await.expect_err("taken");
    assert!(error.is_taken(), "{error:?}");
    drop(tx);
    let mut tx = db.write().await;
    lines::set_state(&mut tx, &owned.id, &Line::Failed(FailReason::NumberGone), None).await.expect("given up");
    lines::set_state(&mut tx, &waiting.id, &ready, due(&ready)).await.expect("free now");
    tx.commit().await.expect("commits");
}

async fn reserved_lines_are_waiting_ones_of_our_stock(db: Database) {
    let (customer, other) = (Customer::join(&db, "reserved").await, Customer::join(&db, "other").await);
    for (index, (who, state, source)) in [
        (&customer, Line::Waiting, Source::Stock),
        (&customer, Line::Waiting, Source::Stock),
        (&customer, Line::Waiting, Source::Twilio),
        (&customer, Line::Failed(FailReason::Expired), Source::Stock),
        (&customer, Line::Owned { sid: "x".to_owned() }, Source::Stock),
        (&other, Line::Waiting, Source::Stock),
    ]
    .into_iter()
    .enumerate()
    {
        let order = who.placed(&db, HELD).await;
        let e164 = number(&format!("+1202555300{index}"));
        let line = StoredLine { offer: offer(&e164, source), ..who.line(&order, e164.as_e164(), state) };
        let mut tx = db.write().await;
        add_line(&mut tx, &line).await.expect("added");
        if source == Source::Stock {
            stock::add(&mut tx, std::slice::from_ref(&line.offer)).await.expect("in stock");
            assert!(stock::reserve(&mut tx, &e164, &line.id).await.expect("reserved"));
        }
        tx.commit().await.expect("commits");
    }
    // Held beyond the cap, so kept from nobody.
    customer.with_line(&db, "+12025553009", Line::Waiting).await;
    let mut tx = db.read().await;
    assert_eq!(lines::reserved(&mut tx, &customer.account.id).await.expect("counted"), 2);
    assert_eq!(lines::reserved(&mut tx, &ids::fresh()).await.expect("counted"), 0);
}

async fn due_lines_come_the_longest_waiting_first(db: Database) {
    let customer = Customer::join(&db, "due").await;
    let mut made = Vec::new();
    for (index, second) in [30, 10, 20, 40].into_iter().enumerate() {
        let order = customer.placed(&db, Order::Completing).await;
        let line = customer.line(&order, &format!("+1202555400{index}"), Line::Ready { attempt: 0 });
        let mut tx = db.write().await;
        lines::add(&mut tx, from_ref(&line), 0, Some(at(second))).await.expect("added");
        tx.commit().await.expect("commits");
        made.push(line.id);
    }
    customer.with_line(&db, "+12025554009", Line::Waiting).await;
    let mut tx = db.write().await;
    assert_eq!(lines::due(&mut tx, at(9), 10).await.expect("read"), []);
    let due = lines::due(&mut tx, at(30), 10).await.expect("read");
    assert_eq!(due, [made[1].clone(), made[2].clone(), made[0].clone()]);
    assert_eq!(lines::due(&mut tx, at(30), 1).await.expect("read"), [made[1].clone()]);
    lines::set_state(&mut tx, &made[1], &Line::Ready { attempt: 0 }, Some(at(50))).await.expect("put off");
    lines::set_state(&mut tx, &made[2], &Line::Manual, None).await.expect("settled");
    assert_eq!(lines::due(&mut tx, at(49), 10).await.expect("read"), [made[0].clone(), made[3].clone()]);
}

async fn the_lines_of_the_newest_orders_are_read_at_once(db: Database) {
    let (customer, other) = (Customer::join(&db, "newest").await, Customer::join(&db, "elsewhere").await);
    let mut made = Vec::new();
    for second in 0..3 {
        let order = orders::StoredOrder { created_at: at(second), ..customer.order(Order::Completing) };
        let mut tx = db.write().await;
        orders::add(&mut tx, &order).await.expect("added");
        for position in 0..2 {
            let line = customer.line(&order, &format!("+120255560{second}{position}"), Line::Waiting);
            let line = StoredLine { offer: Offer { region: String::new(), ..line.offer }, ..line };
            lines::add(&mut tx, from_ref(&line), position, None).await.expect("added");
            made.push(line.id);
        }
        tx.commit().await.expect("commits");
    }
    other.with_line(&db, "+12025556090", Line::Waiting).await;
    let mut tx = db.read().await;
    let found = lines::of_newest_orders(&mut tx, &customer.account.id, 2).await.expect("read");
    assert_eq!(names(&found), made[2..].iter().collect::<Vec<_>>(), "two orders, four lines, none of others");
    assert!(found.iter().all(|line| line.offer.region.is_empty()));
}

async fn owned_numbers_come_the_newest_first_page_by_page(db: Database) {
    let (customer, other) = (Customer::join(&db, "owner").await, Customer::join(&db, "another").await);
    let sid = || "PN1".to_owned();
    let mut made = Vec::new();
    // Bought in another order than they were asked for, two of them in one moment.
    for (index, (who, state, second)) in [
        (&customer, Line::Owned { sid: sid() }, Some(30)),
        (&customer, Line::Releasing { sid: sid(), until: at(99) }, Some(10)),
        (&customer, Line::Returning { sid: sid(), refusals: 0 }, Some(20)),
        (&customer, Line::Owned { sid: sid() }, Some(20)),
        (&customer, Line::Released { sid: sid(), at: at(50) }, Some(25)),
        (&customer, Line::Ready { attempt: 0 }, None),
        (&other, Line::Owned { sid: sid() }, Some(21)),
    ]
    .into_iter()
    .enumerate()
    {
        let line = who.with_line(&db, &format!("+1202555700{index}"), state).await;
        if let Some(second) = second {
            let mut tx = db.write().await;
            for (entry, at) in [(Entry::Reserve, at(1)), (Entry::Capture, at(second))] {
                ledger::write(&mut tx, &line.account, &line.id, entry, line.offer.monthly, at).await.expect("written");
            }
            tx.commit().await.expect("commits");
        }
        made.push(line.id);
    }
    let mut same_moment = [made[2].clone(), made[3].clone()];
    same_moment.sort_by(|a, b| b.cmp(a));
    let expected: Vec<(LineId, i64)> =
        [(made[0].clone(), 30), (same_moment[0].clone(), 20), (same_moment[1].clone(), 20), (made[1].clone(), 10)]
            .into();
    let mut tx = db.read().await;
    for limit in [1, 2, 100] {
        let mut read: Vec<(LineId, i64)> = Vec::new();
        let mut after = None;
        loop {
            let after_last = after.as_ref().map(|(at, id)| (*at, id));
            let page = lines::owned(&mut tx, &customer.account.id, after_last, limit).await.expect("read");
            let Some((last, since)) = page.last() else { break };
            let known = ledger::captured_at(&mut tx, &customer.account.id, &last.id).await.expect("read");
            assert_eq!(known, Some(*since));
            after = Some((*since, last.id.clone()));
            read.extend(page.into_iter().map(|(line, since)| (line.id, since.micros() / 1_000_000)));
        }
        assert_eq!(read, expected, "{limit} at a time");
    }
    let foreign = ledger::captured_at(&mut tx, &other.account.id, &made[0]).await.expect("read");
    assert_eq!(foreign, None, "another account's line is no place to go on from");
}

async fn lines_of_carriers_are_read_with_where_and_since_when(db: Database) {
    let customer = Customer::join(&db, "carried").await;
    let mut placed = Vec::new();
    for (index, state) in live_states().into_iter().chain([Line::Waiting, Line::Gone]).enumerate() {
        let line = customer.with_line(&db, &format!("+1202555100{index}"), state).await;
        let mut tx = db.write().await;
        lines::set_carrier_account(&mut tx, &line.id, "AC1").await.expect("set");
        if line.state.bought() {
            let (account, price) = (&line.account, line.offer.monthly);
            ledger::write(&mut tx, account, &line.id, Entry::Reserve, price, at(40)).await.expect("booked");
            ledger::write(&mut tx, account, &line.id, Entry::Capture, price, at(50)).await.expect("booked");
        }
        tx.commit().await.expect("commits");
        placed.push(line);
    }
    let order = customer.placed(&db, Order::Completing).await;
    let mut own = customer.line(&order, "+12025551009", Line::Owned { sid: "line".to_owned() });
    own.offer.source = Source::Stock;
    let mut tx = db.write().await;
    add_line(&mut tx, &own).await.expect("added");
    tx.commit().await.expect("commits");

    let mut tx = db.read().await;
    let (mut live, mut last) = (Vec::new(), None);
    loop {
        let page = lines::live_after(&mut tx, last.as_ref(), 3).await.expect("read");
        assert!(page.len() <= 3);
        let Some(end) = page.last() else { break };
        last = Some(end.line.offer.number.clone());
        live.extend(page);
    }
    assert_eq!(live.len(), live_states().len(), "none of our stock, none that is over or waits");
    for (read, line) in live.iter().zip(&placed) {
        assert_eq!((&read.line.id, &read.line.state), (&line.id, &line.state), "by number");
        assert_eq!(read.carrier_account.as_deref(), Some("AC1"));
        assert_eq!(read.bought_at, line.state.bought().then(|| at(50)));
    }
    for (line, is_live) in placed.iter().zip([true; 7].into_iter().chain([false; 2])) {
        let found = lines::live_on(&mut tx, &line.offer.number).await.expect("read");
        assert_eq!(found.map(|found| found.line.id), is_live.then(|| line.id.clone()));
        let tagged = lines::tagged(&mut tx, &line.id).await.expect("read").expect("there");
        assert_eq!((tagged.line.id, tagged.line.state), (line.id.clone(), line.state.clone()));
    }
    assert!(lines::tagged(&mut tx, &own.id).await.expect("read").is_none(), "no carrier has it");
    assert!(lines::tagged(&mut tx, &ids::fresh()).await.expect("read").is_none());
}
