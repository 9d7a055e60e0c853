//! What is left of a request that was answered before it was read to its end. A browser that still sends when the
//! connection closes tells of a lost connection instead of the answer. So the answer goes out at once, and what still
//! comes is read beside it and dropped, within limits.

use axum::{
    body::{Body, BodyDataStream, Bytes, HttpBody as _},
    extract::Request,
    middleware::Next,
    response::Response,
};
use futures::{Stream, StreamExt as _};
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{runtime::Handle, time::timeout};

/// The most that is read for nothing, in bytes.
const BYTES: usize = 256 * 1024 * 1024;
/// How long that may take: what an upload may.
const WITHIN: Duration = Duration::from_secs(300);

/// Lets every route answer before it has read its request.
pub async fn drop_later(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    next.run(request.map(|body| Body::from_stream(Unread(Some(body.into_data_stream()))))).await
}

/// A body whose rest is read when it is dropped.
struct Unread(Option<BodyDataStream>);

impl Stream for Unread {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = &mut self.0 else { return Poll::Ready(None) };
        let read = ready!(body.poll_next_unpin(context));
        if !matches!(read, Some(Ok(_))) {
            self.0 = None;
        }
        Poll::Ready(read)
    }
}

impl Drop for Unread {
    fn drop(&mut self) {
        if let (Some(body), Ok(runtime)) = (self.0.take(), Handle::try_current()) {
            runtime.spawn(timeout(WITHIN, read(body)));
        }
    }
}

async fn read(mut body: BodyDataStream) {
    let mut left = BYTES;
    while let Some(Ok(chunk)) = body.next().await {
        let Some(less) = left.checked_sub(chunk.len()) else { return };
        left = less;
    }
}
