//! The event envelope and its signature.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{Outgoing, submission::hex};
use crate::emulators::clock;

/// The body of a delivery: a snapshot of the subject with the status that the event reports.
/// Newly created webhooks send no `included` objects (changelog of 2026-01-28).
pub(super) fn body(outgoing: &Outgoing, snapshot: &Value) -> String {
    json!({
        "data": {
            "type": "event",
            "id": outgoing.webhook,
            "attributes": {
                "name": outgoing.name,
                "payload": {
                    "data": snapshot,
                    "included": [],
                },
                "created-at": clock::iso(outgoing.at),
            },
        },
    })
    .to_string()
}

/// `t=<unix s>,v1=<hex>`, where v1 is HMAC-SHA256 of `t.body` under the secret's literal bytes.
pub(super) fn signature(secret: &str, seconds: i64, body: &str) -> String {
    // HMAC takes a key of any length, so this cannot fail; an empty signature would be refused.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(seconds.to_string().as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    format!("t={seconds},v1={}", hex(&mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn signs_like_the_reference_vector() {
        let body = r#"{"data":{"type":"event","id":"evt_demo1","attributes":{"name":"inquiry.approved"}}}"#;
        let signed = signature("wbhsec_00000000-aaaa-bbbb-cccc-111111111111", 1_700_000_000, body);
        assert_eq!(signed, "t=1700000000,v1=0c253a1f690565403eef71c1e3495e178ccb88bfc0c059d6bd89019159f20f34");
    }
}
