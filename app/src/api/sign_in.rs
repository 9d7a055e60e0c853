//! Signing in. Both doors are posted by plain forms: a new session reloads the page, so nothing of another account
//! survives in the browser's memory.

use leptos::prelude::*;
use leptos_router::location::Url;

use crate::{AppError, desk::DemoAccount, domain::OwnPath};

/// Where a form is sent on to whose session ended. Whoever sent one was signed in before.
pub const SESSION_ENDED: &str = "/sign-in?problem=ended";

/// Signs in by e-mail and password, and goes on to a page of our own: `to`, or the search.
#[server(endpoint = "sign_in")]
pub async fn sign_in(email: String, password: String, #[server(default)] to: String) -> Result<(), AppError> {
    use super::{see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let Counter { desk, caller } = with_status(Counter::here())?;
    let to: Option<OwnPath> = to.parse().ok();
    match desk.sign_in(&caller, &email, &password).await {
        Ok(cookies) => {
            cookies.iter().for_each(|cookie| set_cookie(cookie));
            see_other(to.unwrap_or_default().as_str());
            Ok(())
        }
        Err(error) => {
            let problem = if matches!(error, AppError::WrongCredentials) { "wrong" } else { "later" };
            set_cookie(&desk.keep_email(&email));
            see_other(&address(Some(problem), to.as_ref()));
            with_status(Err(error))
        }
    }
}

/// Signs in as a demo account, and goes on like [`sign_in`]. Exists in demo mode only.
#[server(endpoint = "sign_in_demo")]
pub async fn sign_in_demo(who: DemoAccount, #[server(default)] to: String) -> Result<(), AppError> {
    use super::{see_other, set_cookie, with_status};
    use crate::desk::Counter;

    let enter = async || {
        let Counter { desk, caller } = Counter::here()?;
        desk.sign_in_demo(&caller, who).await
    };
    let cookie = with_status(enter().await)?;
    set_cookie(&cookie);
    see_other(to.parse::<OwnPath>().unwrap_or_default().as_str());
    Ok(())
}

/// The address of the sign-in page: what it says, and where it leads afterwards.
pub(crate) fn address(problem: Option<&str>, to: Option<&OwnPath>) -> String {
    let problem = problem.map(|problem| format!("problem={problem}"));
    let to = to.map(|to| format!("to={}", Url::escape(to.as_str())));
    let query: Vec<String> = problem.into_iter().chain(to).collect();
    if query.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?{}", query.join("&")) }
}

/// Where the query of such an address leads. The router's own map decodes twice, which an address within an address
/// does not survive.
pub(crate) fn destination(query: &str) -> Option<OwnPath> {
    let to = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("to="))?;
    Url::unescape(to).parse().ok()
}

#[cfg(feature = "ssr")]
mod known {
    use crate::desk::Counter;

    /// The e-mail that a sign-in failed with a moment ago; empty without one.
    pub(crate) fn tried_email() -> String {
        Counter::here().ok().and_then(|counter| counter.caller.tried).unwrap_or_default()
    }

    /// Whether the caller's session ended by itself.
    pub(crate) fn session_ended() -> bool {
        Counter::here()
            .is_ok_and(|counter| counter.caller.token.is_some() && matches!(counter.caller.session, Ok(None)))
    }
}

/// The browser cannot read the cookies that say so; a page that it loaded knows by itself.
#[cfg(not(feature = "ssr"))]
mod known {
    pub(crate) fn tried_email() -> String {
        String::new()
    }

    pub(crate) fn session_ended() -> bool {
        false
    }
}

pub(crate) use known::{session_ended, tried_email};

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_exactly_where_it_came_from() {
        for path in ["/orders", "/search?place=San%20Francisco&digits=50%2525", "/search?place=St+John's&buy=%2B1202"] {
            let to: OwnPath = path.parse().expect(path);
            let address = address(Some("wrong"), Some(&to));
            let (_, query) = address.split_once('?').expect("a query");
            assert_eq!(destination(query), Some(to), "{address}");
        }
        for query in ["", "to=", "problem=wrong", "to=%2F%2Fevil.example", "to=//evil.example", "to=%2F%5Cevil.example"]
        {
            assert_eq!(destination(query), None, "{query}");
        }
        assert_eq!(address(None, None), "/sign-in");
    }
}
