//! Settings: from the environment, or from a TOML file with the same keys. The environment wins.
//!
//! Everything is read and judged once, at the start; a problem is named by its key, and no secret is ever shown.

mod reader;
mod shown;
#[cfg(test)]
mod tests;

use app::domain::PhoneNumber;
use lettre::message::Mailbox;
use secrecy::SecretString;
use serde::Deserialize;
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};
use url::{Origin, Url};

use reader::Reader;

use crate::{
    identity::persona::{FieldNames, PuertoRico, StatusNames},
    policy::Policy,
};

/// How the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// With demo accounts, sample stock and emulated vendors.
    Demo,
    /// For real: no demo value is accepted, no emulator starts.
    Production,
}

/// The identity vendor's settings.
#[derive(Clone)]
pub struct PersonaSettings {
    /// Base address of its API; `None` in demo mode means the built-in emulator.
    pub url: Option<Url>,
    /// API key.
    pub api_key: SecretString,
    /// Webhook secrets, all of them live.
    pub webhook_secrets: Vec<SecretString>,
    /// How identities get there.
    pub transport: PersonaTransport,
    /// How the transaction type names its fields and statuses.
    pub names: PersonaNames,
}

/// How identities get to the vendor, with what that takes.
#[derive(Clone, Debug)]
pub enum PersonaTransport {
    /// Our own pages take the pictures.
    Transaction {
        /// Which type of transaction is made.
        kind: String,
    },
    /// The vendor's own page takes them.
    Inquiry {
        /// From which template an inquiry is made.
        template: String,
        /// Where those pages live, if anywhere else than usual.
        hosted: Vec<Origin>,
    },
}

/// How a customer's transaction type names things: the TOML file's table `persona`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonaNames {
    /// Its fields.
    pub fields: FieldNames,
    /// Its statuses.
    pub statuses: StatusNames,
    /// Which issuing country it wants for Puerto Rico's documents.
    pub puerto_rico: PuertoRico,
}

/// The carrier's settings.
#[derive(Clone)]
pub struct TwilioSettings {
    /// One address for every host of the vendor; `None` means the vendor's own, or in demo mode the emulator.
    pub url: Option<Url>,
    /// Our account there and its token; `None` means that we sell from stock alone.
    pub account: Option<(String, SecretString)>,
    /// From which number of ours text messages go out; `None` means that none do.
    pub sms_from: Option<PhoneNumber>,
}

/// How mail leaves the house.
#[derive(Clone)]
pub struct MailSettings {
    /// The SMTP server, by name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub channel: MailChannel,
    /// Who we are there.
    pub login: Option<(String, SecretString)>,
    /// From whom mails come.
    pub from: Mailbox,
}

/// How an SMTP server is spoken to. Beyond this machine nobody on the way can read along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailChannel {
    /// By TLS from the first byte.
    Tls,
    /// By TLS from STARTTLS on, before anything else is said.
    StartTls,
    /// As it is: for this machine alone.
    Plain,
}

/// Everything that can be set.
#[derive(Clone)]
pub struct Config {
    /// Demo or production.
    pub mode: Mode,
    /// Where to listen.
    pub addr: SocketAddr,
    /// Under which address browsers reach us, without a slash at the end.
    pub public_url: String,
    /// Whether that is TLS.
    pub secure: bool,
    /// The database's address.
    pub database_url: String,
    /// Where files are kept.
    pub data_dir: PathBuf,
    /// Seals pictures and tokens.
    pub secret_key: SecretString,
    /// Keys that did so before, and still open what is sealed with them.
    pub old_secret_keys: Vec<SecretString>,
    /// Proxies whose word on the client's address counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// The identity vendor.
    pub persona: PersonaSettings,
    /// The carrier.
    pub twilio: TwilioSettings,
    /// The post; without it nothing is mailed.
    pub mail: Option<MailSettings>,
    /// Limits, patience and lifetimes.
    pub policy: Policy,
}

/// What is wrong with the settings: each problem with its key.
#[derive(Debug, thiserror::Error)]
#[error("the settings do not do:\n  {}", .0.join("\n  "))]
pub struct ConfigError(Vec<String>);

impl Config {
    /// Reads the settings from the environment and from `file`. Without a file, and where the environment does not say
    /// how the program runs, it runs as `otherwise`.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn load(file: Option<&Path>, otherwise: Mode) -> Result<Self, ConfigError> {
        let (mut values, names) = file.map_or_else(|| Ok(Default::default()), read_file)?;
        values.extend(std::env::vars().filter(|(key, _)| key.starts_with("PLUSONE_")));
        if file.is_none() && otherwise == Mode::Demo {
            values.entry("PLUSONE_MODE".to_owned()).or_insert_with(|| "demo".to_owned());
        }
        Self::from_values(values, names)
    }

    /// Judges settings given by key.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn from_values(values: HashMap<String, String>, names: PersonaNames) -> Result<Self, ConfigError> {
        let mut read = Reader::new(values);
        let mode = read.mode();
        let addr = read.parsed("ADDR").unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000)));
        let (public_url, secure) = read.public_url(addr);
        let data_dir = PathBuf::from(read.text("DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let database_url =
            read.text("DATABASE_URL").unwrap_or_else(|| format!("sqlite:{}", data_dir.join("plusone.db").display()));
        let config = Self {
            mode,
            addr,
            public_url,
            secure,
            database_url,
            data_dir,
            secret_key: read.secret_key(mode),
            old_secret_keys: read.old_secret_keys(mode),
            trusted_proxies: read.trusted_proxies(),
            persona: read.persona(mode, names),
            twilio: read.twilio(mode),
            mail: read.mail(),
            policy: read.policy(mode),
        };
        read.done(config)
    }
}

/// The values of a TOML file, and the names in its table `persona`.
fn read_file(path: &Path) -> Result<(HashMap<String, String>, PersonaNames), ConfigError> {
    let problem = |what: String| ConfigError(vec![format!("{}: {what}", path.display())]);
    let text = std::fs::read_to_string(path).map_err(|error| problem(error.to_string()))?;
    let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| problem(error.message().to_owned()))?;
    let names = match table.remove("persona") {
        Some(names) => names.try_into().map_err(|error: toml::de::Error| problem(error.message().to_owned()))?,
        None => PersonaNames::default(),
    };
    let mut values = HashMap::new();
    for (key, value) in table {
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            _ => return Err(problem(format!("{key} must be text"))),
        };
        values.insert(key, text);
    }
    Ok((values, names))
}

/// Whether nobody on the way can read what goes there.
pub(crate) fn is_private(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && url.host_str().is_some_and(is_loopback))
}

/// Whether a host, as addresses name it, is this machine itself.
pub(crate) fn is_loopback(host: &str) -> bool {
    match host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}
