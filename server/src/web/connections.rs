//! Connections, all of them HTTP/1.1.
//!
//! axum's own server first looks which version a client speaks. It takes a few bytes to see, and hyper's buffer for the
//! rest of the request is then twice as large, as long as the connection lasts: ten thousand event streams would keep
//! 80 MB for nothing.

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{rt::TokioIo, server::graceful::GracefulShutdown};
use std::{future::Future, pin::pin};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

/// Serves whoever connects until `stop` completes, then waits for the requests that are under way.
pub async fn serve(mut listener: TcpListener, app: Router, stop: impl Future<Output = ()>) {
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            // Not the listener's own method: this one outlasts a failure, such as too many open files.
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        let app = app.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            app.clone().oneshot(request)
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        // How it ends is the client's business.
        tokio::spawn(open.watch(connection));
    }
    drop(listener);
    open.shutdown().await;
}
