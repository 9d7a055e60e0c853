//! The HTTP answer that a rendered page goes out with.

/// Sets the status of the page being rendered; in the browser there is nothing to set.
#[cfg(feature = "ssr")]
pub(crate) fn with_status(code: u16) {
    let response = leptos::prelude::use_context::<leptos_axum::ResponseOptions>();
    if let (Some(response), Ok(status)) = (response, http::StatusCode::from_u16(code)) {
        response.set_status(status);
    }
}

/// Sets the status of the page being rendered; in the browser there is nothing to set.
#[cfg(not(feature = "ssr"))]
pub(crate) fn with_status(_: u16) {}
