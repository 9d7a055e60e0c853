//! Questions to the hosts of compliance objects, and the ids that come back.

use app::domain::service::Reason;
use http::StatusCode;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{TrustError, reasons};
use crate::{
    carriers::{
        CarrierError,
        twilio::{Twilio, error},
    },
    http_client::{Trouble, ask},
};

/// The most entries of one page of a list.
pub(super) const PAGE: &str = "1000";

/// One of Twilio's ids: letters and digits, so that it cannot leave its place in an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Sid(String);

impl Sid {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Sid {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let plain = (3..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if plain { Ok(Self(text)) } else { Err("not an id") }
    }
}

/// What Twilio lists with what it refused. Its shape is documented for some objects only, so all that is relied on is
/// that a code stands in it.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Complaints(Vec<Value>);

impl Complaints {
    pub(super) fn reasons(complaints: Option<&Self>) -> Vec<Reason> {
        let all = complaints.into_iter().flat_map(|complaints| &complaints.0);
        let code = |complaint: &Value| ["code", "error_code"].iter().find_map(|name| complaint.get(name)?.as_u64());
        reasons::of(all.filter_map(code).filter_map(|code| u32::try_from(code).ok()))
    }
}

/// Where a list goes on.
#[derive(Deserialize)]
pub(super) struct Meta {
    next_page_url: Option<String>,
}

impl Meta {
    /// A list that goes on says nothing of what is not on this page.
    pub(super) fn whole(&self) -> Result<(), Trouble> {
        if self.next_page_url.is_none() { Ok(()) } else { Err(Trouble::Unreadable) }
    }
}

impl Twilio {
    pub(super) fn trusthub(&self, resource: &str) -> String {
        format!("{}/v1/{resource}", self.0.hosts.trusthub)
    }

    pub(super) fn messaging(&self, resource: &str) -> String {
        format!("{}/v1/{resource}", self.0.hosts.messaging)
    }

    /// Reads something that must be there.
    pub(super) async fn look<T: DeserializeOwned>(
        &self,
        url: String,
        query: &[(&str, &str)],
    ) -> Result<T, CarrierError> {
        Ok(error::answered(ask(self.get(url).query(query)).await?)?.json()?)
    }

    /// Reads something that may be gone, or not be shown yet.
    pub(super) async fn look_if_any<T: DeserializeOwned>(&self, url: String) -> Result<Option<T>, CarrierError> {
        let answer = error::answered_if_any(ask(self.get(url)).await?)?;
        Ok(answer.map(|answer| answer.json()).transpose()?)
    }

    /// Takes something away; what is gone already is taken away.
    pub(super) async fn take_away(&self, url: String) -> Result<(), CarrierError> {
        let answer = ask(self.delete(url)).await?;
        if answer.status == StatusCode::NO_CONTENT {
            return Ok(());
        }
        error::answered_if_any(answer).map(|_| ())
    }

    /// Makes or changes something. A no is one to what was written only by a code that says so: others speak of what we
    /// did, such as a second request for what the first, whose answer was lost, has done.
    pub(super) async fn write<T: DeserializeOwned>(&self, url: String, form: &[(&str, &str)]) -> Result<T, TrustError> {
        let answer = ask(self.post(url).form(form)).await?;
        match answer.status {
            StatusCode::OK | StatusCode::CREATED | StatusCode::ACCEPTED => Ok(answer.json()?),
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
                let code = error::code(&answer);
                if let Some((reason, edit)) = code.and_then(reasons::of_refusal) {
                    tracing::info!(code, "twilio refuses part of an application");
                    return Err(TrustError::Refused { reasons: vec![reason], edit });
                }
                tracing::error!(status = answer.status.as_u16(), code, "twilio refuses a request of ours");
                Ok(error::answered(answer)?.json()?)
            }
            _ => Ok(error::answered(answer)?.json()?),
        }
    }
}
