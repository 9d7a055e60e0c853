//! The vendor's door: what is believed, what is recorded, what is answered.

use app::domain::Timestamp;
use plusone::demo::PERSONA_WEBHOOK_SECRET as SECRET;
use std::time::{Duration, Instant};

use crate::{
    database::{Database, on_both},
    shop::{Plan, TestShop},
    signed::{event, signature},
};

on_both!(
    a_repeated_event_is_one_job,
    what_is_not_signed_in_time_is_refused_and_not_recorded,
    both_secrets_count_during_a_rotation,
    what_means_nothing_to_us_is_taken,
    an_event_is_answered_within_a_tenth_of_a_second,
    a_huge_body_is_refused
);

pub const EVENTS: &str = "SELECT COUNT(*) FROM webhook_events";
pub const JOBS: &str = "SELECT COUNT(*) FROM jobs";

fn approved(id: &str) -> String {
    event(id, "transaction.status-updated", "transaction", "txn_unknown")
}

fn seconds(now: Timestamp) -> i64 {
    now.micros() / 1_000_000
}

async fn deliver(shop: &TestShop, header: Option<&str>, body: impl AsRef<[u8]>) -> u16 {
    let mut request = shop.http.post(format!("{}/webhooks/persona", shop.url)).body(body.as_ref().to_vec());
    if let Some(header) = header {
        request = request.header("persona-signature", header);
    }
    // A vendor is no browser, and whatever it claims to be does not matter.
    let request = request.header("origin", "https://withpersona.com").header("content-type", "application/json");
    request.send().await.expect("an answer").status().as_u16()
}

async fn signed(shop: &TestShop, secret: &str, body: impl AsRef<[u8]>) -> u16 {
    deliver(shop, Some(&signature(secret, seconds(shop.plan.clock.now()), &body)), body).await
}

/// Tells the house that something happened to this transaction.
pub async fn told(shop: &TestShop, subject: &str) -> u16 {
    told_as(shop, &format!("evt_{subject}"), subject).await
}

/// The same, in an event of this id.
pub async fn told_as(shop: &TestShop, id: &str, subject: &str) -> u16 {
    signed(shop, SECRET, &event(id, "transaction.status-updated", "transaction", subject)).await
}

/// The same by somebody who does not know the secret, and by somebody who kept a copy for four days.
pub async fn told_falsely(shop: &TestShop, subject: &str) -> [u16; 2] {
    let body = event("evt_false", "transaction.status-updated", "transaction", subject);
    let then = seconds(shop.plan.clock.now()) - 4 * 86_400;
    [signed(shop, "wbhsec_guessed", &body).await, deliver(shop, Some(&signature(SECRET, then, &body)), &body).await]
}

/// Tells the house that this inquiry was approved.
pub async fn told_of_inquiry(shop: &TestShop, subject: &str) -> u16 {
    let body = event(&format!("evt_{subject}"), "inquiry.approved", "inquiry", subject);
    signed(shop, SECRET, &body).await
}

async fn an_event_is_answered_within_a_tenth_of_a_second(db: Database) {
    let shop = TestShop::open(db).await;
    let mut times = Vec::new();
    for number in 0..200 {
        let begun = Instant::now();
        assert_eq!(told(&shop, &format!("txn_{number}")).await, 200);
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let (median, slowest) = (times[100], times[199]);
    assert!(median < Duration::from_millis(100), "median {median:?}, slowest {slowest:?}");
    assert_eq!(shop.db.count(EVENTS).await, 200);
}

/// Crash point C6: recorded, and the answer is lost.
async fn a_repeated_event_is_one_job(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let body = approved("evt_1");
    for _ in 0..3 {
        assert_eq!(signed(&shop, SECRET, &body).await, 200);
    }
    let together = futures::future::join_all((0..4).map(|_| {
        let shop = &shop;
        async move { signed(shop, SECRET, &approved("evt_2")).await }
    }));
    assert_eq!(together.await, [200; 4]);
    assert_eq!(shop.db.count(EVENTS).await, 2);
    assert_eq!(shop.db.count(JOBS).await, 1, "one object, one look");
}

async fn what_is_not_signed_in_time_is_refused_and_not_recorded(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (body, now) = (approved("evt_1"), seconds(shop.plan.clock.now()));
    let good = signature(SECRET, now, &body);
    let other_body = signature(SECRET, now, approved("evt_2"));
    let other_secret = signature("wbhsec_other", now, &body);
    let other_time = good.replacen(&now.to_string(), &(now - 1).to_string(), 1);
    let (old, future) = (signature(SECRET, now - 61 * 3_600, &body), signature(SECRET, now + 600, &body));
    for header in [
        None,
        Some(""),
        Some("t=1"),
        Some("v1=00"),
        Some(good.trim_start_matches(&format!("t={now},"))),
        Some(&good[..good.len() - 1]),
        Some(&other_body),
        Some(&other_secret),
        Some(&other_time),
        Some(&old),
        Some(&future),
    ] {
        assert_eq!(deliver(&shop, header, &body).await, 401, "{header:?}");
    }
    let longer = format!("{body} ");
    assert_eq!(deliver(&shop, Some(&good), &longer).await, 401, "one more space");
    assert_eq!((shop.db.count(EVENTS).await, shop.db.count(JOBS).await), (0, 0));
    assert_eq!(deliver(&shop, Some(&good), &body).await, 200, "as it is, it is good");
    assert_eq!((shop.db.count(EVENTS).await, shop.db.count(JOBS).await), (1, 1));
}

async fn both_secrets_count_during_a_rotation(db: Database) {
    let secrets = vec![SECRET, "wbhsec_new"];
    let shop = TestShop::without_worker(db, Plan { secrets, ..Plan::default() }).await;
    assert_eq!(signed(&shop, SECRET, &approved("evt_1")).await, 200);
    assert_eq!(signed(&shop, "wbhsec_new", &approved("evt_2")).await, 200);
    assert_eq!(signed(&shop, "wbhsec_retired", &approved("evt_3")).await, 401);
    let (body, now) = (approved("evt_4"), seconds(shop.plan.clock.now()));
    let both = [signature("wbhsec_retired", now, &body), signature("wbhsec_new", now, &body)].join(" ");
    assert_eq!(deliver(&shop, Some(&both), &body).await, 200);
    assert_eq!(shop.db.count(EVENTS).await, 3);
}

async fn what_means_nothing_to_us_is_taken(db: Database) {
    let shop = TestShop::open(db).await;
    for (body, recorded) in [
        (event("evt_1", "case.created", "case", "case_1"), 1),
        (event("evt_2", "inquiry.approved", "inquiry", "inq_1"), 2),
        (event("evt_5", "inquiry.completed", "inquiry", "inq 1"), 3),
        (event("evt_3", "transaction.status-updated", "transaction", "txn_a/../b"), 4),
        (approved("evt_4"), 5),
        ("{}".to_owned(), 5),
        ("not even JSON".to_owned(), 5),
    ] {
        assert_eq!(signed(&shop, SECRET, &body).await, 200, "repeating it would not help: {body}");
        assert_eq!(shop.db.count(EVENTS).await, recorded, "{body}");
    }
    assert_eq!(signed(&shop, SECRET, b"{\"data\":\"\xff\xfe\"}").await, 200, "bytes that are no text");
    assert_eq!(shop.db.count(EVENTS).await, 5);
    let asked = async || {
        let tried = shop.db.count("SELECT COALESCE(MAX(attempts), 0) FROM jobs").await;
        if tried > 0 { Ok(()) } else { Err("nobody looked".to_owned()) }
    };
    shop.until("a look at the unknown transaction", asked).await;
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM accounts WHERE approved_by IS NOT NULL").await, 2, "as before");
}

async fn a_huge_body_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    for size in [300 * 1_024, 10_000_000] {
        let body = format!("{}{}", approved("evt_1"), " ".repeat(size));
        let begun = Instant::now();
        assert_eq!(signed(&shop, SECRET, &body).await, 413);
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
    assert_eq!((shop.db.count(EVENTS).await, shop.db.count(JOBS).await), (0, 0));
}
