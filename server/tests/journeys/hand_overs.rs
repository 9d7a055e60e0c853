//! Handing pictures to the vendor and hearing its word, whatever it answers: no case waits for ever.

use app::{
    desk::{CONSENT_VERSION, DemoAccount, Step},
    domain::{Timestamp, order::Status, verification::Reason},
};
use plusone::{
    clock::Clock,
    store::{
        pictures::{self, SealedPicture},
        verifications,
    },
};
use std::time::Duration;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, TestShop},
    vendor::{Answer, REF, Vendor},
    webhooks,
};

on_both!(
    a_busy_vendor_is_asked_again_when_it_says,
    a_busy_vendor_that_names_no_time_is_asked_again,
    an_answer_that_cannot_be_read_is_asked_for_again,
    an_answer_that_trickles_is_asked_for_again,
    a_word_is_asked_for_until_it_can_be_read,
    a_failure_of_the_vendor_turns_the_key,
    a_refusal_of_our_key_waits_for_the_operator,
    a_picture_that_the_vendor_cannot_use_costs_no_attempt,
    a_key_that_stays_in_doubt_is_turned,
    a_picture_that_does_not_open_starts_the_case_over,
    pictures_that_nobody_takes_are_given_up_after_a_day,
    a_word_that_never_comes_is_a_persons_to_find,
    lost_jobs_are_asked_for_again,
    a_vendor_may_forget_for_a_moment,
    a_vendor_that_forgets_for_good_starts_the_case_over,
    a_review_is_not_forgotten,
    a_busy_vendor_gives_its_word_when_it_says,
    nobody_waits_longer_than_two_minutes_for_the_next_look,
    whoever_is_on_the_vendors_page_is_looked_for_all_the_time,
    a_webhook_may_overtake_the_answer
);

const DAY: Duration = Duration::from_secs(86_400);
const PICTURES: &str = "SELECT COUNT(*) FROM pictures";

fn plan(vendor: &Vendor) -> Plan {
    Plan {
        clock: Clock::manual(Timestamp::from_micros(1_790_000_000_000_000)),
        hurry: true,
        vendor: Some(vendor.url.clone()),
        vendor_timeout: Duration::from_secs(2),
        ..Plan::default()
    }
}

/// A house at `vendor` whose unverified account has handed its pictures over, with nobody at work yet.
async fn submitted(db: Database, vendor: &Vendor) -> TestShop {
    let shop = TestShop::without_worker(db, plan(vendor)).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.verify_with("front.jpg").await;
    shop
}

/// Waits until the job is put off for exactly this long.
async fn put_off(shop: &TestShop, kind: &str, wait: Duration) {
    let sql = format!("SELECT COALESCE(MAX(run_at), 0) FROM jobs WHERE kind = '{kind}' AND attempts > 0");
    let wanted = i64::try_from(wait.as_micros()).expect("short");
    let look = async || {
        let left = shop.db.count(&sql).await - shop.plan.clock.now().micros();
        if left == wanted { Ok(()) } else { Err(format!("{left} µs")) }
    };
    shop.until("the job is put off", look).await;
}

/// Moves the clock on until `vendor` was asked `times` times in all for its word.
async fn read_times(shop: &TestShop, vendor: &Vendor, times: usize) {
    let look = async || {
        if vendor.times_read() >= times {
            return Ok(());
        }
        shop.plan.clock.advance(Duration::from_secs(30));
        Err(format!("{} times", vendor.times_read()))
    };
    shop.until("the vendor is asked", look).await;
}

async fn wait_for(shop: &TestShop, what: &str, wanted: impl Fn(&Step) -> bool) {
    // A session of its own: the clock may have ended the buyer's.
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let page = buyer.wait_for_step(what, wanted).await;
    assert_eq!(page.attempts_left, 5, "no attempt is spent");
}

async fn handed_over(shop: &TestShop) {
    shop.handed_over(1).await;
    assert_eq!(shop.db.count(PICTURES).await, 0, "pictures go with the hand-over");
}

/// A house whose vendor has the pictures, and should have given its word by now.
async fn waited_for(db: Database, vendor: &Vendor) -> TestShop {
    let shop = submitted(db, vendor).await;
    shop.start_worker().await;
    handed_over(&shop).await;
    shop.plan.clock.advance(shop.plan.policy.poll_after);
    shop
}

/// A house whose vendor takes the pictures only after `answer`: they are kept, and sent again after `wait` under the
/// key's turn `turn`.
async fn sent_again(db: Database, answer: Answer, wait: Duration, turn: &str) {
    let vendor = Vendor::open([answer, Answer::taken()], [Answer::word("created")]).await;
    let shop = submitted(db, &vendor).await;
    shop.start_worker().await;
    put_off(&shop, "submit", wait).await;
    assert_eq!(shop.db.count(PICTURES).await, 2, "kept until then");
    shop.plan.clock.advance(wait);
    handed_over(&shop).await;
    assert_eq!(vendor.turns(), ["0", turn]);
}

async fn a_busy_vendor_is_asked_again_when_it_says(db: Database) {
    sent_again(db, Answer::status(429).header("ratelimit-reset", "9"), Duration::from_secs(9), "0").await;
}

async fn a_busy_vendor_that_names_no_time_is_asked_again(db: Database) {
    sent_again(db, Answer::status(429), Duration::from_secs(2), "0").await;
}

async fn an_answer_that_cannot_be_read_is_asked_for_again(db: Database) {
    sent_again(db, Answer::page(201), Duration::from_secs(2), "0").await;
}

async fn an_answer_that_trickles_is_asked_for_again(db: Database) {
    sent_again(db, Answer::drip(201), Duration::from_secs(2), "0").await;
}

async fn a_failure_of_the_vendor_turns_the_key(db: Database) {
    sent_again(db, Answer::status(500).header("ratelimit-reset", "50"), Duration::from_secs(2), "1").await;
}

async fn a_refusal_of_our_key_waits_for_the_operator(db: Database) {
    sent_again(db, Answer::status(401), Duration::from_secs(60), "1").await;
}

async fn a_picture_that_the_vendor_cannot_use_costs_no_attempt(db: Database) {
    let vendor = Vendor::open([Answer::unusable("id_front_photo")], []).await;
    let shop = submitted(db, &vendor).await;
    shop.start_worker().await;
    let again = |step: &Step| *step == Step::TryAgain { reasons: vec![Reason::Unreadable] };
    wait_for(&shop, "another try", again).await;
    assert_eq!(shop.db.count(PICTURES).await, 0);
    assert_eq!(vendor.turns().len(), 1);
}

async fn a_key_that_stays_in_doubt_is_turned(db: Database) {
    let doubt = || Answer::status(409);
    let vendor = Vendor::open([doubt(), doubt(), doubt(), doubt(), Answer::taken()], [Answer::word("created")]).await;
    let shop = submitted(db, &vendor).await;
    shop.start_worker().await;
    for wait in [2, 4, 8, 16] {
        put_off(&shop, "submit", Duration::from_secs(wait)).await;
        shop.plan.clock.advance(Duration::from_secs(wait));
    }
    handed_over(&shop).await;
    assert_eq!(vendor.turns(), ["0", "0", "0", "1", "1"], "three tries a key");
}

async fn a_picture_that_does_not_open_starts_the_case_over(db: Database) {
    let vendor = Vendor::open([Answer::taken()], []).await;
    let shop = submitted(db, &vendor).await;
    let account = shop.account(DemoAccount::Unverified).await;
    let mut tx = shop.db.write().await;
    let case = verifications::lookup(&mut tx, &account, CONSENT_VERSION).await.expect("read").expect("a case");
    let mut front = pictures::of_case(&mut tx, &case.id).await.expect("read").remove(0);
    front = SealedPicture { sealed: front.sealed.iter().map(|byte| !byte).collect(), ..front };
    pictures::put(&mut tx, &case.id, &front, shop.plan.clock.now()).await.expect("put");
    tx.commit().await.expect("commits");
    shop.start_worker().await;
    wait_for(&shop, "from the start", |step| matches!(step, Step::Document { .. })).await;
    assert_eq!((shop.db.count(PICTURES).await, vendor.turns().len()), (0, 0));
}

async fn pictures_that_nobody_takes_are_given_up_after_a_day(db: Database) {
    let vendor = Vendor::open([Answer::status(500)], []).await;
    let shop = submitted(db, &vendor).await;
    shop.start_worker().await;
    put_off(&shop, "submit", Duration::from_secs(2)).await;
    shop.plan.clock.advance(DAY - Duration::from_secs(1));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(shop.db.count(PICTURES).await, 2, "not yet");
    shop.plan.clock.advance(Duration::from_secs(1));
    wait_for(&shop, "from the start", |step| matches!(step, Step::Document { .. })).await;
    assert_eq!(shop.db.count(PICTURES).await, 0);
}

async fn a_word_that_never_comes_is_a_persons_to_find(db: Database) {
    let waiting = std::iter::repeat_n(Answer::word("created"), 3);
    let vendor = Vendor::open([Answer::taken()], waiting.chain([Answer::word("approved")])).await;
    let shop = submitted(db, &vendor).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    shop.start_worker().await;
    handed_over(&shop).await;
    shop.plan.clock.advance(DAY);
    wait_for(&shop, "a review", |step| *step == Step::UnderReview).await;
    let sure = async || {
        shop.plan.clock.advance(Duration::from_secs(600));
        match shop.db.count("SELECT COUNT(*) FROM verifications WHERE state = 'approved'").await {
            1 => Ok(()),
            _ => Err("not yet".to_owned()),
        }
    };
    shop.until("the word after all", sure).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
}

async fn lost_jobs_are_asked_for_again(db: Database) {
    let vendor = Vendor::open([Answer::taken()], [Answer::word("created"), Answer::word("approved")]).await;
    let shop = submitted(db, &vendor).await;
    assert_eq!(shop.db.count("DELETE FROM jobs RETURNING attempts").await, 0, "never tried");
    shop.start_worker().await;
    handed_over(&shop).await;
    shop.stop_worker().await;
    shop.db.count("DELETE FROM jobs RETURNING attempts").await;
    shop.start_worker().await;
    read_times(&shop, &vendor, 2).await;
    wait_for(&shop, "verified", |step| matches!(step, Step::Verified { .. })).await;
    assert_eq!(vendor.turns().len(), 1);
}

async fn a_vendor_may_forget_for_a_moment(db: Database) {
    let forgotten = || std::iter::repeat_n(Answer::status(404), 4);
    let reads = forgotten().chain([Answer::word("created")]).chain(forgotten()).chain([Answer::word("approved")]);
    let vendor = Vendor::open([Answer::taken()], reads).await;
    let shop = waited_for(db, &vendor).await;
    read_times(&shop, &vendor, 10).await;
    wait_for(&shop, "verified", |step| matches!(step, Step::Verified { .. })).await;
}

async fn a_vendor_that_forgets_for_good_starts_the_case_over(db: Database) {
    let vendor = Vendor::open([Answer::taken()], [Answer::status(404)]).await;
    let shop = waited_for(db, &vendor).await;
    read_times(&shop, &vendor, 6).await;
    wait_for(&shop, "from the start", |step| matches!(step, Step::Document { .. })).await;
}

async fn a_review_is_not_forgotten(db: Database) {
    let forgotten = std::iter::repeat_n(Answer::status(404), 8);
    let reads = [Answer::word("needs_review")].into_iter().chain(forgotten).chain([Answer::word("approved")]);
    let vendor = Vendor::open([Answer::taken()], reads).await;
    let shop = waited_for(db, &vendor).await;
    read_times(&shop, &vendor, 10).await;
    wait_for(&shop, "verified", |step| matches!(step, Step::Verified { .. })).await;
}

async fn a_busy_vendor_gives_its_word_when_it_says(db: Database) {
    let busy = Answer::status(429).header("ratelimit-reset", "47");
    let vendor = Vendor::open([Answer::taken()], [busy, Answer::word("approved")]).await;
    let shop = waited_for(db, &vendor).await;
    put_off(&shop, "fetch", Duration::from_secs(47)).await;
    shop.plan.clock.advance(Duration::from_secs(47));
    wait_for(&shop, "verified", |step| matches!(step, Step::Verified { .. })).await;
    assert_eq!(vendor.times_read(), 2);
}

async fn a_word_is_asked_for_until_it_can_be_read(db: Database) {
    let busy = Answer::status(429).header("retry-after", "300");
    let trouble = [Answer::page(200), Answer::drip(200), Answer::status(500), Answer::status(429), busy];
    let vendor = Vendor::open([Answer::taken()], trouble.into_iter().chain([Answer::word("approved")])).await;
    let shop = waited_for(db, &vendor).await;
    for wait in [5, 10, 20, 40, 300] {
        put_off(&shop, "fetch", Duration::from_secs(wait)).await;
        shop.plan.clock.advance(Duration::from_secs(wait));
    }
    wait_for(&shop, "verified", |step| matches!(step, Step::Verified { .. })).await;
    assert_eq!(vendor.times_read(), 6);
}

async fn nobody_waits_longer_than_two_minutes_for_the_next_look(db: Database) {
    let reads = std::iter::repeat_n(Answer::word("created"), 7).chain([Answer::word("needs_review")]);
    let vendor = Vendor::open([Answer::taken()], reads).await;
    let shop = waited_for(db, &vendor).await;
    for wait in [5, 10, 20, 40, 80, 120, 120] {
        put_off(&shop, "fetch", Duration::from_secs(wait)).await;
        shop.plan.clock.advance(Duration::from_secs(wait));
    }
    // The look that brought the review waits as before it, the next ones as a review allows.
    put_off(&shop, "fetch", Duration::from_secs(120)).await;
    shop.plan.clock.advance(Duration::from_secs(120));
    put_off(&shop, "fetch", Duration::from_secs(1_280)).await;
    shop.plan.clock.advance(Duration::from_secs(1_280));
    put_off(&shop, "fetch", Duration::from_secs(2_560)).await;
    shop.plan.clock.advance(Duration::from_secs(2_560));
    put_off(&shop, "fetch", Duration::from_secs(3_600)).await;
}

async fn whoever_is_on_the_vendors_page_is_looked_for_all_the_time(db: Database) {
    let away = std::iter::repeat_n(Answer::word("created"), 3);
    let reads = away.chain([Answer::word("completed"), Answer::word("completed"), Answer::word("approved")]);
    let vendor = Vendor::open([Answer::taken()], reads).await;
    let shop = TestShop::without_worker(db, Plan { inquiry: true, ..plan(&vendor) }).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.call::<String>("visit_vendor", &[("consent", CONSENT_VERSION)]).await.expect("a way");
    shop.start_worker().await;
    shop.plan.clock.advance(shop.plan.policy.look_after());
    for _ in 0..3 {
        put_off(&shop, "fetch", Duration::from_secs(10)).await;
        shop.plan.clock.advance(Duration::from_secs(10));
    }
    // Whoever is done waits, and for that the looks begin anew: the first at once.
    put_off(&shop, "fetch", Duration::from_secs(5)).await;
    wait_for(&shop, "checking", |step| matches!(step, Step::Checking { .. })).await;
    shop.plan.clock.advance(Duration::from_secs(5));
    wait_for(&shop, "verified", |step| matches!(step, Step::Verified { .. })).await;
    assert_eq!(vendor.times_read(), 6);
}

/// Crash point C4.
async fn a_webhook_may_overtake_the_answer(db: Database) {
    let vendor = Vendor::shut([Answer::taken()], [Answer::word("approved")]).await;
    let shop = submitted(db, &vendor).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    shop.start_worker().await;
    let asked = async || if vendor.turns().is_empty() { Err("nobody at the door".to_owned()) } else { Ok(()) };
    shop.until("pictures at the vendor's door", asked).await;
    assert_eq!(webhooks::told(&shop, REF).await, 200);
    put_off(&shop, "fetch", Duration::from_millis(250)).await;
    assert_eq!(vendor.times_read(), 0, "a name that we do not know is not asked about");
    vendor.let_in();
    handed_over(&shop).await;
    shop.plan.clock.advance(Duration::from_secs(1));
    buyer.wait_for(&placed.order, Status::Purchased).await;
    assert_eq!(vendor.times_read(), 1, "by the webhook's job; the poll's time has not come");
}
