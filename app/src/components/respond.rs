//! The HTTP answer that a rendered page goes out with. In the browser there is none, and nothing to set.

use leptos::prelude::*;
use leptos_router::components::Redirect;

/// Sets the status of the page being rendered.
#[cfg(feature = "ssr")]
pub(crate) fn with_status(code: u16) {
    let response = use_context::<leptos_axum::ResponseOptions>();
    if let (Some(response), Ok(status)) = (response, http::StatusCode::from_u16(code)) {
        response.set_status(status);
    }
}

/// Sets the status of the page being rendered.
#[cfg(not(feature = "ssr"))]
pub(crate) fn with_status(_: u16) {}

/// Sends the reader on to `path`.
#[component]
pub(crate) fn Onward(#[prop(into)] path: String) -> impl IntoView {
    let onward = view! { <Redirect path=path /> };
    // leptos answers 302 to what accepts HTML and 200 to what does not; whoever asks gets the same answer here.
    with_status(303);
    onward
}
