//! Where a reader goes next, as an address or a form says it: only ever to a page of our own.

use std::str::FromStr;

use super::Malformed;

/// A path of this site with its query, such as `/orders/1?later=1`. No other address can be built, so whoever is sent to
/// one stays here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPath(String);

impl OwnPath {
    /// As it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A path with one more field in its query.
    #[must_use]
    pub fn asked(path: &str, name: &str, value: &str) -> String {
        let (page, place) = path.split_once('#').map_or((path, String::new()), |(page, at)| (page, format!("#{at}")));
        let mark = if page.contains('?') { '&' } else { '?' };
        format!("{page}{mark}{name}={value}{place}")
    }
}

impl OwnPath {
    /// A path that is loaded anew where it stands, which the sign-in page may be too: nobody is sent there from elsewhere.
    ///
    /// # Errors
    /// [`Malformed`] when it is none of a page of our own.
    pub fn again(text: &str) -> Result<Self, Malformed> {
        let plain = text.len() <= 2_000 && text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
        let own = text.starts_with('/') && !text.starts_with("//");
        if plain && own && !text.starts_with("/api/") { Ok(Self(text.to_owned())) } else { Err(Malformed("path")) }
    }
}

/// The page on which work begins.
impl Default for OwnPath {
    fn default() -> Self {
        Self("/search".to_owned())
    }
}

/// Browsers take `//` and `/\` for another host, and drop tabs and line ends before they look (WHATWG URL, 4.4), so
/// what is not plain is refused. The sign-in page and the doors behind `/api/` are no places to go back to.
impl FromStr for OwnPath {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        if text.starts_with("/sign-in") { Err(Malformed("path")) } else { Self::again(text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pages_of_our_own_are_kept_as_they_are() {
        for path in ["/", "/orders", "/orders/1?later=1", "/search?digits=2677&place=Qu%C3%A9bec", "/account#totals"] {
            assert_eq!(path.parse::<OwnPath>().expect(path).as_str(), path);
        }
    }

    #[test]
    fn a_field_goes_before_the_place_in_the_page() {
        assert_eq!(OwnPath::asked("/account#keys", "problem", "code"), "/account?problem=code#keys");
        assert_eq!(OwnPath::asked("/orders?later=1", "problem", "code"), "/orders?later=1&problem=code");
    }

    #[test]
    fn nothing_leads_to_another_site() {
        for bad in [
            "",
            "orders",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            " /orders",
            "https://evil.example",
            "https:evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "/orders\r\nSet-Cookie: a=b",
            "/é",
            "/sign-in?to=/orders",
            "/api/sign_out",
        ] {
            assert!(bad.parse::<OwnPath>().is_err(), "{bad:?}");
            assert_eq!(OwnPath::again(bad).is_ok(), bad.starts_with("/sign-in"), "{bad:?}");
        }
        assert!(format!("/{}", "x".repeat(2_000)).parse::<OwnPath>().is_err());
    }

    proptest! {
        #[test]
        fn what_is_kept_has_no_host(text in "[/\\\\ \t\r\n@:.a-z%?#]{0,12}") {
            if let Ok(path) = text.parse::<OwnPath>() {
                let mut start = path.as_str().chars();
                prop_assert_eq!(start.next(), Some('/'));
                prop_assert!(!matches!(start.next(), Some('/' | '\\')));
                prop_assert!(!path.as_str().contains(char::is_control));
            }
        }
    }
}
