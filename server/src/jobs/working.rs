//! Whether somebody is at work, for `/readyz`.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Held by the task that works. However the task ends, in a panic too, the flag goes down with it.
pub struct Working(Arc<AtomicBool>);

impl Working {
    /// Raises the flag.
    #[must_use]
    pub fn start(flag: Arc<AtomicBool>) -> Self {
        flag.store(true, Ordering::SeqCst);
        Self(flag)
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_worker_that_panics_is_not_ready() {
        let flag = Arc::new(AtomicBool::new(false));
        let working = Working::start(Arc::clone(&flag));
        assert!(flag.load(Ordering::SeqCst));
        let task = tokio::spawn(async move {
            let _working = working;
            panic!("on purpose");
        });
        assert!(task.await.is_err());
        assert!(!flag.load(Ordering::SeqCst));
    }
}
