//! The one HTTP client for vendors: no redirects, no retries, no proxy, and answers of bounded size.

#[cfg(test)]
pub(crate) mod scripted;

use std::time::Duration;

use http::{HeaderMap, StatusCode, header::RETRY_AFTER};
use reqwest::{Client, ClientBuilder, RequestBuilder, redirect, retry};

/// The longest that a vendor may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The largest answer that is read, in bytes; the longest honest one is a page of 1,000 numbers.
const LARGEST_ANSWER: usize = 4 * 1024 * 1024;
/// The longest pause that a vendor may ask for; a longer one is cut to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);

/// Why a vendor's answer says nothing. Shows no address and no content.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The connection was refused, broke or took too long.
    #[error("the connection failed")]
    Network(#[source] reqwest::Error),
    /// A status that answers nothing, such as 503.
    #[error("status {0}")]
    Status(u16),
    /// An answer that is not what was asked for.
    #[error("an answer that cannot be read")]
    Unreadable,
}

impl Trouble {
    /// Whether the failure came before the first byte of the request: refused connection, unknown host, failed
    /// TLS handshake.
    #[must_use]
    pub fn nothing_sent(&self) -> bool {
        matches!(self, Self::Network(error) if error.is_connect())
    }
}

impl From<reqwest::Error> for Trouble {
    fn from(error: reqwest::Error) -> Self {
        // Addresses carry account ids and phone numbers.
        Self::Network(error.without_url())
    }
}

/// A vendor's whole answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as JSON of the expected shape.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, Trouble> {
        serde_json::from_slice(&self.body).map_err(|_| Trouble::Unreadable)
    }

    /// The pause that the vendor asks for: `Retry-After` in seconds (RFC 9110, 10.2.3; a date is ignored).
    pub(crate) fn pause(&self) -> Option<Duration> {
        self.seconds(RETRY_AFTER.as_str())
    }

    /// The same of a refusal because of a limit, or else the time until the limit starts anew. Persona writes
    /// `RateLimit-Reset` on every answer, so elsewhere it asks for nothing.
    pub(crate) fn limit_pause(&self) -> Option<Duration> {
        self.pause().or_else(|| self.seconds("ratelimit-reset"))
    }

    fn seconds(&self, name: &str) -> Option<Duration> {
        let seconds = self.headers.get(name)?.to_str().ok()?.trim().parse().ok()?;
        Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
    }
}

/// Makes the client. Certificates are checked against the roots of the machine (`SSL_CERT_FILE` counts); without any,
/// `https` fails and `http` works.
///
/// # Panics
/// When not even a client that trusts nobody can be made, which would be a fault of the TLS library.
#[must_use]
pub fn http_client() -> Client {
    // An error means that somebody installed a provider before, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = builder().build().or_else(|error| {
        tracing::warn!(%error, "no root certificates on this machine: https cannot be used");
        builder().tls_certs_only([]).build()
    });
    client.expect("TLS without a single root is always possible")
}

fn builder() -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("PlusOne/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .no_proxy()
}

/// Sends `request`, which carries its own time limit, and reads the whole answer.
pub(crate) async fn ask(request: RequestBuilder) -> Result<Answer, Trouble> {
    let mut response = request.send().await?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(Trouble::Unreadable);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status: response.status(), headers: response.headers().clone(), body })
}

#[cfg(test)]
mod tests {
    use super::{
        scripted::{Reply, Scripted},
        *,
    };
    use reqwest::dns::{Name, Resolve, Resolving};

    /// A name server that knows nobody.
    struct Nowhere;

    impl Resolve for Nowhere {
        fn resolve(&self, _: Name) -> Resolving {
            Box::pin(async { Err("no such host".into()) })
        }
    }

    async fn get(script: Reply) -> Result<Answer, Trouble> {
        let patience = script.patience();
        let server = Scripted::start(move |_| script.clone()).await;
        ask(http_client().get(&server.url).timeout(patience)).await
    }

    #[tokio::test]
    async fn a_redirect_is_an_answer() {
        let answer = get(Reply::status(302).header("location", "http://127.0.0.1:9/")).await.expect("an answer");
        assert_eq!(answer.status, StatusCode::FOUND);
    }

    #[tokio::test]
    async fn a_huge_answer_is_not_read() {
        assert!(get(Reply::status(200).body(vec![b' '; LARGEST_ANSWER])).await.is_ok());
        assert!(matches!(get(Reply::status(200).body(vec![b' '; LARGEST_ANSWER + 1])).await, Err(Trouble::Unreadable)));
    }

    #[tokio::test]
    async fn only_a_refused_connection_sent_nothing() {
        let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", closed.local_addr().expect("address"));
        drop(closed);
        let refused = ask(http_client().get(url)).await.err().expect("refused");
        assert!(refused.nothing_sent());
        let lost = builder().dns_resolver(Nowhere).build().expect("client");
        assert!(ask(lost.get("http://vendor.test/")).await.err().expect("unknown").nothing_sent());
        for script in [Reply::Cut, Reply::CutMidway, Reply::Hang, Reply::Drip] {
            let trouble = get(script.clone()).await.err().expect("no answer");
            assert!(!trouble.nothing_sent(), "{script:?}");
        }
    }

    #[tokio::test]
    async fn a_pause_is_read_and_bounded() {
        for (name, value, pause, limit) in [
            ("retry-after", "7", Some(7), Some(7)),
            ("ratelimit-reset", "30", None, Some(30)),
            ("retry-after", "999999", Some(3_600), Some(3_600)),
            ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT", None, None),
            ("retry-after", "-1", None, None),
        ] {
            let answer = get(Reply::status(429).header(name, value)).await.expect("an answer");
            assert_eq!(answer.pause(), pause.map(Duration::from_secs), "{name}: {value}");
            assert_eq!(answer.limit_pause(), limit.map(Duration::from_secs), "{name}: {value}");
        }
    }

    #[tokio::test]
    async fn an_error_names_no_address() {
        let closed = ask(http_client().get("http://127.0.0.1:1/+12025550123")).await;
        let shown = format!("{:?}", closed.err().expect("refused"));
        assert!(!shown.contains("2025550123"), "{shown}");
    }
}
