//! A database that is lost and comes back from its backup: what happened after the backup is found at the carrier, and
//! nothing is bought twice (crash point C16).

use app::{
    desk::{DemoAccount, Step},
    domain::{LineId, OrderId, line::Line, order::Status},
};
use plusone::{
    demo::{OWN_SID, TWILIO_SID},
    reconcile::{What, reconcile},
};
use std::time::Duration;

use crate::{
    backups::{backed_up, restored},
    database::{Database, on_both},
    scripted::{Carrier, Fault},
    shop::{Plan, TestShop},
};

on_both!(
    a_restored_store_is_reconciled_and_buys_nothing_twice,
    a_restored_store_that_nobody_reconciled_buys_nothing_twice,
    a_case_whose_pictures_are_in_no_backup_starts_over
);

/// Bought before the backup, and given back after it.
const RETURNED: &str = "+12025550201";
/// Bought before the backup, and kept.
const KEPT: &str = "+12025550202";
/// Held when the backup is made, its pictures at the vendor.
const HELD: &str = "+12025550203";
/// Ready when the backup is made.
const READY: &str = "+12025550204";
/// Ordered and bought after the backup.
const LATER: &str = "+12025550205";
/// The same, at an account's own carrier.
const OWN_LATER: &str = "+12025550206";

/// The orders that are in the backup, as they came to their end without it.
struct Past {
    carrier: Carrier,
    /// Its vendors work on; its database does not.
    shop: TestShop,
    held: OrderId,
    ready: OrderId,
    returned: LineId,
}

/// A house that is backed up and goes on until all is bought; what it was, and the house that came back.
async fn rebuilt(db: Database) -> Option<(Past, TestShop)> {
    let plan = Plan::hasty();
    let carrier = Carrier::open(plan.policy.carrier_timeout + Duration::from_millis(150)).await;
    let shop = TestShop::without_worker(db, Plan { carrier: Some(carrier.url()), ..plan }).await;
    shop.start_worker().await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let returned = buyer.own(RETURNED).await;
    buyer.own(KEPT).await;
    let holder = shop.sign_in(DemoAccount::Unverified).await;
    let held = holder.buy(HELD).await.order;
    holder.verify_with("lost.jpg").await;
    shop.handed_over(1).await;
    shop.stop_worker().await;
    let ready = buyer.buy(READY).await.order;
    let backup = backed_up(&shop.db).await?;

    shop.start_worker().await;
    fetch(&shop).await;
    holder.wait_for(&held, Status::Purchased).await;
    buyer.wait_for(&ready, Status::Purchased).await;
    buyer.own(LATER).await;
    shop.sign_in(DemoAccount::OwnCarrier).await.own(OWN_LATER).await;
    buyer.release(&returned).await.expect("asked for");
    let gone = async || match shop.line(&returned).await.state {
        Line::Released { .. } => Ok(()),
        state => Err(format!("{state:?}")),
    };
    shop.until("given back", gone).await;
    shop.kill_worker().await;

    let db = restored(&shop.db, &backup).await;
    let plan = Plan { carrier: Some(carrier.url()), vendor: Some(shop.vendors.clone()), ..Plan::hasty() };
    let again = TestShop::without_worker(db, plan).await;
    assert_eq!(again.line_of(&held).await.state, Line::Waiting);
    assert_eq!(again.line_of(&ready).await.state, Line::Ready { attempt: 0 });
    assert_eq!(again.db.count("SELECT COUNT(*) FROM sessions").await, 0);
    Some((Past { carrier, shop, held, ready, returned }, again))
}

/// Brings the look for the vendor's word forward.
async fn fetch(shop: &TestShop) {
    let sql = "SELECT COUNT(*) FROM jobs WHERE kind = 'fetch'";
    assert_eq!(shop.db.count(sql).await, 1, "the word is still to be asked for");
    let hurry = "UPDATE jobs SET run_at = 0 WHERE kind = 'fetch' RETURNING run_at";
    shop.db.count(hurry).await;
    shop.house.store.wake();
}

impl Past {
    /// Waits until books and carrier differ in what nobody can know, and in nothing else; then checks all of it.
    async fn settled(&self, again: &TestShop) {
        let expected = [(RETURNED, What::Ghost), (LATER, What::UnknownLine)];
        let look = async || {
            let report = reconcile(&again.house).await.expect("compared");
            assert!(report.unread.is_empty(), "{report:?}");
            let found = report.findings.iter().map(|finding| (finding.number.as_e164(), finding.what.clone()));
            let found: Vec<_> = found.collect();
            if found == expected { Ok(()) } else { Err(format!("{found:?}")) }
        };
        again.until("what is left", look).await;
        let buyer = again.sign_in(DemoAccount::Verified).await;
        let holder = again.sign_in(DemoAccount::Unverified).await;
        assert_eq!(buyer.status(&self.ready).await, Status::Purchased);
        assert_eq!(holder.status(&self.held).await, Status::Purchased);
        for order in [&self.ready, &self.held] {
            let line = again.line_of(order).await;
            assert_eq!(again.entries_of(&line).await, (1, 0));
            let owner = self.carrier.book().owned.get(line.offer.number.as_e164()).cloned().expect("ours");
            assert_eq!((owner.tag.as_str(), line.state.sid()), (line.id.as_str(), Some(owner.sid.as_str())));
        }
        assert!(matches!(again.line(&self.returned).await.state, Line::Owned { .. }), "ended by nobody");
        assert_eq!(again.money(DemoAccount::Verified).await, [345, 345, 0]);
        assert_eq!(again.money(DemoAccount::Unverified).await, [115, 115, 0]);
        let book = self.carrier.book();
        let mut sold = book.sold.clone();
        sold.sort();
        assert_eq!(sold, [RETURNED, KEPT, HELD, READY, LATER, OWN_LATER], "each was sold once");
        assert!(book.rewritten.iter().all(|(_, before, after)| before == after), "{:?}", book.rewritten);
        assert!(
            book.owned
                .iter()
                .all(|(number, owned)| { owned.account == if number == OWN_LATER { OWN_SID } else { TWILIO_SID } })
        );
        assert_eq!(self.shop.vendor_lines("persona.transaction").len(), 1, "nobody was asked to verify again");
    }
}

async fn a_restored_store_is_reconciled_and_buys_nothing_twice(db: Database) {
    let Some((past, again)) = rebuilt(db).await else { return };
    let look = async || {
        let report = reconcile(&again.house).await.expect("compared");
        let found: Vec<_> = report.findings.into_iter().map(|finding| finding.what).collect();
        if found.contains(&What::Adopted) { Ok(found) } else { Err(format!("{found:?}")) }
    };
    let found = again.until("adopted", look).await;
    assert!(found.contains(&What::Held) && found.contains(&What::UnknownLine), "{found:?}");
    let buyer = again.sign_in(DemoAccount::Verified).await;
    assert_eq!(buyer.status(&past.ready).await, Status::Purchased, "adopted");
    let posts = past.carrier.book().asked;
    again.start_worker().await;
    fetch(&again).await;
    again.sign_in(DemoAccount::Unverified).await.wait_for(&past.held, Status::Purchased).await;
    assert_eq!(past.carrier.book().asked, posts + 1, "the held number alone was asked for once more");
    past.settled(&again).await;
}

async fn a_restored_store_that_nobody_reconciled_buys_nothing_twice(db: Database) {
    let Some((past, again)) = rebuilt(db).await else { return };
    // The other way in which a carrier may answer a request for what is ours already.
    past.carrier.book().purchases = [Fault::Taken, Fault::Taken].into();
    again.start_worker().await;
    fetch(&again).await;
    again.sign_in(DemoAccount::Verified).await.wait_for(&past.ready, Status::Purchased).await;
    again.sign_in(DemoAccount::Unverified).await.wait_for(&past.held, Status::Purchased).await;
    past.settled(&again).await;
}

async fn a_case_whose_pictures_are_in_no_backup_starts_over(db: Database) {
    let shop = TestShop::without_worker(db, Plan::impatient()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let order = buyer.buy("+12025550210").await.order;
    buyer.verify_with("front.jpg").await;
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM pictures").await, 2);
    let Some(backup) = backed_up(&shop.db).await else { return };
    let db = restored(&shop.db, &backup).await;
    assert_eq!(db.count("SELECT COUNT(*) FROM pictures").await, 0);
    let again = TestShop::open_as(db, Plan::impatient()).await;
    let buyer = again.sign_in(DemoAccount::Unverified).await;
    let page = buyer.wait_for_step("starts over", |step| matches!(step, Step::Document { .. })).await;
    assert_eq!(page.attempts_left, 5, "no attempt is spent");
    assert_eq!(buyer.status(&order).await, Status::IdentityNeeded, "still held");
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&order, Status::Purchased).await;
    assert_eq!(again.times_sold("+12025550210"), 1);
}
