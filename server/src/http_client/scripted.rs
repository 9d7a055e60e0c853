//! A vendor made of a script, for tests: raw enough to hang, to drip and to cut the connection.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Duration, sleep},
};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Such as `GET`.
    pub(crate) method: String,
    /// Path and query, still encoded.
    pub(crate) target: String,
    /// The header lines, in lower case up to the colon's value.
    head: String,
    /// The body; text parts of a multipart body can be searched.
    pub(crate) body: String,
}

impl Seen {
    /// The value of the header `name`.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// What the script does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Answers.
    Answer { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// Reads the request and closes.
    Cut,
    /// Closes in the middle of the answer.
    CutMidway,
    /// Never answers.
    Hang,
    /// Answers a byte at a time, for ever.
    Drip,
}

impl Reply {
    pub(crate) fn status(status: u16) -> Self {
        Self::Answer { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::status(status).header("content-type", "application/json").body(body.to_string())
    }

    /// The time limit to wait for it with: short only where it never ends.
    pub(crate) fn patience(&self) -> Duration {
        if matches!(self, Self::Hang | Self::Drip) { Duration::from_millis(300) } else { Duration::from_secs(10) }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        if let Self::Answer { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    pub(crate) fn body(mut self, content: impl Into<Vec<u8>>) -> Self {
        if let Self::Answer { body, .. } = &mut self {
            *body = content.into();
        }
        self
    }
}

/// A running vendor; it ends with the test's runtime.
pub(crate) struct Scripted {
    /// Its address, without a slash at the end.
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Scripted {
    pub(crate) async fn start(script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (script, record) = (Arc::new(script), Arc::clone(&seen));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (script, record) = (Arc::clone(&script), Arc::clone(&record));
                tokio::spawn(async move { serve(stream, &*script, &record).await });
            }
        });
        Self { url, seen }
    }

    /// The requests so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no panic").clone()
    }
}

async fn serve(mut stream: TcpStream, script: &(dyn Fn(&Seen) -> Reply + Send + Sync), record: &Mutex<Vec<Seen>>) {
    let Some(request) = read(&mut stream).await else { return };
    let reply = script(&request);
    record.lock().expect("no panic").push(request);
    // The client may be gone; then there is nobody to tell.
    let _ = answer(&mut stream, reply).await;
}

async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let mut first = head.lines().next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let mut seen = Seen { method, target, head, body: String::new() };
    let length: usize = seen.header("content-length").map_or(0, |text| text.parse().expect("a length"));
    while bytes.len() < head_end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    seen.body = String::from_utf8_lossy(&bytes[head_end + 4..]).into_owned();
    Some(seen)
}

async fn answer(stream: &mut TcpStream, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Answer { status, headers, body } => {
            let mut head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
            for (name, value) in headers {
                head += &format!("{name}: {value}\r\n");
            }
            stream.write_all((head + "\r\n").as_bytes()).await?;
            stream.write_all(&body).await?;
            stream.shutdown().await
        }
        Reply::Cut => Ok(()),
        Reply::CutMidway => stream.write_all(b"HTTP/1.1 201 x\r\ncontent-length: 900\r\n\r\n{\"sid\":").await,
        Reply::Hang => {
            sleep(Duration::from_secs(60)).await;
            Ok(())
        }
        Reply::Drip => {
            stream.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 9000\r\n\r\n").await?;
            loop {
                stream.write_all(b" ").await?;
                sleep(Duration::from_millis(20)).await;
            }
        }
    }
}
