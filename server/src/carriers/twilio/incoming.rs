//! Numbers of the account: buying one, reading back whether it was bought, listing all, and giving one back
//! (`…/IncomingPhoneNumbers.json`).

use app::domain::{LineId, PhoneNumber, Timestamp, gate::Cleared, line::FailReason};
use http::StatusCode;
use serde::Deserialize;
use std::collections::BTreeMap;
use time::{OffsetDateTime, format_description::well_known::Rfc2822};
use url::form_urlencoded::byte_serialize;

use super::{Twilio, error, search::CapabilitiesBody};
use crate::{
    carriers::{BuyAnswer, CarrierError, ReleaseAnswer, Shown},
    http_client::{Answer, Trouble, ask},
};

/// Pages that are read of one list: a million numbers.
const PAGES_MAX: usize = 1_000;

#[derive(Deserialize)]
struct NumberBody {
    sid: String,
    phone_number: String,
    friendly_name: Option<String>,
    date_created: Option<String>,
    #[serde(default)]
    capabilities: Option<CapabilitiesBody>,
}

impl NumberBody {
    fn shown(self) -> Result<Shown, Trouble> {
        if !well_formed(&self.sid) {
            return Err(Trouble::Unreadable);
        }
        let since = self.date_created.and_then(|date| moment(&date));
        let able = self.capabilities.unwrap_or_default().into();
        Ok(Shown { sid: self.sid, tag: self.friendly_name.unwrap_or_default(), since, able })
    }
}

/// A date as Twilio writes it (docs/usage/twilios-response: RFC 2822).
fn moment(date: &str) -> Option<Timestamp> {
    let micros = OffsetDateTime::parse(date, &Rfc2822).ok()?.unix_timestamp_nanos() / 1_000;
    Some(Timestamp::from_micros(i64::try_from(micros).ok()?))
}

#[derive(Deserialize)]
struct ListBody {
    incoming_phone_numbers: Vec<NumberBody>,
    next_page_uri: Option<String>,
}

impl Twilio {
    /// Buys the number, with `tag` on it, in one request that is never repeated here. The number is given in full:
    /// buying by area code could buy a second one. A second request for a number that the account owns may answer 201
    /// and rewrite it (ex_twilio pull request 116), so nobody else's live number may ever be asked for.
    pub async fn buy(&self, cleared: &Cleared, tag: &LineId) -> BuyAnswer {
        let number = cleared.number();
        let form = [("PhoneNumber", number.as_e164()), ("FriendlyName", tag.as_str())];
        match ask(self.post(self.account_url("IncomingPhoneNumbers.json")).form(&form)).await {
            Ok(answer) => told(&answer, number, tag),
            Err(trouble) if trouble.nothing_sent() => {
                tracing::warn!(line = %tag, "twilio cannot be reached");
                BuyAnswer::NotSent { retry_after: None }
            }
            Err(trouble) => {
                tracing::warn!(line = %tag, error = %trouble, "twilio gave no clear answer");
                BuyAnswer::Ambiguous
            }
        }
    }

    /// Gives the number with this id back. The id is no other number's, ever, so asking again does no harm.
    pub async fn release(&self, sid: &str) -> ReleaseAnswer {
        let sid: String = byte_serialize(sid.as_bytes()).collect();
        match ask(self.delete(self.account_url(&format!("IncomingPhoneNumbers/{sid}.json")))).await {
            Ok(answer) => given_back(&answer, &sid),
            Err(error) => {
                tracing::warn!(sid, %error, "twilio gave no clear answer to a release");
                ReleaseAnswer::Later { retry_after: None }
            }
        }
    }

    /// Writes `tag` on the number with this id (docs/phone-numbers/api/incomingphonenumber-resource: "Update"); `false`
    /// when the account has none. Asking again does no harm.
    ///
    /// # Errors
    /// [`CarrierError`] whenever the answer leaves a doubt.
    pub async fn tag(&self, sid: &str, tag: &LineId) -> Result<bool, CarrierError> {
        let sid: String = byte_serialize(sid.as_bytes()).collect();
        let request = self.post(self.account_url(&format!("IncomingPhoneNumbers/{sid}.json")));
        let answer = ask(request.form(&[("FriendlyName", tag.as_str())])).await?;
        if answer.status == StatusCode::NOT_FOUND && error::code(&answer) == Some(error::NOT_FOUND) {
            return Ok(false);
        }
        let body: NumberBody = error::answered(answer)?.json()?;
        if body.friendly_name.as_deref() == Some(tag.as_str()) { Ok(true) } else { Err(Trouble::Unreadable.into()) }
    }

    /// The number as the account shows it; `None` only when Twilio clearly says that it is not there.
    ///
    /// # Errors
    /// [`CarrierError`] whenever the answer leaves a doubt.
    pub async fn find(&self, number: &PhoneNumber) -> Result<Option<Shown>, CarrierError> {
        // The filter also takes parts of numbers, so others may be listed beside.
        let filter = [("PhoneNumber", number.as_e164()), ("PageSize", "1000")];
        let request = self.get(self.account_url("IncomingPhoneNumbers.json")).query(&filter);
        let list: ListBody = error::answered(ask(request).await?)?.json()?;
        match list.incoming_phone_numbers.into_iter().find(|body| body.phone_number == number.as_e164()) {
            Some(body) => Ok(Some(body.shown()?)),
            None if list.next_page_uri.is_none() => Ok(None),
            None => Err(Trouble::Unreadable.into()),
        }
    }

    /// Whether the account has this number under this id.
    ///
    /// # Errors
    /// [`CarrierError`] whenever the answer leaves a doubt.
    pub(super) async fn has(&self, number: &PhoneNumber, sid: &str) -> Result<bool, CarrierError> {
        let sid: String = byte_serialize(sid.as_bytes()).collect();
        let request = self.get(self.account_url(&format!("IncomingPhoneNumbers/{sid}.json")));
        let Some(answer) = error::answered_if_any(ask(request).await?)? else { return Ok(false) };
        Ok(answer.json::<NumberBody>()?.phone_number == number.as_e164())
    }

    /// Every number that the account shows. No snapshot: what is bought or given back while the pages are read may be
    /// among them or not.
    ///
    /// # Errors
    /// [`CarrierError`] when any page leaves a doubt: half a list would make the other half look gone.
    pub async fn owned(&self) -> Result<BTreeMap<PhoneNumber, Shown>, CarrierError> {
        let list = self.account_url("IncomingPhoneNumbers.json");
        let mut page = format!("{list}?PageSize=1000");
        let mut owned = BTreeMap::new();
        for _ in 0..PAGES_MAX {
            let body: ListBody = error::answered(ask(self.get(page)).await?)?.json()?;
            for body in body.incoming_phone_numbers {
                let number = body.phone_number.parse().map_err(|_| Trouble::Unreadable)?;
                owned.insert(number, body.shown()?);
            }
            let Some(next) = body.next_page_uri else { return Ok(owned) };
            page = format!("{}{next}", self.0.hosts.api);
            // The credentials go with it: never to another place than this very list.
            if page.strip_prefix(&list).is_none_or(|query| !query.starts_with('?')) {
                return Err(Trouble::Unreadable.into());
            }
        }
        Err(Trouble::Unreadable.into())
    }
}

/// What Twilio's answer to a request to buy comes to.
fn told(answer: &Answer, number: &PhoneNumber, tag: &LineId) -> BuyAnswer {
    let (status, code) = (answer.status, error::code(answer));
    match status {
        StatusCode::CREATED => bought(answer, number, tag),
        // "Never processed and always safe to retry" (docs/api/errors/20429).
        StatusCode::TOO_MANY_REQUESTS => BuyAnswer::NotSent { retry_after: answer.limit_pause() },
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            tracing::error!(line = %tag, status = status.as_u16(), code, "twilio refuses the credentials");
            BuyAnswer::Denied
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::CONFLICT => ambiguous(status, tag),
        _ if status.is_client_error() => {
            tracing::info!(line = %tag, status = status.as_u16(), code, "twilio refuses the number");
            let gone = code == Some(error::NOT_AVAILABLE);
            BuyAnswer::Refused(if gone { FailReason::NumberGone } else { FailReason::CarrierRefused })
        }
        _ => ambiguous(status, tag),
    }
}

/// What Twilio's answer to a release comes to. A 404 counts only with Twilio's own code: a page of a proxy says nothing
/// of the number.
fn given_back(answer: &Answer, sid: &str) -> ReleaseAnswer {
    let (status, code) = (answer.status, error::code(answer));
    match status {
        StatusCode::NO_CONTENT => ReleaseAnswer::Released,
        StatusCode::NOT_FOUND if code == Some(error::NOT_FOUND) => ReleaseAnswer::Released,
        StatusCode::NOT_FOUND | StatusCode::REQUEST_TIMEOUT | StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS => {
            ReleaseAnswer::Later { retry_after: answer.limit_pause() }
        }
        _ if status.is_client_error() => {
            tracing::error!(sid, status = status.as_u16(), code, "twilio refuses a release");
            ReleaseAnswer::Refused
        }
        _ => {
            tracing::warn!(sid, status = status.as_u16(), "twilio gave no clear answer to a release");
            ReleaseAnswer::Later { retry_after: answer.pause() }
        }
    }
}

fn bought(answer: &Answer, number: &PhoneNumber, tag: &LineId) -> BuyAnswer {
    match answer.json::<NumberBody>() {
        Ok(body) if body.phone_number == number.as_e164() && well_formed(&body.sid) => {
            BuyAnswer::Bought { sid: body.sid }
        }
        Ok(_) => {
            tracing::error!(line = %tag, "twilio says that it sold another number than the one asked for");
            BuyAnswer::Ambiguous
        }
        Err(_) => ambiguous(answer.status, tag),
    }
}

fn ambiguous(status: StatusCode, tag: &LineId) -> BuyAnswer {
    tracing::warn!(line = %tag, status = status.as_u16(), "twilio gave no clear answer");
    BuyAnswer::Ambiguous
}

/// Twilio's ids of numbers are `PN` and 32 hexadecimal digits today; only the prefix is relied on.
fn well_formed(sid: &str) -> bool {
    sid.starts_with("PN") && (3..=64).contains(&sid.len()) && sid.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests;
