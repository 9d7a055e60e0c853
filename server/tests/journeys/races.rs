//! Two accounts that want one number at the same moment: one gets it, the other is told, and nothing else is lost.

use app::{
    AppError,
    desk::{DemoAccount, Stage, Step},
    domain::{
        CountryCode, Money,
        line::Line,
        offer::{Capabilities, NumberType, Offer, Source},
        order::{IfGone, Order, Status},
    },
};
use plusone::{
    ids,
    store::{Tx, lines, lines::StoredLine, orders, orders::StoredOrder, users},
};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    shop::{Plan, Refused, TestShop},
};

on_both!(
    of_two_verified_accounts_one_gets_the_number,
    a_rival_who_is_first_by_a_moment_costs_no_error,
    a_rival_who_is_first_by_a_moment_costs_no_approval
);

/// Long enough for whoever is about to wait for the rival.
const A_MOMENT: Duration = Duration::from_millis(1_500);

/// Writes another account's live line of `number`, and does not commit it yet.
async fn rival(shop: &TestShop, number: &str) -> Tx {
    let mut tx = shop.db.write().await;
    let user = users::by_email(&mut tx, plusone::demo::email(DemoAccount::Operator)).await.expect("read");
    let user = user.expect("the operator");
    let order = StoredOrder {
        id: ids::fresh(),
        account: user.account.clone(),
        user: user.id,
        request_id: ids::fresh(),
        request: String::new(),
        if_gone: IfGone::Ask,
        pool: None,
        whole: false,
        state: Order::Purchased,
        created_at: shop.plan.clock.now(),
    };
    orders::add(&mut tx, &order).await.expect("added");
    let line = StoredLine {
        id: ids::fresh(),
        order: order.id,
        account: user.account,
        offer: Offer {
            number: number.parse().expect("a number"),
            country: CountryCode::US,
            kind: NumberType::Local,
            region: String::new(),
            locality: String::new(),
            capabilities: Capabilities::default(),
            monthly: Money::from_cents(115),
            source: Source::Twilio,
        },
        replaces: None,
        state: Line::Owned { sid: "PN1".to_owned() },
    };
    lines::add(&mut tx, std::slice::from_ref(&line), 0, None).await.expect("added");
    tx
}

async fn of_two_verified_accounts_one_gets_the_number(db: Database) {
    let shop = TestShop::open(db).await;
    let (one, two) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Operator).await);
    for line in 200..210 {
        let number = format!("+12025550{line}");
        let (left, right) = (one.quote(&number).await, two.quote(&number).await);
        let (left, right) = tokio::join!(one.confirm(&left), two.confirm(&right));
        let mut bought = 0;
        for (buyer, placed) in [(&one, left), (&two, right)] {
            let order = match placed {
                Ok(placed) => placed.order,
                Err(refused) => {
                    assert_eq!(refused, Refused::new(409, AppError::NumberGone));
                    continue;
                }
            };
            let at_rest = async || match buyer.status(&order).await {
                Status::Completing => Err("completing".to_owned()),
                status => Ok(status),
            };
            match shop.until("the end", at_rest).await {
                Status::Purchased => bought += 1,
                status => assert_eq!(status, Status::NumberGone),
            }
        }
        assert_eq!((bought, shop.times_sold(&number)), (1, 1), "{number}");
    }
}

async fn a_rival_who_is_first_by_a_moment_costs_no_error(db: Database) {
    const NUMBER: &str = "+12025550220";
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let quote = buyer.quote(NUMBER).await;
    let rival = rival(&shop, NUMBER).await;
    let (placed, ()) = tokio::join!(buyer.confirm(&quote), async {
        tokio::time::sleep(A_MOMENT).await;
        rival.commit().await.expect("first");
    });
    match placed {
        Ok(placed) => assert_eq!(buyer.status(&placed.order).await, Status::NumberGone),
        Err(refused) => assert_eq!(refused, Refused::new(409, AppError::NumberGone)),
    }
    let [reserved, captured, released] = shop.money(DemoAccount::Verified).await;
    assert_eq!((captured, reserved), (0, released));
}

async fn a_rival_who_is_first_by_a_moment_costs_no_approval(db: Database) {
    const NUMBER: &str = "+12025550230";
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let lost = buyer.buy(NUMBER).await;
    let kept = buyer.buy("+12025550231").await;
    buyer.verify_with("front.jpg").await;
    let rival = rival(&shop, NUMBER).await;
    shop.start_worker().await;
    tokio::time::sleep(A_MOMENT).await;
    rival.commit().await.expect("first");
    buyer.wait_for_step("verified", |step| matches!(step, Step::Verified { .. })).await;
    let order = buyer.wait_for(&lost.order, Status::NumberGone).await;
    assert_eq!(order.lines[0].stage, Stage::Gone);
    buyer.wait_for(&kept.order, Status::Purchased).await;
}
