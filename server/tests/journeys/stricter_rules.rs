//! Rules that become stricter while something is on its way to be bought.

use app::{
    desk::{DemoAccount, Stage, Tenure, What},
    domain::{NoticeKind, line::FailReason, order::Status},
};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    operator_work::{at_carrier, operator, rule, told},
    shop::NUMBERS,
};

on_both!(
    rules_that_become_stricter_hold_what_was_not_bought_yet,
    a_line_of_an_order_that_is_bought_in_part_ends_by_stricter_rules_and_says_so,
    a_refused_identity_is_not_asked_for_again_by_stricter_rules
);

const CARRIED: &str = "+12025550290";
const UNVERIFIED: DemoAccount = DemoAccount::Unverified;

async fn rules_that_become_stricter_hold_what_was_not_bought_yet(db: Database) {
    let (carrier, shop) = at_carrier(db).await;
    let operator = operator(&shop).await;
    rule(&operator, "regions", "JM").await.expect("changed");
    let buyer = shop.sign_in(UNVERIFIED).await;
    let placed = buyer.buy(&format!("{CARRIED},+12025550291")).await;
    assert_eq!(placed.held, None, "nobody is asked");
    rule(&operator, "regions", "US").await.expect("changed");
    shop.start_worker().await;
    let view = buyer.wait_for(&placed.order, Status::IdentityNeeded).await;
    assert!(view.verify_next && view.cancellable, "the buyer is asked");
    let hold = view.summary.hold.expect("a deadline").until;
    assert!(hold > shop.plan.clock.now().after(Duration::from_secs(6 * 86_400)), "a hold of its own");
    assert_eq!(view.timeline.iter().map(|one| one.what).collect::<Vec<_>>(), [What::Held, What::Placed]);
    assert!(view.lines.iter().all(|line| line.stage == Stage::Waiting));
    assert_eq!(told(&buyer, NoticeKind::Held).await, 1);
    assert_eq!(carrier.book().asked, 0, "nothing was asked for");
    assert_eq!(shop.money(UNVERIFIED).await, [230, 0, 0]);
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(carrier.book().asked, 2);
    assert_eq!(shop.money(UNVERIFIED).await, [230, 230, 0]);
}

async fn a_line_of_an_order_that_is_bought_in_part_ends_by_stricter_rules_and_says_so(db: Database) {
    let (carrier, shop) = at_carrier(db).await;
    let operator = operator(&shop).await;
    rule(&operator, "regions", "JM").await.expect("changed");
    let buyer = shop.sign_in(UNVERIFIED).await;
    let order = buyer.buy(&format!("{},{CARRIED}", NUMBERS.us)).await.order;
    rule(&operator, "regions", "US").await.expect("changed");
    shop.start_worker().await;
    let view = buyer.wait_for(&order, Status::PartlyPurchased).await;
    let stages: Vec<_> = view.lines.iter().map(|line| line.stage).collect();
    assert_eq!(stages, [Stage::Bought(Tenure::Owned), Stage::Failed(FailReason::IdentityNeeded)]);
    let page = buyer.get(&format!("/orders/{order}")).await.text().await.expect("a page");
    assert!(page.contains("The rules changed before it was bought") && !page.contains("could not verify"), "{page}");
    assert_eq!(carrier.book().asked, 0);
    assert_eq!(shop.money(UNVERIFIED).await, [230, 115, 115]);
    assert!(buyer.buy(CARRIED).await.held.is_some(), "bought again, it is held");
}

async fn a_refused_identity_is_not_asked_for_again_by_stricter_rules(db: Database) {
    let (carrier, shop) = at_carrier(db).await;
    shop.start_worker().await;
    let buyer = shop.sign_in(UNVERIFIED).await;
    let refused = buyer.buy(NUMBERS.us).await.order;
    buyer.verify_with("declined.jpg").await;
    buyer.wait_for(&refused, Status::Declined).await;
    shop.stop_worker().await;
    let operator = operator(&shop).await;
    rule(&operator, "regions", "JM").await.expect("changed");
    let order = buyer.buy(CARRIED).await.order;
    rule(&operator, "regions", "US").await.expect("changed");
    shop.start_worker().await;
    buyer.wait_for(&order, Status::Declined).await;
    assert_eq!(carrier.book().asked, 0);
}
