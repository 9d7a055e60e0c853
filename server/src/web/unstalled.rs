//! A connection whose client must go on reading. One that asks and does not read what it is answered would keep the
//! answer in memory, and its place, for ever.

use std::{
    future::Future as _,
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// How long a client may take nothing of what is there for it. A phone between two cells comes back sooner.
const PATIENCE: Duration = Duration::from_secs(60);

/// A stream that breaks when nothing can be written for as long as the patience lasts.
pub struct Unstalled<S> {
    stream: S,
    patience: Duration,
    /// Runs while a write waits.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<S> Unstalled<S> {
    pub const fn new(stream: S) -> Self {
        Self { stream, patience: PATIENCE, stalled: None }
    }

    /// What a write came to, unless it waits for too long.
    fn judge<T>(&mut self, written: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(patience)));
        stalled.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Unstalled<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Unstalled<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.judge(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.judge(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(context);
        self.judge(shut, context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    #[tokio::test]
    async fn a_client_that_reads_late_is_waited_for_and_one_that_reads_nothing_is_not() {
        let patience = Duration::from_millis(400);
        let (mut client, ours) = duplex(4);
        let mut ours = Unstalled { patience, ..Unstalled::new(ours) };
        ours.write_all(b"four").await.expect("there is room");
        let reading = tokio::spawn(async move {
            sleep(patience / 2).await;
            client.read_exact(&mut [0; 4]).await.expect("it reads, though late");
            client
        });
        ours.write_all(b"more").await.expect("late is in time");
        let _client = reading.await.expect("no panic");
        let begun = Instant::now();
        let never = ours.write_all(b"and more").await.expect_err("nobody reads");
        assert_eq!(never.kind(), io::ErrorKind::TimedOut);
        assert!(begun.elapsed() >= patience);
    }
}
