//! An identity vendor with books: it takes pictures once a key, comes to a word on each hand-over, and remembers what
//! it told.

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde_json::json;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::scripted::{Fault, cut, drip, garbled, paused, stall};

/// The vendor's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Created,
    Approved,
    Declined,
    NeedsReview,
    Errored,
}

impl Word {
    const fn status(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::NeedsReview => "needs_review",
            Self::Errored => "errored",
        }
    }

    /// Whether the vendor may come to `next` from here.
    fn may_become(self, next: Self) -> bool {
        match self {
            Self::Created => true,
            Self::NeedsReview => matches!(next, Self::Approved | Self::Declined),
            Self::Approved => next == Self::Declined,
            Self::Declined | Self::Errored => false,
        }
    }
}

/// What the office did about an account's hand-over of this turn.
pub struct Deed {
    pub account: String,
    pub round: usize,
    pub what: What,
    pub at: Instant,
}

/// Something that it did.
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// It took the pictures.
    Took,
    /// It gave its word.
    Said(Word),
    /// It said that it knows of nothing.
    Denied,
}

/// An account's hand-overs, in their turn.
#[derive(Default)]
struct File {
    /// The house's own names of them.
    submissions: Vec<String>,
    words: Vec<Word>,
    /// The word that is waiting for the next one.
    next: Option<Word>,
}

#[derive(Default)]
pub struct Book {
    /// What goes wrong with the next hand-overs; then nothing does.
    pub hand_overs: VecDeque<Fault>,
    /// The same of questions.
    pub reads: VecDeque<Fault>,
    pub deeds: Vec<Deed>,
    files: HashMap<String, File>,
    /// Whose hand-over each transaction is.
    transactions: HashMap<String, (String, usize)>,
    /// The answer that each key has got.
    keys: HashMap<String, String>,
}

impl Book {
    /// The vendor comes to a word on the account's latest hand-over, or on the next one if that is over.
    pub fn say(&mut self, account: &str, word: Word) {
        let file = self.files.entry(account.to_owned()).or_default();
        match file.words.last_mut() {
            Some(last) if last.may_become(word) => *last = word,
            _ => file.next = Some(word),
        }
    }

    /// The last word on the account's latest hand-over.
    pub fn word(&self, account: &str) -> Option<Word> {
        self.files.get(account)?.words.last().copied()
    }

    /// Nothing goes wrong any more, and nobody waits for a word.
    pub fn turn_fine(&mut self) {
        self.hand_overs.clear();
        self.reads.clear();
        for file in self.files.values_mut() {
            for word in &mut file.words {
                if matches!(word, Word::Created | Word::NeedsReview) {
                    *word = Word::Approved;
                }
            }
            file.next = Some(Word::Approved);
        }
    }

    /// The account's transactions, by their turn.
    pub fn names(&self, account: &str) -> Vec<String> {
        let mine = self.transactions.iter().filter(|(_, (whose, _))| whose == account);
        let mut names: Vec<_> = mine.map(|(name, (_, round))| (*round, name.clone())).collect();
        names.sort();
        names.into_iter().map(|(_, name)| name).collect()
    }

    /// What the account's next transaction will be called.
    pub fn next_name(&self, account: &str) -> String {
        let round = self.files.get(account).map_or(0, |file| file.submissions.len());
        name(account, round, "0")
    }

    fn note(&mut self, account: &str, round: usize, what: What) {
        self.deeds.push(Deed { account: account.to_owned(), round, what, at: Instant::now() });
    }

    /// Takes pictures that are sent under this key; the transaction's name.
    fn take(&mut self, account: &str, key: &str) -> String {
        if let Some(name) = self.keys.get(key) {
            return name.clone();
        }
        let (submission, turn) = key.rsplit_once('-').expect("a key with its turn");
        let file = self.files.entry(account.to_owned()).or_default();
        let known = file.submissions.iter().position(|known| known == submission);
        let round = known.unwrap_or_else(|| {
            file.submissions.push(submission.to_owned());
            file.words.push(file.next.take().unwrap_or(Word::Created));
            file.submissions.len() - 1
        });
        let name = name(account, round, turn);
        self.transactions.insert(name.clone(), (account.to_owned(), round));
        self.keys.insert(key.to_owned(), name.clone());
        self.note(account, round, What::Took);
        name
    }
}

fn name(account: &str, round: usize, turn: &str) -> String {
    format!("txn_{account}_{round}_{turn}")
}

/// The running office.
pub struct Office {
    book: Arc<Mutex<Book>>,
    pub url: String,
    serving: JoinHandle<()>,
}

impl Office {
    pub async fn open() -> Self {
        let book: Arc<Mutex<Book>> = Arc::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let app = Router::new()
            .route("/api/v1/transactions", post(submit))
            .route("/api/v1/transactions/{id}", get(read))
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::clone(&book));
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.expect("serves") });
        Self { book, url, serving }
    }

    pub fn book(&self) -> MutexGuard<'_, Book> {
        locked(&self.book)
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn locked(book: &Mutex<Book>) -> MutexGuard<'_, Book> {
    book.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn submit(State(book): State<Arc<Mutex<Book>>>, headers: HeaderMap, body: Bytes) -> Response {
    let key = headers["idempotency-key"].to_str().expect("text").to_owned();
    let account = reference(&body);
    let fault = locked(&book).hand_overs.pop_front().unwrap_or(Fault::Fine);
    let take = || locked(&book).take(&account, &key);
    match fault {
        Fault::Fine => shown(StatusCode::CREATED, &take(), Word::Created),
        Fault::SoldThenBroken
        | Fault::SoldThenCut
        | Fault::SoldThenStall
        | Fault::SoldThenDrip
        | Fault::SoldThenGarbled => {
            take();
            trouble(fault, StatusCode::CREATED).await
        }
        _ => trouble(fault, StatusCode::CREATED).await,
    }
}

async fn read(State(book): State<Arc<Mutex<Book>>>, Path(name): Path<String>) -> Response {
    let (fault, said) = {
        let mut book = locked(&book);
        let fault = book.reads.pop_front().unwrap_or(Fault::Fine);
        let whose = book.transactions.get(&name).cloned();
        let said = whose.map(|(account, round)| {
            let word = book.files[&account].words[round];
            let what = if fault == Fault::Hidden { What::Denied } else { What::Said(word) };
            if matches!(fault, Fault::Fine | Fault::Hidden) {
                book.note(&account, round, what);
            }
            word
        });
        (fault, said)
    };
    match (fault, said) {
        (Fault::Fine, Some(word)) => shown(StatusCode::OK, &name, word),
        (Fault::Fine | Fault::Hidden, _) => error(StatusCode::NOT_FOUND),
        (fault, _) => trouble(fault, StatusCode::OK).await,
    }
}

/// For whom the pictures are, by the form's own field.
fn reference(body: &[u8]) -> String {
    let body = String::from_utf8_lossy(body);
    let (_, rest) = body.split_once("[reference_id]\"\r\n\r\n").expect("a reference");
    rest.split("\r\n").next().unwrap_or_default().to_owned()
}

fn shown(status: StatusCode, name: &str, word: Word) -> Response {
    let data = json!({"type": "transaction", "id": name, "attributes": {"status": word.status()}});
    (status, Json(json!({"data": data}))).into_response()
}

fn error(status: StatusCode) -> Response {
    (status, Json(json!({"errors": [{"title": "scripted"}]}))).into_response()
}

async fn trouble(fault: Fault, success: StatusCode) -> Response {
    match fault {
        Fault::Busy => error(StatusCode::TOO_MANY_REQUESTS),
        Fault::BusyFor => paused(error(StatusCode::TOO_MANY_REQUESTS)),
        Fault::Denied => error(StatusCode::UNAUTHORIZED),
        Fault::Cut | Fault::SoldThenCut => cut(),
        Fault::SoldThenStall => stall().await,
        Fault::SoldThenDrip => drip(success),
        Fault::SoldThenGarbled => garbled(success),
        _ => error(StatusCode::INTERNAL_SERVER_ERROR),
    }
}
