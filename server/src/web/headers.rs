//! Headers of every answer.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use url::Origin;

use super::Front;

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
    put(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    if front.shop.cookie.secure {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    response
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
    use url::Url;

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
}
