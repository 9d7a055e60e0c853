//! To the sign-in page and back.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::respond::Onward;
use crate::{api::sign_in::address, live::Live};

/// Sends the reader to sign in; afterwards they are where they were.
#[component]
pub(crate) fn SignInFirst() -> impl IntoView {
    let location = use_location();
    let here = here(&location.pathname.get_untracked(), &location.search.get_untracked());
    let problem = Live::here().session_ended().then_some("ended");
    view! { <Onward path=address(problem, here.parse().ok().as_ref()) /> }
}

/// The address of the page. What leptos writes into that of a refused form is over by the time one comes back.
fn here(path: &str, query: &str) -> String {
    let refusal = |pair: &str| pair.starts_with("__path=") || pair.starts_with("__err=");
    let pairs = query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty() && !refusal(pair));
    let query = pairs.collect::<Vec<_>>().join("&");
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn here_is_the_page_without_the_refusal_of_a_form() {
        assert_eq!(here("/orders", ""), "/orders");
        assert_eq!(here("/search", "?digits=26&__path=%2Fapi&place=San+F&__err=e30"), "/search?digits=26&place=San+F");
        assert_eq!(here("/search", "__err=e30"), "/search");
    }
}
