//! Events as the identity vendor sends them.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt::Write as _;

/// The body of an event about an object of this kind.
pub fn event(id: &str, name: &str, kind: &str, subject: &str) -> String {
    format!(
        r#"{{"data":{{"type":"event","id":"{id}","attributes":{{"name":"{name}","created-at":"2026-11-20T10:03:10.120Z",
        "payload":{{"data":{{"type":"{kind}","id":"{subject}","attributes":{{"status":"approved"}}}}}}}}}}}}"#
    )
}

/// Its signature at this second.
pub fn signature(secret: &str, seconds: i64, body: impl AsRef<[u8]>) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key does");
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body.as_ref());
    let mut header = format!("t={seconds},v1=");
    for byte in mac.finalize().into_bytes() {
        write!(header, "{byte:02x}").expect("a string takes all");
    }
    header
}
