//! Deleting what Persona has of a hand-over (`DELETE /transactions/{id}` or `/inquiries/{id}`, which Persona calls
//! redaction: for good, the object at once and its verifications soon after; status and id stay).

use app::domain::verification::Transport;
use http::StatusCode;

use super::{
    Persona,
    error::{not_fetched, says_redacted},
    folder,
};
use crate::{
    http_client::ask,
    identity::{FetchError, VendorRef},
};

impl Persona {
    /// Deletes a hand-over. Repeating it is harmless: what is deleted, or unknown, is gone.
    ///
    /// # Errors
    /// [`FetchError`] when nobody can say whether it is.
    pub async fn redact(&self, transport: Transport, vendor: &VendorRef) -> Result<(), FetchError> {
        let answer = ask(self.delete(&format!("{}/{vendor}", folder(transport)))).await?;
        match answer.status {
            StatusCode::OK | StatusCode::ACCEPTED | StatusCode::NO_CONTENT => Ok(()),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(()),
            StatusCode::CONFLICT if says_redacted(&answer) => Ok(()),
            _ => Err(not_fetched(&answer)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        http_client::scripted::{Reply, Scripted},
        identity::persona::test_kit::{KEY, persona_at},
    };
    use serde_json::json;

    async fn redacted(transport: Transport, reply: Reply) -> Result<(), FetchError> {
        let patience = reply.patience();
        let server = Scripted::start(move |seen| {
            assert_eq!(
                (seen.method.as_str(), seen.header("authorization")),
                ("DELETE", Some(&*format!("Bearer {KEY}")))
            );
            match (transport, seen.target.as_str()) {
                (Transport::Transaction, "/api/v1/transactions/x_1")
                | (Transport::Inquiry, "/api/v1/inquiries/x_1") => reply.clone(),
                _ => Reply::status(500),
            }
        })
        .await;
        persona_at(&server.url, patience).redact(transport, &"x_1".parse().expect("a reference")).await
    }

    fn conflict(details: &str) -> Reply {
        Reply::json(409, &json!({"errors": [{"title": "Conflict", "details": details}]}))
    }

    #[tokio::test]
    async fn what_is_gone_is_gone() {
        for transport in [Transport::Transaction, Transport::Inquiry] {
            for status in [200, 202, 204, 404, 410] {
                assert!(redacted(transport, Reply::status(status)).await.is_ok(), "{status}");
            }
            assert!(redacted(transport, conflict("Inquiry already redacted")).await.is_ok());
        }
    }

    #[tokio::test]
    async fn what_nobody_can_say_is_asked_again() {
        let slow = Reply::status(429).header("retry-after", "7");
        let error = redacted(Transport::Inquiry, slow).await.expect_err("busy");
        assert!(matches!(error, FetchError::Busy { retry_after: Some(pause) } if pause.as_secs() == 7), "{error:?}");
        for reply in [Reply::status(500), conflict("Stale object error"), Reply::status(400), Reply::Cut, Reply::Hang] {
            let error = redacted(Transport::Transaction, reply).await.expect_err("unclear");
            assert!(matches!(error, FetchError::Silent(_)), "{error:?}");
        }
        let error = redacted(Transport::Transaction, Reply::status(401)).await.expect_err("refused");
        assert!(matches!(error, FetchError::Denied), "{error:?}");
    }
}
