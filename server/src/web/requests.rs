//! Every request has an id, which the answer carries and under which the log tells of it: which route, by its pattern
//! and never by what stands in the address, with which status, and how long it took.

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{net::SocketAddr, time::Instant};
use tracing::{Instrument as _, field::Empty};

use super::Front;
use crate::ids;

/// The header of the id.
const NAME: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id of a proxy.
const LONGEST: usize = 64;
/// Routes that are asked all the time, or for every page: told of only where somebody looks closely.
const QUIET: [&str; 5] = ["/healthz", "/readyz", "/favicon.svg", "/pkg", "/help/pictures"];

/// Names the request and tells of its answer. What a stranger calls a request is not taken over: it would stand in the log.
pub async fn tell(State(front): State<Front>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical());
    let trusted = peer.is_some_and(|peer| front.trusted_proxies.contains(&peer));
    let given = trusted.then(|| given(request.headers())).flatten();
    let id = given.unwrap_or_else(|| HeaderValue::from_str(&ids::text()).unwrap_or(HeaderValue::from_static("none")));
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!(
        "request",
        id = id.to_str().unwrap_or_default(),
        method = request.method().as_str(),
        route,
        status = Empty,
        ms = Empty
    );
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    span.record("status", response.status().as_u16());
    span.record("ms", u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX));
    span.in_scope(|| {
        if QUIET.iter().any(|quiet| route.starts_with(quiet)) {
            tracing::debug!("answered");
        } else {
            tracing::info!("answered");
        }
    });
    response.headers_mut().insert(NAME, id);
    response
}

/// A proxy's id, if it is one word of plain letters.
fn given(headers: &HeaderMap) -> Option<HeaderValue> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let id = headers.get(NAME)?;
    ((1..=LONGEST).contains(&id.len()) && id.as_bytes().iter().all(plain)).then(|| id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_one_plain_word() {
        let given = |id: &str| {
            let headers = HeaderMap::from_iter([(NAME, HeaderValue::from_str(id).expect("a value"))]);
            given(&headers).is_some()
        };
        assert!(given("0192-abc_DEF") && given(&"a".repeat(LONGEST)));
        for id in ["", "two words", "semi;colon", "\u{fc}", &"a".repeat(LONGEST + 1)] {
            assert!(!given(id), "{id}");
        }
    }
}
