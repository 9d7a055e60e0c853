//! The program itself, told to stop while a purchase is at the carrier: it asks for nothing more, books what is under
//! way, and leaves nothing to repair (crash point C18).

use app::{
    desk::{Placed, Quote},
    domain::{line::Line, order::Status},
};
use plusone::store::{Store, lines};
use reqwest::header::SET_COOKIE;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use crate::{
    scripted::{Carrier, Fault},
    shop::{PATIENCE, read},
};

const CARRIER_TIMEOUT: Duration = Duration::from_secs(10);
const NUMBER: &str = "+12025550201";
const NEXT: &str = "+12025550202";

/// A running program; it dies with the test.
struct Program {
    child: Child,
    url: String,
    http: reqwest::Client,
    cookie: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}

impl Program {
    async fn start(folder: &Path, carrier: &str) -> Self {
        let site = folder.join("site");
        std::fs::create_dir_all(&site).expect("a folder");
        let names = r#"{"js":"plusone.js","wasm":"plusone.wasm","css":"plusone.css","build":"one"}"#;
        std::fs::write(site.join("assets.json"), names).expect("written");
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = free.local_addr().expect("an address").to_string();
        drop(free);
        let child = Command::new(env!("CARGO_BIN_EXE_plusone"))
            .arg("serve")
            .env("PLUSONE_MODE", "demo")
            .env("PLUSONE_ADDR", &address)
            .env("PLUSONE_DATA_DIR", folder.join("data"))
            .env("PLUSONE_SITE_DIR", &site)
            .env("PLUSONE_TWILIO_URL", carrier)
            .env("PLUSONE_CARRIER_TIMEOUT", format!("{}s", CARRIER_TIMEOUT.as_secs()))
            .env("PLUSONE_LEASE", "20s")
            .env("PLUSONE_SETTLE", "30s")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let http = plusone::http_client::http_client();
        let mut program = Self { child, url: format!("http://{address}"), http, cookie: String::new() };
        program.until_ready().await;
        let answer = program.post("sign_in_demo", &[("who", "Verified")]).await;
        let cookie = answer.headers()[SET_COOKIE].to_str().expect("text").split(';').next().expect("a cookie");
        program.cookie = cookie.to_owned();
        program
    }

    async fn until_ready(&self) {
        let end = Instant::now() + 2 * PATIENCE;
        loop {
            let answer = self.http.get(format!("{}/readyz", self.url)).send().await;
            if answer.is_ok_and(|answer| answer.status() == 200) {
                return;
            }
            assert!(Instant::now() < end, "it never gets ready");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn post(&self, door: &str, fields: &[(&str, &str)]) -> reqwest::Response {
        let form = self.http.post(format!("{}/api/{door}", self.url)).form(fields);
        form.header("cookie", &self.cookie).send().await.expect("an answer")
    }

    async fn buy(&self, number: &str) -> Placed {
        let quote: Quote = read(self.post("quote_numbers", &[("numbers", number)]).await).await.expect("a quote");
        let (cents, request) = (quote.total().cents().to_string(), quote.request.as_str());
        let fields = [("number", number), ("price_cents", &cents), ("request_id", request), ("if_gone", "ask")];
        read(self.post("buy_number", &fields).await).await.expect("placed")
    }

    async fn status(&self, placed: &Placed) -> Status {
        let order = self.post("show_order", &[("order", placed.order.as_str())]).await;
        read::<app::desk::OrderView>(order).await.expect("an order").summary.status
    }

    fn terminate(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("told");
    }

    /// Waits until it is gone.
    async fn end(mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                return status;
            }
            assert!(Instant::now() < end, "it never ends");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn states(folder: &Path) -> Vec<(String, Line)> {
    let store = Store::open(&format!("sqlite:{}", folder.join("data/plusone.db").display())).await.expect("opens");
    let mut tx = store.read().await.expect("read");
    let due = lines::due(&mut tx, app::domain::Timestamp::from_micros(i64::MAX), 10).await.expect("read");
    let mut states = Vec::new();
    for id in due {
        let line = lines::lookup(&mut tx, &id).await.expect("read").expect("a line");
        states.push((line.offer.number.as_e164().to_owned(), line.state));
    }
    drop(tx);
    store.close().await;
    states
}

#[tokio::test]
async fn a_program_that_is_told_to_stop_books_what_is_under_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let carrier = Carrier::open(CARRIER_TIMEOUT).await;
    let program = Program::start(folder.path(), &carrier.url()).await;
    carrier.book().purchases = [Fault::SoldThenWait].into();
    let first = program.buy(NUMBER).await;
    carrier.asked().await;
    let told = Instant::now();
    program.terminate();
    // It closes while the carrier still thinks: nothing is taken in any more.
    let closed = async || program.http.get(format!("{}/healthz", program.url)).send().await.is_err();
    while !closed().await {
        assert!(told.elapsed() < PATIENCE, "it does not close");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    carrier.answer();
    assert_eq!(program.end().await.code(), Some(0));
    assert_eq!(states(folder.path()).await, [], "nothing is left to do");
    assert_eq!(carrier.book().posts_of(NUMBER).len(), 1);

    let program = Program::start(folder.path(), &carrier.url()).await;
    assert_eq!(program.status(&first).await, Status::Purchased, "at once, with nothing to repair");
    let second = program.buy(NEXT).await;
    let end = Instant::now() + PATIENCE;
    while program.status(&second).await != Status::Purchased {
        assert!(Instant::now() < end, "the new program works");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let book = carrier.book();
    assert_eq!(book.sold, [NUMBER, NEXT]);
    assert!(book.rewritten.is_empty());
}
