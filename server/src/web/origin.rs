//! Cross-site requests change nothing. Server functions are plain POSTs that any page could make a browser send, and
//! Leptos leaves the check to the house.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::Front;

/// Refuses a state change with 403 unless it comes from our own origin. Every browser in use sends `Sec-Fetch-Site`
/// or `Origin` with a POST; one that claims to be a browser and sends neither is refused as well. Vendors' webhooks
/// carry no cookie and their own signature.
pub async fn check(State(front): State<Front>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || own(request.headers(), &front.origin) {
        next.run(request).await
    } else {
        tracing::warn!("cross-site request refused");
        StatusCode::FORBIDDEN.into_response()
    }
}

fn own(headers: &HeaderMap, origin: &str) -> bool {
    // What is there and cannot be read is not ours.
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    match text(header::ORIGIN.as_str()) {
        Some(from) => from == origin,
        None => !text(header::USER_AGENT.as_str()).is_some_and(|agent| agent.contains("Mozilla/")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        let origin = "http://127.0.0.1:3000";
        for (pairs, allowed) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:3000")], false),
            (&[("origin", "http://127.0.0.1:3000")], true),
            (&[("origin", "http://evil.example")], false),
            (&[("origin", "null")], false),
            (&[("user-agent", "Mozilla/5.0")], false),
            (&[("user-agent", "curl/8")], true),
        ] {
            assert_eq!(own(&headers(pairs), origin), allowed, "{pairs:?}");
        }
    }
}
