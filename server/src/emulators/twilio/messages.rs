//! `Messages`: sending a text message, with the magic numbers of test credentials
//! (twilio.com/docs/iam/test-credentials). Nothing leaves the machine; what would have is in the ledger.

use std::sync::Arc;

use axum::{
    Extension, Json,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{Refusal, auth::Caller, params};
use crate::emulators::{World, clock, ids, ledger::Entry};

/// The most characters of a message.
const BODY_MAX: usize = 1_600;
/// May always send; it is nobody's.
const MAGIC_FROM: &str = "+15005550006";

pub(super) async fn send(
    State(world): State<Arc<World>>,
    Extension(Caller(account)): Extension<Caller>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let params = params(&body);
    let text = |name: &str| params.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let to = text("To").ok_or_else(|| Refusal::bad(21604, "A 'To' phone number is required."))?;
    let from = text("From").ok_or_else(|| Refusal::bad(21603, "A 'From' phone number is required."))?;
    let body = text("Body").ok_or_else(|| Refusal::bad(21602, "Message body is required."))?;
    if body.chars().count() > BODY_MAX {
        return Err(Refusal::bad(21617, "The concatenated message body exceeds the 1600 character limit."));
    }
    may_send(&world, &account, from)?;
    may_receive(to)?;
    let sid = ids::sid("SM");
    let entry = Entry::Texted {
        account: account.clone(),
        sid: sid.clone(),
        to: to.into(),
        from: from.into(),
        body: body.into(),
    };
    world.book().record(vec![entry])?;
    let now = clock::rfc2822(clock::now());
    let uri = format!("/2010-04-01/Accounts/{account}/Messages/{sid}");
    let shown = json!({
        "sid": sid,
        "account_sid": account,
        "api_version": "2010-04-01",
        "to": to,
        "from": from,
        "body": body,
        "status": "queued",
        "direction": "outbound-api",
        "num_segments": "1",
        "num_media": "0",
        "error_code": null,
        "error_message": null,
        "messaging_service_sid": null,
        "price": null,
        "price_unit": "USD",
        "date_created": now,
        "date_updated": now,
        "date_sent": null,
        "uri": format!("{uri}.json"),
        "subresource_uris": {"media": format!("{uri}/Media.json")},
    });
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

fn may_send(world: &World, account: &str, from: &str) -> Result<(), Refusal> {
    match from {
        MAGIC_FROM => return Ok(()),
        "+15005550001" => return Err(Refusal::bad(21212, "The 'From' number is not a valid phone number.")),
        "+15005550008" => {
            return Err(Refusal::bad(21611, "This 'From' number has exceeded the maximum number of queued messages"));
        }
        _ => {}
    }
    let owned = world.book().numbers.of(account).any(|owned| owned.holding.e164 == from);
    let other = "The 'From' phone number provided is not a valid message-capable Twilio phone number for this account";
    if owned { Ok(()) } else { Err(Refusal::bad(21606, other)) }
}

fn may_receive(to: &str) -> Result<(), Refusal> {
    let invalid = || Refusal::bad(21211, "The 'To' number is not a valid phone number.");
    match to {
        "+15005550001" => Err(invalid()),
        "+15005550002" => Err(Refusal::bad(
            21612,
            "Message cannot be sent with the current combination of 'To' and 'From' parameters",
        )),
        "+15005550003" => Err(Refusal::bad(21408, "Permission to send an SMS has not been enabled for the region")),
        "+15005550004" => Err(Refusal::bad(21610, "Attempt to send to unsubscribed recipient")),
        "+15005550009" => Err(Refusal::bad(21614, "'To' number is not a valid mobile number")),
        to => {
            let digits = to.strip_prefix('+').unwrap_or_default();
            let valid = (8..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
            if valid { Ok(()) } else { Err(invalid()) }
        }
    }
}
