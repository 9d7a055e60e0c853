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
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{
    future::Future,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tower::ServiceExt as _;

use super::{
    places::{Place, Places},
    unstalled::Unstalled,
};
use crate::policy::Connections;

/// The longest head of a request, in bytes: cookies, a long address and what proxies add are a tenth of it. hyper takes
/// at most 100 headers, and answers either with 431.
const HEAD_MAX: usize = 64 * 1024;

/// Who may connect.
#[derive(Clone)]
pub struct Bounds {
    /// How many connections.
    pub connections: Connections,
    /// Proxies, whose connections are many clients'.
    pub trusted: Arc<[IpAddr]>,
}

/// Serves whoever connects until `stop` completes, then waits for the requests that are under way.
pub async fn serve(mut listener: TcpListener, app: Router, bounds: Bounds, stop: impl Future<Output = ()>) {
    let open = GracefulShutdown::new();
    let Connections { first_head, next_head, .. } = bounds.connections;
    let places = Places::new(bounds);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(next_head).max_header_size(HEAD_MAX).max_buf_size(HEAD_MAX);
    let mut stop = pin!(stop);
    loop {
        let (stream, peer, place) = tokio::select! {
            arrived = arrive(&places, &mut listener) => arrived,
            () = &mut stop => break,
        };
        let app = app.clone();
        let spoke = Arc::new(AtomicBool::new(false));
        let spoken = Arc::clone(&spoke);
        let service = service_fn(move |request: Request<Incoming>| {
            spoken.store(true, Ordering::Relaxed);
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            app.clone().oneshot(request)
        });
        // Boxed: a task that pins it for itself would keep room for it twice.
        let mut connection = Box::pin(open.watch(http.serve_connection(TokioIo::new(Unstalled::new(stream)), service)));
        tokio::spawn(async move {
            let _place = place;
            tokio::select! {
                // How it ends is the client's business.
                _ = &mut connection => return,
                // Boxed: it is over soon, and the connection may last.
                () = Box::pin(sleep(first_head)) => {}
            }
            if spoke.load(Ordering::Relaxed) {
                let _ = connection.await;
            }
        });
    }
    drop(listener);
    open.shutdown().await;
}

/// The next connection that finds a place.
async fn arrive(places: &Places, listener: &mut TcpListener) -> (TcpStream, SocketAddr, Place) {
    loop {
        let one_of_all = places.one_of_all().await;
        // Not the listener's own method: this one outlasts a failure, such as too many open files.
        let (stream, peer) = Listener::accept(listener).await;
        if let Some(place) = places.take(one_of_all, peer.ip()) {
            return (stream, peer, place);
        }
    }
}
