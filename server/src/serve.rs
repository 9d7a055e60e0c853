//! Putting the house together and running it until it is told to stop.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use secrecy::ExposeSecret as _;
use std::{
    future::Future,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use url::Url;

use app::AppError;

use crate::{
    carriers::Hosts,
    clock::Clock,
    config::{Config, Mode, PersonaTransport, is_private},
    demo,
    desk::{Shop, SignInCookie, carriers::Carriers},
    emulators::{self, EmulatorSettings, TransactionFields, TransactionStatuses},
    http_client::http_client,
    identity::persona::{FieldNames, Inquiries, InquirySettings, Persona, Settings, StatusNames},
    jobs::{Worker, Working},
    store::Store,
    vault::Vault,
    web::{Front, assets, router},
};

/// One request to the identity vendor: pictures are a few megabytes.
const PERSONA_TIMEOUT: Duration = Duration::from_secs(25);
/// Where Persona's one-time links lead, and where they lead on to (docs "Inquiry One-Time Links", "Hosted Flow").
const HOSTED: [&str; 2] = ["https://withpersona.com", "https://inquiry.withpersona.com"];
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
    let vendors = vendors(&config, listener.local_addr()?, &closed).await?;
    let store = open(&config).await?;
    store.migrate().await?;
    let persona = Arc::new(persona(&config, &vendors));
    let shop = Arc::new(shop(&config, store, &vendors, &persona)?);
    if config.mode == Mode::Demo {
        demo::seed(&shop).await.map_err(AppError::from)?;
    }
    let working = Arc::new(AtomicBool::new(false));
    let front = Front {
        shop: Arc::clone(&shop),
        origin: config.public_url.as_str().into(),
        trusted_proxies: config.trusted_proxies.clone().into(),
        webhook_secrets: Arc::new(config.persona.webhook_secrets.clone()),
        assets,
        site,
        working: Arc::clone(&working),
        probe: "+12025550100".parse()?,
    };
    let work = Worker::new(Arc::clone(&shop), Some(persona)).run(closed.clone());
    let at_work = Working::start(Arc::clone(&working));
    let worker = tokio::spawn(async move {
        let _at_work = at_work;
        work.await;
    });
    let relay = tokio::spawn(relay(shop.store.clone()));
    tracing::info!(address = %config.addr, url = config.public_url, "serving");

    let app = router(front).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, app).with_graceful_shutdown(until(closed.clone()));
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
    let served = tokio::select! {
        served = server => served,
        () = graceful => Ok(()),
        () = close => Ok(()),
    };
    closing.send(true).ok();
    finish(worker, relay).await;
    shop.store.close().await;
    Ok(served?)
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
    }
    Ok(Store::open(&config.database_url).await?)
}

/// The vault of the configured key.
///
/// # Errors
/// The key is not 32 bytes.
pub fn vault(config: &Config) -> Result<Vault, StartError> {
    let key = BASE64_STANDARD.decode(config.secret_key.expose_secret())?;
    let key: [u8; 32] = key.try_into().map_err(|_| "the secret key is not 32 bytes")?;
    Ok(Vault::new(key))
}

/// Where the vendors are reached.
struct Vendors {
    persona: Url,
    twilio: Hosts,
}

/// The vendors' addresses; in demo mode the emulators', which are started here unless both have an address.
async fn vendors(config: &Config, local: SocketAddr, closed: &watch::Receiver<bool>) -> Result<Vendors, StartError> {
    let emulator = match (config.mode, &config.persona.url, &config.twilio.url) {
        (Mode::Production, ..) | (Mode::Demo, Some(_), Some(_)) => None,
        (Mode::Demo, ..) => {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            let address = listener.local_addr()?;
            std::fs::create_dir_all(&config.data_dir)?;
            let settings = emulator_settings(config, &loopback(local), config.data_dir.join("emulators.jsonl"));
            tokio::spawn(emulate(listener, settings, until(closed.clone())));
            Some(address)
        }
    };
    let persona = match (&config.persona.url, emulator) {
        (Some(url), _) => url.clone(),
        (None, Some(address)) => format!("http://{address}/api/v1").parse()?,
        (None, None) => "https://api.withpersona.com/api/v1".parse()?,
    };
    let twilio = match (&config.twilio.url, emulator) {
        (Some(url), _) => Hosts::all_at(url.as_str()),
        (None, Some(address)) => Hosts::all_at(&format!("http://{address}")),
        (None, None) => Hosts::vendor(),
    };
    Ok(Vendors { persona, twilio })
}

async fn emulate(listener: TcpListener, settings: EmulatorSettings, stop: impl Future<Output = ()> + Send + 'static) {
    if let Err(error) = emulators::serve(listener, settings, stop).await {
        tracing::error!(error = &error as &dyn std::error::Error, "the emulators stopped");
    }
}

/// How we reach ourselves: the emulators carry no certificates, so the public address may not do.
fn loopback(local: SocketAddr) -> String {
    let host = match local.ip() {
        IpAddr::V4(any) if any.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(any) if any.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    format!("http://{}", SocketAddr::new(host, local.port()))
}

/// What the emulators must know so that the same settings serve both sides. `store` is where they reach the store.
#[must_use]
pub fn emulator_settings(config: &Config, store: &str, ledger: std::path::PathBuf) -> EmulatorSettings {
    let FieldNames {
        id_class,
        address_country_code,
        id_front_photo,
        id_back_photo,
        selfie_center_photo,
        selfie_left_photo,
        selfie_right_photo,
    } = config.persona.names.fields.clone();
    // Nothing steers the emulator to `errored`.
    let StatusNames { approved, declined, needs_review, errored: _ } = config.persona.names.statuses.clone();
    let ours = config.twilio.account.iter().map(|(sid, token)| (sid.clone(), token.expose_secret().to_owned()));
    let own = (demo::OWN_SID.to_owned(), demo::OWN_TOKEN.to_owned());
    let secret = config.persona.webhook_secrets.first();
    let (mut transaction_type, mut inquiry_template) =
        (demo::PERSONA_TRANSACTION_TYPE.to_owned(), demo::PERSONA_INQUIRY_TEMPLATE.to_owned());
    match config.persona.transport.clone() {
        PersonaTransport::Transaction { kind } => transaction_type = kind,
        PersonaTransport::Inquiry { template, .. } => inquiry_template = template,
    }
    EmulatorSettings {
        persona_api_key: config.persona.api_key.expose_secret().to_owned(),
        webhook_url: format!("{store}/webhooks/persona"),
        webhook_secret: secret.map(|secret| secret.expose_secret().to_owned()).unwrap_or_default(),
        transaction_type,
        inquiry_template,
        fields: TransactionFields {
            id_class,
            country: address_country_code,
            front: id_front_photo,
            back: id_back_photo,
            selfie_center: selfie_center_photo,
            selfie_left: selfie_left_photo,
            selfie_right: selfie_right_photo,
        },
        statuses: TransactionStatuses { approved, declined, needs_review },
        twilio_accounts: ours.chain([own]).collect(),
        ledger,
        ..EmulatorSettings::default()
    }
}

fn shop(config: &Config, store: Store, vendors: &Vendors, persona: &Arc<Persona>) -> Result<Shop, StartError> {
    let vault = Arc::new(vault(config)?);
    let carriers = Carriers::new(
        config.twilio.account.clone(),
        Arc::clone(&vault),
        vendors.twilio.clone(),
        config.policy.markup_percent,
        config.policy.carrier_timeout,
    );
    Ok(Shop {
        store,
        clock: Clock::system(),
        policy: Arc::new(config.policy.clone()),
        inquiries: inquiries(config, vendors, persona),
        carriers,
        vault,
        passwords: crate::desk::password::Passwords::default(),
        cookie: SignInCookie { secure: config.secure, seconds: config.policy.session_life.as_secs() },
        demo: config.mode == Mode::Demo,
    })
}

fn persona(config: &Config, vendors: &Vendors) -> Persona {
    let settings = Settings {
        url: vendors.persona.to_string(),
        key: config.persona.api_key.clone(),
        transaction_type: match &config.persona.transport {
            PersonaTransport::Transaction { kind } => Some(kind.clone()),
            PersonaTransport::Inquiry { .. } => None,
        },
        fields: config.persona.names.fields.clone(),
        statuses: config.persona.names.statuses.clone(),
        puerto_rico: config.persona.names.puerto_rico.as_str().to_owned(),
        timeout: PERSONA_TIMEOUT,
    };
    Persona::new(http_client(), settings)
}

/// Inquiries, if they are the transport. The vendor's own pages live on two hosts of its own; whatever else stands for
/// its API stands for them too.
fn inquiries(config: &Config, vendors: &Vendors, persona: &Arc<Persona>) -> Option<Inquiries> {
    let PersonaTransport::Inquiry { template, hosted } = config.persona.transport.clone() else { return None };
    let usual = || match vendors.persona.host_str() {
        Some("api.withpersona.com") => HOSTED.iter().filter_map(|url| url.parse().ok()).collect(),
        _ => vec![vendors.persona.clone()],
    };
    let hosted = if hosted.is_empty() {
        usual().iter().filter(|url| is_private(url)).map(Url::origin).collect()
    } else {
        hosted
    };
    let redirect_uri = format!("{}/verify", config.public_url);
    Some(Inquiries::new(Arc::clone(persona), InquirySettings { template, redirect_uri, hosted }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::PersonaNames;
    use std::collections::HashMap;

    #[test]
    fn the_emulator_is_told_every_name_and_a_local_address() {
        let names: PersonaNames =
            toml::from_str("[fields]\nid_front_photo = 'front'\n[statuses]\napproved = 'fine'").expect("names");
        let values = [("PLUSONE_MODE", "demo"), ("PLUSONE_PUBLIC_URL", "https://numbers.example")];
        let values: HashMap<_, _> = values.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        let config = Config::from_values(values, names).expect("accepted");
        let settings = emulator_settings(&config, &loopback(([0, 0, 0, 0], 3_000).into()), "ledger".into());
        assert_eq!(settings.webhook_url, "http://127.0.0.1:3000/webhooks/persona");
        assert_eq!((settings.fields.front.as_str(), settings.fields.back.as_str()), ("front", "id_back_photo"));
        assert_eq!((settings.statuses.approved.as_str(), settings.statuses.declined.as_str()), ("fine", "declined"));
    }

    #[test]
    fn browsers_are_sent_to_the_vendor_alone() {
        let hosted = |persona: &str, pairs: &[(&str, &str)]| {
            let mode = [("MODE", "demo"), ("PERSONA_TRANSPORT", "inquiry")];
            let pairs = mode.iter().chain(pairs);
            let values = pairs.map(|(key, value)| (format!("PLUSONE_{key}"), (*value).to_owned())).collect();
            let config = Config::from_values(values, PersonaNames::default()).expect("accepted");
            let vendors = Vendors { persona: persona.parse().expect("an address"), twilio: Hosts::vendor() };
            let persona = Arc::new(super::persona(&config, &vendors));
            let inquiries = inquiries(&config, &vendors, &persona).expect("the transport");
            inquiries.hosted().iter().map(url::Origin::ascii_serialization).collect::<Vec<_>>()
        };
        let vendor = "https://api.withpersona.com/api/v1";
        assert_eq!(hosted(vendor, &[]), HOSTED);
        assert_eq!(hosted("http://127.0.0.1:4000/api/v1", &[]), ["http://127.0.0.1:4000"]);
        assert!(hosted("http://persona.example/api/v1", &[]).is_empty(), "nobody is sent where others can read");
        let own = [("PERSONA_HOSTED_ORIGINS", "https://id.numbers.example")];
        assert_eq!(hosted(vendor, &own), ["https://id.numbers.example"]);
    }
}
