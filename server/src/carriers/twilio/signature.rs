//! Twilio's signature on what it posts to us (twilio.com/docs/usage/security): `X-Twilio-Signature`, HMAC-SHA1 with the
//! account's token over the whole address, as we gave it, and then every parameter's name and value, sorted by name;
//! base64. SHA-1 is the vendor's choice; nothing is believed on its word but that there is something to look at.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::ExposeSecret;
use sha1::Sha1;

use super::Twilio;

impl Twilio {
    /// Whether this account's token signed a request to `url` with these form parameters. In constant time.
    #[must_use]
    pub fn has_signed(&self, url: &str, params: &[(String, String)], signature: &str) -> bool {
        let token = self.0.token.expose_secret();
        // An empty token is a setting that was forgotten: everybody knows it.
        let Some(mut mac) = (!token.is_empty()).then(|| Hmac::<Sha1>::new_from_slice(token.as_bytes()).ok()).flatten()
        else {
            return false;
        };
        let Ok(signature) = STANDARD.decode(signature) else { return false };
        mac.update(url.as_bytes());
        let mut sorted: Vec<&(String, String)> = params.iter().collect();
        sorted.sort();
        for (name, value) in sorted {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        mac.verify_slice(&signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::{carriers::Hosts, http_client::http_client};
    use std::time::Duration;

    use super::*;

    fn account(token: &str) -> Twilio {
        Twilio::new(http_client(), Hosts::vendor(), "AC1".to_owned(), token.into(), Duration::from_secs(1))
    }

    /// The example of twilio.com/docs/usage/security.
    const URL: &str = "https://mycompany.com/myapp.php?foo=1&bar=2";
    const PARAMS: [(&str, &str); 5] = [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675309"),
        ("Digits", "1234"),
        ("From", "+14158675309"),
        ("To", "+18005551212"),
    ];
    const TOKEN: &str = "12345";
    const SIGNATURE: &str = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    fn params() -> Vec<(String, String)> {
        PARAMS.iter().rev().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_vendors_own_example_is_believed_in_any_order() {
        assert!(account(TOKEN).has_signed(URL, &params(), SIGNATURE));
    }

    #[test]
    fn anything_else_is_not() {
        assert!(!account("54321").has_signed(URL, &params(), SIGNATURE), "another token");
        assert!(!account("").has_signed(URL, &params(), SIGNATURE), "a forgotten one");
        assert!(!account(TOKEN).has_signed("https://mycompany.com/myapp.php?foo=1&bar=3", &params(), SIGNATURE));
        let mut changed = params();
        changed[0].1.push('0');
        assert!(!account(TOKEN).has_signed(URL, &changed, SIGNATURE));
        assert!(!account(TOKEN).has_signed(URL, &params()[1..], SIGNATURE), "one less");
        for odd in ["", "RSOYDt4T1cUTdK1PDd93", "not base64!", "AAAA"] {
            assert!(!account(TOKEN).has_signed(URL, &params(), odd), "{odd}");
        }
    }
}
