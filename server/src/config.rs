//! Settings: from the environment, or from a TOML file with the same keys. The environment wins.
//!
//! Everything is read and judged once, at the start; a problem is named by its key, and no secret is ever shown.

mod shown;

use app::domain::{
    CountryCode,
    region::{Area, RegulatedRegions},
    verification::Transport,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};
use url::{Host, Origin, Url};

use crate::{
    demo,
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
    /// Proxies whose word on the client's address counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// The identity vendor.
    pub persona: PersonaSettings,
    /// The carrier.
    pub twilio: TwilioSettings,
    /// Limits, patience and lifetimes.
    pub policy: Policy,
}

/// What is wrong with the settings: each problem with its key.
#[derive(Debug, thiserror::Error)]
#[error("the settings do not do:\n  {}", .0.join("\n  "))]
pub struct ConfigError(Vec<String>);

/// Reads values by key and collects what is wrong with them.
struct Reader {
    values: HashMap<String, String>,
    problems: Vec<String>,
}

impl Config {
    /// Reads the settings from the environment and from `file`.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut values = HashMap::new();
        let mut names = PersonaNames::default();
        if let Some(path) = file {
            let problem = |what: String| ConfigError(vec![format!("{}: {what}", path.display())]);
            let text = std::fs::read_to_string(path).map_err(|error| problem(error.to_string()))?;
            let mut table: toml::Table =
                text.parse().map_err(|error: toml::de::Error| problem(error.message().to_owned()))?;
            if let Some(table) = table.remove("persona") {
                names = table.try_into().map_err(|error: toml::de::Error| problem(error.message().to_owned()))?;
            }
            for (key, value) in table {
                let text = match value {
                    toml::Value::String(text) => text,
                    toml::Value::Integer(number) => number.to_string(),
                    _ => return Err(problem(format!("{key} must be text"))),
                };
                values.insert(key, text);
            }
        }
        values.extend(std::env::vars().filter(|(key, _)| key.starts_with("PLUSONE_")));
        Self::from_values(values, names)
    }

    /// The same for a program that is a demo unless told otherwise.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn load_or_demo(file: Option<&Path>) -> Result<Self, ConfigError> {
        if std::env::var_os("PLUSONE_MODE").is_some() || file.is_some() {
            return Self::load(file);
        }
        let mut values: HashMap<_, _> = std::env::vars().filter(|(key, _)| key.starts_with("PLUSONE_")).collect();
        values.insert("PLUSONE_MODE".to_owned(), "demo".to_owned());
        Self::from_values(values, PersonaNames::default())
    }

    /// Judges settings given by key.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn from_values(values: HashMap<String, String>, names: PersonaNames) -> Result<Self, ConfigError> {
        let mut read = Reader { values, problems: Vec::new() };
        let mode = match read.text("MODE").as_deref() {
            Some("demo") => Mode::Demo,
            None | Some("production") => Mode::Production,
            Some(_) => {
                read.problems.push("PLUSONE_MODE must be demo or production".to_owned());
                Mode::Production
            }
        };
        let addr = read.parsed("ADDR").unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000)));
        let (public_url, secure) = read.public_url(addr);
        let data_dir = PathBuf::from(read.text("DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let database_url =
            read.text("DATABASE_URL").unwrap_or_else(|| format!("sqlite:{}", data_dir.join("plusone.db").display()));
        let proxies = read.text("TRUSTED_PROXIES").unwrap_or_default();
        let trusted_proxies = proxies.split(',').map(str::trim).filter(|text| !text.is_empty());
        let trusted_proxies = trusted_proxies.filter_map(|text| read.value("TRUSTED_PROXIES", text)).collect();
        let config = Self {
            mode,
            addr,
            public_url,
            secure,
            database_url,
            data_dir,
            secret_key: read.secret_key(mode),
            trusted_proxies,
            persona: read.persona(mode, names),
            twilio: read.twilio(mode),
            policy: read.policy(mode),
        };
        if read.problems.is_empty() { Ok(config) } else { Err(ConfigError(read.problems)) }
    }
}

impl Reader {
    fn text(&self, key: &str) -> Option<String> {
        self.values.get(&format!("PLUSONE_{key}")).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn value<T: FromStr>(&mut self, key: &str, text: &str) -> Option<T> {
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.problems.push(format!("PLUSONE_{key} cannot be read"));
        }
        parsed
    }

    fn parsed<T: FromStr>(&mut self, key: &str) -> Option<T> {
        let text = self.text(key)?;
        self.value(key, &text)
    }

    /// A value that demo mode brings along and production must be given; production refuses the demo's.
    fn required(&mut self, mode: Mode, key: &str, demo: &str) -> String {
        match (mode, self.text(key)) {
            (Mode::Demo, found) => found.unwrap_or_else(|| demo.to_owned()),
            (Mode::Production, None) => {
                self.problems.push(format!("PLUSONE_{key} is missing"));
                String::new()
            }
            (Mode::Production, Some(found)) => {
                if found == demo {
                    self.problems.push(format!("PLUSONE_{key} is the demo's value"));
                }
                found
            }
        }
    }

    fn public_url(&mut self, addr: SocketAddr) -> (String, bool) {
        let text = self.text("PUBLIC_URL").unwrap_or_else(|| format!("http://{addr}"));
        let Some(url) = self.value::<Url>("PUBLIC_URL", &text) else { return (text, false) };
        if !is_private(&url) {
            self.problems.push("PLUSONE_PUBLIC_URL must be https (plain http is for loopback hosts)".to_owned());
        }
        (url.origin().ascii_serialization(), url.scheme() == "https")
    }

    fn url(&mut self, key: &str) -> Option<Url> {
        let url: Url = self.parsed(key)?;
        if matches!(url.scheme(), "http" | "https") {
            return Some(url);
        }
        self.problems.push(format!("PLUSONE_{key} must be http or https"));
        None
    }

    fn secret_key(&mut self, mode: Mode) -> SecretString {
        let text = self.required(mode, "SECRET_KEY", demo::SECRET_KEY);
        if !text.is_empty() && !BASE64_STANDARD.decode(&text).is_ok_and(|key| key.len() == 32) {
            self.problems.push("PLUSONE_SECRET_KEY must be 32 bytes in base64".to_owned());
        }
        text.into()
    }

    fn persona(&mut self, mode: Mode, names: PersonaNames) -> PersonaSettings {
        let webhook_secrets = self.webhook_secrets(mode);
        PersonaSettings {
            url: self.url("PERSONA_URL"),
            api_key: self.required(mode, "PERSONA_API_KEY", demo::PERSONA_API_KEY).into(),
            webhook_secrets,
            transport: self.transport(mode),
            names,
        }
    }

    fn transport(&mut self, mode: Mode) -> PersonaTransport {
        let chosen = self.text("PERSONA_TRANSPORT");
        match chosen.as_deref().unwrap_or(Transport::Transaction.as_str()).parse() {
            Ok(Transport::Inquiry) => PersonaTransport::Inquiry {
                template: self.required(mode, "PERSONA_INQUIRY_TEMPLATE", demo::PERSONA_INQUIRY_TEMPLATE),
                hosted: self.hosted(),
            },
            transport => {
                if transport.is_err() {
                    self.problems.push("PLUSONE_PERSONA_TRANSPORT must be transaction or inquiry".to_owned());
                }
                let kind = self.required(mode, "PERSONA_TRANSACTION_TYPE", demo::PERSONA_TRANSACTION_TYPE);
                PersonaTransport::Transaction { kind }
            }
        }
    }

    /// Where browsers may be sent to.
    fn hosted(&mut self) -> Vec<Origin> {
        const KEY: &str = "PERSONA_HOSTED_ORIGINS";
        let given = self.text(KEY).unwrap_or_default();
        let mut origins = Vec::new();
        for text in given.split(',').map(str::trim).filter(|text| !text.is_empty()) {
            match text.parse::<Url>() {
                Ok(url) if is_private(&url) => origins.push(url.origin()),
                _ => self.problems.push(format!("PLUSONE_{KEY} must be https (plain http is for loopback hosts)")),
            }
        }
        origins
    }

    /// Each of the secrets counts alone, so each must be a real one: an empty one would sign what anybody can sign.
    fn webhook_secrets(&mut self, mode: Mode) -> Vec<SecretString> {
        const KEY: &str = "PERSONA_WEBHOOK_SECRETS";
        let given = self.text(KEY).unwrap_or_default();
        let mut secrets: Vec<&str> = given.split(',').map(str::trim).filter(|secret| !secret.is_empty()).collect();
        match mode {
            Mode::Demo if secrets.is_empty() => secrets.push(demo::PERSONA_WEBHOOK_SECRET),
            Mode::Production if secrets.is_empty() => self.problems.push(format!("PLUSONE_{KEY} is missing")),
            Mode::Production if secrets.contains(&demo::PERSONA_WEBHOOK_SECRET) => {
                self.problems.push(format!("PLUSONE_{KEY} holds the demo's value"));
            }
            _ => {}
        }
        secrets.into_iter().map(SecretString::from).collect()
    }

    fn twilio(&mut self, mode: Mode) -> TwilioSettings {
        let pair = (self.text("TWILIO_ACCOUNT_SID"), self.text("TWILIO_AUTH_TOKEN"));
        let account = match (mode, pair) {
            (_, (Some(sid), Some(token))) => Some((sid, token.into())),
            (Mode::Demo, (None, None)) => Some((demo::TWILIO_SID.to_owned(), demo::TWILIO_TOKEN.into())),
            (Mode::Production, (None, None)) => None,
            (_, (Some(_), None)) => {
                self.problems.push("PLUSONE_TWILIO_AUTH_TOKEN is missing".to_owned());
                None
            }
            (_, (None, Some(_))) => {
                self.problems.push("PLUSONE_TWILIO_ACCOUNT_SID is missing".to_owned());
                None
            }
        };
        let demos = account.as_ref().is_some_and(|(sid, token): &(String, SecretString)| {
            sid == demo::TWILIO_SID || token.expose_secret() == demo::TWILIO_TOKEN
        });
        if mode == Mode::Production && demos {
            self.problems
                .push("PLUSONE_TWILIO_ACCOUNT_SID or PLUSONE_TWILIO_AUTH_TOKEN is the demo's value".to_owned());
        }
        TwilioSettings { url: self.url("TWILIO_URL"), account }
    }

    fn policy(&mut self, mode: Mode) -> Policy {
        let mut policy = if mode == Mode::Demo { demo::policy() } else { Policy::default() };
        let mut set = |key: &str, place: &mut Duration| {
            let Some(text) = self.text(key) else { return };
            match duration(&text) {
                Some(value) => *place = value,
                None => self.problems.push(format!("PLUSONE_{key} must be a time such as 30s")),
            }
        };
        set("CARRIER_TIMEOUT", &mut policy.carrier_timeout);
        set("LEASE", &mut policy.lease);
        set("SETTLE", &mut policy.patience.settle);
        set("PERSONA_POLL_AFTER", &mut policy.poll_after);
        set("HOLD", &mut policy.hold);
        set("RELEASE_GRACE", &mut policy.grace);
        if !(HOLD_MIN..=HOLD_MAX).contains(&policy.hold) {
            self.problems.push("PLUSONE_HOLD must be between 1m and 365d".to_owned());
        }
        if !(GRACE_MIN..=HOLD_MAX).contains(&policy.grace) {
            self.problems.push("PLUSONE_RELEASE_GRACE must be between 1s and 365d".to_owned());
        }
        if let Some(regions) = self.text("REGULATED_REGIONS") {
            match regulated(&regions) {
                Some(regions) => policy.regions = regions,
                None => {
                    self.problems.push("PLUSONE_REGULATED_REGIONS must be +1 countries such as US,CA,PR".to_owned())
                }
            }
        }
        if let Some(attempts) = self.parsed("ATTEMPTS") {
            policy.attempts_max = attempts;
        }
        if !(1..=100).contains(&policy.attempts_max) {
            self.problems.push("PLUSONE_ATTEMPTS must be 1 to 100".to_owned());
        }
        if let Some(percent) = self.parsed("MARKUP_PERCENT") {
            policy.markup_percent = percent;
        }
        if policy.markup_percent > 1_000 {
            self.problems.push("PLUSONE_MARKUP_PERCENT must be 0 to 1000".to_owned());
        }
        if let Some(limit) = self.parsed("CREDIT_LIMIT") {
            policy.credit = limit;
        }
        if !(policy.carrier_timeout < policy.lease && policy.lease < policy.patience.settle) {
            self.problems.push("PLUSONE_CARRIER_TIMEOUT < PLUSONE_LEASE < PLUSONE_SETTLE must hold".to_owned());
        }
        policy
    }
}

/// Whether nobody on the way can read what goes there.
pub(crate) fn is_private(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}

/// The shortest and the longest hold that make sense.
const HOLD_MIN: Duration = Duration::from_secs(60);
const HOLD_MAX: Duration = Duration::from_secs(365 * 86_400);

/// A grace of nothing would be none.
const GRACE_MIN: Duration = Duration::from_secs(1);

/// Reads the regulated regions. A country without an area code would be a slip that leaves a region open.
fn regulated(text: &str) -> Option<RegulatedRegions> {
    let in_plan = |country: &CountryCode| (200..1_000).any(|npa| Area::of(npa) == Area::Country(*country));
    let countries = text.split(',').map(|code| code.trim().parse().ok().filter(in_plan));
    countries.collect::<Option<Vec<CountryCode>>>().map(|countries| RegulatedRegions { countries })
}

/// Reads a time such as `500ms`, `30s`, `2m`, `1h` or `7d`.
fn duration(text: &str) -> Option<Duration> {
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(split);
    let number: u64 = number.parse().ok()?;
    let millis = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    Some(Duration::from_millis(number.checked_mul(millis)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let values = pairs.iter().map(|(key, value)| (format!("PLUSONE_{key}"), (*value).to_owned())).collect();
        Config::from_values(values, PersonaNames::default())
    }

    fn problems(pairs: &[(&str, &str)]) -> String {
        read(pairs).expect_err("refused").to_string()
    }

    const PRODUCTION: [(&str, &str); 5] = [
        ("MODE", "production"),
        ("SECRET_KEY", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="),
        ("PERSONA_API_KEY", "persona_production_1"),
        ("PERSONA_WEBHOOK_SECRETS", "wbhsec_1, wbhsec_2"),
        ("PERSONA_TRANSACTION_TYPE", "txntp_1"),
    ];

    #[test]
    fn demo_mode_needs_no_setting() {
        let config = read(&[("MODE", "demo")]).expect("accepted");
        assert_eq!(config.public_url, "http://127.0.0.1:3000");
        assert_eq!(config.policy.patience.settle, Duration::from_secs(8));
    }

    #[test]
    fn the_rules_of_the_house_can_be_set() {
        let config = read(&[
            ("MODE", "demo"),
            ("REGULATED_REGIONS", "US, CA,PR,JM"),
            ("HOLD", "3d"),
            ("RELEASE_GRACE", "30d"),
            ("ATTEMPTS", "3"),
            ("MARKUP_PERCENT", "20"),
            ("CREDIT_LIMIT", "250.50"),
        ]);
        let policy = config.expect("accepted").policy;
        assert_eq!(policy.regions.countries.len(), 4);
        assert_eq!(policy.hold, Duration::from_secs(3 * 86_400));
        assert_eq!(policy.grace, Duration::from_secs(30 * 86_400));
        assert_eq!((policy.attempts_max, policy.markup_percent), (3, 20));
        assert_eq!(policy.credit.cents(), 25_050);
        for (key, value) in [
            ("REGULATED_REGIONS", "US,GB"),
            ("REGULATED_REGIONS", "US,usa"),
            ("REGULATED_REGIONS", ","),
            ("HOLD", "7"),
            ("HOLD", "0s"),
            ("HOLD", "400d"),
            ("RELEASE_GRACE", "0s"),
            ("RELEASE_GRACE", "400d"),
            ("ATTEMPTS", "0"),
            ("ATTEMPTS", "-1"),
            ("MARKUP_PERCENT", "2000"),
            ("CREDIT_LIMIT", "-5"),
            ("CREDIT_LIMIT", "plenty"),
        ] {
            assert!(problems(&[("MODE", "demo"), (key, value)]).contains(&format!("PLUSONE_{key}")), "{key} {value}");
        }
    }

    #[test]
    fn production_names_every_missing_secret() {
        let told = problems(&[("MODE", "production")]);
        for key in ["SECRET_KEY", "PERSONA_API_KEY", "PERSONA_WEBHOOK_SECRETS", "PERSONA_TRANSACTION_TYPE"] {
            assert!(told.contains(&format!("PLUSONE_{key} is missing")), "{told}");
        }
        let config = read(&PRODUCTION).expect("accepted");
        assert_eq!(config.persona.webhook_secrets.len(), 2);
        assert!(config.twilio.account.is_none());
    }

    #[test]
    fn production_refuses_demo_values_and_shows_none() {
        for (key, value) in [
            ("SECRET_KEY", demo::SECRET_KEY),
            ("PERSONA_API_KEY", demo::PERSONA_API_KEY),
            ("PERSONA_WEBHOOK_SECRETS", demo::PERSONA_WEBHOOK_SECRET),
            ("PERSONA_TRANSACTION_TYPE", demo::PERSONA_TRANSACTION_TYPE),
        ] {
            let mut pairs = PRODUCTION.to_vec();
            pairs.push((key, value));
            let told = problems(&pairs);
            assert!(told.contains(key) && !told.contains(value), "{told}");
        }
    }

    #[test]
    fn each_transport_asks_for_its_own() {
        let with = |pairs: &[(&'static str, &'static str)]| {
            let needed = PRODUCTION.into_iter().filter(|(key, _)| *key != "PERSONA_TRANSACTION_TYPE");
            read(&needed.chain(pairs.iter().copied()).collect::<Vec<_>>())
        };
        let inquiry = ("PERSONA_TRANSPORT", "inquiry");
        let told = with(&[inquiry]).expect_err("refused").to_string();
        assert!(
            told.contains("PLUSONE_PERSONA_INQUIRY_TEMPLATE is missing") && !told.contains("TRANSACTION"),
            "{told}"
        );
        let told = with(&[("PERSONA_TRANSPORT", "transaction")]).expect_err("refused").to_string();
        assert!(told.contains("PLUSONE_PERSONA_TRANSACTION_TYPE is missing") && !told.contains("INQUIRY"), "{told}");
        assert!(with(&[("PERSONA_TRANSPORT", "pigeon")]).is_err());
        assert!(with(&[inquiry, ("PERSONA_INQUIRY_TEMPLATE", demo::PERSONA_INQUIRY_TEMPLATE)]).is_err());
        let template = ("PERSONA_INQUIRY_TEMPLATE", "itmpl_1");
        let transport = |pairs: &[(&'static str, &'static str)]| with(pairs).expect("accepted").persona.transport;
        let PersonaTransport::Inquiry { template: kept, hosted } = transport(&[inquiry, template]) else { panic!() };
        assert_eq!((kept.as_str(), hosted.len()), ("itmpl_1", 0));
        let hosts = ("PERSONA_HOSTED_ORIGINS", "https://id.numbers.example/verify, http://127.0.0.1:4000");
        let PersonaTransport::Inquiry { hosted, .. } = transport(&[inquiry, template, hosts]) else { panic!() };
        let hosted: Vec<_> = hosted.iter().map(Origin::ascii_serialization).collect();
        assert_eq!(hosted, ["https://id.numbers.example", "http://127.0.0.1:4000"]);
        for hosts in ["http://id.numbers.example", "id.numbers.example", "javascript:alert(1)"] {
            assert!(with(&[inquiry, template, ("PERSONA_HOSTED_ORIGINS", hosts)]).is_err(), "{hosts}");
        }
        let demo = read(&[("MODE", "demo"), inquiry]).expect("demo mode needs no more");
        assert!(matches!(demo.persona.transport, PersonaTransport::Inquiry { .. }));
    }

    #[test]
    fn plain_http_is_for_loopback() {
        let public = |url| read(&[("MODE", "demo"), ("PUBLIC_URL", url)]);
        assert!(public("http://localhost:8080").is_ok_and(|config| !config.secure));
        assert!(public("https://numbers.example/").is_ok_and(|config| config.secure));
        assert!(public("http://numbers.example").is_err());
    }

    #[test]
    fn the_order_of_the_waits_is_checked() {
        assert!(read(&[("MODE", "demo"), ("LEASE", "9s")]).is_err());
        assert!(read(&[("MODE", "demo"), ("LEASE", "9s"), ("SETTLE", "1m")]).is_ok());
        assert!(read(&[("MODE", "demo"), ("SETTLE", "soon")]).is_err());
    }

    #[test]
    fn each_webhook_secret_is_a_real_one() {
        let with = |secrets| {
            let mut pairs = PRODUCTION.to_vec();
            pairs.push(("PERSONA_WEBHOOK_SECRETS", secrets));
            read(&pairs)
        };
        let rotating = format!("wbhsec_1, {}", demo::PERSONA_WEBHOOK_SECRET);
        for secrets in [&rotating, ",", " , ", ""] {
            assert!(with(secrets).is_err(), "{secrets}");
        }
        let secrets = with("wbhsec_1,, wbhsec_2 ,").expect("accepted").persona.webhook_secrets;
        let secrets: Vec<_> = secrets.iter().map(|secret| secret.expose_secret()).collect();
        assert_eq!(secrets, ["wbhsec_1", "wbhsec_2"]);
    }

    #[test]
    fn secrets_do_not_show() {
        for database in [
            "postgres://plusone:canary-password@db.example/plusone",
            "postgres://canary-password@db.example/plusone",
            "postgres://db.example/plusone?user=plusone&password=canary-password",
            "postgres://plusone:canary/password@db.example/plusone",
        ] {
            let mut pairs = PRODUCTION.to_vec();
            pairs.extend([
                ("DATABASE_URL", database),
                ("PERSONA_URL", "https://canary-user:canary-password@persona.example/api"),
                ("TWILIO_URL", "http://canary-user@twilio.example"),
                ("TWILIO_ACCOUNT_SID", "AC1"),
                ("TWILIO_AUTH_TOKEN", "canary-token"),
            ]);
            let shown = format!("{:?}", read(&pairs).expect("accepted"));
            for secret in ["AQEBAQ", "persona_production_1", "wbhsec_1", "canary"] {
                assert!(!shown.contains(secret), "{secret} in {shown}");
            }
            assert!(shown.contains("persona.example/api") && shown.contains("twilio.example"), "{shown}");
        }
    }

    #[test]
    fn puerto_rico_is_filed_under_one_of_two_codes() {
        let names = |text: &str| toml::from_str::<PersonaNames>(text);
        assert_eq!(names("").expect("names").puerto_rico.as_str(), "PR");
        assert_eq!(names("puerto_rico = 'US'").expect("names").puerto_rico.as_str(), "US");
        assert!(names("puerto_rico = 'DO'").is_err());
    }
}
