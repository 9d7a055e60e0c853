//! Headers of every answer.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use url::{Origin, Url};

use super::Front;
use crate::config::is_private;

/// What a page may load and do, each directive with its reason. Pages get it with their nonce from the shell.
const POLICY: &[&str] = &[
    // Nothing that is not named below.
    "default-src 'none'",
    // Our own files, the one inline script that starts them (by nonce), and compiling wasm.
    "script-src 'self' 'wasm-unsafe-eval' NONCE",
    // One style sheet; no inline style anywhere.
    "style-src 'self'",
    // The icon, and previews of pictures that the buyer chose.
    "img-src 'self' blob: data:",
    // The camera's preview.
    "media-src 'self' blob:",
    // Server functions, uploads and the event stream.
    "connect-src 'self'",
    // Forms come to us, and one of them is sent on to the identity vendor's own page, if that is in use.
    "form-action 'self' VENDOR",
    // No frame shows us, no base tag bends links.
    "frame-ancestors 'none'",
    "base-uri 'none'",
];

/// The policy of what is no such page: none of it runs, loads or sends anything.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The policy of a page without script or form: our style sheet and our icon.
const STILL: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The policy of the capture worker, which no page's policy reaches: our own script and wasm.
const WORKER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
                      frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The policy for a page with this nonce, whose forms may be sent on to `vendor`.
fn policy(nonce: &str, vendor: &[Origin]) -> String {
    let vendor: String = vendor.iter().map(|origin| format!(" {}", origin.ascii_serialization())).collect();
    POLICY.join("; ").replace("NONCE", &format!("'nonce-{nonce}'")).replace(" VENDOR", &vendor)
}

/// Adds what every answer carries, whatever made it.
pub async fn add(State(front): State<Front>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    // Forms without script come back to the page that sent them, so our own origin may see it.
    put(header::REFERRER_POLICY, "same-origin");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), "camera=(self), microphone=(), geolocation=()");
    // What a route did not call cacheable may be personal.
    put(header::CACHE_CONTROL, "no-store");
    put(header::CONTENT_SECURITY_POLICY, NOTHING);
    if strict_transport(&front.shop.origin) {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    response
}

/// Whether browsers may be told to use TLS alone. A loopback host is everybody's own, and other programs' too.
fn strict_transport(origin: &str) -> bool {
    let url = origin.parse::<Url>().ok().filter(|url| url.scheme() == "https");
    url.is_some_and(|mut url| url.set_scheme("http").is_ok() && !is_private(&url))
}

/// The policy of a page without script, as a header.
pub fn set_still_policy(headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(STILL));
}

/// The policy of the capture worker, as a header of its script.
pub fn set_worker_policy(headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER));
}

/// The policy as a header of a page.
pub fn set_policy(headers: &mut HeaderMap, nonce: &str, vendor: &[Origin]) {
    if let Ok(value) = HeaderValue::from_str(&policy(nonce, vendor)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_go_to_us_and_to_the_vendor_that_is_set_up() {
        let action = |vendor: &[Origin]| {
            let policy = policy("n0nce", vendor);
            let directive = policy.split("; ").find(|directive| directive.starts_with("form-action"));
            directive.expect("a directive").to_owned()
        };
        assert_eq!(action(&[]), "form-action 'self'");
        let vendor = ["https://withpersona.com/verify", "http://127.0.0.1:4000/api/v1"];
        let vendor = vendor.map(|url| url.parse::<Url>().expect("an address").origin());
        assert_eq!(action(&vendor), "form-action 'self' https://withpersona.com http://127.0.0.1:4000");
    }

    #[test]
    fn no_policy_lets_in_what_is_inline_or_evaluated() {
        let page = policy("n0nce", &[]);
        for policy in [page.as_str(), STILL, NOTHING, WORKER] {
            let words: Vec<&str> = policy.split([' ', ';']).collect();
            assert!(!words.contains(&"'unsafe-inline'") && !words.contains(&"'unsafe-eval'"), "{policy}");
            assert!(!words.contains(&"*") && !words.contains(&"https:"), "{policy}");
            for needed in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action"] {
                assert!(policy.contains(needed), "{needed} in {policy}");
            }
        }
        assert!(page.contains("script-src 'self' 'wasm-unsafe-eval' 'nonce-n0nce';"), "{page}");
    }

    #[test]
    fn loopback_is_not_told_to_use_tls_alone() {
        for (origin, told) in [
            ("https://numbers.example", true),
            ("https://localhost", false),
            ("https://127.0.0.1:3000", false),
            ("https://[::1]", false),
            ("http://127.0.0.1:3000", false),
        ] {
            assert_eq!(strict_transport(origin), told, "{origin}");
        }
    }
}
