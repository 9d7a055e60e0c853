//! Who asks: the session behind the cookie and the client's address, resolved once a request.

use app::{
    AppError,
    desk::{Caller, Counter, Desk},
    domain::Device,
};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::Response,
};
use leptos::prelude::{provide_context, use_context};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use super::Front;
use crate::desk::{EMAIL_COOKIE, kept_email};

/// Puts the [`Caller`] into the request. A session that cannot be read is never taken for none.
pub async fn resolve(State(front): State<Front>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let address = client(request.headers(), peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)), &front.trusted_proxies);
    let token = cookie(request.headers(), front.shop.cookie.name(), TOKEN_MAX);
    let tried = cookie(request.headers(), EMAIL_COOKIE, EMAIL_MAX).as_deref().and_then(kept_email);
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let device = Device::of_agent(agent.unwrap_or_default());
    let session = match &token {
        None => Ok(None),
        Some(token) => front.shop.session(token).await.map_err(AppError::from),
    };
    request.extensions_mut().insert(Caller { session, token, address, device, tried });
    next.run(request).await
}

/// Gives pages and server functions their [`Counter`]. Called with the request's parts in context.
pub fn provide(desk: &Arc<dyn Desk>) {
    let caller = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Caller>().cloned());
    if let Some(caller) = caller {
        provide_context(Counter { desk: Arc::clone(desk), caller });
    }
}

/// The longest values of our cookies that are read.
const TOKEN_MAX: usize = 128;
const EMAIL_MAX: usize = 400;

fn cookie(headers: &HeaderMap, name: &str, max: usize) -> Option<String> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = pairs.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let found = pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    found.filter(|value| (1..=max).contains(&value.len()))
}

/// The client's address: the last one in X-Forwarded-For that no trusted proxy wrote about itself. What stands before
/// something unreadable was written by nobody whom we trust.
fn client(headers: &HeaderMap, peer: IpAddr, trusted: &[IpAddr]) -> IpAddr {
    let peer = peer.to_canonical();
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).collect();
    let mut known = peer;
    for hop in hops.into_iter().rev().map_while(hop) {
        known = hop;
        if !trusted.contains(&hop) {
            break;
        }
    }
    known
}

/// One hop; some proxies add the port, and some put brackets around IPv6.
fn hop(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let address = text.parse::<SocketAddr>().map(|address| address.ip());
    let address = address.or_else(|_| text.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>());
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(hops: &str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().expect("name"), hops.parse().expect("value"))])
    }

    #[test]
    fn only_a_trusted_proxy_may_name_the_client() {
        let proxy: IpAddr = "10.0.0.1".parse().expect("address");
        let client_address: IpAddr = "203.0.113.9".parse().expect("address");
        let headers = forwarded("198.51.100.7, 203.0.113.9");
        assert_eq!(client(&headers, proxy, &[]), proxy);
        assert_eq!(client(&headers, proxy, &[proxy]), client_address);
        assert_eq!(client(&forwarded("203.0.113.9, 10.0.0.1"), proxy, &[proxy]), client_address);
        for (hops, whom) in [
            ("nonsense", "10.0.0.1"),
            ("198.51.100.7, nonsense", "10.0.0.1"),
            ("198.51.100.7, nonsense, 10.0.0.1", "10.0.0.1"),
            ("nonsense, 198.51.100.7", "198.51.100.7"),
            ("198.51.100.7:4711", "198.51.100.7"),
            ("[2001:db8::1]:4711, 10.0.0.1:80", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("::ffff:198.51.100.7", "198.51.100.7"),
        ] {
            assert_eq!(client(&forwarded(hops), proxy, &[proxy]), whom.parse::<IpAddr>().expect("address"), "{hops}");
        }
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let headers = HeaderMap::from_iter([(header::COOKIE, "a=1; plusone=t0k; xplusone=no".parse().expect("value"))]);
        assert_eq!(cookie(&headers, "plusone", TOKEN_MAX).as_deref(), Some("t0k"));
        assert_eq!(cookie(&headers, "plus", TOKEN_MAX), None);
        assert_eq!(cookie(&headers, "plusone", 2), None, "too long to be ours");
    }
}
