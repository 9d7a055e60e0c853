//! `Idempotency-Key`: the first answer to a key is the answer, whatever it was.

use std::collections::HashMap;

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::{Deserialize, Serialize};

use super::Refusal;

/// A key and what was sent with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) key: String,
    pub(super) fingerprint: String,
}

#[derive(Clone)]
struct Saved {
    fingerprint: String,
    answer: Answer,
}

/// Status and body, byte for byte.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
}

impl From<Answer> for Response {
    fn from(answer: Answer) -> Self {
        let mut response = Self::new(Body::from(answer.body));
        *response.status_mut() = answer.status;
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self { status: refusal.status, body: refusal.body() }
    }
}

/// Saved answers. Persona keeps them for at least 24 hours; here they last as long as the process,
/// and those of created transactions as long as the ledger. A saved refusal does not survive a
/// restart, but the same request is then refused again for the same reason.
#[derive(Default)]
pub(super) struct Answers(HashMap<String, Saved>);

impl Answers {
    /// The saved answer, if any. That the same key with other parameters is an error is documented;
    /// that it is a 409 is the emulator's choice.
    pub(super) fn find(&self, key: &Key) -> Result<Option<Answer>, Refusal> {
        match self.0.get(&key.key) {
            Some(saved) if saved.fingerprint != key.fingerprint => {
                Err(Refusal::conflict("Idempotency-Key was used with other parameters"))
            }
            saved => Ok(saved.map(|saved| saved.answer.clone())),
        }
    }

    pub(super) fn save(&mut self, key: Key, answer: Answer) {
        let fingerprint = key.fingerprint;
        self.0.insert(key.key, Saved { fingerprint, answer });
    }
}
