//! Bodies that are too large or no form at all: refused early, in words that arrive, with the connection in order.

use app::{AppError, desk::DemoAccount, error::PictureProblem};
use reqwest::header::CONTENT_TYPE;
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::{
    database::{Database, on_both},
    shop::{PATIENCE, Plan, Refused, TestShop, Visitor, read},
};

on_both!(a_hundred_megabytes_are_refused_in_good_order, what_is_no_form_is_refused, a_host_is_named_once);

const HUNDRED_MEGABYTES: usize = 100_000_000;
const MULTIPART: &str = "multipart/form-data; boundary=x";
const FORM: &str = "application/x-www-form-urlencoded";
const FRONT: &str = "--x\r\ncontent-disposition: form-data; name=\"front\"; filename=\"front.jpg\"\r\n\r\n";

/// A connection to the house, as a browser has it, and all that came over it.
struct Line {
    stream: TcpStream,
    heard: Vec<u8>,
}

impl Line {
    async fn open(visitor: &Visitor<'_>) -> Self {
        let host = visitor.shop.url.trim_start_matches("http://");
        Self { stream: TcpStream::connect(host).await.expect("a connection"), heard: Vec::new() }
    }

    /// Begins a request whose body is said to be 100 MB long.
    async fn begin(&mut self, visitor: &Visitor<'_>, path: &str, kind: &str, accept: &str, body: &str) {
        let (host, cookie) =
            (visitor.shop.url.trim_start_matches("http://"), visitor.cookie.as_deref().unwrap_or("no=0"));
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\naccept: {accept}\r\n\
             origin: {0}\r\nreferer: {0}/verify\r\ncontent-type: {kind}\r\ncontent-length: {HUNDRED_MEGABYTES}\r\n\r\n{body}",
            visitor.shop.url
        );
        self.stream.write_all(head.as_bytes()).await.expect("the head is taken");
    }

    async fn send(&mut self, bytes: usize) {
        let chunk = vec![b'0'; 1_000_000];
        for from in (0..bytes).step_by(chunk.len()) {
            let part = &chunk[..chunk.len().min(bytes - from)];
            self.stream.write_all(part).await.expect("the connection is not reset while a browser sends");
        }
    }

    /// All that has arrived, as soon as it holds `words`.
    async fn hears(&mut self, words: &str) -> String {
        let listen = async {
            while !String::from_utf8_lossy(&self.heard).contains(words) {
                let read = self.stream.read_buf(&mut self.heard).await.expect("the connection is in order");
                assert_ne!(read, 0, "it ends with {}", String::from_utf8_lossy(&self.heard));
            }
        };
        let in_time = timeout(PATIENCE, listen).await.is_ok();
        let heard = String::from_utf8_lossy(&self.heard).into_owned();
        assert!(in_time, "never says {words}; instead {heard}");
        heard
    }
}

async fn a_hundred_megabytes_are_refused_in_good_order(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let (buyer, stranger) = (shop.sign_in(DemoAccount::Unverified).await, shop.visitor());
    let before = shop.everything().await;
    let too_big = serde_json::to_string(&AppError::Picture(PictureProblem::TooBig)).expect("JSON");
    for (visitor, path, kind, accept, body, status, words) in [
        (&buyer, "/uploads/document", MULTIPART, "application/json", FRONT, "422", too_big.as_str()),
        (&buyer, "/uploads/document", MULTIPART, "text/html", FRONT, "303", "/verify?problem=too_big&side=front"),
        (&stranger, "/uploads/document", MULTIPART, "application/json", FRONT, "401", "SignInNeeded"),
        (&stranger, "/uploads/selfie", MULTIPART, "text/html", FRONT, "303", "/sign-in?problem=ended"),
        (&buyer, "/api/buy_number", FORM, "application/json", "number=", "413", "TooLong"),
        (&buyer, "/api/buy_number", FORM, "text/html", "number=", "303", "/verify?__path="),
        (&stranger, "/webhooks/persona", "application/json", "*/*", "{", "413", ""),
        (&stranger, "/nowhere", FORM, "*/*", "", "413", "TooLong"),
    ] {
        let begun = Instant::now();
        let mut line = Line::open(visitor).await;
        line.begin(visitor, path, kind, accept, body).await;
        // The answer does not wait for the rest, of which nobody keeps anything.
        line.send(20_000_000).await;
        let answer = line.hears("\r\n\r\n").await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{path} {accept}: {answer}");
        line.hears(words).await;
        line.send(HUNDRED_MEGABYTES - 20_000_000 - body.len()).await;
        let next = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
        line.stream.write_all(next).await.expect("the connection goes on");
        assert!(line.hears("\r\n\r\nok").await.contains("200 OK"), "{path}: the connection is in order");
        assert!(begun.elapsed() < Duration::from_secs(30), "{path} took {:?}", begun.elapsed());
    }
    assert_eq!(shop.everything().await, before);
}

async fn a_host_is_named_once(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let stranger = shop.visitor();
    for (version, hosts, status) in [
        ("1.1", "", "400"),
        ("1.1", "host: x\r\nhost: x\r\n", "400"),
        ("1.1", "host: x\r\n", "200"),
        ("1.0", "", "200"),
    ] {
        for path in ["/healthz", "/sign-in"] {
            let mut line = Line::open(&stranger).await;
            let head = format!("GET {path} HTTP/{version}\r\naccept: text/html\r\n{hosts}\r\n");
            line.stream.write_all(head.as_bytes()).await.expect("the head is taken");
            let answer = line.hears("\r\n\r\n").await;
            assert!(answer.starts_with(&format!("HTTP/{version} {status} ")), "{path} {hosts:?}: {answer}");
        }
    }
}

async fn what_is_no_form_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let before = shop.everything().await;
    let malformed = Refused::new(422, AppError::Invalid("request".to_owned()));
    let texts = |value: &[u8]| {
        let head = b"--x\r\ncontent-disposition: form-data; name=\"country\"\r\n\r\n";
        [&head[..], value, b"\r\n--x--\r\n"].concat()
    };
    let part = b"--x\r\ncontent-disposition: form-data; name=\"n0\"\r\n\r\nUS\r\n";
    let mut many = Vec::new();
    for nth in b'0'..=b'9' {
        many.extend(part.map(|byte| if byte == b'0' { nth } else { byte }));
    }
    many.extend(b"--x--\r\n");
    for (kind, body) in [
        ("text/plain", Vec::new()),
        (FORM, b"country=US".to_vec()),
        ("multipart/form-data", texts(b"US")),
        (MULTIPART, Vec::new()),
        (MULTIPART, b"--x\r\ncontent-disposition".to_vec()),
        (MULTIPART, b"\xff\xfe\xfd".to_vec()),
        (MULTIPART, texts(b"\xff\xfe")),
        (MULTIPART, texts(&[b'U'; 1_000_000])),
        (MULTIPART, many),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
        let form = || buyer.change("/uploads/document").body(body.clone()).header(CONTENT_TYPE, kind);
        let answer = form().send().await.expect("an answer");
        assert_eq!(read::<()>(answer).await.expect_err("refused"), malformed, "{kind} {shown}");
        let page = buyer.send_from("/verify", form()).await;
        assert!(page.contains("The picture could not be taken in just now."), "{kind} {shown}");
    }
    assert_eq!(shop.everything().await, before);
}
