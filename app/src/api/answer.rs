//! How a door answers beside its value: status, cookie, the way on for a form without script.

#[cfg(feature = "ssr")]
mod server {
    use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts};
    use leptos::{
        prelude::use_context,
        server_fn::{ServerFn, error::ServerFnUrlError},
    };
    use leptos_axum::ResponseOptions;

    use crate::{
        AppError,
        api::{show_door::DOOR, sign_in::SESSION_ENDED},
    };

    /// Whether a plain form of a browser asks, rather than the page's own code.
    fn from_a_form(headers: &HeaderMap) -> bool {
        let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        accept.is_some_and(|accept| accept.contains("text/html"))
    }

    fn is_form() -> bool {
        use_context::<Parts>().is_some_and(|parts| from_a_form(&parts.headers))
    }

    /// Sends a form without script on to `path` with 303; the page's own code finds its way by the value.
    pub fn see_other(path: &str) {
        // A page that is being rendered asks the same doors, by GET.
        let posted = use_context::<Parts>().is_some_and(|parts| parts.method == Method::POST);
        let (true, Some(response)) = (posted && is_form(), use_context::<ResponseOptions>()) else { return };
        if let Ok(location) = HeaderValue::from_str(path) {
            response.set_status(StatusCode::SEE_OTHER);
            response.insert_header(header::LOCATION, location);
        }
    }

    /// Sends a form without script on to `path`, with the refusal of `S` in the address as leptos writes it; by itself
    /// leptos leads back to where the form stood.
    pub fn refused_at<S: ServerFn>(path: &str, error: &AppError) {
        // Only an address with a host can be written in.
        let address = ServerFnUrlError::new(S::PATH, error.clone()).to_url(&format!("http://host{path}"));
        if let Ok(address) = address {
            see_other(&format!("{}?{}", address.path(), address.query().unwrap_or_default()));
        }
    }

    /// Sets a cookie.
    pub fn set_cookie(value: &str) {
        if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
            response.append_header(header::SET_COOKIE, value);
        }
    }

    /// Tells the browser to forget what it keeps of the account. Pages are not stored anyway; this also ends what a
    /// browser made of them for going back. Cookies are ended by name: others on this host are not ours.
    pub fn forget() {
        if let Some(response) = use_context::<ResponseOptions>() {
            let name = HeaderName::from_static("clear-site-data");
            response.insert_header(name, HeaderValue::from_static(r#""cache", "storage""#));
        }
    }

    /// How one signs in.
    pub const ACCESS: &str = "/account#passkeys";

    /// Ends a plain form by which somebody showed who they are: their session goes on under another token, at `to`.
    /// What was refused is said at `again`: in the word `wrong` where the secret was.
    pub fn proven(
        proof: Result<String, AppError>,
        to: &str,
        wrong: &str,
        again: impl FnOnce(&str) -> String,
    ) -> Result<(), AppError> {
        match &proof {
            Ok(cookie) => {
                set_cookie(cookie);
                see_other(to);
            }
            Err(AppError::WrongCredentials) => see_other(&again(wrong)),
            Err(_) => see_other(&again("later")),
        }
        with_status(proof.map(drop))
    }

    /// Gives an error its status. Not for a form: leptos_axum applies the status after its redirect, which would
    /// strand the form on an error page without content. A form whose session ended comes to the sign-in page, and one
    /// from the door back there.
    pub fn with_status<T>(result: Result<T, AppError>) -> Result<T, AppError> {
        match result {
            Err(AppError::SignInNeeded) => see_other(SESSION_ENDED),
            Err(AppError::PasskeyNeeded) => see_other(DOOR),
            Err(AppError::HandoffOver) => see_other("/handoff"),
            _ => {}
        }
        if let (Err(error), false, Some(response)) = (&result, is_form(), use_context::<ResponseOptions>()) {
            response.set_status(StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
            if let Some(seconds) = error.retry_after() {
                response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
        }
        result
    }
}

#[cfg(feature = "ssr")]
pub use server::{ACCESS, forget, proven, refused_at, see_other, set_cookie, with_status};
