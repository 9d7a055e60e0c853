//! In which language a request is answered: the one that was chosen in its browser, or the one that its reader asks for.

use app::{domain::Language, words::spoken_in};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};

use leptos::prelude::{provide_context, use_context};

use super::{Front, client::cookie};

/// The longest tag that is read.
const TAG_MAX: usize = 16;

/// Puts the [`Language`] into the request, and says of what people read which it is.
pub async fn choose(State(front): State<Front>, mut request: Request, next: Next) -> Response {
    let language = wanted(request.headers(), front.shop.cookie.language_name());
    request.extensions_mut().insert(language);
    let mut answer = spoken_in(language, next.run(request)).await;
    let headers = answer.headers_mut();
    if is_read(headers) {
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.as_str()));
        // Pages are not to be stored at all; whoever does so nevertheless must not mix them.
        headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    }
    answer
}

/// Gives what pages leave to other tasks the request's language. Called with the request's parts in context.
pub fn provide() {
    if let Some(language) = use_context::<Parts>().and_then(|parts| here(&parts.extensions)) {
        provide_context(language);
    }
}

/// The language of a request that came by [`choose`].
pub fn here(extensions: &axum::http::Extensions) -> Option<Language> {
    extensions.get().copied()
}

fn wanted(headers: &HeaderMap, name: &str) -> Language {
    let chosen = cookie(headers, name, TAG_MAX).and_then(|tag| tag.parse().ok());
    let accepted = || {
        let asked = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
        Language::accepted(&asked.collect::<Vec<_>>().join(","))
    };
    chosen.or_else(accepted).unwrap_or_default()
}

/// Pages, and tables for a spreadsheet.
fn is_read(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    kind.starts_with(b"text/html") || kind.starts_with(b"text/csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(header::HeaderName, &'static str)]) -> Language {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name, HeaderValue::from_static(value));
        }
        wanted(&headers, "plusone-language")
    }

    #[test]
    fn what_was_chosen_goes_before_what_the_browser_asks_for() {
        let (cookie, accept) = (header::COOKIE, header::ACCEPT_LANGUAGE);
        assert_eq!(asked(&[]), Language::English);
        assert_eq!(asked(&[(accept.clone(), "fr-CA,fr;q=0.9")]), Language::French);
        assert_eq!(asked(&[(accept.clone(), "de"), (accept.clone(), "es")]), Language::Spanish);
        assert_eq!(asked(&[(cookie.clone(), "plusone-language=es-PR"), (accept.clone(), "fr")]), Language::Spanish);
        for garbage in ["plusone-language=", "plusone-language=xx", "plusone-language=es-PR-und-noch-etwas-mehr"] {
            assert_eq!(asked(&[(cookie.clone(), garbage), (accept.clone(), "fr")]), Language::French, "{garbage}");
        }
    }
}
