//! The house's workers: started, stopped in good order, or killed.

use plusone::jobs::Worker;
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinHandle, time::timeout};

use super::{PATIENCE, TestShop};

pub(super) struct Running {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl TestShop {
    /// Puts a worker to work, beside those who are.
    pub async fn start_worker(&self) {
        let (stop, stopped) = watch::channel(false);
        let worker = Worker::new(Arc::clone(&self.house), Some(Arc::clone(&self.persona)));
        let (store, hurry) = (self.house.store.clone(), self.plan.hurry);
        let wake = async move {
            if !hurry {
                std::future::pending::<()>().await;
            }
            loop {
                store.wake();
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let task = tokio::spawn(async move {
            tokio::select! {
                () = worker.run(stopped) => {}
                () = wake => {}
            }
        });
        self.workers.lock().await.push(Running { stop, task });
    }

    /// Stops every worker; what is under way is finished first.
    pub async fn stop_worker(&self) {
        let running = std::mem::take(&mut *self.workers.lock().await);
        assert!(!running.is_empty(), "a worker runs");
        for mut worker in running {
            worker.stop.send(true).expect("the worker listens");
            timeout(PATIENCE, &mut worker.task).await.expect("the worker stops").expect("in good order");
        }
    }

    /// Kills every worker at whatever it is doing.
    pub async fn kill_worker(&self) {
        let running = std::mem::take(&mut *self.workers.lock().await);
        assert!(!running.is_empty(), "a worker runs");
    }
}
