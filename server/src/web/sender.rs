//! Whose page made a browser send a request, by what browsers alone can say (Fetch Metadata Request Headers, W3C; RFC
//! 6454, 7.2).

use http::{HeaderMap, HeaderName, header};

/// Whose page made the browser send a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sender {
    /// Ours.
    Ours,
    /// Nobody's: a person typed the address, or chose a bookmark.
    Person,
    /// Another site's, or one that cannot be told.
    Foreign,
    /// It does not say.
    Unsaid,
}

impl Sender {
    /// The browser's own word comes first: no page can forge it. What is there twice must say the same.
    fn of(headers: &HeaderMap, origin: &str) -> Self {
        let all_are = |name: HeaderName, wanted: &str| {
            let mut values = headers.get_all(name).iter().peekable();
            // What is there and cannot be read is not ours.
            values.peek().is_some().then(|| values.all(|value| value.as_bytes() == wanted.as_bytes()))
        };
        let site = HeaderName::from_static(SITE);
        match (all_are(site.clone(), "same-origin"), all_are(header::ORIGIN, origin)) {
            (Some(true), _) | (None, Some(true)) => Self::Ours,
            (Some(false), _) if all_are(site, "none") == Some(true) => Self::Person,
            (Some(false), _) | (None, Some(false)) => Self::Foreign,
            (None, None) => Self::Unsaid,
        }
    }
}

const SITE: &str = "sec-fetch-site";

/// What only browsers send, apart from their name. A program has no cookie that another site could use.
const BROWSERS: [&str; 2] = ["sec-ch-ua", "upgrade-insecure-requests"];

/// Whether what the headers tell of the sender lets a request change anything.
pub(super) fn may_change(headers: &HeaderMap, origin: &str) -> bool {
    match Sender::of(headers, origin) {
        Sender::Ours => true,
        Sender::Person | Sender::Foreign => false,
        Sender::Unsaid => !from_a_browser(headers) && !from_elsewhere(headers, origin),
    }
}

fn from_a_browser(headers: &HeaderMap) -> bool {
    // A name that cannot be read is no program's.
    let agent = headers.get(header::USER_AGENT).map_or("", |agent| agent.to_str().unwrap_or("Mozilla/"));
    // A person reads some language; programs say none, or that any will do.
    let reads = headers.get(header::ACCEPT_LANGUAGE).is_some_and(|language| language != "*");
    reads || agent.contains("Mozilla/") || BROWSERS.iter().any(|name| headers.contains_key(*name))
}

fn from_elsewhere(headers: &HeaderMap, origin: &str) -> bool {
    let from = headers.get(header::REFERER).map(|from| from.to_str().unwrap_or_default().strip_prefix(origin));
    from.is_some_and(|rest| !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whether it may read what is there: a `page` of ours may be led to from anywhere, everything else is for us alone.
pub(super) fn may_read(headers: &HeaderMap, page: bool, origin: &str) -> bool {
    let says = |name: &str, wanted: &str| headers.get(name).is_some_and(|value| value == wanted);
    let document = says("sec-fetch-dest", "document");
    // Nothing of ours is a frame, an image or a script: those are how one page uses what is another's.
    if !(document || says("sec-fetch-dest", "empty") || !headers.contains_key("sec-fetch-dest")) {
        return false;
    }
    match Sender::of(headers, origin) {
        Sender::Ours | Sender::Person | Sender::Unsaid => true,
        Sender::Foreign => page && document && says("sec-fetch-mode", "navigate"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    const ORIGIN: &str = "http://127.0.0.1:3000";

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        for (pairs, allowed) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("sec-fetch-site", "")], false),
            (&[("sec-fetch-site", "cross-site"), ("origin", ORIGIN)], false),
            (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], false),
            (&[("origin", ORIGIN)], true),
            (&[("origin", ORIGIN), ("origin", "http://evil.example")], false),
            (&[("origin", "http://evil.example")], false),
            (&[("origin", "http://127.0.0.1:3000.evil.example")], false),
            (&[("origin", "null")], false),
            (&[("user-agent", "Mozilla/5.0")], false),
            (&[("user-agent", "curl/8"), ("referer", "http://127.0.0.1:3000.evil.example/")], false),
            (&[("user-agent", "curl/8"), ("referer", "http://127.0.0.1:3000/search")], true),
            (&[("sec-ch-ua", "\"Chromium\";v=\"140\"")], false),
            (&[("upgrade-insecure-requests", "1")], false),
            (&[("user-agent", "Lynx/2.9"), ("accept-language", "en")], false),
            (&[("user-agent", "node"), ("accept-language", "*"), ("sec-fetch-mode", "cors")], true),
            (&[("user-agent", "curl/8")], true),
            (&[], true),
        ] {
            let mut sent = HeaderMap::new();
            for (name, value) in pairs {
                sent.append(*name, HeaderValue::from_static(value));
            }
            assert_eq!(may_change(&sent, ORIGIN), allowed, "{pairs:?}");
        }
    }

    #[test]
    fn another_site_may_lead_to_a_page_and_use_nothing() {
        let link = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        let frame = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
        let image = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "image")];
        let call = [("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors"), ("sec-fetch-dest", "empty")];
        let own = [("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors"), ("sec-fetch-dest", "empty")];
        let typed = [("sec-fetch-site", "none"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        let own_frame = [("sec-fetch-site", "same-origin"), ("sec-fetch-dest", "object")];
        for (pairs, page, file) in [
            (&link[..], true, false),
            (&frame, false, false),
            (&image, false, false),
            (&call, false, false),
            (&own, true, true),
            (&typed, true, true),
            (&own_frame, false, false),
            (&[("origin", "http://evil.example")], false, false),
            (&[], true, true),
        ] {
            let may = |page| may_read(&headers(pairs), page, ORIGIN);
            assert_eq!((may(true), may(false)), (page, file), "{pairs:?}");
        }
    }
}
