//! Each way in which a request to the carrier can go wrong, with a worker that lives on and with one that is killed
//! at each request: in the end the order agrees with the carrier, and the money with the order.

use app::{
    desk::{DemoAccount, Stage},
    domain::{
        OrderId, Timestamp,
        line::{FailReason, Line},
        order::Status,
    },
};
use futures::FutureExt as _;
use plusone::{clock::Clock, store::lines};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    scripted::{Carrier, Fault, PAUSE, STRANGER},
    shop::{Plan, TestShop},
};

on_both!(
    a_refused_connection_is_tried_again,
    a_busy_answer_is_tried_again,
    a_busy_carrier_is_left_alone_as_long_as_it_says,
    an_error_before_the_sale_is_tried_again,
    an_error_after_the_sale_is_read_back,
    a_connection_cut_after_the_sale_is_read_back,
    a_stalled_answer_is_read_back,
    an_answer_that_trickles_is_read_back,
    a_sale_after_the_time_limit_is_found_within_the_settle_time,
    an_unreadable_answer_is_read_back,
    a_no_to_the_second_request_is_believed_after_reading,
    a_sale_that_is_shown_late_is_not_bought_again,
    a_sale_that_is_shown_late_is_found_though_the_second_request_is_refused,
    a_number_under_a_strange_tag_is_left_to_a_person,
    an_unreadable_list_is_never_taken_for_a_no,
    a_buyer_whose_credentials_are_refused_is_told,
    an_order_waits_while_our_credentials_are_mended,
    a_line_is_read_only_where_it_was_asked_for
);

const STEADY: &str = "+12025550201";
const KILLED: &str = "+12025550202";

/// How often a worker is killed while it asks the carrier.
const KILLS: usize = 2;

/// One script of what goes wrong.
struct Script<'a> {
    purchases: &'a [Fault],
    looks: &'a [Fault],
    end: Status,
    /// How often the carrier is asked to sell, and how often for a number that it has sold to us already.
    asked: (usize, usize),
}

async fn open(db: Database) -> (Carrier, TestShop) {
    let plan = Plan::impatient();
    let carrier = Carrier::open(plan.policy.carrier_timeout + Duration::from_millis(150)).await;
    let shop = TestShop::without_worker(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
    (carrier, shop)
}

impl Script<'_> {
    /// Plays the script to the end twice: with a worker that lives on, and with one that does not.
    async fn play(&self, db: Database) {
        self.play_at(open(db).await).await;
    }

    async fn play_at(&self, (carrier, shop): (Carrier, TestShop)) {
        shop.start_worker().await;
        let order = self.order(&carrier, &shop, STEADY).await;
        check(&carrier, &shop, &order, STEADY, self.end).await;
        let settle = shop.plan.policy.patience.settle;
        assert_eq!(asked(&carrier, STEADY, settle), self.asked);

        // Forget the requests of the first half.
        carrier.asked().now_or_never();
        let order = self.order(&carrier, &shop, KILLED).await;
        let buyer = shop.sign_in(DemoAccount::Verified).await;
        for _ in 0..KILLS {
            let over = async || match buyer.status(&order).await {
                Status::Completing => Err("completing".to_owned()),
                status => Ok(status),
            };
            tokio::select! {
                () = carrier.asked() => {}
                _ = shop.until("a request or the end", over) => break,
            }
            shop.kill_worker().await;
            shop.start_worker().await;
        }
        check(&carrier, &shop, &order, KILLED, self.end).await;
        // A worker that died heard no answer: a request may be needed once more, and a list that hid the number was
        // read for nothing, so that the next one may show it before anything is sent again.
        let (posts, rewritten) = asked(&carrier, KILLED, settle);
        let least = if self.looks.contains(&Fault::Hidden) { 1 } else { self.asked.0 };
        assert!((least..=self.asked.0.max(self.purchases.len())).contains(&posts), "asked {posts} times");
        assert!(rewritten <= self.asked.1, "asked {rewritten} times for what was ours");
    }

    async fn order(&self, carrier: &Carrier, shop: &TestShop, number: &str) -> OrderId {
        let buyer = shop.sign_in(DemoAccount::Verified).await;
        let quote = buyer.quote(number).await;
        {
            let mut book = carrier.book();
            book.purchases = self.purchases.iter().copied().collect();
            book.looks = self.looks.iter().copied().collect();
        }
        buyer.confirm(&quote).await.expect("placed").order
    }
}

/// How often the carrier was asked for a number, and how often once more for one that was ours. Whatever the answer,
/// but for a plain "busy", nothing is sent again before the number could have shown.
fn asked(carrier: &Carrier, number: &str, settle: Duration) -> (usize, usize) {
    let book = carrier.book();
    let posts = book.posts_of(number);
    for pair in posts.windows(2) {
        let ((fault, before), (_, after)) = (pair[0], pair[1]);
        assert!(fault == Fault::Busy || after - before >= settle, "{fault:?} was sent again at once");
    }
    let rewritten: Vec<_> = book.rewritten.iter().filter(|(of, ..)| of == number).collect();
    assert!(rewritten.iter().all(|(_, before, after)| before == after), "another line's number was rewritten");
    (posts.len(), rewritten.len())
}

/// Waits for the end and compares order, carrier and money.
async fn check(carrier: &Carrier, shop: &TestShop, order: &OrderId, number: &str, end: Status) {
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    buyer.wait_for(order, end).await;
    let (sold, ours) = {
        let book = carrier.book();
        let ours = book.owned.get(number).is_some_and(|owned| owned.tag != STRANGER);
        (book.sold.iter().filter(|sold| *sold == number).count(), ours)
    };
    assert!(sold <= 1, "sold {sold} times");
    assert_eq!(ours, end == Status::Purchased, "the carrier and the order disagree");
    let line = shop.line_of(order).await;
    let (captured, released) = shop.entries_of(&line).await;
    let expected = match end {
        Status::Purchased => (1, 0),
        Status::NeedsAttention => (0, 0),
        _ => (0, 1),
    };
    assert_eq!((captured, released), expected, "the money and the order disagree");
}

async fn a_refused_connection_is_tried_again(db: Database) {
    let (carrier, shop) = open(db).await;
    let script = Script { purchases: &[], looks: &[], end: Status::Purchased, asked: (1, 0) };
    let order = script.order(&carrier, &shop, STEADY).await;
    carrier.close();
    shop.start_worker().await;
    // The line is put off: it was taken, and nothing was sent.
    let put_off = async || {
        let now = shop.plan.clock.now();
        let mut tx = shop.db.read().await;
        let due = lines::due(&mut tx, now, 1).await.expect("read");
        let line = shop.line_of(&order).await;
        match line.state {
            Line::Ready { attempt: 0 } if due.is_empty() => Ok(()),
            state => Err(format!("{state:?}")),
        }
    };
    shop.until("a refused connection", put_off).await;
    carrier.reopen().await;
    check(&carrier, &shop, &order, STEADY, Status::Purchased).await;
    assert_eq!(carrier.book().asked, 1);
}

async fn a_busy_answer_is_tried_again(db: Database) {
    Script { purchases: &[Fault::Busy], looks: &[], end: Status::Purchased, asked: (2, 0) }.play(db).await;
}

/// 429 with Retry-After, to a request to sell and to a look.
async fn a_busy_carrier_is_left_alone_as_long_as_it_says(db: Database) {
    let plan = Plan { clock: Clock::manual(Timestamp::from_micros(1_790_000_000_000_000)), ..Plan::impatient() };
    let carrier = Carrier::open(Duration::ZERO).await;
    let shop = TestShop::without_worker(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
    let purchases = [Fault::BusyFor, Fault::SoldThenBroken];
    let script = Script { purchases: &purchases, looks: &[Fault::BusyFor], end: Status::Purchased, asked: (2, 0) };
    let order = script.order(&carrier, &shop, STEADY).await;
    let line = shop.line_of(&order).await.id;
    shop.start_worker().await;
    for state in ["ready", "unknown"] {
        let sql = format!("SELECT COALESCE(MAX(next_run_at), 0) FROM lines WHERE id = '{line}' AND state = '{state}'");
        let left_alone = async || {
            let left = shop.db.count(&sql).await - shop.plan.clock.now().micros();
            if u128::try_from(left).ok() == Some(PAUSE.as_micros()) { Ok(()) } else { Err(format!("{left} µs")) }
        };
        shop.until("left alone", left_alone).await;
        shop.plan.clock.advance(PAUSE);
    }
    check(&carrier, &shop, &order, STEADY, script.end).await;
    assert_eq!(carrier.book().posts_of(STEADY).len(), script.asked.0);
}

async fn an_error_before_the_sale_is_tried_again(db: Database) {
    Script { purchases: &[Fault::Broken, Fault::Cut], looks: &[], end: Status::Purchased, asked: (3, 0) }
        .play(db)
        .await;
}

async fn an_error_after_the_sale_is_read_back(db: Database) {
    Script { purchases: &[Fault::SoldThenBroken], looks: &[], end: Status::Purchased, asked: (1, 0) }.play(db).await;
}

/// Crash point C11.
async fn a_connection_cut_after_the_sale_is_read_back(db: Database) {
    Script { purchases: &[Fault::SoldThenCut], looks: &[], end: Status::Purchased, asked: (1, 0) }.play(db).await;
}

async fn a_stalled_answer_is_read_back(db: Database) {
    Script { purchases: &[Fault::SoldThenStall], looks: &[], end: Status::Purchased, asked: (1, 0) }.play(db).await;
}

async fn an_answer_that_trickles_is_read_back(db: Database) {
    let looks = [Fault::SoldThenDrip];
    Script { purchases: &[Fault::SoldThenDrip], looks: &looks, end: Status::Purchased, asked: (1, 0) }.play(db).await;
}

/// Crash point C14: the lease runs out while the request is on its way.
async fn a_sale_after_the_time_limit_is_found_within_the_settle_time(db: Database) {
    Script { purchases: &[Fault::SoldLate], looks: &[], end: Status::Purchased, asked: (1, 0) }.play(db).await;
}

async fn an_unreadable_answer_is_read_back(db: Database) {
    Script { purchases: &[Fault::SoldThenGarbled], looks: &[], end: Status::Purchased, asked: (1, 0) }.play(db).await;
}

async fn a_no_to_the_second_request_is_believed_after_reading(db: Database) {
    // It stays a no: the worker that is killed never hears the first one.
    let purchases = [Fault::Broken, Fault::Taken, Fault::Taken];
    Script { purchases: &purchases, looks: &[], end: Status::NumberGone, asked: (2, 0) }.play(db).await;
}

async fn a_sale_that_is_shown_late_is_not_bought_again(db: Database) {
    // Absent twice, a settle time apart, so it is sent once more: the carrier answers with what is ours already.
    let looks = [Fault::Hidden, Fault::Hidden];
    Script { purchases: &[Fault::SoldThenBroken], looks: &looks, end: Status::Purchased, asked: (2, 1) }.play(db).await;
}

async fn a_sale_that_is_shown_late_is_found_though_the_second_request_is_refused(db: Database) {
    let house = open(db).await;
    house.0.book().strict = true;
    let looks = [Fault::Hidden, Fault::Hidden];
    let script = Script { purchases: &[Fault::SoldThenBroken], looks: &looks, end: Status::Purchased, asked: (2, 0) };
    script.play_at(house).await;
}

async fn a_number_under_a_strange_tag_is_left_to_a_person(db: Database) {
    Script { purchases: &[Fault::Foreign], looks: &[], end: Status::NeedsAttention, asked: (1, 0) }.play(db).await;
}

async fn an_unreadable_list_is_never_taken_for_a_no(db: Database) {
    let looks = [Fault::Broken, Fault::Cut, Fault::Busy, Fault::SoldThenGarbled];
    Script { purchases: &[Fault::SoldThenBroken], looks: &looks, end: Status::Purchased, asked: (1, 0) }.play(db).await;
}

async fn a_buyer_whose_credentials_are_refused_is_told(db: Database) {
    let (carrier, shop) = open(db).await;
    let buyer = shop.sign_in(DemoAccount::OwnCarrier).await;
    let placed = buyer.buy(STEADY).await;
    carrier.book().purchases = [Fault::Denied].into();
    shop.start_worker().await;
    let order = buyer.wait_for(&placed.order, Status::Failed).await;
    assert_eq!(order.lines[0].stage, Stage::Failed(FailReason::CarrierRefused));
    assert_eq!(carrier.book().asked, 1);
}

/// Waits until the order's line is put off by more than a worker's own waits.
async fn put_off(shop: &TestShop, order: &OrderId) -> Line {
    let later = shop.plan.clock.now().after(Duration::from_secs(30));
    let look = async || {
        let mut tx = shop.db.read().await;
        let due = lines::due(&mut tx, later, 1).await.expect("read");
        let line = shop.line_of(order).await;
        if due.is_empty() { Ok(line.state) } else { Err(format!("{:?}", line.state)) }
    };
    shop.until("put off", look).await
}

async fn an_order_waits_while_our_credentials_are_mended(db: Database) {
    let (carrier, shop) = open(db).await;
    let script = Script { purchases: &[Fault::Denied], looks: &[], end: Status::Purchased, asked: (2, 0) };
    let order = script.order(&carrier, &shop, STEADY).await;
    shop.start_worker().await;
    assert_eq!(put_off(&shop, &order).await, Line::Ready { attempt: 0 });
    assert_eq!(carrier.book().asked, 1);
    let line = shop.line_of(&order).await;
    let mut tx = shop.db.write().await;
    lines::set_state(&mut tx, &line.id, &line.state, Some(shop.plan.clock.now())).await.expect("hurried");
    tx.commit().await.expect("commits");
    check(&carrier, &shop, &order, STEADY, script.end).await;
    let mut tx = shop.db.read().await;
    let account = lines::carrier_account(&mut tx, &line.id).await.expect("read");
    assert_eq!(account.as_deref(), Some(plusone::demo::TWILIO_SID));
}

async fn a_line_is_read_only_where_it_was_asked_for(db: Database) {
    let (carrier, shop) = open(db).await;
    let script = Script { purchases: &[], looks: &[Fault::Broken], end: Status::Purchased, asked: (0, 0) };
    let order = script.order(&carrier, &shop, STEADY).await;
    let line = shop.line_of(&order).await;
    let unknown = Line::Unknown { attempt: 1, absent_since: None, refused: None };
    let mut tx = shop.db.write().await;
    lines::set_state(&mut tx, &line.id, &unknown, Some(shop.plan.clock.now())).await.expect("set");
    lines::set_carrier_account(&mut tx, &line.id, "AC-before").await.expect("set");
    tx.commit().await.expect("commits");
    shop.start_worker().await;
    assert_eq!(put_off(&shop, &order).await, unknown);
    let book = carrier.book();
    assert_eq!((book.asked, book.looks.len()), (0, 1), "neither asked nor read");
}
