//! Whether something was deleted that must not be found in the database's files.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// One store's memory of it.
#[derive(Clone, Debug)]
pub(super) struct Traces(Arc<AtomicBool>);

impl Traces {
    /// After a start nobody knows what the process before left.
    pub(super) fn unknown() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }

    pub(super) fn leave(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether there were any; now there are none.
    pub(super) fn take(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}
