//! An identity vendor that answers as it is told, one answer after the other; the last one stays.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{net::TcpListener, sync::Semaphore, task::JoinHandle};

use crate::scripted::{drip, garbled};

/// What the vendor calls every hand-over.
pub const REF: &str = "txn_Scripted";

/// One answer.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    header: Option<(&'static str, &'static str)>,
    body: Body,
    late: bool,
}

/// What an answer says.
#[derive(Clone)]
enum Body {
    Json(Value),
    /// A proxy's page.
    Page,
    /// A byte at a time, and no end in time.
    Drip,
}

impl Answer {
    pub fn status(status: u16) -> Self {
        Self::json(status, json!({"errors": [{"title": "scripted"}]}))
    }

    const fn json(status: u16, body: Value) -> Self {
        Self { status, header: None, body: Body::Json(body), late: false }
    }

    /// A page of HTML in place of the answer.
    pub const fn page(status: u16) -> Self {
        Self { status, header: None, body: Body::Page, late: false }
    }

    /// An answer that trickles.
    pub const fn drip(status: u16) -> Self {
        Self { status, header: None, body: Body::Drip, late: false }
    }

    pub fn header(self, name: &'static str, value: &'static str) -> Self {
        Self { header: Some((name, value)), ..self }
    }

    /// The same, to a question only, and not before [`Vendor::let_out`].
    pub fn late(self) -> Self {
        Self { late: true, ..self }
    }

    /// A refusal of the picture in this field.
    pub fn unusable(field: &str) -> Self {
        let pointer = format!("/data/attributes/fields/{field}");
        Self::json(422, json!({"errors": [{"title": "scripted", "source": {"pointer": pointer}}]}))
    }

    /// The transaction at this status.
    pub fn word(status: &str) -> Self {
        Self::json(200, json!({"data": {"type": "transaction", "id": REF, "attributes": {"status": status}}}))
    }

    /// The pictures are taken.
    pub fn taken() -> Self {
        Self::taken_as(REF)
    }

    /// The same, under another name.
    pub fn taken_as(name: &str) -> Self {
        Self::json(201, json!({"data": {"type": "transaction", "id": name, "attributes": {"status": "created"}}}))
    }
}

struct Desk {
    submits: Mutex<VecDeque<Answer>>,
    reads: Mutex<VecDeque<Answer>>,
    keys: Mutex<Vec<String>>,
    read: Mutex<usize>,
    door: Semaphore,
    late: Semaphore,
}

/// The running vendor.
pub struct Vendor {
    desk: Arc<Desk>,
    pub url: String,
    serving: JoinHandle<()>,
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Vendor {
    /// A vendor with these answers to hand-overs, and these to questions.
    pub async fn open(submits: impl IntoIterator<Item = Answer>, reads: impl IntoIterator<Item = Answer>) -> Self {
        let vendor = Self::shut(submits, reads).await;
        vendor.let_in();
        vendor
    }

    /// The same, with hand-overs waiting at the door until [`Self::let_in`].
    pub async fn shut(submits: impl IntoIterator<Item = Answer>, reads: impl IntoIterator<Item = Answer>) -> Self {
        let desk = Arc::new(Desk {
            submits: Mutex::new(submits.into_iter().collect()),
            reads: Mutex::new(reads.into_iter().collect()),
            keys: Mutex::default(),
            read: Mutex::default(),
            door: Semaphore::new(0),
            late: Semaphore::new(0),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let app = Router::new()
            .route("/api/v1/transactions", post(submit))
            .route("/api/v1/transactions/{id}", get(read))
            .route("/api/v1/inquiries", post(submit))
            .route("/api/v1/inquiries/{id}", get(read))
            .route("/api/v1/inquiries/{id}/generate-one-time-link", post(link))
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::clone(&desk));
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.expect("serves") });
        Self { desk, url, serving }
    }

    pub fn let_in(&self) {
        self.desk.door.add_permits(10_000);
    }

    /// Gives the answers that are late.
    pub fn let_out(&self) {
        self.desk.late.add_permits(10_000);
    }

    /// The idempotency keys of the hand-overs so far, by their turn.
    pub fn turns(&self) -> Vec<String> {
        let turn = |key: &String| key.rsplit('-').next().unwrap_or_default().to_owned();
        locked(&self.desk.keys).iter().map(turn).collect()
    }

    /// How often it was asked for its word.
    pub fn times_read(&self) -> usize {
        *locked(&self.desk.read)
    }
}

impl Drop for Vendor {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn next(answers: &Mutex<VecDeque<Answer>>) -> Answer {
    let mut answers = locked(answers);
    let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
    answer.unwrap_or_else(|| Answer::status(500))
}

fn respond(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).expect("a status");
    let body = match answer.body {
        Body::Json(body) => (status, Json(body)).into_response(),
        Body::Page => garbled(status),
        Body::Drip => drip(status),
    };
    match answer.header {
        Some(header) => ([header], body).into_response(),
        None => body,
    }
}

async fn submit(State(desk): State<Arc<Desk>>, headers: HeaderMap, _: axum::body::Bytes) -> Response {
    let key = headers["idempotency-key"].to_str().expect("text").to_owned();
    locked(&desk.keys).push(key);
    desk.door.acquire().await.expect("open").forget();
    respond(next(&desk.submits))
}

/// Its own page is never looked at.
async fn link(headers: HeaderMap) -> Json<Value> {
    let host = headers["host"].to_str().expect("text");
    Json(json!({"meta": {"one-time-link": format!("http://{host}/verify?code=scripted")}}))
}

async fn read(State(desk): State<Arc<Desk>>, Path(name): Path<String>) -> Response {
    *locked(&desk.read) += 1;
    let mut answer = next(&desk.reads);
    if answer.late {
        desk.late.acquire().await.expect("open").forget();
    }
    // A word is on what was asked about.
    if let Body::Json(body) = &mut answer.body
        && let Some(id) = body.pointer_mut("/data/id")
    {
        *id = name.into();
    }
    respond(answer)
}
