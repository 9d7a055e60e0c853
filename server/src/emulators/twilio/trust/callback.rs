//! `StatusCallback`: a signed POST, made once. The names of its parameters are those of Twilio's regulatory bundles; for
//! Trust Hub no list is public, and the store reads none of them.
//!
//! The signature (twilio.com/docs/usage/security): HMAC-SHA1 with the account's token over the whole address and then
//! every parameter's name and value, sorted by name; base64.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use super::{
    paper::{Bundle, Paper},
    review,
    steering::Steering,
};
use crate::emulators::{World, ids, ledger::Entry};

/// Tells of a bundle's new status whoever asked for it.
pub(super) async fn tell(world: &World, paper: &Paper) {
    let Paper::Bundle(bundle) = paper else { return };
    let lost = review::steering(&world.book().papers, paper) == Steering::Lost;
    let (Some(url), Some(token), false) = (&bundle.callback, world.accounts.token(&bundle.account), lost) else {
        return;
    };
    let params = params(bundle);
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
    let entry = Entry::Called { subject: bundle.sid.clone(), status: bundle.status().to_owned(), answer };
    if let Err(error) = world.book().record(vec![entry]) {
        tracing::error!(%error, "the emulators' ledger cannot be written");
    }
}

fn params(bundle: &Bundle) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("AccountSid", bundle.account.clone()),
        ("BundleSid", bundle.sid.clone()),
        ("Status", bundle.status().to_owned()),
    ])
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
