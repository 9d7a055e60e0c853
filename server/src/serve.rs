//! Putting the house together and running it until it is told to stop.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    future::Future,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

use app::AppError;

use crate::{
    audit,
    carriers::Hosts,
    clock::Clock,
    config::{Config, Mode, is_private},
    demo,
    desk::{Authenticators, Questions, Shop, SignInCookie, carriers::Carriers},
    identity::persona::Inquiries,
    jobs::{Worker, Working, plan_reconciling},
    mail::Post,
    store::{Store, copy, house},
    vault::Vault,
    vendors,
    web::{
        Front, assets,
        connections::{self, Bounds},
        router,
    },
};

/// How long open requests may take once the house closes. Event streams have no end of their own.
const GRACE: Duration = Duration::from_secs(3);

/// Any failure to start, told to whoever started it.
pub type StartError = Box<dyn std::error::Error + Send + Sync>;

/// Serves the store until `stop` completes, then hands over what it holds.
///
/// # Errors
/// Whatever keeps it from starting.
pub async fn serve(config: Config, stop: impl Future<Output = ()>) -> Result<(), StartError> {
    let site = assets::folder();
    let assets = assets::read(&site)?;
    let (closing, closed) = watch::channel(false);
    let listener = TcpListener::bind(config.addr).await?;
    let vendors = vendors::find(&config, listener.local_addr()?, until(closed.clone())).await?;
    let store = open(&config).await?;
    store.migrate().await?;
    if config.mode == Mode::Production {
        refuse_demo(&store).await?;
    }
    let persona = Arc::new(vendors::persona(&config, &vendors));
    let inquiries = vendors::inquiries(&config, &vendors, &persona);
    let shop = Arc::new(shop(&config, store, vendors.twilio, inquiries).await?);
    if config.mode == Mode::Demo {
        demo::seed(&shop).await.map_err(AppError::from)?;
    }
    tell_doubts(&config, &shop);
    plan_reconciling(&shop).await.map_err(AppError::from)?;
    let working = Arc::new(AtomicBool::new(false));
    let front = Front {
        shop: Arc::clone(&shop),
        trusted_proxies: config.trusted_proxies.clone().into(),
        webhook_secrets: Arc::new(config.persona.webhook_secrets.clone()),
        assets,
        site,
        working: Arc::clone(&working),
    };
    let work = Worker::new(Arc::clone(&shop), Some(persona)).run(closed.clone());
    let at_work = Working::start(Arc::clone(&working));
    let worker = tokio::spawn(async move {
        let _at_work = at_work;
        work.await;
    });
    let relay = tokio::spawn(relay(shop.store.clone()));
    tracing::info!(address = %config.addr, url = config.public_url, "serving");

    let bounds = Bounds { connections: shop.policy.connections, trusted: Arc::clone(&front.trusted_proxies) };
    let server = connections::serve(listener, router(front), bounds, until(closed.clone()));
    let graceful = async {
        until(closed.clone()).await;
        tokio::time::sleep(GRACE).await;
    };
    let close = async {
        stop.await;
        working.store(false, Ordering::SeqCst);
        closing.send(true).ok();
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = server => {}
        () = graceful => {}
        () = close => {}
    }
    closing.send(true).ok();
    finish(worker, relay).await;
    shop.store.close().await;
    Ok(())
}

/// Nobody may sell for real what demo mode filled: everybody knows its accounts and their password.
async fn refuse_demo(store: &Store) -> Result<(), StartError> {
    let mut tx = store.read().await?;
    if house::is_demo(&mut tx).await? {
        return Err("demo mode has filled this database, and everybody knows its accounts and their password: name \
            another in PLUSONE_DATABASE_URL"
            .into());
    }
    Ok(())
}

/// Tells what may well be meant otherwise.
fn tell_doubts(config: &Config, shop: &Shop) {
    if shop.authenticators.is_none() && config.policy.operators_need_passkey {
        tracing::warn!(
            "operators cannot sign in: PLUSONE_PUBLIC_URL is a bare address, which passkeys cannot belong to"
        );
    }
    if config.mode == Mode::Production && !config.secure {
        tracing::warn!(
            "cookies may travel over plain http: where a proxy ends TLS before the store, PLUSONE_PUBLIC_URL is its \
            https address"
        );
    }
    for (setting, url) in [("PLUSONE_PERSONA_URL", &config.persona.url), ("PLUSONE_TWILIO_URL", &config.twilio.url)] {
        if url.as_ref().is_some_and(|url| !is_private(url)) {
            tracing::warn!(setting, "what goes to this vendor can be read on the way: its address is plain http");
        }
    }
}

async fn finish(worker: JoinHandle<()>, relay: JoinHandle<()>) {
    relay.abort();
    if let Err(error) = worker.await {
        tracing::error!(%error, "the worker ended badly");
    }
}

async fn until(mut closed: watch::Receiver<bool>) {
    closed.wait_for(|closed| *closed).await.ok();
}

/// Carries word between nodes; a lost connection is made again.
async fn relay(store: Store) {
    while let Err(error) = store.relay().await {
        tracing::warn!(error = &error as &dyn std::error::Error, "no word from other nodes");
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

/// Opens the configured database.
///
/// # Errors
/// It cannot be reached, or the data folder cannot be made.
pub async fn open(config: &Config) -> Result<Store, StartError> {
    if config.database_url.starts_with("sqlite:") {
        std::fs::create_dir_all(&config.data_dir)?;
        let file = copy::place(&config.database_url)?.canonicalize();
        // SQLite gives the files beside it the same rights.
        if file.is_ok_and(|file| is_open(&file) && file.parent().is_some_and(is_open)) {
            tracing::warn!(
                "other users of this machine may read the database: chmod 600 its file, and those beside it"
            );
        }
    }
    Ok(Store::open(&config.database_url).await?)
}

/// Whether others than the owner have any right in a file or folder.
fn is_open(path: &Path) -> bool {
    path.metadata().is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

/// The vault of the configured keys.
///
/// # Errors
/// A key is not 32 bytes.
pub fn vault(config: &Config) -> Result<Vault, StartError> {
    let key = |text: &SecretString| -> Result<[u8; 32], StartError> {
        let key = BASE64_STANDARD.decode(text.expose_secret())?;
        key.try_into().map_err(|_| "a secret key is not 32 bytes".into())
    };
    let mut vault = Vault::new(key(&config.secret_key)?);
    for old in &config.old_secret_keys {
        vault = vault.with_older(key(old)?);
    }
    Ok(vault)
}

/// The desk for a command that runs beside whoever serves.
///
/// # Errors
/// The database cannot be opened, or there is no carrier that both could reach.
pub async fn desk(config: &Config) -> Result<Shop, StartError> {
    let hosts = vendors::carrier(config).ok_or(
        "in demo mode the carrier is emulated inside `plusone serve`, where no other command reaches it: \
        name one that runs by itself (`plusone emulate`) in PLUSONE_TWILIO_URL",
    )?;
    let store = open(config).await?;
    store.migrate().await?;
    shop(config, store, hosts, None).await
}

async fn shop(config: &Config, store: Store, hosts: Hosts, inquiries: Option<Inquiries>) -> Result<Shop, StartError> {
    let vault = Arc::new(vault(config)?);
    let audit = audit::key(&store, &vault).await?;
    let carriers =
        Carriers::new(config.twilio.account.clone(), Arc::clone(&vault), hosts, config.policy.carrier_timeout);
    Ok(Shop {
        store,
        clock: Clock::system(),
        policy: Arc::new(config.policy.clone()),
        inquiries,
        sms_from: config.twilio.sms_from.clone(),
        post: config.mail.as_ref().map(Post::new).transpose()?,
        carriers,
        questions: Questions::new(config.policy.rates),
        vault,
        audit,
        passwords: crate::desk::password::Passwords::default(),
        authenticators: Authenticators::of_site(&config.public_url),
        origin: config.public_url.as_str().into(),
        cookie: SignInCookie { secure: config.secure, seconds: config.policy.session_life.as_secs() },
        demo: config.mode == Mode::Demo,
    })
}
