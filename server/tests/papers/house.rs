//! The real program in production mode, with a data folder, a temporary folder and a log of its own, and both vendors
//! emulated beside it.

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use plusone::{
    emulators::{self, EmulatorSettings},
    http_client::http_client,
};
use reqwest::Client;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs,
    io::Write as _,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};

use crate::database::Database;

/// How long anything may take on a machine that builds beside the tests; nothing waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Secrets that nobody else uses.
pub const PERSONA_KEY: &str = "persona_production_c4n4ry-0f-the-v3nd0r";
pub const WEBHOOK_SECRET: &str = "wbhsec_c4n4ry-0f-the-w3bh00k";
pub const TWILIO: (&str, &str) = ("AC5ec0000000000000000000000000c4a1", "c4n4ry0000000000000000000000t0k1");
pub const OWN_TWILIO: (&str, &str) = ("AC5ec0000000000000000000000000c4a2", "c4n4ry0000000000000000000000t0k2");
/// 32 bytes in base64, each.
pub const KEY_A: &str = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
pub const KEY_B: &str = "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=";

/// A house and what surrounds it.
pub struct House {
    pub db: Database,
    pub url: String,
    pub http: Client,
    /// The settings; a test may change them before a start.
    pub settings: Vec<(&'static str, String)>,
    /// Where it keeps its files; on SQLite also the database.
    pub data: PathBuf,
    own: TempDir,
    node: Option<Child>,
    /// Whether the identity vendor takes anything.
    vendor_open: Arc<AtomicBool>,
    vendors: JoinHandle<()>,
}

impl House {
    /// A house on `db` that is not started yet.
    pub async fn on(db: Database) -> Self {
        let own = tempfile::tempdir().expect("a folder");
        for folder in ["temp", "data", "site"] {
            fs::create_dir(own.path().join(folder)).expect("a folder");
        }
        let names = r#"{"js":"plusone.js","wasm":"plusone.wasm","css":"plusone.css","build":"one"}"#;
        fs::write(own.path().join("site/assets.json"), names).expect("written");
        let file = db.url.strip_prefix("sqlite:").map(PathBuf::from);
        let data = file.and_then(|file| file.parent().map(Path::to_owned)).unwrap_or_else(|| own.path().join("data"));
        let (addr, vendor_open) = (free_port(), Arc::new(AtomicBool::new(true)));
        let url = format!("http://{addr}");
        let (vendors, at) = vendors(&url, own.path().join("ledger.jsonl"), Arc::clone(&vendor_open)).await;
        let settings = vec![
            ("MODE", "production".to_owned()),
            ("ADDR", addr.to_string()),
            ("PUBLIC_URL", url.clone()),
            ("DATABASE_URL", db.url.clone()),
            ("DATA_DIR", data.display().to_string()),
            ("SITE_DIR", own.path().join("site").display().to_string()),
            ("SECRET_KEY", KEY_A.to_owned()),
            ("PERSONA_URL", format!("{at}/api/v1")),
            ("PERSONA_API_KEY", PERSONA_KEY.to_owned()),
            ("PERSONA_WEBHOOK_SECRETS", WEBHOOK_SECRET.to_owned()),
            ("PERSONA_TRANSACTION_TYPE", "txntp_Papers".to_owned()),
            ("TWILIO_URL", at),
            ("TWILIO_ACCOUNT_SID", TWILIO.0.to_owned()),
            ("TWILIO_AUTH_TOKEN", TWILIO.1.to_owned()),
            ("LOG", "trace".to_owned()),
        ];
        Self { db, url, http: http_client(), settings, data, own, node: None, vendor_open, vendors }
    }

    /// Changes a setting for the next start.
    pub fn set(&mut self, key: &'static str, value: &str) {
        self.settings.retain(|(known, _)| *known != key);
        self.settings.push((key, value.to_owned()));
    }

    /// Starts it and waits until it is ready.
    pub async fn start(&mut self) {
        let log = fs::OpenOptions::new().create(true).append(true).open(self.log()).expect("a log");
        let mut serve = self.program(&["serve"]);
        serve.stdin(Stdio::null()).stdout(log.try_clone().expect("the same log")).stderr(log);
        self.node = Some(serve.spawn().expect("it starts"));
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.http.get(format!("{}/readyz", self.url)).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            assert!(Instant::now() < end, "never ready:\n{}", fs::read_to_string(self.log()).unwrap_or_default());
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Tells it to stop, and waits until it has.
    pub async fn stop(&mut self) {
        let mut node = self.node.take().expect("it runs");
        let pid = i32::try_from(node.id()).ok().and_then(Pid::from_raw).expect("a process");
        kill_process(pid, Signal::TERM).expect("told");
        let end = Instant::now() + PATIENCE;
        while node.try_wait().expect("its state can be read").is_none() {
            assert!(Instant::now() < end, "it does not stop");
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// The process, while it runs.
    pub fn pid(&self) -> Option<u32> {
        self.node.as_ref().map(Child::id)
    }

    /// Runs a command of the program with these lines as its standard input.
    pub fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.program(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = command.spawn().expect("it runs");
        running.stdin.take().expect("an input").write_all(input.as_bytes()).expect("read");
        running.wait_with_output().expect("it ends")
    }

    /// The same of one that must succeed; what it prints.
    pub fn does(&self, arguments: &[&str], input: &str) -> String {
        let done = self.run(arguments, input);
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("text")
    }

    /// The program as whoever starts it carelessly: all that it writes may be read and written by everybody.
    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", r#"umask 0; exec "$0" "$@""#, env!("CARGO_BIN_EXE_plusone")]);
        command.args(arguments).env_clear().env("TMPDIR", self.temp()).current_dir(&self.data);
        command.envs(self.settings.iter().map(|(key, value)| (format!("PLUSONE_{key}"), value)));
        command
    }

    /// Lets the identity vendor take things, or fail.
    pub fn open_vendor(&self, open: bool) {
        self.vendor_open.store(open, Ordering::SeqCst);
    }

    pub fn temp(&self) -> PathBuf {
        self.own.path().join("temp")
    }

    pub fn log(&self) -> PathBuf {
        self.own.path().join("log")
    }

    /// Looks until `look` finds something.
    pub async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Result<T, String>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            match look().await {
                Ok(found) => return found,
                Err(instead) => assert!(Instant::now() < end, "never: {what}; instead {instead}"),
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until there are so many rows of this kind.
    pub async fn until_count(&self, sql: &str, count: i64) {
        let look = async || match self.db.count(sql).await {
            found if found == count => Ok(()),
            found => Err(found.to_string()),
        };
        self.until(sql, look).await;
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.vendors.abort();
        if let Some(node) = &mut self.node {
            node.kill().ok();
            node.wait().ok();
        }
    }
}

fn free_port() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address")
}

/// Both vendors, and where they are reached.
async fn vendors(url: &str, ledger: PathBuf, open: Arc<AtomicBool>) -> (JoinHandle<()>, String) {
    let account = |(sid, token): (&str, &str)| (sid.to_owned(), token.to_owned());
    let settings = EmulatorSettings {
        persona_api_key: PERSONA_KEY.to_owned(),
        webhook_url: format!("{url}/webhooks/persona"),
        webhook_secret: WEBHOOK_SECRET.to_owned(),
        transaction_type: "txntp_Papers".to_owned(),
        inquiry_template: "itmpl_Papers".to_owned(),
        twilio_accounts: vec![account(TWILIO), account(OWN_TWILIO)],
        ledger,
        approve_after: Duration::from_millis(150),
        rate_limit: 100_000,
        retry_scale: 0.01,
        ..EmulatorSettings::default()
    };
    let router = emulators::router(settings).expect("usable settings").layer(from_fn_with_state(open, door));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let at = format!("http://{}", listener.local_addr().expect("an address"));
    let serving = tokio::spawn(async move {
        axum::serve(listener, router).await.expect("it serves");
    });
    (serving, at)
}

/// The identity vendor's door: while it is shut, the vendor fails.
async fn door(State(open): State<Arc<AtomicBool>>, request: Request, next: Next) -> Response {
    let shut = !open.load(Ordering::SeqCst) && request.uri().path().starts_with("/api/v1/");
    if shut { StatusCode::SERVICE_UNAVAILABLE.into_response() } else { next.run(request).await }
}
