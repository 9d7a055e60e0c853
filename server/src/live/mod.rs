//! Server-sent events: `GET /events` tells the signed-in account's pages that something of theirs changed, and
//! `GET /events/phone` the phone that goes on for it.
//!
//! An event carries the account's version and nothing else; the page asks for what it shows. Account and version are
//! its id, so a browser that comes back is told at once whether it missed anything, and one that comes back as another
//! account is not told by the first one's count. A phone, which learns no name of the account's, has the hand-off's in its
//! place. Every stream begins by naming the store's build: a page that comes back after an update learns that it is of an
//! older one.
//!
//! Who runs the store also hears that something changed in the house: once a second at most, and no word of what.

mod streams;

use app::{
    AppError,
    desk::{Caller, SignedIn},
    domain::{AccountId, Role, UserId},
};
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{Stream, StreamExt as _, stream};
use std::{
    convert::Infallible,
    future::{pending, ready},
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until},
};

use crate::{
    desk::{Shop, fault::Fault},
    store::{Changed, accounts},
    web::{PHONE_MAX, cookie},
};
use streams::Open;
pub use streams::Streams;

/// What the streams need of the house.
#[derive(Clone)]
pub struct House {
    /// The store.
    pub shop: Arc<Shop>,
    /// The build of the site.
    pub build: Arc<str>,
    /// Those that are open.
    pub streams: Streams,
}

/// How soon a browser tries again after a connection that broke.
const RETRY: Duration = Duration::from_millis(2_000);

/// How long an operator's page hears no more of the house after it was told: it asks for a whole list each time.
const HOUSE_EVERY: Duration = Duration::from_secs(1);

/// What an operator's page is yet to be told of the house.
struct HouseNews {
    /// Whether something changed since it was told.
    any: bool,
    quiet_until: Instant,
}

impl HouseNews {
    /// When it is to be told, if it is.
    fn due(&self) -> Option<Instant> {
        self.any.then_some(self.quiet_until)
    }
}

/// Waits until then; for ever without a moment. Boxed: every stream that waits would keep room for a timer.
async fn at(due: Option<Instant>) {
    match due {
        Some(due) => Box::pin(sleep_until(due)).await,
        None => pending().await,
    }
}

/// What a page is told.
enum Word {
    /// The account has this version.
    Account(i64),
    /// Something changed in the house.
    House,
}

/// The token that opens a stream, and ends it with its own end.
enum Key {
    /// That of a session.
    Session(String),
    /// That of a phone which goes on with an identity.
    Phone(String),
}

/// Whose stream it is.
struct Whose {
    key: Key,
    /// What it is counted under, and how many there may be.
    limit: (String, usize),
    /// What its events name.
    name: String,
}

/// The stream of one page.
struct Listener {
    shop: Arc<Shop>,
    changes: Receiver<Changed>,
    account: AccountId,
    user: UserId,
    /// What opened the stream.
    key: Key,
    /// What its events name.
    name: String,
    _open: Open,
    /// Ticks whatever is heard, so that a busy house does not put it off.
    pulse: Interval,
    told: i64,
    /// For operators alone.
    house: Option<Box<HouseNews>>,
}

/// Serves the stream. 401 without a session, 429 when that has too many, 503 when nobody can tell.
pub async fn events(State(house): State<House>, Extension(caller): Extension<Caller>, headers: HeaderMap) -> Response {
    let key = Key::Session(caller.token.clone().unwrap_or_default());
    match caller.signed_in() {
        Ok(session) => {
            let limit = (session.session.to_string(), house.shop.policy.streams_max);
            let whose = Whose { key, limit, name: session.account.to_string() };
            opened(house, session, whose, &headers)
        }
        Err(error) => refused(&error),
    }
}

/// The same for a phone that goes on with an identity.
pub async fn phone_events(
    State(house): State<House>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Response {
    let token = cookie(&headers, house.shop.cookie.phone_name(), PHONE_MAX).unwrap_or_default();
    match caller.phone() {
        Ok(phone) => {
            let name = phone.handoff().to_string();
            let limit = (name.clone(), house.shop.policy.phone_streams_max);
            opened(house, phone.who().clone(), Whose { key: Key::Phone(token), limit, name }, &headers)
        }
        Err(error) => refused(&error),
    }
}

fn opened(House { shop, build, streams }: House, session: SignedIn, whose: Whose, headers: &HeaderMap) -> Response {
    let Whose { key, limit: (of, most), name } = whose;
    let Some(open) = streams.open(&of, most) else {
        return refused(&AppError::TooMany { seconds: RETRY.as_secs() });
    };
    let told = headers.get("last-event-id").and_then(|id| told_before(id.to_str().ok()?, &name));
    // Subscribed before the version is read: a change between the two is then seen twice, not missed.
    let changes = shop.store.changes();
    let every = shop.policy.pulse;
    let mut pulse = interval_at(Instant::now() + every, every);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let house =
        (session.role == Role::Operator).then(|| Box::new(HouseNews { any: false, quiet_until: Instant::now() }));
    let (account, user) = (session.account, session.user);
    let listener =
        Listener { shop, changes, account, user, key, name, _open: open, pulse, told: told.unwrap_or(0), house };
    let unbuffered = [
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let alive = KeepAlive::new().interval(every);
    let build = Ok(Event::default().event("build").retry(RETRY).data(build));
    let events = stream::once(ready(build)).chain(stream_of(listener));
    (unbuffered, Sse::new(events).keep_alive(alive)).into_response()
}

fn refused(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let wait = error.retry_after().map(|seconds| [(header::RETRY_AFTER, HeaderValue::from(seconds))]);
    (status, wait, ()).into_response()
}

/// The version that an event's id names, if it is of this name.
fn told_before(id: &str, name: &str) -> Option<i64> {
    let (of, version) = id.split_once(':')?;
    if of == name { version.parse().ok() } else { None }
}

fn stream_of(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((listener, true), |(mut listener, first)| async move {
        let version = if first { listener.missed().await } else { None };
        let word = match version {
            Some(version) => Word::Account(version),
            None => listener.next().await?,
        };
        let event = match word {
            Word::Account(version) => {
                listener.told = version;
                let id = format!("{}:{version}", listener.name);
                Event::default().event("changed").id(id).data(format!("{{\"version\":{version}}}"))
            }
            Word::House => Event::default().event("house").data("{}"),
        };
        let event = event.retry(RETRY);
        Some((Ok(event), (listener, false)))
    })
}

impl Listener {
    /// The account's version, if the page does not have it yet. Looks at the database are boxed: every stream that waits
    /// would keep room for one.
    async fn missed(&self) -> Option<i64> {
        // The conversion logs a fault.
        let version = Box::pin(self.version()).await.map_err(AppError::from).ok()?;
        (version > self.told).then_some(version)
    }

    async fn version(&self) -> Result<i64, Fault> {
        let mut tx = self.shop.store.read().await?;
        Ok(accounts::lookup(&mut tx, &self.account).await?.map_or(0, |account| account.version))
    }

    /// Whether the session that opened the stream still lives. A database that is away ends no stream.
    async fn signed_in(&self) -> bool {
        // The conversion logs a fault.
        let lives = async {
            match &self.key {
                Key::Session(token) => self.shop.session_lives(token).await,
                Key::Phone(token) => self.shop.phone_lives(token).await,
            }
        };
        Box::pin(lives).await.map_err(AppError::from).unwrap_or(true)
    }

    /// Notes that something changed in the house, for whom that concerns.
    fn note_house(&mut self) {
        if let Some(house) = &mut self.house {
            house.any = true;
        }
    }

    /// The next word; `None` ends the stream.
    async fn next(&mut self) -> Option<Word> {
        loop {
            let due = self.house.as_ref().and_then(|house| house.due());
            let look = tokio::select! {
                () = at(due) => {
                    if let Some(house) = &mut self.house {
                        **house = HouseNews { any: false, quiet_until: Instant::now() + HOUSE_EVERY };
                    }
                    return Some(Word::House);
                }
                _ = self.pulse.tick() => {
                    if !self.signed_in().await {
                        return None;
                    }
                    // Word that was lost between two nodes is made up for.
                    true
                }
                told = self.changes.recv() => match told {
                    Ok(Changed::Account { id, version, .. }) if id == self.account && version > self.told => {
                        return Some(Word::Account(version));
                    }
                    Ok(Changed::Sessions { user }) if user == self.user => {
                        if !self.signed_in().await {
                            return None;
                        }
                        false
                    }
                    Ok(Changed::Account { .. } | Changed::Work) => {
                        self.note_house();
                        false
                    }
                    Ok(Changed::Sessions { .. }) => false,
                    Ok(Changed::Everything) | Err(RecvError::Lagged(_)) => {
                        self.note_house();
                        true
                    }
                    Err(RecvError::Closed) => return None,
                },
            };
            if look && let Some(version) = self.missed().await {
                return Some(Word::Account(version));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_another_account_is_not_believed() {
        assert_eq!(told_before("a-1:7", "a-1"), Some(7));
        for id in ["a-2:7", "7", "a-1:", "a-1:x", ":7", ""] {
            assert_eq!(told_before(id, "a-1"), None, "{id}");
        }
    }
}
