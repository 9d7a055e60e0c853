//! Server functions take short forms. What is too long, or asks for one that this build does not have, is answered in
//! the error that pages understand: leptos leaves both to the house.

use app::AppError;
use axum::{
    Json,
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use leptos::server_fn::error::ServerFnUrlError;

use super::trouble::wants_page;

/// The longest form.
const MOST: usize = 64 * 1024;

/// Reads a whole form before its door opens.
pub async fn within(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match to_bytes(body, MOST).await {
        Ok(form) => next.run(Request::from_parts(parts, Body::from(form))).await,
        Err(_) => refused(&parts.uri, &parts.headers, StatusCode::PAYLOAD_TOO_LARGE, AppError::TooLong),
    }
}

/// The answer to a form for a door that this build does not have: only a page of another build knows it.
pub fn no_such_door(request: &Request) -> Option<Response> {
    let asked = request.method() == Method::POST && request.uri().path().starts_with("/api/");
    asked.then(|| refused(request.uri(), request.headers(), StatusCode::NOT_FOUND, AppError::OldPage))
}

/// The error as JSON; a browser's own form goes back to the page that it was sent from, with the error in the address,
/// as leptos does it.
fn refused(uri: &Uri, headers: &HeaderMap, status: StatusCode, error: AppError) -> Response {
    if wants_page(headers) {
        let from = headers.get(header::REFERER).and_then(|from| from.to_str().ok()).unwrap_or_default();
        let back = ServerFnUrlError::new(uri.path(), error).to_url(from);
        return Redirect::to(back.as_ref().map_or("/", |back| back.as_str())).into_response();
    }
    (status, Json(error)).into_response()
}
