//! The real programs: the vendors' emulators, which survive, and a store, which does not.

use reqwest::Client;
use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

/// How long anything may take on a machine that builds beside the tests; nothing waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A step of looking at something that another process does.
const LOOK: Duration = Duration::from_millis(10);

/// The scene of a trial: where everything is, and the emulators.
pub struct Scene {
    /// Where the store is reached.
    pub url: String,
    /// The address of that.
    pub addr: SocketAddr,
    /// The emulators' ledger.
    pub ledger: PathBuf,
    database: String,
    vendors: String,
    folder: TempDir,
    emulators: Child,
}

/// A child that does not outlive its owner.
pub struct Node(pub Child);

/// Starts a node of the store in demo mode, with these settings besides; what it writes goes to `log`.
pub fn launch(program: &Path, settings: &[(&str, String)], log: &Path) -> Node {
    let mut serve = Command::new(program);
    serve.arg("serve").stdout(Stdio::null()).stderr(log_into(log));
    serve.env("PLUSONE_MODE", "demo").env("PLUSONE_LOG", "warn");
    serve.envs(settings.iter().map(|(name, value)| (format!("PLUSONE_{name}"), value)));
    Node(serve.spawn().expect("the store starts"))
}

/// Waits until the node at this address is ready.
pub async fn ready(addr: SocketAddr, http: &Client, log: &Path) {
    let end = Instant::now() + PATIENCE;
    loop {
        let answer = http.get(format!("http://{addr}/readyz")).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
        assert!(Instant::now() < end, "the store is never ready:\n{}", last_words(log));
        sleep(LOOK).await;
    }
}

/// The end of what was written there.
pub fn last_words(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().rev().take(40).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}

impl Scene {
    /// A scene whose store keeps its things in `database`.
    pub fn open(database: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (addr, vendors) = (free_port(), free_port());
        let site = folder.path().join("site");
        std::fs::create_dir(&site).expect("a folder");
        let names = r#"{"js":"plusone.js","wasm":"plusone.wasm","css":"plusone.css","build":"one"}"#;
        std::fs::write(site.join("assets.json"), names).expect("written");
        let ledger = folder.path().join("ledger.jsonl");
        let mut emulate = Command::new(env!("CARGO_BIN_EXE_plusone"));
        emulate.args(["emulate", "--addr", &vendors.to_string(), "--ledger"]).arg(&ledger);
        emulate.env("PLUSONE_ADDR", addr.to_string()).env("PLUSONE_LOG", "warn");
        let log = log_into(&folder.path().join("emulators.log"));
        let emulators = emulate.stdout(Stdio::null()).stderr(log).spawn().expect("the emulators start");
        let url = format!("http://{addr}");
        Self {
            url,
            database: database.to_owned(),
            ledger,
            addr,
            vendors: format!("http://{vendors}"),
            folder,
            emulators,
        }
    }

    /// Where a file of the scene lies.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts the store, put on trial if `trial` says so.
    pub fn start(&self, trial: Option<&str>) -> Node {
        self.start_at(self.addr, trial)
    }

    /// Starts a node of the store behind the scene's address.
    pub fn start_at(&self, addr: SocketAddr, trial: Option<&str>) -> Node {
        let path = |path: &Path| path.display().to_string();
        let mut settings = vec![
            ("ADDR", addr.to_string()),
            ("PUBLIC_URL", self.url.clone()),
            ("DATABASE_URL", self.database.clone()),
            ("DATA_DIR", path(self.folder.path())),
            ("SITE_DIR", path(&self.file("site"))),
            ("PERSONA_URL", format!("{}/api/v1", self.vendors)),
            ("TWILIO_URL", self.vendors.clone()),
        ];
        settings.extend(WAITS.map(|(wait, time)| (wait, time.to_owned())));
        settings.extend(trial.map(|trial| ("TRIAL", trial.to_owned())));
        launch(Path::new(env!("CARGO_BIN_EXE_plusone")), &settings, &self.file("store.log"))
    }

    /// Waits until the store is ready.
    pub async fn ready(&self, http: &Client) {
        self.ready_at(self.addr, http).await;
    }

    /// Waits until the node at this address is ready.
    pub async fn ready_at(&self, addr: SocketAddr, http: &Client) {
        ready(addr, http, &self.file("store.log")).await;
    }

    /// The end of what the store has written.
    pub fn log(&self) -> String {
        last_words(&self.file("store.log"))
    }
}

/// Timers, scaled down: a dead process costs a second and not half a minute.
const WAITS: [(&str, &str); 5] = [
    ("CARRIER_TIMEOUT", "700ms"),
    ("LEASE", "1000ms"),
    ("SETTLE", "1500ms"),
    ("PERSONA_POLL_AFTER", "2s"),
    ("RELEASE_GRACE", "1s"),
];

impl Drop for Scene {
    fn drop(&mut self) {
        self.emulators.kill().ok();
        self.emulators.wait().ok();
    }
}

impl Node {
    /// Kills it, wherever it is.
    pub fn kill(mut self) {
        self.0.kill().expect("it can be killed");
        self.0.wait().expect("it is gone");
    }

    /// Whether it has ended by itself, and how.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().expect("its state can be read")
    }

    /// Waits until it ends by itself; `false` when it does not within `patience`.
    pub async fn dies(&mut self, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        while Instant::now() < end {
            if self.ended().is_some() {
                return true;
            }
            sleep(LOOK).await;
        }
        false
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn log_into(log: &Path) -> Stdio {
    let file = std::fs::OpenOptions::new().create(true).append(true).open(log);
    file.expect("a log").into()
}

/// A port that was free a moment ago. The store comes back to it again and again.
pub fn free_port() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address")
}
