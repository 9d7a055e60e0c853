//! Reading settings by key and judging them.

use app::domain::{
    PhoneNumber,
    region::RegulatedRegions,
    rule::{self, duration},
    verification::{Poses, Transport},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use lettre::message::Mailbox;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    str::FromStr,
    time::Duration,
};
use url::{Origin, Url};

use super::{
    Config, ConfigError, MailChannel, MailSettings, Mode, PersonaNames, PersonaSettings, PersonaTransport,
    TwilioSettings, is_loopback, is_private,
};
use crate::{demo, policy::Policy};

/// Reads values by key and collects what is wrong with them.
pub(super) struct Reader {
    values: HashMap<String, String>,
    problems: Vec<String>,
}

impl Reader {
    pub(super) const fn new(values: HashMap<String, String>) -> Self {
        Self { values, problems: Vec::new() }
    }

    /// `config`, unless there were problems.
    pub(super) fn done(self, config: Config) -> Result<Config, ConfigError> {
        if self.problems.is_empty() { Ok(config) } else { Err(ConfigError(self.problems)) }
    }

    fn problem(&mut self, key: &str, what: &str) {
        self.problems.push(format!("PLUSONE_{key} {what}"));
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.values.get(&format!("PLUSONE_{key}")).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn value<T: FromStr>(&mut self, key: &str, text: &str) -> Option<T> {
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.problem(key, "cannot be read");
        }
        parsed
    }

    pub(super) fn parsed<T: FromStr>(&mut self, key: &str) -> Option<T> {
        let text = self.text(key)?;
        self.value(key, &text)
    }

    fn set<T: FromStr>(&mut self, key: &str, place: &mut T) {
        if let Some(value) = self.parsed(key) {
            *place = value;
        }
    }

    fn set_wait(&mut self, key: &str, place: &mut Duration) {
        let Some(text) = self.text(key) else { return };
        match duration(&text) {
            Some(value) => *place = value,
            None => self.problem(key, "must be a time such as 30s"),
        }
    }

    /// Values with commas between them.
    fn list(&self, key: &str) -> Vec<String> {
        let text = self.text(key).unwrap_or_default();
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    pub(super) fn mode(&mut self) -> Mode {
        match self.text("MODE").as_deref() {
            Some("demo") => Mode::Demo,
            None | Some("production") => Mode::Production,
            Some(_) => {
                self.problem("MODE", "must be demo or production");
                Mode::Production
            }
        }
    }

    pub(super) fn trusted_proxies(&mut self) -> Vec<IpAddr> {
        let proxies = self.list("TRUSTED_PROXIES");
        proxies.iter().filter_map(|text| self.value("TRUSTED_PROXIES", text)).collect()
    }

    /// A value that demo mode brings along and production must be given; production refuses the demo's.
    fn required(&mut self, mode: Mode, key: &str, demo: &str) -> String {
        match (mode, self.text(key)) {
            (Mode::Demo, found) => found.unwrap_or_else(|| demo.to_owned()),
            (Mode::Production, None) => {
                self.problem(key, "is missing");
                String::new()
            }
            (Mode::Production, Some(found)) => {
                if found == demo {
                    self.problem(key, "is the demo's value");
                }
                found
            }
        }
    }

    pub(super) fn public_url(&mut self, addr: SocketAddr) -> (String, bool) {
        let given = self.text("PUBLIC_URL");
        let wrong = match given {
            Some(_) => "must be https (plain http is for loopback hosts)",
            None => "is missing, and PLUSONE_ADDR is no loopback address",
        };
        let text = given.unwrap_or_else(|| format!("http://{addr}"));
        let Some(url) = self.value::<Url>("PUBLIC_URL", &text) else { return (text, false) };
        if !is_private(&url) {
            self.problem("PUBLIC_URL", wrong);
        }
        (url.origin().ascii_serialization(), url.scheme() == "https")
    }

    fn url(&mut self, key: &str) -> Option<Url> {
        let url: Url = self.parsed(key)?;
        if matches!(url.scheme(), "http" | "https") {
            return Some(url);
        }
        self.problem(key, "must be http or https");
        None
    }

    pub(super) fn secret_key(&mut self, mode: Mode) -> SecretString {
        let text = self.required(mode, "SECRET_KEY", demo::SECRET_KEY);
        if !text.is_empty() && key(&text).is_none() {
            self.problem("SECRET_KEY", "must be 32 bytes in base64");
        }
        text.into()
    }

    /// A slip here would be noticed only once something does not open, so each must be a key, and not the current one.
    pub(super) fn old_secret_keys(&mut self, mode: Mode) -> Vec<SecretString> {
        const KEY: &str = "OLD_SECRET_KEYS";
        let keys = self.list(KEY);
        if !keys.iter().all(|old| key(old).is_some()) {
            self.problem(KEY, "must be keys of 32 bytes in base64, with commas between them");
        }
        if keys.iter().any(|old| key(old) == self.text("SECRET_KEY").as_deref().and_then(key)) {
            self.problem(KEY, "holds the current key");
        }
        if mode == Mode::Production && keys.iter().any(|old| old == demo::SECRET_KEY) {
            self.problem(KEY, "holds the demo's value");
        }
        keys.into_iter().map(SecretString::from).collect()
    }

    /// The post, which takes both settings or neither.
    pub(super) fn mail(&mut self) -> Option<MailSettings> {
        const URL: &str = "SMTP_URL";
        const FROM: &str = "MAIL_FROM";
        match (self.text(URL), self.text(FROM)) {
            (None, None) => return None,
            (None, Some(_)) => self.problem(URL, "is missing beside PLUSONE_MAIL_FROM"),
            (Some(_), None) => self.problem(FROM, "is missing beside PLUSONE_SMTP_URL"),
            (Some(_), Some(_)) => {}
        }
        let from = self.text(FROM).and_then(|text| {
            let from = text.parse::<Mailbox>().ok();
            if from.is_none() {
                self.problem(FROM, "must be an address such as PlusOne <no-reply@numbers.example>");
            }
            from
        });
        let server = self.text(URL).and_then(|text| {
            let server = smtp(&text);
            if server.is_none() {
                self.problem(
                    URL,
                    "must be smtp://HOST:PORT or smtps://HOST:PORT, with name:password@ before the host or not",
                );
            }
            server
        });
        let ((host, port, channel, login), from) = server.zip(from)?;
        Some(MailSettings { host, port, channel, login, from })
    }

    pub(super) fn persona(&mut self, mode: Mode, names: PersonaNames) -> PersonaSettings {
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
                    self.problem("PERSONA_TRANSPORT", "must be transaction or inquiry");
                }
                let kind = self.required(mode, "PERSONA_TRANSACTION_TYPE", demo::PERSONA_TRANSACTION_TYPE);
                PersonaTransport::Transaction { kind }
            }
        }
    }

    /// Where browsers may be sent to.
    fn hosted(&mut self) -> Vec<Origin> {
        const KEY: &str = "PERSONA_HOSTED_ORIGINS";
        let mut origins = Vec::new();
        for text in self.list(KEY) {
            match text.parse::<Url>() {
                Ok(url) if is_private(&url) => origins.push(url.origin()),
                _ => self.problem(KEY, "must be https (plain http is for loopback hosts)"),
            }
        }
        origins
    }

    /// Each of the secrets counts alone, so each must be a real one: an empty one would sign what anybody can sign.
    fn webhook_secrets(&mut self, mode: Mode) -> Vec<SecretString> {
        const KEY: &str = "PERSONA_WEBHOOK_SECRETS";
        let mut secrets = self.list(KEY);
        match mode {
            Mode::Demo if secrets.is_empty() => secrets.push(demo::PERSONA_WEBHOOK_SECRET.to_owned()),
            Mode::Production if secrets.is_empty() => self.problem(KEY, "is missing"),
            Mode::Production if secrets.iter().any(|secret| secret == demo::PERSONA_WEBHOOK_SECRET) => {
                self.problem(KEY, "holds the demo's value");
            }
            _ => {}
        }
        secrets.into_iter().map(SecretString::from).collect()
    }

    pub(super) fn twilio(&mut self, mode: Mode) -> TwilioSettings {
        let pair = (self.text("TWILIO_ACCOUNT_SID"), self.text("TWILIO_AUTH_TOKEN"));
        let account = match (mode, pair) {
            (_, (Some(sid), Some(token))) => Some((sid, token.into())),
            (Mode::Demo, (None, None)) => Some((demo::TWILIO_SID.to_owned(), demo::TWILIO_TOKEN.into())),
            (Mode::Production, (None, None)) => None,
            (_, (Some(_), None)) => {
                self.problem("TWILIO_AUTH_TOKEN", "is missing");
                None
            }
            (_, (None, Some(_))) => {
                self.problem("TWILIO_ACCOUNT_SID", "is missing");
                None
            }
        };
        let demos = account.as_ref().is_some_and(|(sid, token): &(String, SecretString)| {
            sid == demo::TWILIO_SID || token.expose_secret() == demo::TWILIO_TOKEN
        });
        if mode == Mode::Production && demos {
            self.problem("TWILIO_ACCOUNT_SID", "or PLUSONE_TWILIO_AUTH_TOKEN is the demo's value");
        }
        let sms_from = self.sms_from(account.is_some());
        TwilioSettings { url: self.url("TWILIO_URL"), account, sms_from }
    }

    /// From where text messages go out: a number of our account there.
    fn sms_from(&mut self, has_account: bool) -> Option<PhoneNumber> {
        const KEY: &str = "SMS_FROM";
        let text = self.text(KEY)?;
        if !has_account {
            self.problem(KEY, "needs PLUSONE_TWILIO_ACCOUNT_SID and PLUSONE_TWILIO_AUTH_TOKEN");
        }
        let from = text.parse().ok();
        if from.is_none() {
            self.problem(KEY, "must be a number of the Twilio account such as +12025550123");
        }
        from
    }

    pub(super) fn policy(&mut self, mode: Mode) -> Policy {
        let mut policy = if mode == Mode::Demo { demo::policy() } else { Policy::default() };
        self.waits(&mut policy);
        if let Some(regions) = self.text("REGULATED_REGIONS") {
            match RegulatedRegions::listed(&regions) {
                Some(countries) => policy.regions.countries = countries,
                None => self.problem("REGULATED_REGIONS", "must be +1 countries such as US,CA,PR"),
            }
        }
        self.set("ATTEMPTS", &mut policy.attempts_max);
        if !rule::ATTEMPTS.contains(&policy.attempts_max) {
            self.problem("ATTEMPTS", "must be 1 to 100");
        }
        match self.text("SELFIE_POSES").as_deref() {
            None => {}
            Some("1") => policy.poses = Poses::One,
            Some("3") => policy.poses = Poses::Three,
            Some(_) => self.problem("SELFIE_POSES", "must be 1 or 3"),
        }
        self.set("MARKUP_PERCENT", &mut policy.markup_percent);
        if !rule::MARKUP.contains(&policy.markup_percent) {
            self.problem("MARKUP_PERCENT", "must be 0 to 1000");
        }
        self.set("CREDIT_LIMIT", &mut policy.credit);
        self.texts(&mut policy);
        self.guesses(&mut policy);
        self.crowds(&mut policy);
        match self.text("OPERATOR_PASSKEYS").as_deref() {
            None => {}
            Some("required") => policy.operators_need_passkey = true,
            Some("optional") => policy.operators_need_passkey = false,
            Some(_) => self.problem("OPERATOR_PASSKEYS", "must be required or optional"),
        }
        policy
    }

    /// How many text messages a day may be sent.
    fn texts(&mut self, policy: &mut Policy) {
        for (key, most) in
            [("SMS_DAILY_ACCOUNT", &mut policy.texts_of_account_max), ("SMS_DAILY", &mut policy.texts_of_all_max)]
        {
            self.set(key, most);
        }
    }

    fn guesses(&mut self, policy: &mut Policy) {
        self.set_wait("SIGN_IN_WINDOW", &mut policy.sign_in_window);
        if !(WINDOW_MIN..=WINDOW_MAX).contains(&policy.sign_in_window) {
            self.problem("SIGN_IN_WINDOW", "must be between 1m and 1d");
        }
        for (key, max) in [
            ("SIGN_IN_FAILURES", &mut policy.sign_in_failures_max),
            ("SIGN_IN_FAILURES_ACCOUNT", &mut policy.sign_in_failures_max_email),
            ("SIGN_IN_FAILURES_ADDRESS", &mut policy.sign_in_failures_max_address),
        ] {
            self.set(key, max);
            if !(1..=FAILURES_MAX).contains(max) {
                self.problem(key, "must be 1 to 100000");
            }
        }
    }

    /// How many requests and connections there may be.
    fn crowds(&mut self, Policy { rates, connections, .. }: &mut Policy) {
        for (key, place) in [
            ("RATE_PAGES", &mut rates.pages),
            ("RATE_SEARCHES", &mut rates.searches),
            ("RATE_CALLS", &mut rates.calls),
            ("RATE_QUESTIONS", &mut rates.questions),
            ("RATE_UPLOADS", &mut rates.uploads),
            ("RATE_STREAMS", &mut rates.streams),
            ("RATE_FILES", &mut rates.files),
            ("RATE_BAD_WEBHOOKS", &mut rates.bad_webhooks),
            ("RATE_CALLBACKS", &mut rates.callbacks),
            ("RATE_FEEDBACK", &mut rates.feedback),
        ] {
            self.set(key, place);
        }
        self.set("CONNECTIONS", &mut connections.all);
        if !(1..=CONNECTIONS_MAX).contains(&connections.all) {
            self.problem("CONNECTIONS", "must be 1 to 1000000");
        }
        // Whoever has few for all has no more for one.
        connections.of_one = connections.of_one.min(connections.all);
        self.set("CONNECTIONS_PER_ADDRESS", &mut connections.of_one);
        if connections.of_one == 0 {
            self.problem("CONNECTIONS_PER_ADDRESS", "must be 1 or more");
        }
    }

    fn waits(&mut self, policy: &mut Policy) {
        self.set_wait("CARRIER_TIMEOUT", &mut policy.carrier_timeout);
        self.set_wait("LEASE", &mut policy.lease);
        self.set_wait("SETTLE", &mut policy.patience.settle);
        self.set_wait("PERSONA_POLL_AFTER", &mut policy.poll_after);
        self.set_wait("HOLD", &mut policy.hold);
        self.set_wait("RELEASE_GRACE", &mut policy.grace);
        if !rule::HOLD.contains(&policy.hold) {
            self.problem("HOLD", "must be between 1m and 365d");
        }
        if !(GRACE_MIN..=*rule::HOLD.end()).contains(&policy.grace) {
            self.problem("RELEASE_GRACE", "must be between 1s and 365d");
        }
        if !(policy.carrier_timeout < policy.lease && policy.lease < policy.patience.settle) {
            self.problem("CARRIER_TIMEOUT", "< PLUSONE_LEASE < PLUSONE_SETTLE must hold");
        }
    }
}

/// Over how long failed sign-ins may be counted, and the most that may be allowed.
const WINDOW_MIN: Duration = Duration::from_secs(60);
const WINDOW_MAX: Duration = Duration::from_secs(86_400);
const FAILURES_MAX: i64 = 100_000;

/// More than one machine has files for.
const CONNECTIONS_MAX: usize = 1_000_000;

/// A grace of nothing would be none.
const GRACE_MIN: Duration = Duration::from_secs(1);

type SmtpServer = (String, u16, MailChannel, Option<(String, SecretString)>);

/// Reads the address of an SMTP server. Beyond this machine there is no way to it but TLS. Without a port it is the one of
/// submission (RFC 8314, 3.3; RFC 6409, 3.1).
fn smtp(text: &str) -> Option<SmtpServer> {
    let url: Url = text.parse().ok()?;
    let host = url.host_str().filter(|host| !host.is_empty())?;
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return None;
    }
    let (channel, usual) = match url.scheme() {
        "smtps" => (MailChannel::Tls, 465),
        "smtp" if is_loopback(host) => (MailChannel::Plain, 587),
        "smtp" => (MailChannel::StartTls, 587),
        _ => return None,
    };
    let decoded = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|text| text.into_owned());
    let login = match (url.username(), url.password()) {
        ("", None) => None,
        ("", Some(_)) | (_, None) => return None,
        (name, Some(password)) => Some((decoded(name)?, decoded(password)?.into())),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    Some((host, url.port().unwrap_or(usual), channel, login))
}

/// Reads a secret key.
fn key(text: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text).ok().filter(|key| key.len() == 32)
}
