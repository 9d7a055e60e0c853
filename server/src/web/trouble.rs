//! What goes wrong before any page or door is reached, said as the rest of the house says it: a page for a browser, an
//! error as JSON for the page's own code, and nothing internal for anybody.

use app::{
    AppError,
    shell::{Assets, trouble},
};
use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::any::Any;

use super::{headers, language, plain::Group};
use crate::desk::internal;

/// The answer that says `error`.
pub fn refuse(error: AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = (status, Json(&error)).into_response();
    if let Some(seconds) = error.retry_after() {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer.extensions_mut().insert(error);
    answer
}

/// Our own faults that no use case told of.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("a request panicked: {0}")]
    Panicked(String),
    #[error("an answer {0} without words")]
    Silent(StatusCode),
}

/// The answer to a request that panicked.
#[expect(clippy::needless_pass_by_value, reason = "tower-http gives it away")]
pub fn panicked(words: Box<dyn Any + Send + 'static>) -> Response {
    let said = words.downcast_ref::<String>().map(String::as_str).or_else(|| words.downcast_ref::<&str>().copied());
    refuse(internal(&Broken::Panicked(said.unwrap_or("without words").to_owned())))
}

/// Gives a browser that wants a page one in place of an error that is none.
pub async fn dress(State(assets): State<Assets>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    // What monitors and vendors get is plain.
    let group = Group::of(request.uri().path(), None);
    let dressed = wants_page(request.headers()) && !matches!(group, Group::Health | Group::Webhooks);
    let language = language::here(request.extensions()).unwrap_or_default();
    let answer = next.run(request).await;
    let status = answer.status();
    if !dressed || !(status.is_client_error() || status.is_server_error()) || is_page(answer.headers()) {
        return answer;
    }
    let error = answer.extensions().get().cloned().unwrap_or_else(|| meant(status, &method));
    let page = trouble(&assets, language, &error);
    let (mut parts, _) = answer.into_parts();
    for stale in [header::CONTENT_LENGTH, header::CONTENT_ENCODING] {
        parts.headers.remove(stale);
    }
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers::set_still_policy(&mut parts.headers);
    Response::from_parts(parts, Body::from(page))
}

/// Whether a browser asks for something to show.
pub fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// What an answer without words means.
fn meant(status: StatusCode, method: &Method) -> AppError {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => AppError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLong,
        StatusCode::SERVICE_UNAVAILABLE if *method == Method::GET => AppError::StoreTrouble,
        // It may have been done before it was broken off.
        StatusCode::SERVICE_UNAVAILABLE => AppError::Unanswered,
        status if status.is_client_error() => AppError::Invalid("request".to_owned()),
        status => internal(&Broken::Silent(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::to_bytes, middleware, routing::get};
    use tower::ServiceExt as _;
    use tower_http::catch_panic::CatchPanicLayer;

    /// What a browser and a program are told by a route that fails like this.
    async fn told(status: StatusCode) -> [(Response<()>, String); 2] {
        let assets = r#"{"js":"plusone.js","wasm":"plusone.wasm","css":"plusone.css","build":"one"}"#;
        let assets: Assets = serde_json::from_str(assets).expect("names of files");
        let fails = move || async move {
            assert!(status != StatusCode::IM_A_TEAPOT, "canary of the panic");
            (status, "canary of the answer")
        };
        let routes = Router::new()
            .route("/", get(fails))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(middleware::from_fn_with_state(assets, dress));
        let ask = async |accept: &'static str| {
            let request = Request::builder().uri("/").header(header::ACCEPT, accept).body(Body::empty());
            let answer = routes.clone().oneshot(request.expect("a request")).await.expect("an answer");
            let (parts, body) = answer.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body");
            (Response::from_parts(parts, ()), String::from_utf8(body.to_vec()).expect("text"))
        };
        [ask("text/html,*/*;q=0.8").await, ask("*/*").await]
    }

    #[tokio::test]
    async fn a_browser_gets_a_page_of_the_house() {
        for (status, words) in [
            (400, "That does not look right"),
            (404, "There is nothing here"),
            (405, "There is nothing here"),
            (413, "That is too long"),
            (429, "That does not look right"),
            (500, "Something went wrong on our side"),
            (503, "The store cannot answer just now"),
        ] {
            let [(answer, page), (plain, text)] = told(StatusCode::from_u16(status).expect("a status")).await;
            assert_eq!((answer.status().as_u16(), plain.status().as_u16()), (status, status));
            assert!(page.starts_with("<!DOCTYPE html>") && page.contains(words), "{status}: {page}");
            assert!(page.contains("/pkg/plusone.css") && page.contains("href=\"/search\""), "{page}");
            assert!(!page.contains("canary") && !page.contains("<script"), "{page}");
            assert_eq!(text, "canary of the answer", "a program is told what the route says");
        }
        let [(_, fine), _] = told(StatusCode::OK).await;
        assert_eq!(fine, "canary of the answer");
    }

    #[tokio::test]
    async fn a_panic_is_kept_to_the_log() {
        for (answer, text) in told(StatusCode::IM_A_TEAPOT).await {
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert!(!text.contains("canary") && !text.contains("panic"), "{text}");
            assert!(text.contains("Something went wrong on our side") || text.starts_with("{\"Internal\""), "{text}");
        }
    }
}
