//! How many requests a session and an address may send. Each node counts for itself, in memory: with several the limits
//! are as many times as wide, which does for what they guard, a node's own cores.

use app::domain::AccountId;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use std::{
    collections::HashMap,
    hash::{BuildHasher as _, RandomState},
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{Front, client::Client, plain::Group, trouble::refuse};
use crate::{
    desk::network,
    limit::{Limit, Wait},
    policy,
};

/// The most addresses that are remembered for having sent too many bad webhooks: a megabyte.
const MUTED_MAX: usize = 16_384;

/// The counters of one node.
pub struct Rates {
    pages: Pair,
    searches: Pair,
    calls: Pair,
    uploads: Pair,
    streams: Pair,
    files: Limit<IpAddr>,
    bad_webhooks: Limit<IpAddr>,
    /// Who sent too many of those, and until when.
    muted: Mutex<HashMap<IpAddr, Instant>>,
    callbacks: Limit<AccountId>,
    feedback: Limit<IpAddr>,
    /// Tokens are kept as numbers that tell nothing.
    tokens: RandomState,
}

/// A session's limit, and an address's.
struct Pair {
    session: Limit<u64>,
    address: Limit<IpAddr>,
}

impl Rates {
    /// Counters with these limits.
    pub fn new(rates: policy::Rates) -> Self {
        Self {
            pages: Pair::new(rates.pages),
            searches: Pair::new(rates.searches),
            calls: Pair::new(rates.calls),
            uploads: Pair::new(rates.uploads),
            streams: Pair::new(rates.streams),
            files: Limit::new(rates.files),
            bad_webhooks: Limit::new(rates.bad_webhooks),
            muted: Mutex::default(),
            callbacks: Limit::new(rates.callbacks),
            feedback: Limit::new(rates.feedback),
            tokens: RandomState::new(),
        }
    }

    /// Counts a request that has come.
    fn come(&self, group: Group, client: &Client) -> Result<(), Wait> {
        let pair = match group {
            Group::Pages => &self.pages,
            Group::Searches => &self.searches,
            Group::Calls => &self.calls,
            Group::Uploads => &self.uploads,
            Group::Streams => &self.streams,
            Group::Files | Group::Health => return self.files.take_from(client),
            Group::Feedback => return self.feedback.take_from(client),
            // Good ones are never too many: what the vendor says is wanted.
            Group::Webhooks => return Ok(()),
        };
        pair.address.take_from(client)?;
        // Not looked up: whoever invents tokens is held by the address.
        client.token.as_ref().map_or(Ok(()), |token| pair.session.take(&self.tokens.hash_one(token)))
    }

    /// Counts a webhook whose signature is no good.
    ///
    /// # Errors
    /// It is one of too many.
    pub fn bad_webhook(&self, client: &Client) -> Result<(), Wait> {
        self.bad_webhooks.take_from(client).inspect_err(|Wait(seconds)| {
            let now = Instant::now();
            let mut muted = self.muted.lock().unwrap_or_else(PoisonError::into_inner);
            if muted.len() >= MUTED_MAX {
                muted.retain(|_, until| *until > now);
            }
            if muted.len() < MUTED_MAX {
                muted.insert(network(client.address), now + Duration::from_secs(*seconds));
            }
        })
    }

    /// Counts a callback that is signed for an account.
    ///
    /// # Errors
    /// It is one of too many.
    pub fn callback(&self, account: &AccountId) -> Result<(), Wait> {
        self.callbacks.take(account)
    }

    /// Refuses who sent too many bad ones a moment ago, for doors where a signature costs a look into the database.
    ///
    /// # Errors
    /// It sent too many.
    pub fn may_send_webhooks(&self, client: &Client) -> Result<(), Wait> {
        if client.proxy {
            return Ok(());
        }
        let muted = self.muted.lock().unwrap_or_else(PoisonError::into_inner);
        let left = muted.get(&network(client.address)).and_then(|until| until.checked_duration_since(Instant::now()));
        match left {
            Some(left) if !left.is_zero() => Err(Wait(left.as_secs() + 1)),
            _ => Ok(()),
        }
    }
}

impl Pair {
    fn new(a_minute: u32) -> Self {
        Self { session: Limit::new(a_minute), address: Limit::new(a_minute.saturating_mul(policy::Rates::ADDRESS)) }
    }
}

impl Limit<IpAddr> {
    /// A proxy's own address is that of all who come through it.
    fn take_from(&self, client: &Client) -> Result<(), Wait> {
        if client.proxy { Ok(()) } else { self.take(&network(client.address)) }
    }
}

/// Notes who sent the request, and refuses one that is too many with 429.
pub async fn meet(State((front, rates)): State<(Front, Arc<Rates>)>, mut request: Request, next: Next) -> Response {
    let client = Client::of(&request, &front);
    let group = Group::of(request.uri().path(), request.uri().query());
    if let Err(wait) = rates.come(group, &client) {
        tracing::debug!(?group, "too many requests");
        return refuse(wait.into());
    }
    request.extensions_mut().insert(client);
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(address: [u8; 4], token: Option<&str>) -> Client {
        Client { address: address.into(), proxy: false, token: token.map(str::to_owned) }
    }

    fn rates(pages: u32) -> Rates {
        Rates::new(policy::Rates { pages, ..policy::Rates::default() })
    }

    #[test]
    fn who_sent_too_many_bad_webhooks_is_not_looked_at_for_a_moment() {
        let rates = Rates::new(policy::Rates { bad_webhooks: 2, ..policy::Rates::default() });
        let [one, other] = [[203, 0, 113, 9], [198, 51, 100, 7]].map(|address| client(address, None));
        for _ in 0..2 {
            rates.bad_webhook(&one).expect("two a minute");
            rates.may_send_webhooks(&one).expect("not too many yet");
        }
        rates.bad_webhook(&one).expect_err("the third");
        rates.may_send_webhooks(&one).expect_err("not looked at");
        rates.may_send_webhooks(&other).expect("another address is");
        let proxy = Client { proxy: true, ..client([203, 0, 113, 9], None) };
        rates.may_send_webhooks(&proxy).expect("nobody's address");
    }

    #[test]
    fn a_session_is_stopped_before_its_address() {
        let rates = rates(3);
        let come = |client: &Client| rates.come(Group::Pages, client);
        let [one, other] = ["one", "other"].map(|token| client([203, 0, 113, 9], Some(token)));
        for _ in 0..3 {
            come(&one).expect("three a minute");
        }
        let Wait(seconds) = come(&one).expect_err("the fourth");
        assert!((1..=20).contains(&seconds), "{seconds}");
        assert_eq!(rates.come(Group::Calls, &one), Ok(()), "counted by itself");
        // Four of the address's thirty are gone; whoever has no session is counted there alone.
        come(&other).expect("another session");
        for _ in 5..30 {
            come(&client([203, 0, 113, 9], None)).expect("thirty a minute");
        }
        come(&other).expect_err("the address is at its end");
        come(&client([198, 51, 100, 7], Some("third"))).expect("another address is not");
        let proxy = Client { proxy: true, ..client([203, 0, 113, 9], None) };
        come(&proxy).expect("nobody's address");
    }

    #[test]
    fn zero_is_no_limit_and_a_good_webhook_has_none() {
        let rates = rates(0);
        let client = client([203, 0, 113, 9], Some("one"));
        for _ in 0..20_000 {
            rates.come(Group::Pages, &client).expect("no limit");
            rates.come(Group::Webhooks, &client).expect("never one");
        }
    }
}
