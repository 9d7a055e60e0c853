//! `POST /webhooks/persona`: check the signature on the raw bytes, record the event and the job in one transaction,
//! answer. Nothing is believed but the object's name; the job reads the object at the vendor.

use app::AppError;
use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use secrecy::SecretString;
use std::sync::Arc;

use super::signature;
use crate::{
    desk::{Shop, fault::Fault},
    identity::persona::event::{Object, VendorEvent},
    store::{Tx, jobs, jobs::Kind, submissions, webhook_events},
};

/// The largest event that is read.
pub const BODY_MAX: usize = 256 * 1024;

/// What the door needs.
#[derive(Clone)]
pub struct Door {
    /// The store.
    pub shop: Arc<Shop>,
    /// Every live secret; during a rotation there are two.
    pub secrets: Arc<Vec<SecretString>>,
}

/// Takes an event. 200 for everything that is signed and recorded, also when we make nothing of it: repeating it
/// would not help. 401 without a good signature, 5xx only for our own failure: the vendor sends it again.
pub async fn receive(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let header = headers.get("persona-signature").and_then(|value| value.to_str().ok());
    if let Err(error) = signature::verify(header, &body, &door.secrets, door.shop.clock.now()) {
        tracing::warn!(%error, "webhook refused");
        return StatusCode::UNAUTHORIZED;
    }
    let event = match VendorEvent::parse(&body) {
        Ok(event) => event,
        Err(error) => {
            tracing::warn!(%error, "signed webhook is no event");
            return StatusCode::OK;
        }
    };
    match record(&door.shop, &event).await {
        Ok(()) => StatusCode::OK,
        // The conversion logs it.
        Err(fault) => StatusCode::from_u16(AppError::from(fault).status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

async fn record(shop: &Shop, event: &VendorEvent) -> Result<(), Fault> {
    let subject = match &event.object {
        Some(Object::Transaction(vendor_ref)) => Some(vendor_ref.as_str()),
        Some(Object::Inquiry(id)) => Some(id.as_str()),
        _ => None,
    };
    let now = shop.clock.now();
    let mut tx = shop.store.write().await?;
    let new = webhook_events::record(&mut tx, &event.id, &event.name, subject, now).await?;
    if let (true, Some(subject)) = (new, subject)
        && wanted(&mut tx, event, subject).await?
    {
        jobs::ask(&mut tx, Kind::Fetch, subject, now).await?;
    }
    tx.commit().await?;
    if new {
        shop.store.wake();
    }
    Ok(())
}

/// Whether the object should be read. A transaction may be one that we do not know yet; an inquiry is ours only when
/// a hand-over has its name.
async fn wanted(tx: &mut Tx, event: &VendorEvent, subject: &str) -> Result<bool, Fault> {
    Ok(match &event.object {
        Some(Object::Transaction(_)) => true,
        Some(Object::Inquiry(_)) => submissions::by_vendor_ref(tx, subject).await?.is_some(),
        _ => false,
    })
}
