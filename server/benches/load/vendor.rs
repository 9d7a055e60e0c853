//! An identity vendor over HTTP that takes every hand-over, and approves it when it is told to.

use app::domain::AccountId;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::StatusCode,
    routing::{get, post},
};
use serde_json::{Value, json};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// The names of the transactions that are approved.
type Approved = Arc<Mutex<HashSet<String>>>;

/// The running vendor. What it knows goes with it.
pub struct Vendor {
    pub url: String,
    approved: Approved,
    serving: JoinHandle<()>,
}

impl Vendor {
    pub async fn open() -> Self {
        let approved = Approved::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let app = Router::new()
            .route("/api/v1/transactions", post(take))
            .route("/api/v1/transactions/{name}", get(tell))
            .layer(DefaultBodyLimit::disable())
            .with_state(Arc::clone(&approved));
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.expect("serves") });
        Self { url, approved, serving }
    }

    /// Approves a hand-over from now on.
    pub fn approve(&self, name: &str) {
        self.approved.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
    }
}

impl Drop for Vendor {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// What the vendor calls the hand-over of this account.
pub fn name_of(account: &AccountId) -> String {
    format!("txn_{account}")
}

async fn take(mut form: Multipart) -> (StatusCode, Json<Value>) {
    let mut account: Option<AccountId> = None;
    while let Some(field) = form.next_field().await.expect("a form") {
        let reference = field.name() == Some("data[attributes][reference_id]");
        let bytes = field.bytes().await.expect("a whole field");
        if reference {
            account = std::str::from_utf8(&bytes).ok().and_then(|id| id.parse().ok());
        }
    }
    let name = name_of(&account.expect("the account that it is about"));
    (StatusCode::CREATED, transaction(&name, "created"))
}

async fn tell(State(approved): State<Approved>, Path(name): Path<String>) -> Json<Value> {
    let approved = approved.lock().unwrap_or_else(PoisonError::into_inner).contains(&name);
    transaction(&name, if approved { "approved" } else { "created" })
}

fn transaction(name: &str, status: &str) -> Json<Value> {
    Json(json!({"data": {"type": "transaction", "id": name, "attributes": {"status": status}}}))
}
