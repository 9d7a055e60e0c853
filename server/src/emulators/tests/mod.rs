//! The emulators over a real loopback listener, driven as the adapters drive them.

mod inquiries;
mod listener;
mod persona;
mod restart;
mod trust;
mod twilio;
mod webhooks;

use std::{path::Path, time::Duration};

use serde_json::Value;
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::{EmulatorSettings, serve};

const ACCOUNT: &str = "AC00000000000000000000000000000001";
const OTHER: &str = "AC00000000000000000000000000000002";
const KEY: &str = "persona_sandbox_test";
const SECRET: &str = "wbhsec_test";
const TYPE: &str = "txntp_test";
const TEMPLATE: &str = "itmpl_test";

/// Running emulators.
struct Vendors {
    url: String,
    client: reqwest::Client,
    folder: TempDir,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// Nothing listens on the discard port: webhooks fail at once.
const NOWHERE: &str = "http://127.0.0.1:9/webhooks/persona";

fn settings(folder: &Path, webhook_url: &str) -> EmulatorSettings {
    EmulatorSettings {
        persona_api_key: KEY.into(),
        webhook_url: webhook_url.into(),
        webhook_secret: SECRET.into(),
        transaction_type: TYPE.into(),
        inquiry_template: TEMPLATE.into(),
        twilio_accounts: vec![(ACCOUNT.into(), "token-1".into()), (OTHER.into(), "token-2".into())],
        ledger: folder.join("deep/ledger.jsonl"),
        approve_after: Duration::from_millis(100),
        late_after: Duration::from_millis(600),
        early_gap: Duration::from_millis(300),
        retry_scale: 0.02,
        ..EmulatorSettings::default()
    }
}

async fn start() -> Vendors {
    start_with(NOWHERE, |_| {}).await
}

async fn start_with(webhook_url: &str, adjust: impl FnOnce(&mut EmulatorSettings)) -> Vendors {
    let folder = tempfile::tempdir().expect("folder");
    let mut settings = settings(folder.path(), webhook_url);
    adjust(&mut settings);
    start_in(folder, settings).await
}

async fn start_in(folder: TempDir, settings: EmulatorSettings) -> Vendors {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("listener");
    let url = format!("http://{}", listener.local_addr().expect("address"));
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(async move {
        let shutdown = async {
            let _ = stopped.await;
        };
        serve(listener, settings, shutdown).await.expect("served");
    });
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().expect("client");
    Vendors { url, client, folder, stop, task }
}

impl Vendors {
    /// Stops them and hands back the folder with the ledger.
    async fn stop(self) -> TempDir {
        drop(self.client);
        self.stop.send(()).expect("running");
        self.task.await.expect("stopped");
        self.folder
    }

    fn ledger(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("deep/ledger.jsonl"));
        let text = text.expect("ledger");
        let lines = text.lines();
        lines.map(|line| serde_json::from_str(line).expect("line")).collect()
    }

    fn events(&self, name: &str) -> Vec<Value> {
        let mut lines = self.ledger();
        lines.retain(|line| line["event"] == name);
        lines
    }
}

/// Waits for a condition for at most five seconds.
async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..250 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never: {what}");
}
