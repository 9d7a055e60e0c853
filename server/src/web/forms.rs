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

/// The longest form.
const MOST: usize = 64 * 1024;

/// Reads a whole form before its door opens.
pub async fn within(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match to_bytes(body, MOST).await {
        Ok(form) => next.run(Request::from_parts(parts, Body::from(form))).await,
        Err(_) => refuse(&parts.uri, &parts.headers, StatusCode::PAYLOAD_TOO_LARGE, AppError::TooLong),
    }
}

/// The answer to a form for a door that this build does not have: only a page of another build knows it.
pub fn no_such_door(request: &Request) -> Option<Response> {
    let asked = request.method() == Method::POST && request.uri().path().starts_with("/api/");
    asked.then(|| refuse(request.uri(), request.headers(), StatusCode::NOT_FOUND, AppError::OldPage))
}

/// The error as JSON; a browser's own form goes back to the page that it was sent from, with the error in the address,
/// as leptos does it.
fn refuse(uri: &Uri, headers: &HeaderMap, status: StatusCode, error: AppError) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if text(header::ACCEPT).contains("text/html") {
        let back = ServerFnUrlError::new(uri.path(), error).to_url(text(header::REFERER));
        return Redirect::to(back.as_ref().map_or("/", |back| back.as_str())).into_response();
    }
    (status, Json(error)).into_response()
}
