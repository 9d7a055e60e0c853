//! A worker that is killed again and again, while the carrier fails in every way: nothing is lost, nothing is bought
//! twice.

use app::{
    desk::DemoAccount,
    domain::{OrderId, order::Status},
};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    dice::Dice,
    scripted::{Carrier, Fault, STRANGER},
    shop::{Plan, TestShop},
};

on_both!(a_worker_killed_at_any_moment_loses_and_repeats_nothing);

const ORDERS: u16 = 30;
const KILLS: u64 = 40;

impl Dice {
    fn fault(&mut self) -> Fault {
        const FAULTS: [Fault; 11] = [
            Fault::Busy,
            Fault::Broken,
            Fault::Taken,
            Fault::SoldThenBroken,
            Fault::SoldThenBroken,
            Fault::SoldThenCut,
            Fault::Cut,
            Fault::SoldThenStall,
            Fault::SoldLate,
            Fault::SoldThenGarbled,
            Fault::Foreign,
        ];
        let throw = usize::try_from(self.throw(2 * FAULTS.len() as u64)).expect("few");
        FAULTS.get(throw).copied().unwrap_or(Fault::Fine)
    }
}

async fn a_worker_killed_at_any_moment_loses_and_repeats_nothing(db: Database) {
    let plan = Plan::impatient();
    let carrier = Carrier::open(plan.policy.carrier_timeout + Duration::from_millis(100)).await;
    let shop = TestShop::without_worker(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
    let mut dice = Dice::new(20_261_122);
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let mut placed = Vec::new();
    for line in 200..200 + ORDERS {
        let number = format!("+12025550{line}");
        placed.push((buyer.buy(&number).await.order, number));
    }
    {
        let mut book = carrier.book();
        book.purchases = (0..2 * ORDERS).map(|_| dice.fault()).collect();
        book.looks = (0..ORDERS).map(|_| if dice.throw(4) == 0 { Fault::Broken } else { Fault::Fine }).collect();
    }
    for _ in 0..KILLS {
        shop.start_worker().await;
        // When it dies, not when anything is done.
        tokio::time::sleep(Duration::from_millis(dice.throw(60))).await;
        shop.kill_worker().await;
    }
    shop.start_worker().await;
    for (order, number) in &placed {
        let at_rest = async || match buyer.status(order).await {
            Status::Completing => Err(format!("{:?}", shop.line_of(order).await.state)),
            status => Ok(status),
        };
        let status = shop.until(&format!("{number} at rest"), at_rest).await;
        agree(&carrier, &shop, order, number, status).await;
    }
    let book = carrier.book();
    assert_eq!(book.sold.len(), book.owned.len(), "nothing was sold twice");
    assert!(book.rewritten.is_empty(), "asked once more for what was ours: {:?}", book.rewritten);
    let policy = &shop.plan.policy;
    for (_, number) in &placed {
        let posts = book.posts_of(number);
        let busy = posts.iter().filter(|(fault, _)| *fault == Fault::Busy).count();
        let patience = usize::try_from(policy.patience.attempts).expect("few");
        assert!(posts.len() <= patience + busy, "{number} was asked for {} times", posts.len());
        for pair in posts.windows(2) {
            let settled = pair[1].1 - pair[0].1 >= policy.patience.settle;
            assert!(settled || pair[0].0 == Fault::Busy, "{number} was asked for again at once after {:?}", pair[0].0);
        }
    }
}

/// Order, carrier and money say the same of a number.
async fn agree(carrier: &Carrier, shop: &TestShop, order: &OrderId, number: &str, status: Status) {
    let line = shop.line_of(order).await;
    let owner = carrier.book().owned.get(number).cloned();
    let tag = owner.as_ref().map(|owned| owned.tag.as_str());
    let entries = shop.entries_of(&line).await;
    match status {
        Status::Purchased => {
            assert_eq!((tag, entries), (Some(line.id.as_str()), (1, 0)), "{number}");
            let app::domain::line::Line::Owned { sid } = &line.state else { panic!("{number}: {:?}", line.state) };
            assert_eq!(owner.map(|owned| owned.sid).as_ref(), Some(sid));
        }
        Status::NeedsAttention => assert_eq!((tag, entries), (Some(STRANGER), (0, 0)), "{number}"),
        Status::NumberGone | Status::Failed => {
            assert_ne!(tag, Some(line.id.as_str()), "{number} is ours and was given up");
            assert_eq!(entries, (0, 1), "{number}");
        }
        other => panic!("{number} came to rest as {other:?}"),
    }
}
