//! A plain round-robin proxy: each connection goes to the next node that takes it.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// Runs until it is dropped.
pub struct Proxy(JoinHandle<()>);

impl Proxy {
    /// Listens at `addr` for `nodes`.
    pub async fn open(addr: SocketAddr, nodes: Vec<SocketAddr>) -> Self {
        let listener = TcpListener::bind(addr).await.expect("the proxy's port");
        let next = Arc::new(AtomicUsize::new(0));
        Self(tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (nodes, next) = (nodes.clone(), Arc::clone(&next));
                tokio::spawn(async move { carry(client, &nodes, &next).await });
            }
        }))
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn carry(mut client: TcpStream, nodes: &[SocketAddr], next: &AtomicUsize) {
    for _ in nodes {
        let node = nodes[next.fetch_add(1, Ordering::Relaxed) % nodes.len()];
        if let Ok(mut node) = TcpStream::connect(node).await {
            // Either side may break off at any time.
            copy_bidirectional(&mut client, &mut node).await.ok();
            return;
        }
    }
}
