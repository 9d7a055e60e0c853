//! A whole house for one test, on ports of its own.

mod books;
mod pictures;
mod plan;
mod visitor;
mod worker;

pub use pictures::photo;
pub use plan::{NUMBERS, Plan};
pub use visitor::{Refused, Visitor, read};

use axum::Router;
use plusone::{
    audit,
    carriers::Hosts,
    demo,
    desk::{Authenticators, Questions, Shop, SignInCookie, carriers::Carriers, password::Passwords},
    emulators,
    http_client::http_client,
    identity::persona::{FieldNames, Inquiries, InquirySettings, Persona, Settings, StatusNames},
    mail::Post,
    policy::Connections,
    store::stock,
    vault::Vault,
    web::{
        Front,
        connections::{self, Bounds},
        router,
    },
};
use reqwest::Client;
use std::{
    future::pending,
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    sync::Mutex,
    task::JoinHandle,
    time::{Instant, timeout},
};

use crate::database::Database;
use worker::Running;

/// How long anything may take on a machine that builds beside the tests; nothing waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// The site that passkeys belong to.
pub const SITE: &str = "http://localhost:3000";

/// A running house.
pub struct TestShop {
    /// Its database.
    pub db: Database,
    /// The desk.
    pub house: Arc<Shop>,
    /// Where it is reached.
    pub url: String,
    /// The plan that it was made by.
    pub plan: Plan,
    /// Where the emulated vendors are reached.
    pub vendors: String,
    /// A client without cookies.
    pub http: Client,
    persona: Arc<Persona>,
    workers: Mutex<Vec<Running>>,
    doors: Vec<JoinHandle<()>>,
    folder: TempDir,
}

impl TestShop {
    /// A house with short waits.
    pub async fn open(db: Database) -> Self {
        Self::open_as(db, Plan::default()).await
    }

    /// A house by `plan`, its worker running.
    pub async fn open_as(db: Database, plan: Plan) -> Self {
        let shop = Self::without_worker(db, plan).await;
        shop.start_worker().await;
        shop
    }

    /// The same, with nobody at work in the background.
    pub async fn without_worker(db: Database, plan: Plan) -> Self {
        let shop = Self::as_it_is(db, plan).await;
        let mut tx = shop.db.write().await;
        stock::add(&mut tx, &plan::offers()).await.expect("stocked");
        tx.commit().await.expect("commits");
        demo::seed(&shop.house).await.expect("the demo accounts");
        shop
    }

    /// The same on what another house left, writing nothing.
    pub async fn as_it_is(db: Database, plan: Plan) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (front_door, url) = listen().await;
        let (vendors_door, vendors) = listen().await;
        let settings = plan.emulators(&url, folder.path().join("ledger.jsonl"));
        let emulators = emulators::router(settings).expect("usable settings");
        let emulators =
            serve(vendors_door, emulators, Bounds { connections: Connections::default(), trusted: [].into() });
        let carrier = plan.carrier.clone().unwrap_or_else(|| vendors.clone());
        let identity = plan.vendor.as_ref().unwrap_or(&vendors);
        let http = http_client();
        let persona = Arc::new(Persona::new(http.clone(), persona_settings(identity, &plan)));
        let inquiries = plan.inquiry.then(|| inquiries(&persona, identity, &url));
        let house = Arc::new(house(&db, &plan, &carrier, inquiries, origin(&url, &plan)).await);
        let front = front(&house, &plan);
        let bounds = Bounds { connections: plan.policy.connections, trusted: Arc::clone(&front.trusted_proxies) };
        let front = serve(front_door, router(front), bounds);
        let workers = Mutex::default();
        Self { db, house, url, plan, vendors, http, persona, workers, doors: vec![front, emulators], folder }
    }

    /// What the house calls itself.
    pub fn origin(&self) -> &str {
        &self.house.origin
    }

    /// The router, as it is served.
    pub fn router(&self) -> Router {
        router(front(&self.house, &self.plan))
    }

    /// Looks until `look` finds something: at every change, and now and then besides.
    pub async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Result<T, String>) -> T {
        let mut changes = self.house.store.changes();
        let end = Instant::now() + PATIENCE;
        loop {
            match look().await {
                Ok(found) => return found,
                Err(instead) => assert!(Instant::now() < end, "never: {what}; instead {instead}"),
            }
            timeout(Duration::from_millis(100), changes.recv()).await.ok();
        }
    }

    /// Waits until the vendor has the pictures of this many hand-overs, and gave them names.
    pub async fn handed_over(&self, times: i64) {
        let look = async || match self.db.count("SELECT COUNT(*) FROM submissions WHERE vendor_ref IS NOT NULL").await {
            named if named < times => Err(format!("{named} handed over")),
            _ => Ok(()),
        };
        self.until("handed over", look).await;
    }
}

impl Drop for TestShop {
    fn drop(&mut self) {
        for door in &self.doors {
            door.abort();
        }
    }
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, url)
}

fn serve(listener: TcpListener, router: Router, bounds: Bounds) -> JoinHandle<()> {
    tokio::spawn(connections::serve(listener, router, bounds, pending()))
}

async fn house(db: &Database, plan: &Plan, carrier: &str, inquiries: Option<Inquiries>, origin: &str) -> Shop {
    let vault = Arc::new(Vault::new([7; 32]));
    let audit = audit::key(&db.store, &vault).await.expect("the key of the audit trail");
    let ours = (demo::TWILIO_SID.to_owned(), demo::TWILIO_TOKEN.into());
    let policy = &plan.policy;
    let hosts = Hosts::all_at(carrier);
    let carriers = Carriers::new(Some(ours), Arc::clone(&vault), hosts, policy.carrier_timeout);
    Shop {
        store: db.store.clone(),
        clock: plan.clock.clone(),
        policy: Arc::new(policy.clone()),
        inquiries,
        sms_from: plan.sms_from.map(|number| number.parse().expect("a number")),
        post: plan.mail.as_ref().map(Post::new).transpose().expect("no TLS"),
        carriers,
        questions: Questions::new(policy.rates),
        vault,
        audit,
        passwords: Passwords::default(),
        authenticators: plan.named.then(|| Authenticators::of_site(SITE)).flatten(),
        origin: origin.into(),
        cookie: SignInCookie { secure: plan.secure, seconds: policy.session_life.as_secs() },
        demo: plan.demo,
    }
}

fn front(house: &Arc<Shop>, plan: &Plan) -> Front {
    let names = r#"{"js":"plusone.js","wasm":"plusone.wasm","css":"plusone.css","build":"one",
        "parts":{"operator":["operator.wasm","shared.wasm"],"verify":["verify.wasm","shared.wasm"]}}"#;
    let working = AtomicBool::new(false);
    working.store(true, Ordering::SeqCst);
    Front {
        shop: Arc::clone(house),
        trusted_proxies: plan.proxied.then(|| Ipv4Addr::LOCALHOST.into()).into_iter().collect(),
        webhook_secrets: Arc::new(plan.secrets.iter().map(|secret| (*secret).into()).collect()),
        assets: serde_json::from_str(names).expect("names of files"),
        site: plan.site.clone(),
        working: Arc::new(working),
    }
}

/// The house's own origin; over TLS one that needs no certificate here.
fn origin<'a>(url: &'a str, plan: &Plan) -> &'a str {
    if plan.secure { "https://numbers.test" } else { url }
}

fn inquiries(persona: &Arc<Persona>, vendor: &str, url: &str) -> Inquiries {
    let settings = InquirySettings {
        template: demo::PERSONA_INQUIRY_TEMPLATE.to_owned(),
        redirect_uri: format!("{url}/verify"),
        hosted: vec![vendor.parse::<url::Url>().expect("an address").origin()],
    };
    Inquiries::new(Arc::clone(persona), settings)
}

fn persona_settings(vendors: &str, plan: &Plan) -> Settings {
    Settings {
        url: format!("{vendors}/api/v1"),
        key: demo::PERSONA_API_KEY.into(),
        transaction_type: (!plan.inquiry).then(|| demo::PERSONA_TRANSACTION_TYPE.to_owned()),
        fields: FieldNames::default(),
        statuses: StatusNames::default(),
        puerto_rico: "PR".to_owned(),
        timeout: plan.vendor_timeout,
    }
}
