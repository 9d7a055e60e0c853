//! HTTP Basic with account SID and token, and the headers that tell an account its load.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::Refusal;
use crate::emulators::{World, ids};

/// The accounts that may sign in. API keys, sub-accounts and OAuth are not emulated.
pub(in crate::emulators) struct Accounts(Vec<Account>);

struct Account {
    sid: String,
    token: String,
    running: AtomicU64,
}

/// The account that signed the request.
#[derive(Clone)]
pub(super) struct Caller(pub(super) String);

impl Accounts {
    pub(in crate::emulators) fn new(pairs: &[(String, String)]) -> Self {
        let account = |(sid, token): &(String, String)| Account {
            sid: sid.clone(),
            token: token.clone(),
            running: AtomicU64::new(0),
        };
        Self(pairs.iter().map(account).collect())
    }

    /// The secret of an account, with which Twilio signs what it sends for it.
    pub(in crate::emulators) fn token(&self, sid: &str) -> Option<&str> {
        self.0.iter().find(|account| account.sid == sid).map(|account| account.token.as_str())
    }

    fn signed_in(&self, headers: &HeaderMap) -> Option<&Account> {
        let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, encoded) = value.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
        let (sid, token) = decoded.split_once(':')?;
        self.0.iter().find(|a| a.sid == sid && a.token == token)
    }
}

/// Counts a request while it runs, also when the client hangs up.
struct Running<'a>(&'a AtomicU64);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

pub(super) async fn require(State(world): State<Arc<World>>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let Some(account) = world.accounts.signed_in(request.headers()) else {
        return Refusal::unauthorized().into_response();
    };
    // A sub-account's reach is its own; the path of another account is refused like bad credentials.
    if named(request.uri()).is_some_and(|sid| sid != account.sid) {
        return Refusal::unauthorized().into_response();
    }
    let running = account.running.fetch_add(1, Ordering::Relaxed) + 1;
    let guard = Running(&account.running);
    request.extensions_mut().insert(Caller(account.sid.clone()));
    let mut response = next.run(request).await;
    drop(guard);
    let headers = response.headers_mut();
    headers.insert("Twilio-Concurrent-Requests", HeaderValue::from(running));
    let duration = format!("{:.3}", started.elapsed().as_secs_f64());
    for (name, value) in [("Twilio-Request-Duration", duration), ("Twilio-Request-Id", ids::sid("RQ"))] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

/// The account that the path names; prices name none.
fn named(uri: &Uri) -> Option<&str> {
    let rest = uri.path().strip_prefix("/2010-04-01/Accounts/")?;
    rest.split('/').next()
}
