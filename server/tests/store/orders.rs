//! Orders: whose they are, how they move, and the clock of their holds.

use app::{
    desk::What,
    domain::{
        Timestamp,
        order::{IfGone, Order},
    },
};
use plusone::{
    ids,
    store::{
        happenings,
        orders::{self, StoredOrder},
    },
};

use crate::{
    database::{Database, on_both},
    make::{Customer, HELD, at},
};

on_both!(
    every_state_is_read_as_it_was_written,
    another_accounts_order_is_not_found,
    a_request_id_is_taken_once_an_account,
    the_newest_come_first_and_the_held_oldest_first,
    an_order_moves_only_from_where_it_stands,
    a_paused_hold_keeps_the_time_that_was_left,
    a_hold_expires_unless_its_clock_stands,
    what_an_identity_held_and_bought_is_counted
);

async fn stored(db: &Database, order: &StoredOrder) -> Order {
    let mut tx = db.read().await;
    orders::lookup(&mut tx, &order.account, &order.id).await.expect("read").expect("known").state
}

fn held(until: i64, paused: Option<i64>) -> Order {
    Order::Held { until: at(until), paused_at: paused.map(at) }
}

async fn every_state_is_read_as_it_was_written(db: Database) {
    let customer = Customer::join(&db, "states").await;
    for state in [
        held(50, None),
        held(50, Some(40)),
        Order::Completing,
        Order::Choosing { until: at(60) },
        Order::Purchased,
        Order::PartlyPurchased,
        Order::Failed,
        Order::Cancelled,
        Order::Expired,
        Order::Declined,
    ] {
        let order = StoredOrder { if_gone: IfGone::Ask, ..customer.order(state) };
        let mut tx = db.write().await;
        orders::add(&mut tx, &order).await.expect("added");
        tx.commit().await.expect("commits");
        let mut tx = db.read().await;
        let by_id = orders::lookup(&mut tx, &order.account, &order.id).await.expect("read").expect("known");
        let by_request =
            orders::by_request(&mut tx, &order.account, &order.request_id).await.expect("read").expect("known");
        for found in [by_id, by_request] {
            assert_eq!(found.state, state);
            assert_eq!(
                (found.id, found.account, found.user),
                (order.id.clone(), order.account.clone(), order.user.clone())
            );
            assert_eq!((found.request_id, found.request), (order.request_id.clone(), order.request.clone()));
            assert_eq!((found.if_gone, found.created_at), (IfGone::Ask, order.created_at));
        }
    }
}

async fn another_accounts_order_is_not_found(db: Database) {
    let (owner, stranger) = (Customer::join(&db, "owner").await, Customer::join(&db, "stranger").await);
    let order = owner.placed(&db, HELD).await;
    let mut tx = db.read().await;
    let id = &stranger.account.id;
    assert!(orders::lookup(&mut tx, id, &order.id).await.expect("read").is_none());
    assert!(orders::by_request(&mut tx, id, &order.request_id).await.expect("read").is_none());
    assert!(orders::newest(&mut tx, id, 10).await.expect("read").is_empty());
    assert!(orders::held(&mut tx, id).await.expect("read").is_empty());
    assert!(orders::lookup(&mut tx, &owner.account.id, &ids::fresh()).await.expect("read").is_none());
}

async fn a_request_id_is_taken_once_an_account(db: Database) {
    let (customer, other) = (Customer::join(&db, "one").await, Customer::join(&db, "two").await);
    let order = customer.placed(&db, HELD).await;
    let mut tx = db.write().await;
    let again = StoredOrder { request_id: order.request_id.clone(), ..customer.order(HELD) };
    assert!(orders::add(&mut tx, &again).await.expect_err("taken").is_taken());
    drop(tx);
    let mut tx = db.write().await;
    let elsewhere = StoredOrder { request_id: order.request_id, ..other.order(HELD) };
    orders::add(&mut tx, &elsewhere).await.expect("another account's ids are its own");
}

async fn the_newest_come_first_and_the_held_oldest_first(db: Database) {
    let customer = Customer::join(&db, "order").await;
    let mut tx = db.write().await;
    let mut ids = Vec::new();
    for second in [30, 10, 20, 20] {
        let order = StoredOrder { created_at: at(second), ..customer.order(HELD) };
        orders::add(&mut tx, &order).await.expect("added");
        ids.push(order.id);
    }
    let done = StoredOrder { created_at: at(40), ..customer.order(Order::Purchased) };
    orders::add(&mut tx, &done).await.expect("added");
    let [thirty, ten, twenty, twenty_later] = <[_; 4]>::try_from(ids).expect("four");
    let names = |orders: Vec<StoredOrder>| orders.into_iter().map(|order| order.id).collect::<Vec<_>>();
    let newest = names(orders::newest(&mut tx, &customer.account.id, 4).await.expect("read"));
    assert_eq!(newest, [done.id, thirty.clone(), twenty_later.clone(), twenty.clone()]);
    let held = names(orders::held(&mut tx, &customer.account.id).await.expect("read"));
    assert_eq!(held, [ten, twenty, twenty_later, thirty]);
}

async fn an_order_moves_only_from_where_it_stands(db: Database) {
    let customer = Customer::join(&db, "moves").await;
    let order = customer.placed(&db, HELD).await;
    let mut tx = db.write().await;
    assert!(!orders::set_state(&mut tx, &order.id, Order::Completing, Order::Purchased).await.expect("guarded"));
    assert!(orders::set_state(&mut tx, &order.id, HELD, Order::Completing).await.expect("moved"));
    assert!(!orders::set_state(&mut tx, &order.id, HELD, Order::Cancelled).await.expect("guarded"));
    assert!(!orders::set_state(&mut tx, &ids::fresh(), HELD, Order::Cancelled).await.expect("unknown"));
    tx.commit().await.expect("commits");
    assert_eq!(stored(&db, &order).await, Order::Completing);
    assert_eq!(db.count("SELECT COUNT(*) FROM orders WHERE hold_until IS NOT NULL").await, 0, "the hold is over");
}

async fn a_paused_hold_keeps_the_time_that_was_left(db: Database) {
    let (customer, other) = (Customer::join(&db, "pause").await, Customer::join(&db, "bystander").await);
    let running = customer.placed(&db, held(1_000, None)).await;
    let paused = customer.placed(&db, held(1_000, Some(100))).await;
    let done = customer.placed(&db, Order::Completing).await;
    let foreign = other.placed(&db, held(1_000, None)).await;
    let mut tx = db.write().await;
    orders::pause_holds(&mut tx, &customer.account.id, at(300)).await.expect("paused");
    tx.commit().await.expect("commits");
    assert_eq!(stored(&db, &running).await, held(1_000, Some(300)));
    assert_eq!(stored(&db, &paused).await, held(1_000, Some(100)), "it stands since then");
    let mut tx = db.write().await;
    orders::resume_holds(&mut tx, &customer.account.id, at(750)).await.expect("resumed");
    orders::resume_holds(&mut tx, &customer.account.id, at(9_999)).await.expect("once");
    tx.commit().await.expect("commits");
    assert_eq!(stored(&db, &running).await, held(1_450, None));
    assert_eq!(stored(&db, &paused).await, held(1_650, None));
    assert_eq!(stored(&db, &done).await, Order::Completing);
    assert_eq!(stored(&db, &foreign).await, held(1_000, None));
}

async fn a_hold_expires_unless_its_clock_stands(db: Database) {
    let (late, paused) = (Customer::join(&db, "late").await, Customer::join(&db, "paused").await);
    let later = Customer::join(&db, "later").await;
    late.placed(&db, held(100, None)).await;
    late.placed(&db, held(90, None)).await;
    paused.placed(&db, held(100, Some(50))).await;
    later.placed(&db, held(101, None)).await;
    later.placed(&db, Order::Cancelled).await;
    let expiring = async |now: Timestamp| {
        let mut tx = db.read().await;
        orders::expiring(&mut tx, now).await.expect("read")
    };
    assert_eq!(expiring(at(89)).await, []);
    assert_eq!(expiring(at(100)).await, std::slice::from_ref(&late.account.id), "once, at the very moment");
    let mut both = expiring(at(101)).await;
    both.sort();
    let mut expected = vec![late.account.id, later.account.id];
    expected.sort();
    assert_eq!(both, expected);
}

async fn what_an_identity_held_and_bought_is_counted(db: Database) {
    let customer = Customer::join(&db, "phone").await;
    let counted = async || {
        let mut tx = db.read().await;
        orders::of_identity(&mut tx, &customer.account.id, at(20)).await.expect("read")
    };
    assert_eq!(counted().await, (0, 0));
    for (state, verified) in [
        (HELD, None),
        (Order::Completing, Some(20)),
        (Order::Purchased, Some(21)),
        (Order::PartlyPurchased, Some(22)),
        // Bought by an approval of before, or by none; and what came to nothing.
        (Order::Purchased, Some(19)),
        (Order::Purchased, None),
        (Order::Completing, None),
        (Order::Failed, Some(22)),
        (Order::Cancelled, None),
    ] {
        let order = customer.placed(&db, state).await;
        let mut tx = db.write().await;
        happenings::add(&mut tx, &ids::text(), &order.id, What::Placed, at(30)).await.expect("noted");
        if let Some(second) = verified {
            happenings::add(&mut tx, &ids::text(), &order.id, What::Verified, at(second)).await.expect("noted");
        }
        tx.commit().await.expect("commits");
    }
    Customer::join(&db, "other").await.placed(&db, HELD).await;
    assert_eq!(counted().await, (2, 2));
}
