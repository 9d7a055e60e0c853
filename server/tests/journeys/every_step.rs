//! Every call of the store fails once: before a transaction begins, before each of its statements, before its commit and
//! after it (crash points C1 to C13 and C19, in one process). Two workers do every job side by side, and buyers send
//! everything twice at once. The end is the same as if nothing had happened.

use app::{
    AppError,
    desk::{CONSENT_VERSION, NumbersView, OrderView, Placed, Quote, Stage, Tenure},
    domain::{LineId, OrderId, order::Status},
};
use futures::future::join_all;
use std::{collections::BTreeSet, time::Duration};
use tokio::time::{Instant, sleep};

use crate::{
    database::{Database, on_both},
    people,
    rooms::ROOMS,
    shop::{PATIENCE, Plan, Refused, TestShop, Visitor, photo, read},
};

on_both!(whatever_fails_once_the_end_is_the_same);

/// Before the same again.
const PAUSE: Duration = Duration::from_millis(20);
/// Buyers at once.
const WAVE: usize = 6;
/// The most waves; the last one must find nothing that has not failed before.
const WAVES: usize = 16;

async fn whatever_fails_once_the_end_is_the_same(db: Database) {
    let shop = TestShop::without_worker(db, Plan::hasty()).await;
    people::add(&shop.db, WAVE * WAVES).await;
    shop.start_worker().await;
    shop.start_worker().await;
    let trial = shop.house.store.trial().clone();
    trial.fail_each_once();
    let mut ended = Vec::new();
    for wave in 0..WAVES {
        let before = trial.failures();
        ended.extend(join_all((wave * WAVE..(wave + 1) * WAVE).map(|buyer| run(&shop, buyer))).await);
        if trial.failures() == before {
            break;
        }
        assert!(wave + 1 < WAVES, "there are always new ways to fail");
    }
    let failed: BTreeSet<String> = trial.end().iter().map(ToString::to_string).collect();
    println!("{} failures, {} buyers", failed.len(), ended.len());
    for room in ROOMS.iter().chain(&["desk/cancel.rs"]) {
        for moment in ["begin", "statement-1", "before", "after"] {
            let met = |point: &&String| point.starts_with(room) && point.ends_with(moment);
            assert!(failed.iter().any(|point| met(&point)), "{room} never failed: {moment}");
        }
    }
    for Errand { number, bought, cancelled } in &ended {
        assert_eq!(shop.times_sold(number), 1, "{number}");
        assert_eq!(shop.entries_of(&shop.line_of(bought).await).await, (1, 0), "{number} is charged once");
        assert_eq!(shop.entries_of(&shop.line_of(cancelled).await).await, (0, 1), "what is cancelled is not");
    }
    assert_eq!(shop.vendor_lines("persona.transaction").len(), ended.len(), "everybody is handed over once");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM pictures").await, 0);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM lines WHERE next_run_at IS NOT NULL").await, 0);
}

/// What a buyer came away with.
struct Errand {
    number: String,
    bought: OrderId,
    cancelled: OrderId,
}

/// Two orders of somebody never verified, of which one is cancelled and the other held until it is bought, and given
/// back in the end.
async fn run(shop: &TestShop, buyer: usize) -> Errand {
    let number = format!("+1202555{:04}", 100 + buyer);
    let mut visitor = shop.visitor();
    insist(async || {
        let email = people::email(buyer);
        visitor.enter(&[("email", &email), ("password", people::PASSWORD)], "sign_in").await.map(|_| ())
    })
    .await;
    let cancelled = buy(&visitor, &format!("+1415555{:04}", 100 + buyer)).await;
    let bought = buy(&visitor, &number).await;
    twice(async || visitor.cancel(&cancelled).await).await;
    let document = [("country", "US"), ("id_type", "passport")];
    twice(async || upload(&visitor, "document", &document, "front").await).await;
    let consent = [("consent", CONSENT_VERSION)];
    twice(async || upload(&visitor, "selfie", &consent, "selfie").await).await;
    reach(&visitor, &bought, |view| view.summary.status == Status::Purchased).await;
    let line = line_of(&visitor, &bought).await;
    twice(async || visitor.release(&line).await).await;
    reach(&visitor, &bought, |view| matches!(view.lines[0].stage, Stage::Bought(Tenure::Released { .. }))).await;
    Errand { number, bought, cancelled }
}

async fn upload(visitor: &Visitor<'_>, route: &str, texts: &[(&str, &str)], side: &str) -> Result<(), Refused> {
    read(visitor.upload(route, texts, &[(side, "front.jpg", photo())]).await).await
}

async fn buy(visitor: &Visitor<'_>, number: &str) -> OrderId {
    let quote = insist(async || visitor.try_quote(number).await).await;
    let confirm = async |quote: &Quote| -> Result<Placed, Refused> { visitor.confirm(quote).await };
    let placed = twice(async || confirm(&quote).await).await;
    assert!(placed.held.is_some(), "{number} is held");
    placed.order
}

async fn line_of(visitor: &Visitor<'_>, order: &OrderId) -> LineId {
    let view: NumbersView = insist(async || visitor.call("list_numbers", &[]).await).await;
    view.numbers.into_iter().find(|number| number.order == *order).expect("a purchased number is listed").line
}

async fn reach(visitor: &Visitor<'_>, order: &OrderId, wanted: impl Fn(&OrderView) -> bool) {
    let end = Instant::now() + PATIENCE;
    loop {
        let view: OrderView = insist(async || visitor.call("show_order", &[("order", order.as_str())]).await).await;
        if wanted(&view) {
            return;
        }
        assert!(Instant::now() < end, "{:?} {:?}", view.lines, view.timeline);
        sleep(PAUSE).await;
    }
}

/// Sends twice at once, each until it is answered. Neither may be refused because of the other.
async fn twice<T>(send: impl AsyncFn() -> Result<T, Refused>) -> T {
    let (first, _) = tokio::join!(insist(&send), insist(&send));
    first
}

/// The same again until it is answered by anything but a failure of ours.
async fn insist<T>(mut send: impl AsyncFnMut() -> Result<T, Refused>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        match send().await {
            Ok(done) => return done,
            Err(Refused { status: 500.., .. } | Refused { error: AppError::UploadBusy, .. }) => {}
            Err(refused) => panic!("refused: {refused:?}"),
        }
        assert!(Instant::now() < end, "never answered");
        sleep(PAUSE).await;
    }
}
