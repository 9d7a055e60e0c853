//! A carrier that fails as it is told, and keeps a book of what it really sold.

use app::domain::{LineId, OrderId};
use axum::{
    Form, Json, Router,
    body::{Body, Bytes},
    extract::{Path, Query, State},
    http::{StatusCode, header::RETRY_AFTER},
    response::{Html, IntoResponse as _, Response},
    routing::{delete, get},
};
use serde_json::json;
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    net::TcpListener,
    sync::{Notify, watch},
    task::JoinHandle,
};

use crate::shop::Visitor;

/// How a request goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not.
    Fine,
    /// 429: nothing was processed.
    Busy,
    /// The same, and come back in [`PAUSE`].
    BusyFor,
    /// 401: nothing was processed.
    Denied,
    /// 500, and nothing happened.
    Broken,
    /// 21422: somebody else has it.
    Taken,
    /// It happened, then 500.
    SoldThenBroken,
    /// It happened, then the connection broke.
    SoldThenCut,
    /// The connection broke, and nothing happened.
    Cut,
    /// It happened, and the answer comes after everybody's patience.
    SoldThenStall,
    /// It happened, and the answer comes when the test says so.
    SoldThenWait,
    /// It happens after the client gave up.
    SoldLate,
    /// It happened, and the answer trickles for longer than anybody's patience.
    SoldThenDrip,
    /// It happened, and the answer is a page of HTML under the status of success.
    SoldThenGarbled,
    /// It is sold to somebody else, under their tag.
    Foreign,
    /// Of a look: the list does not show yet what was sold.
    Hidden,
}

/// The tag of a number that is not ours.
pub const STRANGER: &str = "somebody-else";

/// Longer than any carrier timeout in these tests.
const STALL: Duration = Duration::from_secs(5);

/// The pause that a busy vendor may ask for.
pub const PAUSE: Duration = Duration::from_secs(7);

#[derive(Clone, Debug)]
pub struct Owned {
    /// The carrier account that has it.
    pub account: String,
    pub sid: String,
    pub tag: String,
}

/// A request to sell.
pub struct Post {
    pub number: String,
    pub tag: String,
    pub fault: Fault,
    pub at: Instant,
    /// The number's id, once it belongs to who asked.
    pub sid: Option<String>,
}

/// A number as a look showed it.
pub struct View {
    pub number: String,
    pub shown: Option<Owned>,
    pub at: Instant,
}

#[derive(Default)]
pub struct Book {
    /// What goes wrong with the next purchases; then nothing does.
    pub purchases: VecDeque<Fault>,
    /// What goes wrong with the next looks; then nothing does.
    pub looks: VecDeque<Fault>,
    /// What goes wrong with the next pages of lists; then nothing does.
    pub lists: VecDeque<Fault>,
    /// Pages of lists that were asked for.
    pub pages: usize,
    /// Whether a page waits for [`Carrier::go_on`] before it is sent.
    pub slow: bool,
    /// What goes wrong with the next releases; then nothing does. "Sold" stands for released there.
    pub releases: VecDeque<Fault>,
    /// What goes wrong when the next numbers get another tag; then nothing does. "Sold" stands for tagged there.
    pub renames: VecDeque<Fault>,
    /// Each release that was asked for: of which carrier account and number, and what went wrong.
    pub deletes: Vec<(String, String, Fault)>,
    pub owned: BTreeMap<String, Owned>,
    /// Each time that a number changed hands.
    pub sold: Vec<String>,
    /// Purchases asked for.
    pub asked: usize,
    /// Each of them.
    pub posts: Vec<Post>,
    /// What looks showed, of those that were answered.
    pub views: Vec<View>,
    /// Whether the owner's second request is refused with 21422 like anybody's, instead of rewriting the number.
    pub strict: bool,
    /// Searches are not answered.
    pub silent: bool,
    /// The price of a number, in cents, if it is not 115.
    pub cents: Option<u32>,
    /// Numbers that were asked for once more by their owner, with the tags before and after.
    pub rewritten: Vec<(String, String, String)>,
}

impl Book {
    /// Nothing goes wrong any more with what a worker asks for.
    pub fn turn_fine(&mut self) {
        self.purchases.clear();
        self.looks.clear();
        self.releases.clear();
    }

    /// The requests for this number.
    pub fn posts_of(&self, number: &str) -> Vec<(Fault, Instant)> {
        let posts = self.posts.iter().filter(|post| post.number == number);
        posts.map(|post| (post.fault, post.at)).collect()
    }
}

struct Desk {
    book: Mutex<Book>,
    arrived: Notify,
    answering: watch::Sender<bool>,
    paged: Notify,
    go_on: Notify,
    late: Duration,
    /// Held by each sale that is yet to happen.
    pending: Arc<()>,
}

/// The running carrier.
pub struct Carrier {
    desk: Arc<Desk>,
    address: SocketAddr,
    serving: Mutex<Option<JoinHandle<()>>>,
}

impl Carrier {
    /// A carrier whose late sales happen after `late`.
    pub async fn open(late: Duration) -> Self {
        let desk = Arc::new(Desk {
            book: Mutex::default(),
            arrived: Notify::new(),
            answering: watch::Sender::new(false),
            paged: Notify::new(),
            go_on: Notify::new(),
            late,
            pending: Arc::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let carrier = Self { desk, address, serving: Mutex::default() };
        carrier.serve(listener);
        carrier
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn book(&self) -> MutexGuard<'_, Book> {
        self.desk.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until somebody asks to buy, if nobody did since the last time.
    pub async fn asked(&self) {
        self.desk.arrived.notified().await;
    }

    /// Answers what waits for it, now and from now on.
    pub fn answer(&self) {
        self.desk.answering.send_replace(true);
    }

    /// Has one number bought and another released, each of which it does and does not tell; the order.
    pub async fn keep_waiting(&self, buyer: &Visitor<'_>, bought: &str, leaving: &LineId) -> OrderId {
        {
            let mut book = self.book();
            book.purchases = [Fault::SoldThenWait].into();
            book.releases = [Fault::SoldThenWait].into();
        }
        let buying = buyer.buy(bought).await.order;
        buyer.release(leaving).await.expect("asked for");
        let asked = async || {
            let book = self.book();
            let asked = (book.posts_of(bought).len(), book.deletes.len());
            if asked == (1, 1) { Ok(()) } else { Err(format!("{asked:?}")) }
        };
        buyer.shop.until("both at the carrier", asked).await;
        buying
    }

    /// Waits until nothing that was asked for is yet to happen, whoever asked it.
    pub async fn quiet(&self) {
        loop {
            let asked = self.book().asked;
            // A request of somebody who was killed may still lie at the door.
            tokio::time::sleep(Duration::from_millis(15)).await;
            if Arc::strong_count(&self.desk.pending) == 1 && self.book().asked == asked {
                return;
            }
        }
    }

    /// Waits until a page of a list is made, and not sent yet.
    pub async fn paged(&self) {
        self.desk.paged.notified().await;
    }

    /// Sends the page that waits.
    pub fn go_on(&self) {
        self.desk.go_on.notify_one();
    }

    /// Puts a number into a carrier account, past the house; the carrier's id of it.
    pub fn put(&self, account: &str, number: &str, tag: &str) -> String {
        let mut book = self.book();
        let sid = format!("PN{:032}", 1_000 + book.owned.len());
        let owned = Owned { account: account.to_owned(), sid: sid.clone(), tag: tag.to_owned() };
        book.owned.insert(number.to_owned(), owned);
        sid
    }

    /// From now on connections are refused.
    pub fn close(&self) {
        let serving = self.serving.lock().unwrap_or_else(PoisonError::into_inner).take();
        serving.expect("it was open").abort();
    }

    /// Opens again at the same address.
    pub async fn reopen(&self) {
        self.serve(TcpListener::bind(self.address).await.expect("the port is still ours"));
    }

    fn serve(&self, listener: TcpListener) {
        let app = router(Arc::clone(&self.desk));
        let task = tokio::spawn(async move { axum::serve(listener, app).await.expect("serves") });
        *self.serving.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
    }
}

fn router(desk: Arc<Desk>) -> Router {
    let incoming = "/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json";
    let one = "/2010-04-01/Accounts/{account}/IncomingPhoneNumbers/{name}";
    Router::new()
        .route("/v1/PhoneNumbers/Countries/{country}", get(prices))
        .route("/2010-04-01/Accounts/{account}/AvailablePhoneNumbers/{country}/{kind}", get(available))
        .route(incoming, get(look).post(buy))
        .route(one, delete(release).post(rename))
        // No connection outlives its answer, so that a closed carrier is closed for everybody.
        .layer(tower_http::set_header::SetResponseHeaderLayer::overriding(
            axum::http::header::CONNECTION,
            axum::http::HeaderValue::from_static("close"),
        ))
        .with_state(desk)
}

async fn prices(State(desk): State<Arc<Desk>>) -> Response {
    let cents = desk.book.lock().unwrap_or_else(PoisonError::into_inner).cents.unwrap_or(115);
    let dollars = format!("{}.{:02}", cents / 100, cents % 100);
    let price = json!({"number_type": "local", "base_price": dollars, "current_price": dollars});
    Json(json!({"price_unit": "USD", "phone_number_prices": [price]})).into_response()
}

/// Lines 0200 to 0299 of one exchange; of the exchanges from 700 up whichever number is asked for in full.
async fn available(State(desk): State<Arc<Desk>>, Query(asked): Query<HashMap<String, String>>) -> Response {
    if desk.book.lock().unwrap_or_else(PoisonError::into_inner).silent {
        return error(StatusCode::INTERNAL_SERVER_ERROR, 20500);
    }
    let offer = |number: String| {
        json!({"phone_number": number, "region": "DC", "locality": "Washington",
            "address_requirements": "none", "capabilities": {"voice": true, "SMS": true, "MMS": true}})
    };
    let in_full = asked.get("Contains").filter(|digits| digits.len() == 10 && digits.starts_with("2027"));
    let numbers = (200..300).map(|line| format!("+12025550{line}")).chain(in_full.map(|digits| format!("+1{digits}")));
    let offers: Vec<_> = numbers.map(offer).collect();
    Json(json!({"available_phone_numbers": offers})).into_response()
}

/// Numbers of one page; few, so that a list has several.
const PAGE: usize = 2;

async fn look(
    State(desk): State<Arc<Desk>>,
    Path(account): Path<String>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let Some(number) = asked.get("PhoneNumber").cloned() else { return list(&desk, &account, &asked).await };
    let (fault, owned) = {
        let mut book = desk.book.lock().unwrap_or_else(PoisonError::into_inner);
        let owned = book.owned.get(&number).filter(|owned| owned.account == account).cloned();
        let fault = book.looks.pop_front().unwrap_or(Fault::Fine);
        if matches!(fault, Fault::Fine | Fault::Hidden) {
            let shown = owned.clone().filter(|_| fault == Fault::Fine);
            book.views.push(View { number: number.clone(), shown, at: Instant::now() });
        }
        (fault, owned)
    };
    match fault {
        Fault::Fine => {
            let shown = owned.map(|owned| shown(&number, &owned));
            let list: Vec<_> = shown.into_iter().collect();
            Json(json!({"incoming_phone_numbers": list, "next_page_uri": null})).into_response()
        }
        Fault::Busy => error(StatusCode::TOO_MANY_REQUESTS, 20429),
        Fault::BusyFor => paused(error(StatusCode::TOO_MANY_REQUESTS, 20429)),
        Fault::Cut => cut(),
        Fault::SoldThenDrip => drip(StatusCode::OK),
        Fault::SoldThenGarbled => garbled(StatusCode::OK),
        Fault::SoldThenStall => stall().await,
        Fault::Hidden => Json(json!({"incoming_phone_numbers": [], "next_page_uri": null})).into_response(),
        _ => error(StatusCode::INTERNAL_SERVER_ERROR, 20500),
    }
}

/// A page of all that the account has, as it is now.
async fn list(desk: &Desk, account: &str, asked: &HashMap<String, String>) -> Response {
    let page: usize = asked.get("Page").map_or(0, |page| page.parse().expect("a page"));
    let (fault, slow, numbers, more) = {
        let mut book = desk.book.lock().unwrap_or_else(PoisonError::into_inner);
        book.pages += 1;
        let owned = book.owned.iter().filter(|(_, owned)| owned.account == account);
        let mut rest = owned.skip(page * PAGE).map(|(number, owned)| shown(number, owned));
        let numbers: Vec<_> = rest.by_ref().take(PAGE).collect();
        let more = rest.next().is_some();
        drop(rest);
        (book.lists.pop_front().unwrap_or(Fault::Fine), book.slow, numbers, more)
    };
    if slow {
        desk.paged.notify_one();
        desk.go_on.notified().await;
    }
    let next = format!("/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json?Page={}", page + 1);
    match fault {
        Fault::Fine => {
            Json(json!({"incoming_phone_numbers": numbers, "next_page_uri": more.then_some(next)})).into_response()
        }
        Fault::Hidden => Json(json!({"incoming_phone_numbers": [], "next_page_uri": null})).into_response(),
        Fault::Busy => error(StatusCode::TOO_MANY_REQUESTS, 20429),
        Fault::Denied => error(StatusCode::UNAUTHORIZED, 20003),
        Fault::Cut => cut(),
        _ => error(StatusCode::INTERNAL_SERVER_ERROR, 20500),
    }
}

async fn buy(
    State(desk): State<Arc<Desk>>,
    Path(account): Path<String>,
    Form(asked): Form<HashMap<String, String>>,
) -> Response {
    let (number, tag) = (asked["PhoneNumber"].clone(), asked["FriendlyName"].clone());
    let (fault, post) = {
        let mut book = desk.book.lock().unwrap_or_else(PoisonError::into_inner);
        book.asked += 1;
        let fault = book.purchases.pop_front().unwrap_or(Fault::Fine);
        book.posts.push(Post { number: number.clone(), tag: tag.clone(), fault, at: Instant::now(), sid: None });
        (fault, book.posts.len() - 1)
    };
    let sell = {
        let desk = Arc::clone(&desk);
        let number = number.clone();
        move |tag: &str| sell(&desk, post, &account, &number, tag)
    };
    desk.arrived.notify_one();
    match fault {
        Fault::Busy => error(StatusCode::TOO_MANY_REQUESTS, 20429),
        Fault::BusyFor => paused(error(StatusCode::TOO_MANY_REQUESTS, 20429)),
        Fault::Denied => error(StatusCode::UNAUTHORIZED, 20003),
        Fault::Broken | Fault::Hidden => error(StatusCode::INTERNAL_SERVER_ERROR, 20500),
        Fault::Taken => error(StatusCode::BAD_REQUEST, 21422),
        Fault::Cut => cut(),
        Fault::SoldLate => {
            // A task of its own: the request dies with its client, the sale does not.
            let (late, pending) = (desk.late, Arc::clone(&desk.pending));
            tokio::spawn(async move {
                tokio::time::sleep(late).await;
                sell(&tag);
                drop(pending);
            });
            stall().await
        }
        Fault::Foreign => {
            sell(STRANGER);
            error(StatusCode::INTERNAL_SERVER_ERROR, 20500)
        }
        Fault::Fine => match sell(&tag) {
            Some(owned) => (StatusCode::CREATED, Json(shown(&number, &owned))).into_response(),
            None => error(StatusCode::BAD_REQUEST, 21422),
        },
        Fault::SoldThenBroken => {
            sell(&tag);
            error(StatusCode::INTERNAL_SERVER_ERROR, 20500)
        }
        Fault::SoldThenCut => {
            sell(&tag);
            cut()
        }
        Fault::SoldThenStall => {
            sell(&tag);
            stall().await
        }
        Fault::SoldThenWait => {
            let sold = sell(&tag);
            told(&desk).await;
            sold.map_or_else(
                || error(StatusCode::BAD_REQUEST, 21422),
                |owned| (StatusCode::CREATED, Json(shown(&number, &owned))).into_response(),
            )
        }
        Fault::SoldThenDrip => {
            sell(&tag);
            drip(StatusCode::CREATED)
        }
        Fault::SoldThenGarbled => {
            sell(&tag);
            garbled(StatusCode::CREATED)
        }
    }
}

async fn release(State(desk): State<Arc<Desk>>, Path((account, name)): Path<(String, String)>) -> Response {
    let sid = name.trim_end_matches(".json").to_owned();
    let fault = {
        let mut book = desk.book.lock().unwrap_or_else(PoisonError::into_inner);
        let fault = book.releases.pop_front().unwrap_or(Fault::Fine);
        book.deletes.push((account, sid.clone(), fault));
        fault
    };
    desk.arrived.notify_one();
    match fault {
        Fault::Fine if forget(&desk, &sid) => StatusCode::NO_CONTENT.into_response(),
        Fault::Fine => error(StatusCode::NOT_FOUND, 20404),
        Fault::Busy => error(StatusCode::TOO_MANY_REQUESTS, 20429),
        Fault::BusyFor => paused(error(StatusCode::TOO_MANY_REQUESTS, 20429)),
        Fault::Denied => error(StatusCode::UNAUTHORIZED, 20003),
        Fault::Taken => error(StatusCode::BAD_REQUEST, 21631),
        Fault::Cut => cut(),
        // A page of somebody's proxy: nothing happened.
        Fault::SoldThenGarbled => garbled(StatusCode::NOT_FOUND),
        Fault::SoldThenDrip => {
            forget(&desk, &sid);
            drip(StatusCode::OK)
        }
        Fault::SoldThenBroken => {
            forget(&desk, &sid);
            error(StatusCode::INTERNAL_SERVER_ERROR, 20500)
        }
        Fault::SoldThenCut => {
            forget(&desk, &sid);
            cut()
        }
        Fault::SoldThenStall => {
            forget(&desk, &sid);
            stall().await
        }
        Fault::SoldThenWait => {
            forget(&desk, &sid);
            told(&desk).await;
            StatusCode::NO_CONTENT.into_response()
        }
        _ => error(StatusCode::INTERNAL_SERVER_ERROR, 20500),
    }
}

/// Writes another tag on a number of the account.
async fn rename(
    State(desk): State<Arc<Desk>>,
    Path((account, name)): Path<(String, String)>,
    Form(asked): Form<HashMap<String, String>>,
) -> Response {
    let sid = name.trim_end_matches(".json");
    let mut book = desk.book.lock().unwrap_or_else(PoisonError::into_inner);
    let fault = book.renames.pop_front().unwrap_or(Fault::Fine);
    let owned = book.owned.iter_mut().find(|(_, owned)| owned.sid == sid && owned.account == account);
    let Some((number, owned)) = owned else { return error(StatusCode::NOT_FOUND, 20404) };
    match fault {
        Fault::Busy => return error(StatusCode::TOO_MANY_REQUESTS, 20429),
        Fault::Fine | Fault::SoldThenCut => owned.tag.clone_from(&asked["FriendlyName"]),
        // A page of somebody's proxy: nothing happened.
        _ => return garbled(StatusCode::NOT_FOUND),
    }
    if fault == Fault::Fine { Json(shown(number, owned)).into_response() } else { cut() }
}

/// Takes a number out of whoever's account; `false` when nobody has it.
fn forget(desk: &Desk, sid: &str) -> bool {
    let mut book = desk.book.lock().unwrap_or_else(PoisonError::into_inner);
    let before = book.owned.len();
    book.owned.retain(|_, owned| owned.sid != sid);
    book.owned.len() < before
}

/// Sells a number that nobody has. The owner's second request answers as the first one did, and rewrites the tag,
/// unless the carrier is strict.
fn sell(desk: &Desk, post: usize, account: &str, number: &str, tag: &str) -> Option<Owned> {
    let mut book = desk.book.lock().unwrap_or_else(PoisonError::into_inner);
    let strict = book.strict;
    if let Some(owned) = book.owned.get_mut(number) {
        if strict || owned.tag == STRANGER || owned.account != account {
            return None;
        }
        let before = std::mem::replace(&mut owned.tag, tag.to_owned());
        let owned = owned.clone();
        book.rewritten.push((number.to_owned(), before, tag.to_owned()));
        book.posts[post].sid = Some(owned.sid.clone());
        return Some(owned);
    }
    let owned =
        Owned { account: account.to_owned(), sid: format!("PN{:032}", book.sold.len() + 1), tag: tag.to_owned() };
    book.sold.push(number.to_owned());
    book.owned.insert(number.to_owned(), owned.clone());
    if tag != STRANGER {
        book.posts[post].sid = Some(owned.sid.clone());
    }
    Some(owned)
}

fn shown(number: &str, owned: &Owned) -> serde_json::Value {
    json!({"sid": owned.sid, "phone_number": number, "friendly_name": owned.tag})
}

fn error(status: StatusCode, code: u32) -> Response {
    (status, Json(json!({"status": status.as_u16(), "code": code, "message": "scripted"}))).into_response()
}

async fn told(desk: &Desk) {
    desk.answering.subscribe().wait_for(|answering| *answering).await.expect("the carrier lives");
}

/// The same answer, which asks for a pause.
pub fn paused(mut answer: Response) -> Response {
    answer.headers_mut().insert(RETRY_AFTER, PAUSE.as_secs().into());
    answer
}

/// What a proxy says in a vendor's place.
pub fn garbled(status: StatusCode) -> Response {
    (status, Html("<html>Created</html>")).into_response()
}

/// An answer that comes a byte at a time, and does not end in time.
pub fn drip(status: StatusCode) -> Response {
    let bytes = futures::stream::unfold((), |()| async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        Some((Ok::<_, io::Error>(Bytes::from_static(b" ")), ()))
    });
    (status, Body::from_stream(bytes)).into_response()
}

pub async fn stall() -> Response {
    tokio::time::sleep(STALL).await;
    StatusCode::GATEWAY_TIMEOUT.into_response()
}

/// A body that fails before its first byte: the client sees the connection break.
pub fn cut() -> Response {
    let broken = io::Error::new(io::ErrorKind::ConnectionAborted, "cut on purpose");
    Body::from_stream(futures::stream::once(async { Err::<Bytes, _>(broken) })).into_response()
}
