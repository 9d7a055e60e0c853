//! Text messages (`…/Messages.json`, docs/messaging/api/message-resource). A request is never repeated here: Twilio has no
//! idempotency key for them, and a second message would be sent.

use app::domain::{PhoneNumber, TextState};
use http::StatusCode;
use serde::Deserialize;

use super::{Twilio, error};
use crate::http_client::{Answer, ask};

#[derive(Deserialize)]
struct MessageBody {
    status: Option<String>,
    error_code: Option<u32>,
}

impl Twilio {
    /// Sends a text message from a number of the account. What becomes of it is posted to `callback`.
    pub async fn text(&self, from: &PhoneNumber, to: &PhoneNumber, body: &str, callback: &str) -> TextState {
        let form = [("To", to.as_e164()), ("From", from.as_e164()), ("Body", body), ("StatusCallback", callback)];
        match ask(self.post(self.account_url("Messages.json")).form(&form)).await {
            Ok(answer) => told(&answer),
            Err(trouble) if trouble.nothing_sent() => {
                tracing::warn!("twilio cannot be reached");
                TextState::Busy
            }
            Err(error) => {
                tracing::warn!(%error, "twilio gave no clear answer to a text message");
                TextState::Unclear
            }
        }
    }

    /// Why a message was not delivered, by the parameters of a callback about it; `None` while it may still be
    /// (docs/messaging/guides/track-outbound-message-status).
    #[must_use]
    pub fn undelivered(params: &[(String, String)]) -> Option<TextState> {
        let param = |wanted: &str| params.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let failed = matches!(param("MessageStatus"), Some("failed" | "undelivered"));
        failed.then(|| refused(param("ErrorCode").and_then(|code| code.parse().ok())))
    }
}

/// What Twilio's answer comes to.
fn told(answer: &Answer) -> TextState {
    let status = answer.status;
    match status {
        StatusCode::CREATED => match answer.json::<MessageBody>() {
            Ok(MessageBody { status: Some(status), error_code }) if matches!(&*status, "failed" | "undelivered") => {
                refused(error_code)
            }
            Ok(_) => TextState::Sent,
            Err(_) => TextState::Unclear,
        },
        // "Never processed" (docs/api/errors/20429).
        StatusCode::TOO_MANY_REQUESTS => TextState::Busy,
        StatusCode::REQUEST_TIMEOUT | StatusCode::CONFLICT => TextState::Unclear,
        _ if status.is_client_error() => refused(error::code(answer)),
        _ => TextState::Unclear,
    }
}

/// Why it was refused, by Twilio's code (docs/api/errors). What is none of the receiver's is told to whoever runs the
/// store.
fn refused(code: Option<u32>) -> TextState {
    match code {
        // Not a valid number; no reachable one in it.
        Some(21211 | 21217 | 21421) => TextState::Number,
        // Not a mobile number; a landline or an unreachable carrier.
        Some(21614 | 30006) => TextState::Landline,
        // They answered STOP; the message was blocked by the receiver.
        Some(21610 | 30004) => TextState::Unwanted,
        // Not switched on for the region; no way from this number to that one.
        Some(21408 | 21612) => TextState::Country,
        // The phone is off or away; it is unknown.
        Some(30003 | 30005) => TextState::Unreachable,
        Some(30007) => TextState::Filtered,
        // Its queue is full.
        Some(21611 | 30001) => TextState::Busy,
        code => {
            tracing::error!(code, "twilio refuses our text messages: look at PLUSONE_SMS_FROM and its registration");
            TextState::Refused
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::test_kit::{error_of, twilio_at, twilio_with},
        *,
    };
    use crate::http_client::scripted::{Reply, Scripted};
    use serde_json::json;

    async fn text(reply: Reply) -> (TextState, Scripted) {
        let patience = reply.patience();
        let server = Scripted::start(move |_| reply.clone()).await;
        let number = |text: &str| text.parse::<PhoneNumber>().expect("a number");
        let twilio = twilio_with(&server.url, patience);
        let (from, to) = (number("+12025550100"), number("+12025550123"));
        let state = twilio.text(&from, &to, "Open it", "https://numbers.example/told").await;
        (state, server)
    }

    #[tokio::test]
    async fn what_twilio_says_is_told_in_our_words() {
        let made = |status: &str, code: Option<u32>| Reply::json(201, &json!({"status": status, "error_code": code}));
        for (reply, state) in [
            (made("queued", None), TextState::Sent),
            (made("accepted", None), TextState::Sent),
            (made("undelivered", Some(30007)), TextState::Filtered),
            (made("failed", Some(30003)), TextState::Unreachable),
            (made("failed", Some(30006)), TextState::Landline),
            (made("failed", Some(30034)), TextState::Refused),
            (Reply::status(201).body("<html>"), TextState::Unclear),
            (Reply::json(400, &error_of(400, 21211)), TextState::Number),
            (Reply::json(400, &error_of(400, 21614)), TextState::Landline),
            (Reply::json(400, &error_of(400, 21610)), TextState::Unwanted),
            (Reply::json(400, &error_of(400, 21408)), TextState::Country),
            (Reply::json(400, &error_of(400, 21606)), TextState::Refused),
            (Reply::json(401, &error_of(401, 20003)), TextState::Refused),
            (Reply::status(403), TextState::Refused),
            (Reply::json(429, &error_of(429, 20429)), TextState::Busy),
            (Reply::status(500), TextState::Unclear),
            (Reply::status(302).header("location", "/"), TextState::Unclear),
            (Reply::Cut, TextState::Unclear),
            (Reply::Hang, TextState::Unclear),
        ] {
            let shown = format!("{reply:?}");
            let (found, server) = text(reply).await;
            assert_eq!(found, state, "{shown}");
            assert_eq!(server.seen().len(), 1, "{shown}: asked once, whatever comes");
        }
    }

    #[tokio::test]
    async fn nothing_is_sent_where_nobody_listens() {
        let number: PhoneNumber = "+12025550123".parse().expect("a number");
        let nowhere = twilio_at("http://127.0.0.1:1");
        assert_eq!(nowhere.text(&number, &number, "Open it", "https://numbers.example/told").await, TextState::Busy);
    }

    #[test]
    fn what_is_told_later_is_told_in_the_same_words() {
        for (status, code, state) in [
            ("undelivered", Some("30003"), Some(TextState::Unreachable)),
            ("undelivered", Some("30006"), Some(TextState::Landline)),
            ("failed", Some("30007"), Some(TextState::Filtered)),
            ("undelivered", Some("30008"), Some(TextState::Refused)),
            ("failed", None, Some(TextState::Refused)),
            ("failed", Some("canary"), Some(TextState::Refused)),
            ("sent", None, None),
            ("delivered", None, None),
            ("", Some("30003"), None),
        ] {
            let params = [("MessageStatus", Some(status)), ("ErrorCode", code)];
            let params = params.map(|(name, value)| (name.to_owned(), value.unwrap_or_default().to_owned()));
            assert_eq!(Twilio::undelivered(&params), state, "{status} {code:?}");
        }
        assert_eq!(Twilio::undelivered(&[]), None);
    }
}
