//! The nodes under load, the vendors, and what stands between them and the buyers.

use plusone::{
    config::{Config, PersonaNames},
    demo, emulators,
    http_client::http_client,
};
use reqwest::Client;
use std::{
    collections::HashMap,
    future::pending,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

use super::{
    database::Database,
    processes::{Node, free_port, last_words, launch, ready},
    proxy::Proxy,
    vendor::Vendor,
};

/// Who says who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The emulator, which approves after a second.
    Emulated,
    /// A vendor who approves when the driver says so.
    Told,
}

/// Production's patience; the demo's is shorter.
const WAITS: [(&str, &str); 4] =
    [("CARRIER_TIMEOUT", "15s"), ("LEASE", "30s"), ("SETTLE", "120s"), ("PERSONA_POLL_AFTER", "120s")];

/// More than the vendor grants unasked: whoever sells three numbers a second has agreed on more.
const PERSONA_REQUESTS_A_MINUTE: u32 = 100_000;

/// A running house.
pub struct House {
    /// Where buyers reach it; with several nodes, each new connection reaches the next.
    pub url: String,
    /// How they reach it.
    pub http: Client,
    /// The nodes by themselves.
    pub nodes: Vec<(SocketAddr, Node)>,
    /// The vendor who approves when told.
    pub vendor: Vendor,
    folder: TempDir,
    emulators: JoinHandle<()>,
    _proxy: Option<Proxy>,
}

impl House {
    /// Starts so many nodes on this database.
    pub async fn open(db: &Database, count: usize, identity: Identity) -> Self {
        let kept = http_client();
        let folder = tempfile::tempdir().expect("a folder");
        let vendor = Vendor::open().await;
        let addr = free_port();
        let url = format!("http://{addr}");
        let (carrier, emulators) = emulate(&url, folder.path()).await;
        let (http, addrs, proxy) = if count == 1 {
            (kept, vec![addr], None)
        } else {
            let addrs: Vec<SocketAddr> = (0..count).map(|_| free_port()).collect();
            let each = Client::builder().no_proxy().pool_max_idle_per_host(0).build().expect("a client");
            (each, addrs.clone(), Some(Proxy::open(addr, addrs).await))
        };
        let persona = if identity == Identity::Told { &vendor.url } else { &carrier };
        let dist = dist();
        let mut settings = vec![
            ("PUBLIC_URL", url.clone()),
            ("DATABASE_URL", db.url.clone()),
            ("DATA_DIR", folder.path().display().to_string()),
            ("SITE_DIR", dist.join("site").display().to_string()),
            ("PERSONA_URL", format!("{persona}/api/v1")),
            ("TWILIO_URL", carrier.clone()),
            // The driver speaks for clients at many addresses.
            ("TRUSTED_PROXIES", "127.0.0.1".to_owned()),
        ];
        settings.extend(WAITS.map(|(wait, time)| (wait, time.to_owned())));
        let log = folder.path().join("store.log");
        let mut nodes = Vec::new();
        for addr in addrs {
            let own = [settings.as_slice(), &[("ADDR", addr.to_string())]].concat();
            nodes.push((addr, launch(&dist.join("plusone"), &own, &log)));
            ready(addr, &http, &log).await;
        }
        Self { url, http, nodes, vendor, folder, emulators, _proxy: proxy }
    }

    /// How often a node wrote of an error; the last of its words are shown then.
    pub fn errors(&self) -> usize {
        let log = self.folder.path().join("store.log");
        let text = std::fs::read_to_string(&log).unwrap_or_default();
        let errors = text.lines().filter(|line| line.contains(" ERROR ")).count();
        if errors > 0 {
            println!("the nodes wrote of {errors} errors, at last:\n{}", last_words(&log));
        }
        errors
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.emulators.abort();
    }
}

/// The release build, which `./dev bench` makes first.
fn dist() -> PathBuf {
    let made = std::env::var_os("PLUSONE_DIST").map(PathBuf::from);
    made.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/dist"))
}

/// Runs both vendors' emulators beside the driver; their address.
async fn emulate(store: &str, folder: &Path) -> (String, JoinHandle<()>) {
    let demo = HashMap::from([("PLUSONE_MODE".to_owned(), "demo".to_owned())]);
    let config = Config::from_values(demo, PersonaNames::default()).expect("demo needs no setting");
    let mut settings = demo::vendors::settings(&config, store, folder.join("ledger.jsonl"));
    settings.rate_limit = PERSONA_REQUESTS_A_MINUTE;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let serving = async move { emulators::serve(listener, settings, pending()).await.expect("the vendors serve") };
    (url, tokio::spawn(serving))
}
