//! Where the vendors are reached, and the identity vendor as the settings name it.

use std::{net::SocketAddr, sync::Arc, time::Duration};
use url::Url;

use crate::{
    carriers::Hosts,
    config::{Config, Mode, PersonaTransport, is_private},
    demo,
    http_client::http_client,
    identity::persona::{Inquiries, InquirySettings, Persona, Settings},
    serve::StartError,
};

/// One request to the identity vendor: pictures are a few megabytes.
const PERSONA_TIMEOUT: Duration = Duration::from_secs(25);
/// Where its API is reached.
const PERSONA_HOST: &str = "api.withpersona.com";
/// Where Persona's one-time links lead, and where they lead on to (docs "Inquiry One-Time Links", "Hosted Flow").
const HOSTED: [&str; 2] = ["https://withpersona.com", "https://inquiry.withpersona.com"];

/// Where the vendors are reached.
pub struct Vendors {
    /// The identity vendor's API.
    pub persona: Url,
    /// The carrier.
    pub twilio: Hosts,
}

/// The vendors' addresses; in demo mode the emulators', which are started here unless both have an address
/// and run until `stop` completes.
pub async fn find(
    config: &Config,
    local: SocketAddr,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<Vendors, StartError> {
    let emulator = match (config.mode, &config.persona.url, &config.twilio.url) {
        (Mode::Production, ..) | (Mode::Demo, Some(_), Some(_)) => None,
        (Mode::Demo, ..) => Some(demo::vendors::start(config, local, stop).await?),
    };
    let persona = match (&config.persona.url, emulator) {
        (Some(url), _) => url.clone(),
        (None, Some(address)) => format!("http://{address}/api/v1").parse()?,
        (None, None) => format!("https://{PERSONA_HOST}/api/v1").parse()?,
    };
    let emulated = emulator.map(|address| Hosts::all_at(&format!("http://{address}")));
    Ok(Vendors { persona, twilio: carrier(config).or(emulated).unwrap_or_else(Hosts::vendor) })
}

/// Where the carrier is reached; `None` in demo mode without an address, where whoever serves emulates it.
pub fn carrier(config: &Config) -> Option<Hosts> {
    match (&config.twilio.url, config.mode) {
        (Some(url), _) => Some(Hosts::all_at(url.as_str())),
        (None, Mode::Production) => Some(Hosts::vendor()),
        (None, Mode::Demo) => None,
    }
}

/// The identity vendor.
pub fn persona(config: &Config, vendors: &Vendors) -> Persona {
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
pub fn inquiries(config: &Config, vendors: &Vendors, persona: &Arc<Persona>) -> Option<Inquiries> {
    let PersonaTransport::Inquiry { template, hosted } = config.persona.transport.clone() else { return None };
    let usual = || match vendors.persona.host_str() {
        Some(PERSONA_HOST) => HOSTED.iter().filter_map(|url| url.parse().ok()).collect(),
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
