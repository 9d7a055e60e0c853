//! How much of the house one visitor may take: requests, connections, heads.

use app::{
    AppError,
    desk::{CONSENT_VERSION, DemoAccount},
};
use plusone::{
    demo,
    policy::{Connections, Rates},
};
use reqwest::{RequestBuilder, Response, header::ACCEPT};
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, PATIENCE, Plan, Refused, TestShop, Visitor, read},
    signed::signature,
};

on_both!(
    each_kind_of_request_has_its_limit,
    questions_to_vendors_are_counted_one_by_one,
    a_session_has_so_many_streams,
    a_browser_that_asks_too_often_is_told_so_in_words,
    nobody_gets_another_limit_by_another_header,
    a_proxy_is_not_taken_for_its_clients,
    bad_webhooks_are_limited_and_good_ones_are_not,
    one_address_leaves_connections_to_others,
    a_head_that_does_not_come_is_not_waited_for,
    a_head_has_its_limits
);

/// A house that answers so many requests of a kind a minute, and of any other kind as many as ever.
fn few(rates: Rates) -> Plan {
    let mut plan = Plan::default();
    plan.policy.rates = rates;
    plan
}

async fn sent(request: RequestBuilder) -> Response {
    request.send().await.expect("an answer")
}

async fn each_kind_of_request_has_its_limit(db: Database) {
    let rates = Rates {
        pages: 3,
        searches: 3,
        calls: 6,
        uploads: 3,
        streams: 3,
        files: 40,
        bad_webhooks: 3,
        feedback: 3,
        ..Rates::default()
    };
    let shop = TestShop::without_worker(db, few(rates)).await;
    let (one, other) = (shop.sign_in(DemoAccount::Unverified).await, shop.sign_in(DemoAccount::Verified).await);
    let ask = async |visitor: &Visitor<'_>, what: &str| match what {
        "search" => visitor.form("/api/search_numbers", &[("country", "US"), ("type", "local")]).send().await,
        "feedback" => {
            let said = [("topic", "identity-verification"), ("helpful", "yes")];
            visitor.form("/api/give_feedback", &said).send().await
        }
        "call" => visitor.form("/api/list_orders", &[]).send().await,
        "upload" => visitor.parcel("document", &[], &[]).send().await,
        path => visitor.request(shop.http.get(format!("{}{path}", shop.url))).send().await,
    };
    for (what, most) in [("/orders", 3), ("search", 3), ("call", 6), ("upload", 3), ("/events", 3)] {
        for nth in 0..=most {
            let answer = ask(&one, what).await.expect("an answer");
            assert_eq!(answer.status() == 429, nth == most, "{what} {nth}: {}", answer.status());
        }
        let refused = ask(&one, what).await.expect("an answer");
        let seconds: u64 = refused.headers()["retry-after"].to_str().expect("text").parse().expect("seconds");
        assert!((1..=60).contains(&seconds), "{what}: {seconds}");
        let told = read::<()>(refused).await.expect_err("refused");
        assert_eq!(told, Refused::new(429, AppError::TooMany { seconds }), "{what}");
        assert_ne!(ask(&other, what).await.expect("an answer").status(), 429, "{what}: another session");
    }
    // Nobody needs a session for it, so none gives more room.
    for nth in 0..=3 {
        let visitor = if nth % 2 == 0 { &one } else { &other };
        let answer = ask(visitor, "feedback").await.expect("an answer");
        assert_eq!(answer.status() == 429, nth == 3, "{nth}: {}", answer.status());
    }
    // A page that searches is counted with the searches.
    assert_eq!(one.get("/search?country=US&type=local").await.status(), 429);
    for nth in 0..=40 {
        let answer = one.get(if nth % 2 == 0 { "/pkg/plusone.js" } else { "/healthz" }).await;
        assert_eq!(answer.status() == 429, nth == 40, "{nth}");
    }
}

async fn questions_to_vendors_are_counted_one_by_one(db: Database) {
    let plan = Plan { inquiry: true, ..few(Rates { questions: 5, ..Rates::default() }) };
    let shop = TestShop::without_worker(db, plan).await;
    let refused = |refused: Refused| assert!(matches!(refused.error, AppError::TooMany { seconds: 1..=60 }));
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let carried = "+14155550120,+14155550121,+14155550122";
    assert_eq!(buyer.try_quote(carried).await.expect("three of five").offers.len(), 3);
    refused(buyer.try_quote(carried).await.expect_err("two are left"));
    let again = shop.sign_in(DemoAccount::Verified).await;
    refused(again.try_quote(carried).await.expect_err("another session of the same account"));
    let two = again.try_quote("+14155550120,+14155550121").await.expect("two are left");
    refused(again.confirm(&two).await.expect_err("buying asks the carrier as well"));
    let placed = buyer.buy(NUMBERS.jamaica).await;
    assert!(placed.held.is_none(), "of our own stock nobody is asked");
    let other = shop.sign_in(DemoAccount::Unverified).await;
    other.buy(NUMBERS.us).await;
    for most in [true, true, false] {
        let way = other.call::<String>("visit_vendor", &[("consent", CONSENT_VERSION)]).await;
        match (way, most) {
            (Ok(_), true) => {}
            (Err(error), false) => refused(error),
            (way, _) => panic!("{way:?}"),
        }
    }
}

async fn a_session_has_so_many_streams(db: Database) {
    let mut plan = Plan::default();
    plan.policy.streams_max = 2;
    let shop = TestShop::without_worker(db, plan).await;
    let (buyer, other) = (shop.sign_in(DemoAccount::Verified).await, shop.sign_in(DemoAccount::Verified).await);
    let (first, second) = (buyer.get("/events").await, buyer.get("/events").await);
    assert_eq!((first.status(), second.status()), (status_of(200), status_of(200)));
    let third = buyer.get("/events").await;
    assert_eq!((third.status(), &third.headers()["retry-after"]), (status_of(429), &"2".parse().expect("a value")));
    assert_eq!(other.get("/events").await.status(), 200, "another session");
    drop(first);
    let again = async || match buyer.get("/events").await.status().as_u16() {
        200 => Ok(()),
        status => Err(status.to_string()),
    };
    shop.until("one that ended makes room", again).await;
}

async fn a_browser_that_asks_too_often_is_told_so_in_words(db: Database) {
    let shop = TestShop::without_worker(db, few(Rates { pages: 1, calls: 1, ..Rates::default() })).await;
    let visitor = Visitor { shop: &shop, cookie: Some("plusone=whoever".to_owned()) };
    let (get, post) =
        (visitor.request(shop.http.get(format!("{}/sign-in", shop.url))), visitor.form("/api/sign_out", &[]));
    for request in [get, post] {
        let request = || request.try_clone().expect("a copy").header(ACCEPT, "text/html");
        assert_ne!(sent(request()).await.status(), 429);
        let refused = sent(request()).await;
        assert_eq!(refused.status(), 429);
        assert!(refused.headers().contains_key("retry-after"));
        assert_eq!(refused.headers()["content-type"], "text/html; charset=utf-8");
        let page = refused.text().await.expect("a page");
        assert!(page.contains("Too many tries") && page.contains("then try again"), "{page}");
    }
}

/// Asks for a page eleven times, of which ten are an address's; how many were answered.
async fn answered(shop: &TestShop, tricks: impl Fn(u8) -> Vec<(&'static str, String)>) -> usize {
    let mut answered = 0;
    for nth in 0..11 {
        let request = shop.http.get(format!("{}/sign-in", shop.url));
        let request = tricks(nth).into_iter().fold(request, |request, (name, value)| request.header(name, value));
        answered += usize::from(sent(request).await.status() == 200);
    }
    answered
}

async fn nobody_gets_another_limit_by_another_header(db: Database) {
    let shop = TestShop::without_worker(db, few(Rates { pages: 1, ..Rates::default() })).await;
    let tricks = |nth: u8| {
        let address = format!("203.0.113.{nth}");
        let named = |name| (name, address.clone());
        vec![
            named("x-forwarded-for"),
            named("x-real-ip"),
            named("true-client-ip"),
            named("cf-connecting-ip"),
            named("x-client-ip"),
            ("forwarded", format!("for={address}")),
            ("cookie", format!("plusone=invented-{nth}")),
        ]
    };
    assert_eq!(answered(&shop, tricks).await, 10);
}

async fn a_proxy_is_not_taken_for_its_clients(db: Database) {
    let plan = Plan { proxied: true, ..few(Rates { pages: 1, ..Rates::default() }) };
    let shop = TestShop::without_worker(db, plan).await;
    let forwarded = |value: String| vec![("x-forwarded-for", value)];
    assert_eq!(answered(&shop, |nth| forwarded(format!("203.0.113.{nth}"))).await, 11, "eleven clients");
    let lies = |nth: u8| forwarded(format!("198.51.100.{nth}, 192.0.2.1"));
    assert_eq!(answered(&shop, lies).await, 10, "what a client wrote itself");
    let twice = |nth: u8| {
        let value = |text: String| ("x-forwarded-for", text);
        vec![value(format!("198.51.100.{nth}")), value("192.0.2.2, 127.0.0.1".to_owned())]
    };
    assert_eq!(answered(&shop, twice).await, 10, "the header twice");
    let household = |nth: u8| forwarded(format!("2001:db8:0:1::{nth:x}"));
    assert_eq!(answered(&shop, household).await, 10, "many addresses of one network");
}

async fn bad_webhooks_are_limited_and_good_ones_are_not(db: Database) {
    let shop = TestShop::without_worker(db, few(Rates { bad_webhooks: 3, ..Rates::default() })).await;
    let webhook = |body: &'static str, signature: String| {
        shop.http.post(format!("{}/webhooks/persona", shop.url)).header("persona-signature", signature).body(body)
    };
    for status in [401, 401, 401, 429, 429] {
        let refused = sent(webhook("{}", "t=1,v1=00".to_owned())).await;
        assert_eq!(
            (refused.status(), refused.headers().contains_key("retry-after")),
            (status_of(status), status == 429)
        );
    }
    let signed = signature(demo::PERSONA_WEBHOOK_SECRET, shop.plan.clock.now().micros() / 1_000_000, "{}");
    assert_eq!(sent(webhook("{}", signed)).await.status(), 200, "what the vendor sends is wanted");
}

fn status_of(code: u16) -> reqwest::StatusCode {
    reqwest::StatusCode::from_u16(code).expect("a status")
}

/// A connection to the house, and what came over it.
struct Line(TcpStream);

impl Line {
    async fn open(shop: &TestShop) -> Self {
        Self(TcpStream::connect(shop.url.trim_start_matches("http://")).await.expect("a connection"))
    }

    async fn says(&mut self, bytes: &[u8]) {
        // One that the house has closed may not take it.
        let _ = self.0.write_all(bytes).await;
    }

    /// What comes until the house closes the connection, or has answered.
    async fn hears(&mut self) -> String {
        let mut heard = Vec::new();
        let listen =
            async { while !heard.ends_with(b"ok") && self.0.read_buf(&mut heard).await.is_ok_and(|read| read > 0) {} };
        timeout(PATIENCE, listen).await.expect("the house answers or closes");
        String::from_utf8_lossy(&heard).into_owned()
    }

    /// Says a little now and then, until the house closes the connection.
    async fn drips(&mut self, every: Duration) {
        let drip = async {
            while !self.0.try_read(&mut [0; 64]).is_ok_and(|read| read == 0) {
                self.says(b"x").await;
                tokio::time::sleep(every).await;
            }
        };
        timeout(PATIENCE, drip).await.expect("the house closes");
    }

    async fn is_answered(&mut self) -> bool {
        self.says(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
        self.hears().await.ends_with("ok")
    }
}

async fn one_address_leaves_connections_to_others(db: Database) {
    let mut plan = Plan::default();
    plan.policy.connections = Connections { all: 10, of_one: 3, ..Connections::default() };
    let shop = TestShop::without_worker(db, plan).await;
    let mut lines = Vec::new();
    for _ in 0..3 {
        let mut line = Line::open(&shop).await;
        assert!(line.is_answered().await);
        lines.push(line);
    }
    assert!(!Line::open(&shop).await.is_answered().await, "a fourth is closed");
    for line in &mut lines {
        assert!(line.is_answered().await, "the others stay");
    }
    lines.pop();
    let again = async || if Line::open(&shop).await.is_answered().await { Ok(()) } else { Err("closed".to_owned()) };
    shop.until("a place that is left is free again", again).await;
}

async fn a_head_that_does_not_come_is_not_waited_for(db: Database) {
    let (first_head, next_head) = (Duration::from_millis(400), Duration::from_millis(1_200));
    let mut plan = Plan::default();
    plan.policy.connections = Connections { first_head, next_head, ..Connections::default() };
    let shop = TestShop::without_worker(db, plan).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    // Nothing, half a head, and one that drips.
    for head in ["", "GET /healthz HTTP/1.1\r\nhost: x\r\n"] {
        let mut line = Line::open(&shop).await;
        let begun = Instant::now();
        line.says(head.as_bytes()).await;
        if head.is_empty() {
            assert_eq!(line.hears().await, "");
        } else {
            line.drips(first_head / 8).await;
        }
        assert!(begun.elapsed() >= first_head, "{:?}", begun.elapsed());
    }
    // One that was answered may be silent longer, but not for ever.
    let mut line = Line::open(&shop).await;
    assert!(line.is_answered().await);
    let begun = Instant::now();
    line.says(b"GET /healthz HTTP/1.1\r\n").await;
    assert_eq!(line.hears().await, "");
    assert!(begun.elapsed() >= next_head - first_head, "{:?}", begun.elapsed());
    // A stream says all it has to say in its first head.
    let mut stream = buyer.get("/events").await;
    let begun = Instant::now();
    while begun.elapsed() < 2 * next_head {
        stream.chunk().await.expect("it goes on").expect("a word");
    }
}

async fn a_head_has_its_limits(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let many: String = (0..100).map(|nth| format!("x-{nth}: y\r\n")).collect();
    let long = format!("x-long: {}\r\n", "y".repeat(70_000));
    let address = format!("/{}", "a".repeat(70_000));
    for (path, headers) in [("/healthz", many.as_str()), ("/healthz", &long), (&address, "")] {
        let mut line = Line::open(&shop).await;
        line.says(format!("GET {path} HTTP/1.1\r\nhost: x\r\n{headers}\r\n").as_bytes()).await;
        let told = line.hears().await;
        let status = told.split(' ').nth(1).unwrap_or_default();
        assert!(matches!(status, "414" | "431"), "{} bytes of {path:.9}: {told}", headers.len());
        assert!(told.contains("content-length: 0\r\n"), "nothing internal: {told}");
    }
    let some: String = (0..90).map(|nth| format!("x-{nth}: {}\r\n", "y".repeat(300))).collect();
    let mut line = Line::open(&shop).await;
    line.says(format!("GET /healthz HTTP/1.1\r\nhost: x\r\n{some}\r\n").as_bytes()).await;
    assert!(line.hears().await.ends_with("ok"), "what browsers and proxies send is far less");
}
