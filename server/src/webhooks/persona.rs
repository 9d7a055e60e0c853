//! `POST /webhooks/persona`: check the signature on the raw bytes, record the event and the job in one transaction,
//! answer. Nothing is believed but the object's name; the job reads the object at the vendor.

use axum::{
    Extension,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use secrecy::SecretString;
use std::sync::Arc;

use super::{inbox::Inbox, signature};
use crate::{
    clock::Clock,
    desk::Shop,
    identity::persona::event::VendorEvent,
    web::{Client, Rates, refuse},
};

/// The largest event that is read.
pub const BODY_MAX: usize = 256 * 1024;

/// What the door needs.
#[derive(Clone)]
pub struct Door {
    clock: Clock,
    inbox: Arc<Inbox>,
    secrets: Arc<Vec<SecretString>>,
    rates: Arc<Rates>,
}

impl Door {
    /// The door of `shop`, with every live secret; during a rotation there are two.
    #[must_use]
    pub fn new(shop: &Arc<Shop>, secrets: Arc<Vec<SecretString>>, rates: Arc<Rates>) -> Self {
        Self { clock: shop.clock.clone(), inbox: Arc::new(Inbox::new(Arc::clone(shop))), secrets, rates }
    }
}

/// Takes an event. 200 for everything that is signed and recorded, also when we make nothing of it: repeating it
/// would not help. 401 without a good signature, or 429 when its address sent many such; 5xx only for our own failure:
/// the vendor sends it again.
pub async fn receive(
    State(door): State<Door>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let header = headers.get("persona-signature").and_then(|value| value.to_str().ok());
    if let Err(error) = signature::verify(header, &body, &door.secrets, door.clock.now()) {
        return match door.rates.bad_webhook(&client) {
            Ok(()) => {
                tracing::warn!(%error, "webhook refused");
                StatusCode::UNAUTHORIZED.into_response()
            }
            Err(wait) => refuse(wait.into()),
        };
    }
    match VendorEvent::parse(&body) {
        Ok(event) => door.inbox.take(event).await,
        Err(error) => {
            tracing::warn!(%error, "signed webhook is no event");
            StatusCode::OK
        }
    }
    .into_response()
}
