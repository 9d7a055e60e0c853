//! A house that Twilio's callbacks come to, which checks their signatures.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    routing::post,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use tokio::net::TcpListener;

/// A callback's parameters.
type Call = BTreeMap<String, String>;

#[derive(Clone, Default)]
pub(super) struct Listener(Arc<Mutex<Vec<Call>>>);

impl Listener {
    /// The house, and where it is called.
    pub(super) async fn open() -> (Self, String) {
        let listener = Self::default();
        let router = Router::new().route("/webhooks/twilio", post(hear)).with_state(listener.clone());
        let socket = TcpListener::bind("127.0.0.1:0").await.expect("listener");
        let url = format!("http://{}/webhooks/twilio?application=a-1", socket.local_addr().expect("address"));
        tokio::spawn(async move { axum::serve(socket, router).await });
        (listener, url)
    }

    /// The callbacks in which this parameter has this value, in order.
    pub(super) fn of(&self, name: &str, value: &str) -> Vec<Call> {
        let calls = self.0.lock().expect("lock");
        calls.iter().filter(|call| call.get(name).is_some_and(|found| found == value)).cloned().collect()
    }

    /// What was told of a bundle, in order.
    pub(super) fn statuses(&self) -> Vec<String> {
        self.0.lock().expect("lock").iter().filter_map(|call| call.get("Status").cloned()).collect()
    }
}

async fn hear(State(listener): State<Listener>, uri: Uri, headers: HeaderMap, body: Bytes) -> StatusCode {
    let host = headers["host"].to_str().expect("a host");
    let mut signed = format!("http://{host}{uri}");
    let params: Call = url::form_urlencoded::parse(&body).into_owned().collect();
    signed.extend(params.iter().map(|(name, value)| format!("{name}{value}")));
    let mut mac = Hmac::<Sha1>::new_from_slice(b"token-1").expect("a key");
    mac.update(signed.as_bytes());
    let signature = STANDARD.decode(headers["x-twilio-signature"].as_bytes()).expect("base64");
    mac.verify_slice(&signature).expect("the account's signature");
    listener.0.lock().expect("lock").push(params);
    StatusCode::NO_CONTENT
}
