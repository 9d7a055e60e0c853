//! Who owns which number.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Params, Refusal, stock::Offer};
use crate::emulators::clock::{self, Millis};

/// A number that an account owns, as the ledger writes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulators) struct Holding {
    pub(in crate::emulators) account: String,
    pub(in crate::emulators) e164: String,
    pub(in crate::emulators) sid: String,
    pub(in crate::emulators) friendly_name: String,
    /// Addresses and URLs that were sent with it, under the names of the answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) extras: BTreeMap<String, String>,
}

/// Parameters that are kept and shown again: (sent as, shown as, shown when not sent).
const EXTRAS: [(&str, &str, Option<&str>); 13] = [
    ("AddressSid", "address_sid", None),
    ("BundleSid", "bundle_sid", None),
    ("IdentitySid", "identity_sid", None),
    ("TrunkSid", "trunk_sid", None),
    ("VoiceUrl", "voice_url", None),
    ("VoiceMethod", "voice_method", Some("POST")),
    ("VoiceFallbackUrl", "voice_fallback_url", None),
    ("VoiceApplicationSid", "voice_application_sid", Some("")),
    ("SmsUrl", "sms_url", Some("")),
    ("SmsMethod", "sms_method", Some("POST")),
    ("SmsFallbackUrl", "sms_fallback_url", Some("")),
    ("SmsApplicationSid", "sms_application_sid", Some("")),
    ("StatusCallback", "status_callback", Some("")),
];

impl Holding {
    /// Takes over what a POST says.
    pub(super) fn set(&mut self, params: &Params) -> Result<(), Refusal> {
        if let Some(name) = params.get("FriendlyName") {
            if name.chars().count() > 64 {
                return Err(Refusal::parameter("FriendlyName is longer than 64 characters"));
            }
            self.friendly_name.clone_from(name);
        }
        for (sent, shown, _) in EXTRAS {
            if let Some(value) = params.get(sent) {
                self.extras.insert(shown.into(), value.clone());
            }
        }
        Ok(())
    }
}

/// A holding and its times.
#[derive(Clone)]
pub(super) struct Owned {
    pub(super) holding: Holding,
    pub(super) created: Millis,
    pub(super) updated: Millis,
}

impl Owned {
    pub(super) fn render(&self) -> Value {
        let Holding { account, e164, sid, friendly_name, extras } = &self.holding;
        let offer = Offer::find(e164);
        let mut shown = json!({
            "sid": sid,
            "account_sid": account,
            "phone_number": e164,
            "friendly_name": friendly_name,
            "api_version": "2010-04-01",
            "address_requirements": "none",
            "beta": false,
            "origin": "twilio",
            "status": "in-use",
            "type": offer.map_or("local", |offer| offer.area.kind.key()),
            "capabilities": {
                "voice": offer.is_none_or(Offer::voice),
                "sms": offer.is_none_or(Offer::sms),
                "mms": offer.is_none_or(Offer::mms),
                "fax": false,
            },
            "date_created": clock::rfc2822(self.created),
            "date_updated": clock::rfc2822(self.updated),
            "emergency_status": "Inactive",
            "emergency_address_sid": null,
            "emergency_address_status": "unregistered",
            "voice_caller_id_lookup": false,
            "voice_receive_mode": "voice",
            "voice_fallback_method": "POST",
            "sms_fallback_method": "POST",
            "status_callback_method": "POST",
            "uri": format!("/2010-04-01/Accounts/{account}/IncomingPhoneNumbers/{sid}.json"),
        });
        for (_, name, unset) in EXTRAS {
            shown[name] = extras.get(name).map_or(json!(unset), |value| json!(value));
        }
        shown
    }
}

/// All owned numbers, and what steering must remember.
#[derive(Default)]
pub(in crate::emulators) struct Numbers {
    owned: BTreeMap<String, Owned>,
    refusals: HashMap<(String, String), u32>,
    ever_bought: HashSet<(String, String)>,
}

impl Numbers {
    pub(super) fn get(&self, e164: &str) -> Option<&Owned> {
        self.owned.get(e164)
    }

    pub(super) fn of<'a>(&'a self, account: &'a str) -> impl Iterator<Item = &'a Owned> {
        self.owned.values().filter(move |o| o.holding.account == account)
    }

    pub(super) fn by_sid(&self, account: &str, sid: &str) -> Option<&Owned> {
        let mut owned = self.owned.values();
        owned.find(|o| o.holding.account == account && o.holding.sid == sid)
    }

    /// How often this account was refused this number.
    pub(super) fn refusals(&self, account: &str, e164: &str) -> u32 {
        let key = (account.to_owned(), e164.to_owned());
        self.refusals.get(&key).copied().unwrap_or_default()
    }

    /// Whether this account has bought this number before.
    pub(super) fn bought_before(&self, account: &str, e164: &str) -> bool {
        self.ever_bought.contains(&(account.to_owned(), e164.to_owned()))
    }

    pub(in crate::emulators) fn bought(&mut self, holding: Holding, at: Millis) {
        self.ever_bought.insert((holding.account.clone(), holding.e164.clone()));
        let owned = Owned { created: at, updated: at, holding };
        self.owned.insert(owned.holding.e164.clone(), owned);
    }

    pub(in crate::emulators) fn changed(&mut self, holding: Holding, at: Millis) {
        if let Some(owned) = self.owned.get_mut(&holding.e164) {
            owned.holding = holding;
            owned.updated = at;
        }
    }

    pub(in crate::emulators) fn released(&mut self, e164: &str) {
        self.owned.remove(e164);
    }

    pub(in crate::emulators) fn refused(&mut self, account: String, e164: String) {
        *self.refusals.entry((account, e164)).or_default() += 1;
    }
}
