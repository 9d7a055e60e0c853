//! Persona's own page, for plans without the Transactions entitlement (`POST /inquiries`,
//! `POST /inquiries/{id}/generate-one-time-link`; guides "Hosted Flow" and "Inquiry One-Time Links" under
//! docs.withpersona.com). The buyer goes there by a link that works once, and comes back with parameters that nobody
//! believes: what happened is read like any other word.

use std::sync::Arc;

use app::domain::AccountId;
use http::StatusCode;
use serde_json::{Value, json};
use url::{Origin, Url};

use super::{Persona, error::not_fetched, inflection::text};
use crate::{
    http_client::{Trouble, ask},
    identity::{LinkError, SubmitError, VendorRef},
};

/// How inquiries are made.
#[derive(Clone, Debug)]
pub struct InquirySettings {
    /// The inquiry template: `itmpl_…`.
    pub template: String,
    /// Where the buyer comes back to.
    pub redirect_uri: String,
    /// Where Persona's own pages live. Our pages may send the buyer nowhere else.
    pub hosted: Vec<Origin>,
}

/// Inquiries at one environment. A clone is another handle on the same.
#[derive(Clone, Debug)]
pub struct Inquiries {
    persona: Arc<Persona>,
    settings: Arc<InquirySettings>,
}

impl Inquiries {
    /// Inquiries at `persona`.
    #[must_use]
    pub fn new(persona: Arc<Persona>, settings: InquirySettings) -> Self {
        Self { persona, settings: Arc::new(settings) }
    }

    /// The environment.
    #[must_use]
    pub fn persona(&self) -> &Persona {
        &self.persona
    }

    /// Where Persona's own pages live.
    #[must_use]
    pub fn hosted(&self) -> &[Origin] {
        &self.settings.hosted
    }

    /// Makes an inquiry for `account`; with the same key it is made once. Persona files it under its account of that
    /// name, like a transaction.
    ///
    /// # Errors
    /// [`SubmitError`], by what to do about it.
    pub async fn create(&self, account: &AccountId, idempotency_key: &str) -> Result<VendorRef, SubmitError> {
        let body = json!({
            "data": {"attributes": {
                "inquiry-template-id": self.settings.template,
                "redirect-uri": self.settings.redirect_uri,
            }},
            "meta": {"auto-create-account-reference-id": account.as_str()},
        });
        self.persona.create(self.persona.post("inquiries").json(&body), idempotency_key).await
    }

    /// A fresh link to Persona's page of this inquiry, which works once.
    ///
    /// # Errors
    /// [`LinkError`]; an inquiry that is completed, decided, expired or deleted has no link.
    pub async fn link(&self, inquiry: &VendorRef) -> Result<Url, LinkError> {
        let resource = format!("inquiries/{inquiry}/generate-one-time-link");
        let answer = ask(self.persona.post(&resource).json(&json!({}))).await?;
        match answer.status {
            StatusCode::CREATED | StatusCode::OK => {}
            StatusCode::BAD_REQUEST
            | StatusCode::NOT_FOUND
            | StatusCode::CONFLICT
            | StatusCode::GONE
            | StatusCode::UNPROCESSABLE_ENTITY => return Err(LinkError::Ended),
            _ => return Err(not_fetched(&answer).into()),
        }
        let body: Value = answer.json()?;
        let link = text(&body, &["meta", "one-time-link"]).and_then(|link| link.parse::<Url>().ok());
        let link = link.ok_or(Trouble::Unreadable)?;
        if self.settings.hosted.contains(&link.origin()) {
            return Ok(link);
        }
        let origin = link.origin().ascii_serialization();
        tracing::error!(origin, "persona's link leads elsewhere than PLUSONE_PERSONA_HOSTED_ORIGINS says");
        Err(LinkError::Elsewhere { origin })
    }
}

#[cfg(test)]
mod tests;
