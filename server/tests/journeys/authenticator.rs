//! An authenticator in software (Web Authentication level 2, 6.1 and 6.5.4): one passkey on P-256, and whatever it is
//! told to get wrong.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use plusone::ids;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::shop::SITE;

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const WITH_KEY: u8 = 1 << 6;

/// The device with its key.
pub struct Authenticator {
    key: SigningKey,
    id: Vec<u8>,
    handle: String,
    counter: u32,
    /// Whether the person shows the device who they are.
    pub verifies: bool,
    /// The site that the browser says it is on.
    pub site: String,
}

impl Authenticator {
    pub fn new() -> Self {
        let noise = Sha256::digest(ids::text());
        let key = SigningKey::from_slice(&noise).expect("a number below the order");
        Self { key, id: noise[..20].to_vec(), handle: String::new(), counter: 0, verifies: true, site: SITE.to_owned() }
    }

    /// Makes the passkey that the options ask for.
    pub fn make(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("options");
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required", "found without a name");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        self.handle = text(&options["user"]["id"]);
        let client = self.client("webauthn.create", &options);
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut data = self.data(&text(&options["rp"]["id"]), WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, u8::try_from(self.id.len()).expect("short")]);
        data.extend(&self.id);
        // COSE: an elliptic curve key, ES256, on P-256, with its two coordinates of 32 bytes.
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(point.x().expect("a coordinate"));
        data.extend([0x22, 0x58, 32]);
        data.extend(point.y().expect("a coordinate"));
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).expect("short"));
        object.extend(data);
        self.answer(json!({ "clientDataJSON": b64(client.as_bytes()), "attestationObject": b64(&object) }))
    }

    /// Shows the passkey for what the options ask.
    pub fn show(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("options");
        let client = self.client("webauthn.get", &options);
        self.counter += 1;
        let data = self.data(&text(&options["rpId"]), 0);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        self.answer(json!({
            "clientDataJSON": b64(client.as_bytes()),
            "authenticatorData": b64(&data),
            "signature": b64(signature.to_der().as_bytes()),
            "userHandle": self.handle,
        }))
    }

    /// The same device as it was at its first use: a copy of it.
    pub fn set_back(&mut self) {
        self.counter = 0;
    }

    fn client(&self, kind: &str, options: &Value) -> String {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.site, "crossOrigin": false })
            .to_string()
    }

    fn data(&self, site: &str, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(site).to_vec();
        data.push(PRESENT | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn answer(&self, response: Value) -> String {
        let id = b64(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {} })
            .to_string()
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

fn b64(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
