//! What the tests of this folder share.

use std::time::Duration;

use secrecy::SecretString;
use serde_json::{Value, json};

use super::{Hosts, Twilio};
use crate::http_client::http_client;

pub(super) const SID: &str = "AC0123456789abcdef0123456789abcdef";
pub(super) const TOKEN: &str = "canary-token";

/// An account at `url`, with a mark-up of 10 %.
pub(super) fn twilio_at(url: &str) -> Twilio {
    twilio_with(url, Duration::from_secs(10))
}

/// The same, with this time limit.
pub(super) fn twilio_with(url: &str, timeout: Duration) -> Twilio {
    Twilio::new(http_client(), Hosts::all_at(url), SID.to_owned(), SecretString::from(TOKEN), timeout)
}

/// A country's prices, every kind at `price`.
pub(super) fn prices_of(price: &str) -> Value {
    let row = |kind: &str| json!({"number_type": kind, "base_price": price, "current_price": price});
    json!({"country": "X", "iso_country": "XX", "price_unit": "USD",
        "phone_number_prices": [row("local"), row("mobile"), row("toll free")]})
}

/// An error as Twilio writes it.
pub(super) fn error_of(status: u16, code: u32) -> Value {
    json!({"status": status, "code": code, "message": "canary-message", "more_info": "https://www.twilio.com/docs"})
}
