//! Somebody sets the clock by an hour while a purchase is at the carrier: nothing is bought twice, and nothing waits an
//! hour for it (crash point C20).

use app::{
    desk::DemoAccount,
    domain::{LineId, line::Line, order::Status},
};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    scripted::Carrier,
    shop::{Plan, TestShop},
};

on_both!(a_clock_that_is_set_back_keeps_nothing_waiting, a_clock_that_is_set_forward_repeats_nothing);

const HOUR: i64 = 3_600;
const OWNED: &str = "+12025550201";
const BOUGHT: &str = "+12025550202";
const HELD: &str = "+12025550203";
const LATER: &str = "+12025550204";

/// A house whose worker was killed while a purchase and a release were at the carrier, and the clock set meanwhile.
async fn play(db: Database, set_by: i64) {
    let mut plan = Plan::hasty();
    plan.policy.hold = Duration::from_secs(4);
    let carrier = Carrier::open(plan.policy.carrier_timeout).await;
    let shop = TestShop::open_as(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
    let (buyer, newcomer) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Unverified).await);
    let leaving = buyer.own(OWNED).await;
    let held = newcomer.buy(HELD).await.order;
    let buying = carrier.keep_waiting(&buyer, BOUGHT, &leaving).await;
    shop.kill_worker().await;
    shop.plan.clock.set_by(set_by);
    carrier.answer();
    shop.start_worker().await;

    buyer.wait_for(&buying, Status::Purchased).await;
    until_released(&shop, &leaving).await;
    newcomer.wait_for(&held, Status::Expired).await;
    assert_eq!(carrier.book().posts_of(BOUGHT).len(), 1, "read back, not asked for again");
    assert_eq!(shop.entries_of(&shop.line_of(&buying).await).await, (1, 0));
    assert_eq!(shop.entries_of(&shop.line_of(&held).await).await, (0, 1));

    // And the other way.
    shop.plan.clock.set_by(-set_by);
    buyer.own(LATER).await;
    assert_eq!(carrier.book().sold, [OWNED, BOUGHT, LATER]);
    assert!(carrier.book().rewritten.is_empty());
}

async fn until_released(shop: &TestShop, line: &LineId) {
    let gone = async || match shop.line(line).await.state {
        Line::Released { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("released", gone).await;
}

async fn a_clock_that_is_set_back_keeps_nothing_waiting(db: Database) {
    play(db, -HOUR).await;
}

async fn a_clock_that_is_set_forward_repeats_nothing(db: Database) {
    play(db, HOUR).await;
}
