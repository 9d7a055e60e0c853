use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tokio::net::TcpListener;

use super::{SECRET, Vendors, eventually, start_with};

/// One delivery as it arrived.
#[derive(Clone)]
pub(super) struct Delivery {
    pub(super) at: Instant,
    headers: HeaderMap,
    pub(super) body: Value,
}

/// A listener that keeps what it gets, and refuses the first few.
#[derive(Clone, Default)]
pub(super) struct Inbox {
    got: Arc<Mutex<Vec<Delivery>>>,
    refuse: Arc<Mutex<usize>>,
}

impl Inbox {
    pub(super) async fn open(refuse: usize) -> (Self, String) {
        let inbox = Self { refuse: Arc::new(Mutex::new(refuse)), ..Self::default() };
        let router = Router::new().route("/webhooks/persona", post(receive)).with_state(inbox.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("listener");
        let url = format!("http://{}/webhooks/persona", listener.local_addr().expect("address"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        (inbox, url)
    }

    pub(super) fn named(&self, name: &str) -> Vec<Delivery> {
        let mut got = self.got.lock().expect("lock").clone();
        got.retain(|delivery| delivery.body["data"]["attributes"]["name"] == name);
        got
    }

    pub(super) async fn wait(&self, name: &str, count: usize) -> Vec<Delivery> {
        eventually(name, async || self.named(name).len() >= count).await;
        self.named(name)
    }
}

async fn receive(State(inbox): State<Inbox>, headers: HeaderMap, body: Bytes) -> StatusCode {
    check(&headers, &body);
    let delivery = Delivery { at: Instant::now(), headers, body: serde_json::from_slice(&body).expect("json") };
    inbox.got.lock().expect("lock").push(delivery);
    let mut refuse = inbox.refuse.lock().expect("lock");
    if *refuse == 0 {
        return StatusCode::OK;
    }
    *refuse -= 1;
    StatusCode::BAD_REQUEST
}

/// The signature, computed here in another way than the emulator does.
fn check(headers: &HeaderMap, body: &[u8]) {
    let text = |name: &str| headers[name].to_str().expect("text").to_owned();
    assert_eq!(text("content-type"), "application/json; charset=utf-8");
    let signature = text("persona-signature");
    let (time, mac) = signature.split_once(",v1=").expect("two parts");
    let time = time.strip_prefix("t=").expect("time");
    let mac: Vec<u8> =
        (0..mac.len()).step_by(2).map(|at| u8::from_str_radix(&mac[at..at + 2], 16).expect("hex")).collect();
    let mut expected = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("key");
    expected.update(&[time.as_bytes(), b".", body].concat());
    expected.verify_slice(&mac).expect("signature");
}

const CREATED: &str = "transaction.created";
const DECIDED: &str = "transaction.status-updated";

fn reported(delivery: &Delivery) -> &Value {
    &delivery.body["data"]["attributes"]["payload"]["data"]["attributes"]["status"]
}

/// The emulators and the inbox that they deliver to.
async fn connected(refuse: usize) -> (Vendors, Inbox) {
    let (inbox, url) = Inbox::open(refuse).await;
    (start_with(&url, |_| {}).await, inbox)
}

#[tokio::test]
async fn creation_and_decision_are_delivered_and_signed() {
    let (vendors, inbox) = connected(0).await;
    let id = vendors.transaction("front.jpg").await;
    let decided = inbox.wait(DECIDED, 1).await;
    let created = inbox.wait(CREATED, 1).await;
    assert_eq!((created.len(), decided.len()), (1, 1));
    assert_eq!((reported(&created[0]), reported(&decided[0])), (&"created".into(), &"approved".into()));
    let event = &decided[0].body["data"];
    assert_eq!(event["type"], "event");
    assert!(event["id"].as_str().expect("id").starts_with("evt_"));
    assert_ne!(event["id"], created[0].body["data"]["id"]);
    let payload = &event["attributes"]["payload"];
    assert_eq!(payload["data"]["id"], id);
    assert_eq!(payload["included"], Value::Array(vec![]));
    let resource = vendors.read_json(&format!("transactions/{id}")).await;
    assert_eq!(payload["data"]["relationships"], resource["data"]["relationships"]);
    let headers = &decided[0].headers;
    assert_eq!(headers["persona-webhook-attempts-made"], "1");
    assert_eq!(headers["persona-webhook-attempts-left"], "7");
    assert!(headers.contains_key("persona-webhook-first-attempted-at"));
    eventually("ledger", async || vendors.events("webhook.delivered").len() == 2).await;
}

#[tokio::test]
async fn refused_deliveries_are_tried_again() {
    // Both events are refused, then one of them once more.
    let (vendors, inbox) = connected(3).await;
    vendors.transaction("front.jpg").await;
    eventually("delivered", async || vendors.events("webhook.delivered").len() == 2).await;
    let all = [inbox.named(CREATED), inbox.named(DECIDED)];
    assert_eq!(all[0].len() + all[1].len(), 5);
    for tries in all {
        for (index, delivery) in tries.iter().enumerate() {
            assert_eq!(delivery.body, tries[0].body);
            let headers = &delivery.headers;
            assert_eq!(headers["persona-webhook-attempts-made"], (index + 1).to_string().as_str());
            assert_eq!(headers["persona-webhook-attempts-left"], (7 - index).to_string().as_str());
        }
    }
}

#[tokio::test]
async fn after_eight_tries_a_delivery_is_given_up() {
    let (inbox, url) = Inbox::open(usize::MAX).await;
    let vendors = start_with(&url, |settings| settings.retry_scale = 0.0).await;
    vendors.transaction("front.jpg").await;
    eventually("given up", async || vendors.events("webhook.abandoned").len() == 2).await;
    assert_eq!((inbox.named(CREATED).len(), inbox.named(DECIDED).len()), (8, 8));
}

#[tokio::test]
async fn steering_twice_delivers_three_times_and_once_too_early() {
    let (vendors, inbox) = connected(0).await;
    let id = vendors.transaction("front-twice.jpg").await;
    let first = inbox.wait(DECIDED, 1).await;
    assert_eq!(reported(&first[0]), "approved");
    assert_eq!(vendors.status(&id).await, "created");
    let all = inbox.wait(DECIDED, 3).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(inbox.named(DECIDED).len(), 3);
    assert!(all.iter().all(|d| d.body["data"]["id"] == all[0].body["data"]["id"]));
    assert_eq!(vendors.status(&id).await, "approved");
    assert_eq!(vendors.events("persona.decided").len(), 1);
}

#[tokio::test]
async fn steering_late_decides_in_time_and_delivers_later() {
    let (vendors, inbox) = connected(0).await;
    let id = vendors.transaction("late.jpg").await;
    assert_eq!(vendors.decided(&id).await, "approved");
    let decided = Instant::now();
    assert!(inbox.named(DECIDED).is_empty());
    let delivery = &inbox.wait(DECIDED, 1).await[0];
    // `late_after` is 600 ms in these tests; the status was seen at most one poll late.
    assert!(delivery.at - decided > Duration::from_millis(400));
}

#[tokio::test]
async fn steering_lost_delivers_nothing() {
    let (vendors, inbox) = connected(0).await;
    let id = vendors.transaction("lost.jpg").await;
    assert_eq!(vendors.decided(&id).await, "approved");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(inbox.got.lock().expect("lock").is_empty());
}
