//! Cross-site requests change nothing and read nothing. Server functions are plain POSTs that any page could make a
//! browser send, and Leptos leaves the check to the house.

use app::AppError;
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};

use super::{
    Front,
    plain::Plain,
    sender::{may_change, may_read},
    trouble::refuse,
};

/// Refuses with 403 what another site makes a browser send. A state change must come from our own pages: every browser
/// in use says so in `Sec-Fetch-Site` or `Origin`, and one that says neither is refused as well. What is read may be
/// asked for by nobody else's page either, but for a page of ours, which a link may lead to. Vendors' webhooks carry no
/// cookie and their own signature.
pub async fn check(State(front): State<Front>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let (headers, path) = (request.headers(), request.uri().path());
    let allowed = if safe {
        may_read(headers, is_page(path), &front.shop.origin)
    } else {
        may_change(headers, &front.shop.origin)
    };
    if allowed {
        next.run(request).await
    } else {
        tracing::warn!("cross-site request refused");
        refuse(AppError::Foreign)
    }
}

/// Whether a path leads to a page, and not to a file, a stream or a server function.
fn is_page(path: &str) -> bool {
    Plain::at(path).is_none() && !path.starts_with("/api/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_page_is_no_way_in_for_other_sites() {
        assert_eq!(["/orders", "/verify"].map(is_page), [true; 2]);
        assert_eq!(["/events", "/account/statement.csv", "/api/none", "/webhooks/persona"].map(is_page), [false; 4]);
    }
}
