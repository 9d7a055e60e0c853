//! How many streams a session or a phone has open. Its tabs share one, or have one each where the browser cannot share.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// The open streams of one node.
#[derive(Clone, Default)]
pub struct Streams(Arc<Mutex<HashMap<String, usize>>>);

/// An open stream; it counts until this is dropped.
pub(super) struct Open {
    streams: Streams,
    of: String,
}

impl Streams {
    /// One more, unless whose id this is has `most`.
    pub(super) fn open(&self, of: &str, most: usize) -> Option<Open> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(of.to_owned()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        drop(open);
        Some(Open { streams: self.clone(), of: of.to_owned() })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.of) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_of_each_session_and_none_is_remembered_for_ever() {
        let streams = Streams::default();
        let mut open: Vec<_> = (0..3).map(|_| streams.open("one", 3).expect("one of three")).collect();
        assert!(streams.open("one", 3).is_none());
        let another = streams.open("other", 3).expect("counted by itself");
        open.pop();
        open.push(streams.open("one", 3).expect("one ended"));
        drop((open, another));
        assert!(streams.0.lock().expect("no panic").is_empty());
    }
}
