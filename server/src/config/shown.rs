//! The settings as a log may show them: no secret, and no password inside an address.

use std::fmt;

use super::{Config, MailSettings, PersonaSettings, TwilioSettings};

impl fmt::Debug for PersonaSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PersonaSettings")
            .field("url", &self.url.as_ref().map(|url| address_only(url.as_str())))
            .field("webhook_secrets", &self.webhook_secrets.len())
            .field("transport", &self.transport)
            .field("names", &self.names)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for TwilioSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TwilioSettings")
            .field("url", &self.url.as_ref().map(|url| address_only(url.as_str())))
            .field("account", &self.account.as_ref().map(|(sid, _)| sid))
            .field("sms_from", &self.sms_from)
            .finish()
    }
}

impl fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("channel", &self.channel)
            .field("from", &self.from.email.to_string())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("mode", &self.mode)
            .field("addr", &self.addr)
            .field("public_url", &self.public_url)
            .field("database_url", &address_only(&self.database_url))
            .field("data_dir", &self.data_dir)
            .field("trusted_proxies", &self.trusted_proxies)
            .field("persona", &self.persona)
            .field("twilio", &self.twilio)
            .field("mail", &self.mail)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

/// An address without whoever is named in it and without its parameters: PostgreSQL's may hold the password in either.
fn address_only(address: &str) -> String {
    let bare = address.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = bare.split_once("://") else { return bare.to_owned() };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    // A password with an unescaped slash ends up in the path; then nothing is safe to show.
    if path.contains('@') { format!("{scheme}://…") } else { format!("{scheme}://{host}{path}") }
}
