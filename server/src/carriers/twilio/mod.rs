//! Twilio over its REST API: searching, pricing, buying by number, reading back what was bought, giving it back; and
//! applications for compliance services; text messages.
//!
//! Facts are from Twilio's OpenAPI files (`twilio/twilio-oai`: `twilio_api_v2010.json`, `twilio_pricing_v1.json`,
//! `twilio_trusthub_v1.json`, `twilio_messaging_v1.json`) and the pages under twilio.com/docs/api/errors. Twilio has no reservation and no idempotency key for numbers: buying
//! is made safe by the caller, who stores its intent first and reads back with [`Twilio::find`].

mod error;
mod incoming;
mod messages;
mod pricing;
mod search;
mod signature;
#[cfg(test)]
mod test_kit;
pub mod trust;

use std::{fmt, sync::Arc, time::Duration};

use reqwest::{Client, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use url::form_urlencoded::byte_serialize;

use self::pricing::PriceList;

/// Where Twilio is. Twilio spreads its API over several hosts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    /// Numbers: searching, buying, listing.
    pub api: String,
    /// Prices.
    pub pricing: String,
    /// Who businesses are.
    pub trusthub: String,
    /// Registrations for text messages.
    pub messaging: String,
}

impl Hosts {
    /// Twilio's own.
    #[must_use]
    pub fn vendor() -> Self {
        let host = |name: &str| format!("https://{name}.twilio.com");
        Self { api: host("api"), pricing: host("pricing"), trusthub: host("trusthub"), messaging: host("messaging") }
    }

    /// One address that stands for every host of Twilio; it may have a path.
    #[must_use]
    pub fn all_at(url: &str) -> Self {
        let url = url.trim_end_matches('/').to_owned();
        Self { api: url.clone(), pricing: url.clone(), trusthub: url.clone(), messaging: url }
    }
}

/// One Twilio account. A clone is another handle on the same account and its remembered prices.
#[derive(Clone)]
pub struct Twilio(Arc<Account>);

struct Account {
    http: Client,
    hosts: Hosts,
    sid: String,
    token: SecretString,
    timeout: Duration,
    prices: PriceList,
}

impl Twilio {
    /// The account `account_sid`. `timeout` bounds each request, from the connection to the last byte of the answer, and
    /// must be shorter than a line's lease.
    #[must_use]
    pub fn new(http: Client, hosts: Hosts, account_sid: String, token: SecretString, timeout: Duration) -> Self {
        let prices = PriceList::default();
        Self(Arc::new(Account { http, hosts, sid: account_sid, token, timeout, prices }))
    }

    /// The carrier's own id of the account.
    #[must_use]
    pub fn account_sid(&self) -> &str {
        &self.0.sid
    }

    /// The address of `resource` below the account.
    fn account_url(&self, resource: &str) -> String {
        let sid: String = byte_serialize(self.0.sid.as_bytes()).collect();
        format!("{}/2010-04-01/Accounts/{sid}/{resource}", self.0.hosts.api)
    }

    fn get(&self, url: String) -> RequestBuilder {
        self.with_credentials(self.0.http.get(url))
    }

    fn post(&self, url: String) -> RequestBuilder {
        self.with_credentials(self.0.http.post(url))
    }

    fn delete(&self, url: String) -> RequestBuilder {
        self.with_credentials(self.0.http.delete(url))
    }

    fn with_credentials(&self, request: RequestBuilder) -> RequestBuilder {
        request.basic_auth(&self.0.sid, Some(self.0.token.expose_secret())).timeout(self.0.timeout)
    }
}

impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Twilio").field("account", &self.0.sid).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{test_kit::twilio_at, *};

    #[test]
    fn shows_no_token() {
        assert!(!format!("{:?}", twilio_at("http://127.0.0.1:1")).contains(test_kit::TOKEN));
    }

    #[test]
    fn one_address_stands_for_every_host() {
        let hosts = Hosts::all_at("http://127.0.0.1:3000/twilio/");
        assert_eq!(hosts.api, "http://127.0.0.1:3000/twilio");
        assert!([&hosts.pricing, &hosts.trusthub, &hosts.messaging].iter().all(|host| **host == hosts.api));
    }

    #[test]
    fn an_account_id_cannot_leave_its_place_in_the_address() {
        let http = crate::http_client::http_client();
        let (sid, token) = ("AC/../x?".to_owned(), SecretString::from("t"));
        let odd = Twilio::new(http, Hosts::vendor(), sid, token, Duration::from_secs(1));
        assert_eq!(odd.account_url("a.json"), "https://api.twilio.com/2010-04-01/Accounts/AC%2F..%2Fx%3F/a.json");
    }
}
