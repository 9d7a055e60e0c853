//! Persona by transactions: our own pages take the pictures, one transaction carries them, a workflow at Persona runs
//! the checks, and the transaction's status is the word that counts.
//!
//! Facts are from Persona's OpenAPI file (`persona-id/persona-openapi`, 2025-12-08) and from the guides "Government ID
//! via API" and "Idempotence" under docs.withpersona.com. Names of fields and statuses are the customer's own choice in
//! Persona's dashboard, so they are settings.

mod checks;
mod error;
pub mod event;
mod inflection;
pub mod names;
mod outcome;
#[cfg(test)]
mod test_kit;
mod transaction;

use std::{fmt, sync::Arc, time::Duration};

use reqwest::{Client, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};

pub use crate::identity::{Picture, PictureKind, VendorRef};

pub use self::{
    event::VendorEvent,
    names::{FieldNames, PuertoRico, StatusNames},
};

/// The version of Persona's API that this adapter was written for.
const VERSION: &str = "2025-12-08";

/// How to reach Persona, and what things are called there.
#[derive(Clone)]
pub struct Settings {
    /// Such as `https://api.withpersona.com/api/v1`.
    pub url: String,
    /// The API key.
    pub key: SecretString,
    /// The transaction type: `txntp_…`.
    pub transaction_type: String,
    /// Names of the transaction's fields.
    pub fields: FieldNames,
    /// Names of the transaction's statuses.
    pub statuses: StatusNames,
    /// The issuing country of Puerto Rico's documents, `PR` or `US`: Persona does not publish which it wants.
    pub puerto_rico: String,
    /// The time limit of each request, from the connection to the last byte of the answer.
    pub timeout: Duration,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("url", &self.url).finish_non_exhaustive()
    }
}

/// One environment at Persona. A clone is another handle on the same.
#[derive(Clone)]
pub struct Persona {
    http: Client,
    settings: Arc<Settings>,
}

impl Persona {
    /// The environment that `settings` describe.
    #[must_use]
    pub fn new(http: Client, settings: Settings) -> Self {
        Self { http, settings: Arc::new(settings) }
    }

    fn get(&self, resource: &str) -> RequestBuilder {
        self.with_headers(self.http.get(self.url(resource)))
    }

    fn post(&self, resource: &str) -> RequestBuilder {
        self.with_headers(self.http.post(self.url(resource)))
    }

    fn url(&self, resource: &str) -> String {
        format!("{}/{resource}", self.settings.url.trim_end_matches('/'))
    }

    fn with_headers(&self, request: RequestBuilder) -> RequestBuilder {
        request
            .bearer_auth(self.settings.key.expose_secret())
            .header("Persona-Version", VERSION)
            .header("Key-Inflection", "kebab")
            .timeout(self.settings.timeout)
    }
}

impl fmt::Debug for Persona {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Persona").field("settings", &self.settings).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::test_kit::{KEY, PATIENT, persona_at};

    #[test]
    fn shows_no_key() {
        assert!(!format!("{:?}", persona_at("http://127.0.0.1:1", PATIENT)).contains(KEY));
    }
}
