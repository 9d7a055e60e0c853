//! An SMTP server that keeps what it is given, and can be told to be away, to refuse, or to say nothing to a mail.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use plusone::config::{MailChannel, MailSettings};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What it says to the next receiver, or to the next mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It says this code to the receiver.
    Says(u16),
    /// It takes the mail, and hangs up before it says so.
    Silent,
}

/// A mail that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub to: String,
    head: String,
    pub text: String,
}

impl Taken {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(start.as_str()))
    }

    pub fn subject(&self) -> &str {
        self.header("Subject").expect("every mail has one")
    }

    /// Its lines that are addresses of pages.
    pub fn links(&self) -> Vec<&str> {
        self.text.lines().filter(|line| line.starts_with("http")).collect()
    }

    fn new(to: String, data: &str) -> Self {
        let (head, body) = data.split_once("\r\n\r\n").expect("a blank line ends the headers");
        // A long header goes on in the next line, after a blank (RFC 5322, 2.2.3).
        let head = head.replace("\r\n ", " ");
        let quoted = head.to_ascii_lowercase().contains("content-transfer-encoding: quoted-printable");
        let text = if quoted { unquoted(body) } else { body.to_owned() };
        Self { to, head, text: text.replace("\r\n", "\n") }
    }
}

/// RFC 2045, 6.7.
fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let (mut bytes, mut rest) = (Vec::new(), joined.as_bytes());
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'=', [high, low, left @ ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).expect("digits");
                bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal digits"));
                rest = left;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("text")
}

#[derive(Default)]
struct Books {
    taken: Vec<Taken>,
    moods: VecDeque<Mood>,
    tries: usize,
    logins: Vec<String>,
}

/// The server.
pub struct Sink {
    port: u16,
    books: Arc<Mutex<Books>>,
    door: Mutex<Option<JoinHandle<()>>>,
}

impl Sink {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let sink = Self { port, books: Arc::default(), door: Mutex::new(None) };
        sink.listen(listener);
        sink
    }

    fn listen(&self, listener: TcpListener) {
        let books = Arc::clone(&self.books);
        let door = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                tokio::spawn(converse(stream, Arc::clone(&books)));
            }
        });
        *self.door.lock().unwrap_or_else(PoisonError::into_inner) = Some(door);
    }

    /// Whoever calls is not answered from now on.
    pub async fn close(&self) {
        let door = self.door.lock().unwrap_or_else(PoisonError::into_inner).take();
        let door = door.expect("open");
        door.abort();
        door.await.expect_err("ended");
    }

    pub async fn reopen(&self) {
        self.listen(TcpListener::bind(("127.0.0.1", self.port)).await.expect("the port is free"));
    }

    /// What it says next, each once.
    pub fn will(&self, moods: impl IntoIterator<Item = Mood>) {
        self.books.lock().unwrap_or_else(PoisonError::into_inner).moods.extend(moods);
    }

    /// The settings by which it is reached.
    pub fn settings(&self) -> MailSettings {
        MailSettings {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            channel: MailChannel::Plain,
            login: None,
            from: "PlusOne <no-reply@numbers.test>".parse().expect("an address"),
        }
    }

    /// The mails that were taken.
    pub fn taken(&self) -> Vec<Taken> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner).taken.clone()
    }

    /// As whom, and by what password, clients came.
    pub fn logins(&self) -> Vec<String> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner).logins.clone()
    }

    /// How often somebody began a mail.
    pub fn tries(&self) -> usize {
        self.books.lock().unwrap_or_else(PoisonError::into_inner).tries
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some(door) = self.door.lock().unwrap_or_else(PoisonError::into_inner).take() {
            door.abort();
        }
    }
}

/// Speaks with one client (RFC 5321, 4.1). Whoever hangs up has ended it.
async fn converse(stream: TcpStream, books: Arc<Mutex<Books>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink.test\r\n").await.ok()?;
    let mut to = None;
    loop {
        let line = read(&mut stream).await?;
        let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let mood = || books.lock().unwrap_or_else(PoisonError::into_inner).moods.pop_front();
        let answer = match word.as_str() {
            "EHLO" => "250-sink.test\r\n250 AUTH PLAIN\r\n".to_owned(),
            "AUTH" => {
                // RFC 4616, 2: whom to act for, name and password, with NUL between them.
                let said = BASE64_STANDARD.decode(line.split_whitespace().nth(2)?).ok()?;
                let said = String::from_utf8(said).ok()?;
                books.lock().unwrap_or_else(PoisonError::into_inner).logins.push(said);
                "235 welcome\r\n".to_owned()
            }
            "MAIL" => {
                books.lock().unwrap_or_else(PoisonError::into_inner).tries += 1;
                "250 who\r\n".to_owned()
            }
            "RCPT" => match mood() {
                Some(Mood::Says(code)) => format!("{code} no such c4n4ry\r\n"),
                mood => {
                    if let Some(mood) = mood {
                        books.lock().unwrap_or_else(PoisonError::into_inner).moods.push_front(mood);
                    }
                    to = line.split(['<', '>']).nth(1).map(str::to_owned);
                    "250 whom\r\n".to_owned()
                }
            },
            "DATA" if to.is_some() => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                let data = data(&mut stream).await?;
                let taken = Taken::new(to.take()?, &data);
                books.lock().unwrap_or_else(PoisonError::into_inner).taken.push(taken);
                if mood() == Some(Mood::Silent) {
                    return None;
                }
                "250 taken\r\n".to_owned()
            }
            "RSET" | "NOOP" => "250 well\r\n".to_owned(),
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await.ok()?;
                return None;
            }
            _ => "502 no\r\n".to_owned(),
        };
        stream.write_all(answer.as_bytes()).await.ok()?;
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then_some(line)
}

/// Up to the line that is a dot alone; a dot at the start of another is doubled (RFC 5321, 4.5.2).
async fn data(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut all = String::new();
    loop {
        let line = read(stream).await?;
        if line == ".\r\n" {
            return Some(all);
        }
        all.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
