//! Who sent a request, as far as its connection and its head tell.

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, header},
};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Once,
};

use super::Front;

/// The longest session token that is read.
const TOKEN_MAX: usize = 128;

/// A request's sender.
#[derive(Clone)]
pub struct Client {
    /// The client's address, trusted proxies considered.
    pub address: IpAddr,
    /// Whether that is a trusted proxy itself: it speaks for nobody, or does not say for whom.
    pub proxy: bool,
    /// The session's token, which nobody has looked up yet.
    pub token: Option<String>,
}

impl Client {
    /// The sender of `request`. The address is the socket's, unless a trusted proxy says for whom it speaks.
    pub fn of(request: &Request, front: &Front) -> Self {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        if is_doubtful(request.headers(), peer, &front.trusted_proxies) {
            tell_once();
        }
        let address = client(request.headers(), peer, &front.trusted_proxies);
        let token = cookie(request.headers(), front.shop.cookie.name(), TOKEN_MAX);
        Self { address, proxy: front.trusted_proxies.contains(&address), token }
    }
}

/// The value of a cookie of ours that is no longer than `max`.
pub fn cookie(headers: &HeaderMap, name: &str, max: usize) -> Option<String> {
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

/// Whether somebody whom nobody told us to believe speaks for others: a proxy that the settings forgot, or a visitor who
/// pretends to be one.
fn is_doubtful(headers: &HeaderMap, peer: IpAddr, trusted: &[IpAddr]) -> bool {
    let speaks = ["x-forwarded-for", "forwarded"].iter().any(|name| headers.contains_key(*name));
    speaks && !trusted.contains(&peer.to_canonical())
}

/// Once is enough for whoever runs the store, and more would be a way to fill the log.
fn tell_once() {
    static TOLD: Once = Once::new();
    TOLD.call_once(|| {
        tracing::warn!(
            "a request was forwarded for somebody by an address that is not in PLUSONE_TRUSTED_PROXIES: if that is \
            your proxy, all its visitors count as one address"
        );
    });
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
    fn whoever_is_not_believed_is_noticed() {
        let proxy: IpAddr = "10.0.0.1".parse().expect("address");
        let mapped: IpAddr = "::ffff:10.0.0.1".parse().expect("address");
        let standard = HeaderMap::from_iter([(header::FORWARDED, "for=203.0.113.9".parse().expect("value"))]);
        for headers in [forwarded("203.0.113.9"), standard] {
            assert!(is_doubtful(&headers, proxy, &[]));
            assert!(!is_doubtful(&headers, proxy, &[proxy]) && !is_doubtful(&headers, mapped, &[proxy]));
        }
        assert!(!is_doubtful(&HeaderMap::new(), proxy, &[]));
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let headers = HeaderMap::from_iter([(header::COOKIE, "a=1; plusone=t0k; xplusone=no".parse().expect("value"))]);
        assert_eq!(cookie(&headers, "plusone", TOKEN_MAX).as_deref(), Some("t0k"));
        assert_eq!(cookie(&headers, "plus", TOKEN_MAX), None);
        assert_eq!(cookie(&headers, "plusone", 2), None, "too long to be ours");
    }
}
