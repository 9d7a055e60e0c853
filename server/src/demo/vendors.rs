//! The vendors of demo mode: emulated, over HTTP on loopback.

use secrecy::ExposeSecret as _;
use std::{
    future::Future,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
};
use tokio::net::TcpListener;

use crate::{
    config::{Config, PersonaTransport},
    emulators::{self, EmulatorSettings, TransactionFields, TransactionStatuses},
    identity::persona::{FieldNames, StatusNames},
};

/// Starts the emulators for the store at `local`; they run until `stop` completes. Returns where they are reached.
pub(crate) async fn start(
    config: &Config,
    local: SocketAddr,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    std::fs::create_dir_all(&config.data_dir)?;
    let settings = settings(config, &loopback(local), config.data_dir.join("emulators.jsonl"));
    tokio::spawn(emulate(listener, settings, stop));
    Ok(address)
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
pub fn settings(config: &Config, store: &str, ledger: PathBuf) -> EmulatorSettings {
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
    let own = (super::OWN_SID.to_owned(), super::OWN_TOKEN.to_owned());
    let secret = config.persona.webhook_secrets.first();
    let (mut transaction_type, mut inquiry_template) =
        (super::PERSONA_TRANSACTION_TYPE.to_owned(), super::PERSONA_INQUIRY_TEMPLATE.to_owned());
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
        let settings = settings(&config, &loopback(([0, 0, 0, 0], 3_000).into()), "ledger".into());
        assert_eq!(settings.webhook_url, "http://127.0.0.1:3000/webhooks/persona");
        assert_eq!((settings.fields.front.as_str(), settings.fields.back.as_str()), ("front", "id_back_photo"));
        assert_eq!((settings.statuses.approved.as_str(), settings.statuses.declined.as_str()), ("fine", "declined"));
    }
}
