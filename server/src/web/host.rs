//! Which host is asked: a request of HTTP/1.1 says so once. One that says nothing, or two things, may mean another host
//! to a proxy than to us.

use axum::{
    extract::Request,
    http::{StatusCode, Version, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Refuses with 400 what does not name its host once (RFC 9112, section 3.2).
pub async fn once(request: Request, next: Next) -> Response {
    let named = request.headers().get_all(header::HOST).iter().count();
    if request.version() == Version::HTTP_11 && named != 1 {
        return StatusCode::BAD_REQUEST.into_response();
    }
    next.run(request).await
}
