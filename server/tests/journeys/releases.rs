//! Each way in which giving a number back can go wrong, with a worker that lives on and with one that is killed: in the
//! end the carrier has it back, and it was never asked for another one.

use app::{
    desk::{DemoAccount, Tenure},
    domain::{
        LineId,
        line::{DENIALS, Line},
        order::Status,
    },
};
use futures::FutureExt as _;
use plusone::{demo, store::lines};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    scripted::{Carrier, Fault},
    shop::{Plan, TestShop},
};

on_both!(
    whatever_the_carrier_answers_it_is_asked_until_the_number_is_gone,
    a_worker_killed_at_any_request_gives_the_number_back,
    a_refused_connection_is_tried_again,
    a_carrier_that_keeps_refusing_is_left_to_a_person,
    a_number_is_given_back_only_where_it_was_bought,
    a_release_that_may_have_begun_cannot_be_undone,
    a_release_that_nobody_finished_is_finished_later
);

const NUMBER: &str = "+12025550210";

async fn open(db: Database) -> (Carrier, TestShop) {
    let plan = Plan::hasty();
    let carrier = Carrier::open(plan.policy.carrier_timeout + Duration::from_millis(150)).await;
    let shop = TestShop::without_worker(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
    (carrier, shop)
}

/// Buys a number with a worker that stops afterwards.
async fn own(shop: &TestShop, number: &str) -> LineId {
    shop.start_worker().await;
    let line = shop.sign_in(DemoAccount::Verified).await.own(number).await;
    shop.stop_worker().await;
    line
}

/// Asks to release it, while these things go wrong.
async fn release(carrier: &Carrier, shop: &TestShop, line: &LineId, faults: &[Fault]) {
    carrier.book().releases = faults.iter().copied().collect();
    shop.sign_in(DemoAccount::Verified).await.release(line).await.expect("asked for");
}

async fn until_released(shop: &TestShop, line: &LineId) {
    let gone = async || match shop.line(line).await.state {
        Line::Released { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("released", gone).await;
}

/// Our books and the carrier's say that the number is gone, and that no other was touched.
async fn check(carrier: &Carrier, shop: &TestShop, line: &LineId) {
    until_released(shop, line).await;
    let stored = shop.line(line).await;
    {
        let book = carrier.book();
        assert!(!book.owned.contains_key(stored.offer.number.as_e164()), "the carrier still has it in our account");
        let sid = stored.state.sid().expect("it was bought");
        let ours = |(account, asked, _): &(String, String, Fault)| account == demo::TWILIO_SID && asked == sid;
        assert!(book.deletes.iter().all(ours), "{:?}", book.deletes);
    }
    assert_eq!(shop.entries_of(&stored).await, (1, 0));
    assert_eq!(shop.committed(DemoAccount::Verified).await, 0);
    let ended = format!("SELECT COUNT(*) FROM ledger WHERE line_id = '{line}' AND kind = 'end'");
    assert_eq!(shop.db.count(&ended).await, 1);
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(buyer.status(&stored.order).await, Status::Purchased, "an order stays what it came to");
    assert!(buyer.numbers().await.is_empty());
}

/// Makes a line due that a worker leaves alone for long.
async fn hurry(shop: &TestShop, line: &LineId) {
    let stored = shop.line(line).await;
    let mut tx = shop.db.write().await;
    lines::set_state(&mut tx, line, &stored.state, Some(shop.plan.clock.now())).await.expect("hurried");
    tx.commit().await.expect("commits");
    shop.house.store.wake();
}

const UNCLEAR: [Fault; 6] =
    [Fault::Busy, Fault::Broken, Fault::Cut, Fault::SoldThenBroken, Fault::SoldThenCut, Fault::SoldThenStall];

async fn whatever_the_carrier_answers_it_is_asked_until_the_number_is_gone(db: Database) {
    let (carrier, shop) = open(db).await;
    for (index, fault) in UNCLEAR.into_iter().enumerate() {
        carrier.book().deletes.clear();
        let line = own(&shop, &format!("+1202555022{index}")).await;
        release(&carrier, &shop, &line, &[fault]).await;
        shop.start_worker().await;
        check(&carrier, &shop, &line).await;
        assert_eq!(carrier.book().deletes.len(), 2, "once more after {fault:?}");
        shop.stop_worker().await;
    }
}

async fn a_worker_killed_at_any_request_gives_the_number_back(db: Database) {
    let (carrier, shop) = open(db).await;
    let line = own(&shop, NUMBER).await;
    release(&carrier, &shop, &line, &[Fault::SoldThenStall, Fault::SoldThenStall]).await;
    // Forget the purchase.
    carrier.asked().now_or_never();
    for _ in 0..2 {
        shop.start_worker().await;
        carrier.asked().await;
        shop.kill_worker().await;
        assert!(matches!(shop.line(&line).await.state, Line::Returning { .. }), "the intent outlives the worker");
    }
    shop.start_worker().await;
    check(&carrier, &shop, &line).await;
    assert_eq!(carrier.book().deletes.len(), 3);
}

async fn a_refused_connection_is_tried_again(db: Database) {
    let (carrier, shop) = open(db).await;
    let line = own(&shop, NUMBER).await;
    release(&carrier, &shop, &line, &[]).await;
    carrier.close();
    shop.start_worker().await;
    let begun = async || match shop.line(&line).await.state {
        Line::Returning { refusals: 0, .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("begun", begun).await;
    carrier.reopen().await;
    check(&carrier, &shop, &line).await;
    assert_eq!(carrier.book().deletes.len(), 1);
}

async fn a_carrier_that_keeps_refusing_is_left_to_a_person(db: Database) {
    let (carrier, shop) = open(db).await;
    let line = own(&shop, NUMBER).await;
    let mut faults = vec![Fault::Denied; usize::try_from(DENIALS).expect("few") - 1];
    faults.push(Fault::Taken);
    release(&carrier, &shop, &line, &faults).await;
    shop.start_worker().await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    for wanted in 1..=DENIALS {
        let refused = async || match shop.line(&line).await.state {
            Line::Returning { refusals, .. } if refusals == wanted => Ok(()),
            state => Err(format!("{state:?}")),
        };
        shop.until("refused", refused).await;
        assert_eq!(carrier.book().deletes.len(), usize::try_from(wanted).expect("few"), "left alone after each");
        assert_eq!(buyer.numbers().await[0].tenure, Tenure::Returning { stuck: wanted >= DENIALS });
        hurry(&shop, &line).await;
    }
    check(&carrier, &shop, &line).await;
}

async fn a_number_is_given_back_only_where_it_was_bought(db: Database) {
    let (carrier, shop) = open(db).await;
    let line = own(&shop, NUMBER).await;
    let mut tx = shop.db.write().await;
    lines::set_carrier_account(&mut tx, &line, "AC-before").await.expect("set");
    tx.commit().await.expect("commits");
    release(&carrier, &shop, &line, &[]).await;
    shop.start_worker().await;
    let later = shop.plan.clock.now().after(Duration::from_secs(30));
    let put_off = async || {
        let mut tx = shop.db.read().await;
        let due = lines::due(&mut tx, later, 1).await.expect("read");
        if due.is_empty() { Ok(()) } else { Err(format!("{due:?}")) }
    };
    shop.until("put off", put_off).await;
    assert!(matches!(shop.line(&line).await.state, Line::Releasing { .. }), "nothing began");
    assert!(carrier.book().deletes.is_empty());
    shop.sign_in(DemoAccount::Verified).await.keep(&line).await.expect("so it can still be kept");
}

async fn a_release_that_may_have_begun_cannot_be_undone(db: Database) {
    let (carrier, shop) = open(db).await;
    let line = own(&shop, NUMBER).await;
    release(&carrier, &shop, &line, &[Fault::Broken, Fault::Denied]).await;
    shop.start_worker().await;
    let refused = async || match shop.line(&line).await.state {
        Line::Returning { refusals: 1, .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("refused", refused).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(buyer.keep(&line).await.expect_err("too late").status, 409);
    buyer.release(&line).await.expect("it is under way");
    buyer.try_quote(NUMBER).await.expect_err("not for sale while it is ours");
    hurry(&shop, &line).await;
    check(&carrier, &shop, &line).await;
}

async fn a_release_that_nobody_finished_is_finished_later(db: Database) {
    let (carrier, shop) = open(db).await;
    let line = own(&shop, NUMBER).await;
    release(&carrier, &shop, &line, &[]).await;
    // As a worker leaves it that dies between its commit and its first byte, after the carrier's own house-cleaning.
    let stored = shop.line(&line).await;
    let sid = stored.state.sid().expect("owned").to_owned();
    carrier.book().owned.clear();
    let mut tx = shop.db.write().await;
    let begun = Line::Returning { sid, refusals: 0 };
    lines::set_state(&mut tx, &line, &begun, Some(shop.plan.clock.now())).await.expect("set");
    tx.commit().await.expect("commits");
    shop.start_worker().await;
    until_released(&shop, &line).await;
    assert_eq!(carrier.book().deletes.len(), 1, "404 is as good as 204");
}
