//! `Messages`: sending a text message, with the magic numbers of test credentials
//! (twilio.com/docs/iam/test-credentials). Nothing leaves the machine; what would have is in the ledger.
//!
//! What became of a message is told a moment later to whoever asked for it. One to a number whose last four digits are
//! `3001` to `3009` is taken, and not delivered: error 30001 to 30009 (docs/api/errors). After a restart nobody is told.

use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
    time::Duration,
};

use axum::{
    Extension, Json,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{
    Refusal,
    auth::Caller,
    callback::{self, Told},
    params,
};
use crate::emulators::{World, clock, ids, ledger::Entry};

/// The most characters of a message.
const BODY_MAX: usize = 1_600;
/// How long a message is on its way to each of its states.
const PAUSE: Duration = Duration::from_millis(200);
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
        callback: text("StatusCallback").map(str::to_owned),
    };
    world.book().record(vec![entry])?;
    if let Some(url) = text("StatusCallback") {
        let way = Way { account: account.clone(), sid: sid.clone(), to: to.into(), from: from.into(), url: url.into() };
        tokio::spawn(deliver(Arc::downgrade(&world), way));
    }
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

/// A message on its way.
struct Way {
    account: String,
    sid: String,
    to: String,
    from: String,
    url: String,
}

/// Tells each state that it comes to. The task holds no more than a weak reference while it waits, so it ends with the
/// server.
async fn deliver(world: Weak<World>, way: Way) {
    let last = match fails(&way.to) {
        Some(code) => ("undelivered", Some(code)),
        None => ("delivered", None),
    };
    for (status, code) in [("sent", None), last] {
        tokio::time::sleep(PAUSE).await;
        let Some(world) = world.upgrade() else { return };
        let mut params = BTreeMap::from([
            ("AccountSid", way.account.clone()),
            ("ApiVersion", "2010-04-01".to_owned()),
            ("From", way.from.clone()),
            ("MessageSid", way.sid.clone()),
            ("MessageStatus", status.to_owned()),
            ("SmsSid", way.sid.clone()),
            ("SmsStatus", status.to_owned()),
            ("To", way.to.clone()),
        ]);
        if let Some(code) = code {
            params.insert("ErrorCode", code.to_string());
        }
        callback::post(&world, Told { account: &way.account, url: &way.url, subject: &way.sid, status, params }).await;
    }
}

/// The error with which a message to this number fails after it was taken.
fn fails(to: &str) -> Option<u32> {
    let (_, last) = to.split_at_checked(to.len().checked_sub(4)?)?;
    let last: u32 = last.parse().ok()?;
    (3_001..=3_009).contains(&last).then_some(27_000 + last)
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
