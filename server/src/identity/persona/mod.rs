//! Persona, by one of two transports. Transaction: our own pages take the pictures, one transaction carries them, a
//! workflow at Persona runs the checks. Inquiry: Persona's own page takes them. Either way the status of the transaction
//! or the inquiry is the word that counts, and it is read in one place.
//!
//! Facts are from Persona's OpenAPI file (`persona-id/persona-openapi`, 2025-12-08) and from the guides "Government ID
//! via API" and "Idempotence" under docs.withpersona.com. Names of fields and statuses are the customer's own choice in
//! Persona's dashboard, so they are settings.

mod checks;
mod error;
pub mod event;
mod inflection;
mod inquiry;
pub mod names;
mod outcome;
mod redact;
#[cfg(test)]
mod test_kit;
mod transaction;

use std::{fmt, sync::Arc, time::Duration};

use app::domain::verification::Transport;
use http::StatusCode;
use reqwest::{Client, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

pub use crate::identity::{Picture, PictureKind, VendorRef};
use crate::{
    http_client::{Trouble, ask},
    identity::SubmitError,
};

pub use self::{
    event::VendorEvent,
    inquiry::{Inquiries, InquirySettings},
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
    /// The transaction type, `txntp_…`; `None` when Persona's own page takes the pictures.
    pub transaction_type: Option<String>,
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

    fn delete(&self, resource: &str) -> RequestBuilder {
        self.with_headers(self.http.delete(self.url(resource)))
    }

    fn post(&self, resource: &str) -> RequestBuilder {
        self.with_headers(self.http.post(self.url(resource)))
    }

    /// Sends what makes an object at Persona; its id there. `idempotency_key` names this hand-over: sent again with the
    /// same key it is taken once, and the answer is the first one, for at least a day.
    async fn create(&self, request: RequestBuilder, idempotency_key: &str) -> Result<VendorRef, SubmitError> {
        let same_key = |trouble| SubmitError::SameKey { retry_after: None, trouble };
        let answer = ask(request.header("Idempotency-Key", idempotency_key)).await.map_err(same_key)?;
        if !matches!(answer.status, StatusCode::CREATED | StatusCode::OK) {
            return Err(error::not_submitted(&answer, &self.settings.fields));
        }
        let body: Value = answer.json().map_err(same_key)?;
        let id = inflection::text(&body, &["data", "id"]).and_then(|id| id.parse().ok());
        id.ok_or_else(|| same_key(Trouble::Unreadable))
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

/// Where the objects of a transport lie.
const fn folder(transport: Transport) -> &'static str {
    match transport {
        Transport::Transaction => "transactions",
        Transport::Inquiry => "inquiries",
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
