//! A page that does not come is made once more.
//!
//! leptos may lose a wake-up while it renders: its suspense then waits for ever and costs nothing (leptos issues 4578
//! and 4673; about one page in 4,000 on a busy machine with 0.8.23). A GET changes nothing, so a second one beside the
//! first is harmless, and whichever comes first is the answer.

use axum::{
    body::Body,
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use std::time::Duration;
use tokio::time::timeout;

/// Longer than any page takes that does not wait for a slow carrier.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// Answers a GET a second time beside the first when that takes longer than the patience.
pub async fn once_more(State(patience): State<Duration>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let again = Request::from_parts(parts.clone(), Body::empty());
    let first = next.clone().run(Request::from_parts(parts, body));
    tokio::pin!(first);
    if let Ok(answer) = timeout(patience, &mut first).await {
        return answer;
    }
    tracing::warn!("a page takes long; it is made once more");
    tokio::select! {
        answer = first => answer,
        answer = next.run(again) => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, http::StatusCode, middleware, routing::get};
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };
    use tower::ServiceExt as _;

    /// A page that never comes the first time.
    fn forgetful(patience: Duration) -> (Router, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let page = async move || {
            if count.fetch_add(1, Ordering::SeqCst) == 0 {
                std::future::pending::<()>().await;
            }
            StatusCode::OK
        };
        let pages = Router::new().route("/", get(page.clone()).post(page));
        (pages.layer(middleware::from_fn_with_state(patience, once_more)), asked)
    }

    fn request(method: Method) -> Request {
        Request::builder().method(method).uri("/").body(Body::empty()).expect("a request")
    }

    #[tokio::test]
    async fn a_page_that_does_not_come_is_made_once_more() {
        let (pages, asked) = forgetful(Duration::from_millis(20));
        let answer = pages.oneshot(request(Method::GET)).await.expect("an answer");
        assert_eq!((answer.status(), asked.load(Ordering::SeqCst)), (StatusCode::OK, 2));
    }

    #[tokio::test]
    async fn what_may_change_something_is_never_repeated() {
        let (pages, asked) = forgetful(Duration::from_millis(20));
        let waited = timeout(Duration::from_millis(200), pages.oneshot(request(Method::POST))).await;
        assert!(waited.is_err(), "it waits on");
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
}
