//! The page hears of each step without asking.

use app::{
    desk::{DemoAccount, InviteLink, MembersView},
    domain::{AccountId, order::Status},
};
use reqwest::Response;
use std::time::Duration;
use tokio::time::timeout;

use crate::{
    database::{Database, on_both},
    passkeys::{BUYER, enter},
    shop::{NUMBERS, PATIENCE, Plan, TestShop, Visitor},
};

on_both!(
    each_step_is_heard_by_its_own_account_alone,
    a_reader_who_comes_back_is_told_what_was_missed,
    a_reader_who_missed_nothing_is_told_nothing,
    the_id_of_another_account_is_not_believed,
    a_stream_ends_with_its_session,
    a_stream_ends_when_its_session_is_ended_elsewhere,
    a_stream_ends_when_its_person_is_removed,
    a_stream_begins_with_the_build_of_the_page,
    an_operator_hears_that_something_changed_in_the_house_and_no_more,
    an_operator_hears_of_feedback_that_a_stranger_gave
);

/// Long enough for anything to arrive that is under way; silence is asserted for as long.
const SILENCE: Duration = Duration::from_millis(700);

/// An open stream and what came of it.
struct Stream {
    answer: Response,
    heard: String,
}

/// One event.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    id: String,
    version: i64,
}

impl Stream {
    async fn open(visitor: &Visitor<'_>, last: Option<&str>) -> Self {
        let request = visitor.request(visitor.shop.http.get(format!("{}/events", visitor.shop.url)));
        let request = match last {
            Some(id) => request.header("Last-Event-ID", id),
            None => request,
        };
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self { answer, heard: String::new() }
    }

    /// Waits for a word.
    async fn read_until(&mut self, word: &str) {
        while !self.heard.contains(word) {
            let chunk = timeout(PATIENCE, self.answer.chunk()).await.expect("word arrives").expect("unbroken");
            self.heard.push_str(&String::from_utf8_lossy(&chunk.expect("the stream goes on")));
        }
    }

    /// The next event; `None` when the stream ends.
    async fn next(&mut self) -> Option<Told> {
        timeout(PATIENCE, self.listen()).await.expect("word arrives")
    }

    async fn listen(&mut self) -> Option<Told> {
        loop {
            while let Some(end) = self.heard.find("\n\n") {
                let event: String = self.heard.drain(..end + 2).collect();
                if let Some(told) = read(&event) {
                    return Some(told);
                }
            }
            let chunk = self.answer.chunk().await.expect("the stream does not break")?;
            self.heard.push_str(&String::from_utf8_lossy(&chunk));
        }
    }

    /// Fails when anything is told.
    async fn says_nothing(&mut self) {
        if let Ok(told) = timeout(SILENCE, self.listen()).await {
            panic!("told {told:?}");
        }
    }
}

/// An event; `None` for what only keeps the line open.
fn read(event: &str) -> Option<Told> {
    let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    let version = field("data")?.strip_prefix("{\"version\":")?.strip_suffix('}')?.parse().expect("a version");
    Some(Told { id: field("id").expect("an id").to_owned(), version })
}

fn told(account: &AccountId, version: i64) -> Told {
    Told { id: format!("{account}:{version}"), version }
}

async fn each_step_is_heard_by_its_own_account_alone(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let (us, them) = (shop.account(DemoAccount::Unverified).await, shop.account(DemoAccount::Verified).await);
    let (mut stream, mut foreign) = (Stream::open(&buyer, None).await, Stream::open(&other, None).await);
    stream.says_nothing().await;
    let placed = buyer.buy(NUMBERS.us).await;
    assert_eq!(stream.next().await, Some(told(&us, 1)));
    buyer.cancel(&placed.order).await.expect("cancelled");
    assert_eq!(stream.next().await, Some(told(&us, 2)));
    stream.says_nothing().await;
    foreign.says_nothing().await;
    other.buy(NUMBERS.jamaica).await;
    assert_eq!(foreign.next().await, Some(told(&them, 1)));
    stream.says_nothing().await;
}

async fn a_reader_who_comes_back_is_told_what_was_missed(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let placed = buyer.buy(NUMBERS.us).await;
    let mut stream = Stream::open(&buyer, None).await;
    let known = stream.next().await.expect("what is there");
    drop(stream);
    buyer.verify_with("front.jpg").await;
    buyer.wait_for(&placed.order, Status::Purchased).await;
    let again = Stream::open(&buyer, Some(&known.id)).await.next().await.expect("at once");
    assert!(again.version > known.version);
    assert_ne!(again.id, known.id);
}

async fn a_reader_who_missed_nothing_is_told_nothing(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.buy(NUMBERS.us).await;
    let known = Stream::open(&buyer, None).await.next().await.expect("what is there");
    let mut again = Stream::open(&buyer, Some(&known.id)).await;
    again.says_nothing().await;
    buyer.buy(NUMBERS.canada).await;
    assert_eq!(again.next().await.expect("the next").version, known.version + 1);
}

async fn the_id_of_another_account_is_not_believed(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.buy(NUMBERS.us).await;
    let them = shop.account(DemoAccount::Verified).await;
    let mut stream = Stream::open(&buyer, Some(&told(&them, 99).id)).await;
    assert_eq!(stream.next().await, Some(told(&shop.account(DemoAccount::Unverified).await, 1)));
}

async fn a_stream_ends_with_its_session(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (buyer, same) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Unverified).await);
    let (mut stream, mut other) = (Stream::open(&buyer, None).await, Stream::open(&same, None).await);
    buyer.call::<()>("sign_out", &[]).await.expect("signed out");
    assert_eq!(stream.next().await, None);
    assert_eq!(buyer.get("/events").await.status(), 401);
    other.says_nothing().await;
}

async fn a_stream_ends_when_its_session_is_ended_elsewhere(db: Database) {
    let mut plan = Plan::default();
    // Nobody looks by the way.
    plan.policy.pulse = 10 * PATIENCE;
    let shop = TestShop::without_worker(db, plan).await;
    let (buyer, lost) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Unverified).await);
    let stranger = shop.sign_in(DemoAccount::Verified).await;
    let (mut stream, mut ended) = (Stream::open(&buyer, None).await, Stream::open(&lost, None).await);
    let mut foreign = Stream::open(&stranger, None).await;
    buyer.call::<()>("end_other_sessions", &[]).await.expect("ended");
    assert_eq!(ended.next().await, None);
    stream.says_nothing().await;
    foreign.says_nothing().await;
    buyer.call::<()>("end_all_sessions", &[]).await.expect("ended");
    assert_eq!(stream.next().await, None);
}

async fn a_stream_ends_when_its_person_is_removed(db: Database) {
    let mut plan = Plan::default();
    // Nobody looks by the way.
    plan.policy.pulse = 10 * PATIENCE;
    let shop = TestShop::without_worker(db, plan).await;
    let admin = enter(&shop, BUYER).await;
    let fields = [("email", "ann@harbor.example"), ("role", "buyer")];
    let InviteLink { link, .. } = admin.call("invite_member", &fields).await.expect("invited");
    let link = link.expect("to pass on");
    let (_, token) = link.rsplit_once('/').expect("a link");
    let mut ann = shop.visitor();
    ann.enter(&[("token", token), ("password", "correct horse battery")], "accept_invite").await.expect("joined");
    let mut stream = Stream::open(&ann, None).await;
    stream.next().await.expect("what is there");
    let people: MembersView = admin.call("show_members", &[]).await.expect("people");
    let ann = people.members.iter().find(|member| !member.you).expect("joined");
    admin.call::<()>("remove_member", &[("member", ann.id.as_str())]).await.expect("removed");
    // The account changed too, which the stream may tell of before it ends.
    while stream.next().await.is_some() {}
}

async fn a_stream_begins_with_the_build_of_the_page(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let page = buyer.get("/search").await.text().await.expect("a page");
    assert!(page.contains(r#"data-build="one""#));
    buyer.buy(NUMBERS.us).await;
    let known = Stream::open(&buyer, None).await.next().await.expect("what is there");
    // Also for a browser that missed nothing: it may come back to a house that was updated meanwhile.
    for last in [None, Some(known.id.as_str())] {
        let mut stream = Stream::open(&buyer, last).await;
        let first =
            timeout(PATIENCE, stream.answer.chunk()).await.expect("at once").expect("unbroken").expect("a word");
        let first = String::from_utf8_lossy(&first).into_owned();
        assert!(first.starts_with("event: build\n") && first.contains("\ndata: one\n"), "{first}");
    }
}

async fn an_operator_hears_that_something_changed_in_the_house_and_no_more(db: Database) {
    let mut plan = Plan::default();
    // Nobody looks by the way.
    plan.policy.pulse = 10 * PATIENCE;
    let shop = TestShop::without_worker(db, plan).await;
    let (buyer, operator) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Operator).await);
    let mut stream = Stream::open(&operator, None).await;
    for number in [NUMBERS.us, NUMBERS.canada] {
        buyer.buy(number).await;
    }
    let words = |heard: &str| heard.matches("event: house\n").count();
    let mut heard = String::new();
    while words(&heard) < 2 {
        let chunk = timeout(PATIENCE, stream.answer.chunk()).await.expect("word arrives").expect("unbroken");
        heard.push_str(&String::from_utf8_lossy(&chunk.expect("the stream goes on")));
    }
    assert!(!heard.contains("\nid:") && !heard.contains("event: changed"), "{heard}");
    let account = shop.account(DemoAccount::Unverified).await;
    assert!(!heard.contains(account.as_str()), "not even whose: {heard}");
    let mut quiet = Stream::open(&buyer, None).await;
    quiet.next().await.expect("what is there");
    shop.sign_in(DemoAccount::Verified).await.buy(NUMBERS.jamaica).await;
    let told = timeout(2 * SILENCE, quiet.answer.chunk()).await;
    assert!(told.is_err(), "a customer hears nothing of the house: {told:?}");
}

async fn an_operator_hears_of_feedback_that_a_stranger_gave(db: Database) {
    let mut plan = Plan::default();
    plan.policy.pulse = 10 * PATIENCE;
    let shop = TestShop::without_worker(db, plan).await;
    let (operator, stranger) = (shop.sign_in(DemoAccount::Operator).await, shop.visitor());
    let mut stream = Stream::open(&operator, None).await;
    stream.read_until("event: build\n").await;
    let said = [("topic", "identity-verification"), ("helpful", "yes"), ("comment", "")];
    stranger.call::<()>("give_feedback", &said).await.expect("said");
    stream.read_until("event: house\n").await;
}
