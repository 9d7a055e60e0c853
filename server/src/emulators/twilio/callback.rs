//! `StatusCallback`: a signed POST, made once.
//!
//! The signature (twilio.com/docs/usage/security): HMAC-SHA1 with the account's token over the whole address and then
//! every parameter's name and value, sorted by name; base64.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::emulators::{World, ids, ledger::Entry};

/// What is told.
pub(super) struct Told<'a> {
    /// The account by whose token it is signed.
    pub account: &'a str,
    /// Where it is posted to.
    pub url: &'a str,
    /// Of what it tells, and its status: for the ledger.
    pub subject: &'a str,
    pub status: &'a str,
    pub params: BTreeMap<&'static str, String>,
}

/// Tells it; what came of that is in the ledger.
pub(super) async fn post(world: &World, Told { account, url, subject, status, params }: Told<'_>) {
    let Some(token) = world.accounts.token(account) else { return };
    let sent = world
        .client
        .post(url)
        .header("X-Twilio-Signature", signature(token, url, &params))
        .header("I-Twilio-Idempotency-Token", ids::token(""))
        .form(&params)
        .send()
        .await;
    let answer = match sent {
        Ok(answer) => answer.status().as_u16().to_string(),
        Err(error) if error.is_timeout() => "timeout".into(),
        Err(_) => "unreachable".into(),
    };
    let entry = Entry::Called { subject: subject.to_owned(), status: status.to_owned(), answer };
    if let Err(error) = world.book().record(vec![entry]) {
        tracing::error!(%error, "the emulators' ledger cannot be written");
    }
}

fn signature(token: &str, url: &str, params: &BTreeMap<&'static str, String>) -> String {
    // HMAC takes a key of any length, so this cannot fail; an empty signature would be refused.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.as_bytes()) else {
        return String::new();
    };
    mac.update(url.as_bytes());
    for (name, value) in params {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    STANDARD.encode(mac.finalize().into_bytes())
}
