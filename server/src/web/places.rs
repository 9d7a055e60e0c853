//! Places for connections: some in all, fewer for one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connections::Bounds;
use crate::{desk::network, policy::Connections};

/// How many places each address has.
type Taken = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// The places of one listener.
pub struct Places {
    all: Arc<Semaphore>,
    of_one: usize,
    taken: Taken,
    trusted: Arc<[IpAddr]>,
}

/// A place that is nobody's yet.
#[expect(dead_code, reason = "it is held, not read")]
pub struct OneOfAll(Option<OwnedSemaphorePermit>);

/// A place; it is free again when this is dropped.
pub struct Place {
    _one_of_all: OneOfAll,
    /// Whose it is, unless it is a proxy's.
    of: Option<(Taken, IpAddr)>,
}

impl Places {
    /// As many as these bounds allow.
    pub fn new(Bounds { connections: Connections { all, of_one, .. }, trusted }: Bounds) -> Self {
        Self { all: Arc::new(Semaphore::new(all)), of_one, taken: Arc::default(), trusted }
    }

    /// One of all places, as soon as one is free; whoever connects meanwhile waits with the system.
    pub async fn one_of_all(&self) -> OneOfAll {
        // It fails when the semaphore is closed, which nobody does.
        OneOfAll(Arc::clone(&self.all).acquire_owned().await.ok())
    }

    /// Gives it to this address, unless that has as many as one may have.
    pub fn take(&self, one_of_all: OneOfAll, peer: IpAddr) -> Option<Place> {
        let peer = peer.to_canonical();
        if self.trusted.contains(&peer) {
            return Some(Place { _one_of_all: one_of_all, of: None });
        }
        let of = network(peer);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(of).or_default();
        if *count >= self.of_one {
            return None;
        }
        *count += 1;
        Some(Place { _one_of_all: one_of_all, of: Some((Arc::clone(&self.taken), of)) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((taken, of)) = &self.of else { return };
        let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
        let left = taken.get_mut(of).map(|count| {
            *count -= 1;
            *count
        });
        if left == Some(0) {
            taken.remove(of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt as _;

    #[tokio::test]
    async fn one_address_leaves_room_for_others_and_all_have_an_end() {
        let proxy: IpAddr = [10, 0, 0, 1].into();
        let connections = Connections { all: 5, of_one: 2, ..Connections::default() };
        let places = Places::new(Bounds { connections, trusted: [proxy].into() });
        let take = async |peer: IpAddr| places.take(places.one_of_all().await, peer);
        let (one, other): (IpAddr, IpAddr) = ([203, 0, 113, 9].into(), [198, 51, 100, 7].into());
        let mapped: IpAddr = "::ffff:203.0.113.9".parse().expect("an address");
        let first = take(one).await.expect("a place");
        let _second = take(mapped).await.expect("another");
        assert!(take(one).await.is_none(), "two are one address's");
        let third = take(other).await.expect("a place for somebody else");
        drop(first);
        let _fourth = take(one).await.expect("it is free again");
        let (_fifth, _sixth) = (take(proxy).await.expect("a proxy's"), take(proxy).await.expect("and another"));
        assert!(places.one_of_all().now_or_never().is_none(), "five are all");
        drop(third);
        assert!(!places.taken.lock().expect("not poisoned").contains_key(&other), "who is gone is forgotten");
        assert!(places.one_of_all().now_or_never().is_some());
    }
}
