//! What a worker has under way, and what failed the last time.

use std::collections::{HashMap, HashSet};

use crate::store::jobs::Vendor;

use super::{AT_THE_CARRIER, AT_THE_POST, AT_THE_REGISTER, AT_THE_VENDOR, End, Finished, Task};

#[derive(Default)]
pub(super) struct UnderWay {
    tasks: HashSet<Task>,
    /// Faults in a row.
    faults: HashMap<Task, u32>,
}

impl UnderWay {
    pub(super) fn has(&self, task: &Task) -> bool {
        self.tasks.contains(task)
    }

    pub(super) fn len(&self) -> usize {
        self.tasks.len()
    }

    /// How much more may be started towards this vendor.
    pub(super) fn room(&self, vendor: Vendor) -> usize {
        let most = match vendor {
            Vendor::Carrier => AT_THE_CARRIER,
            Vendor::Identity => AT_THE_VENDOR,
            Vendor::Register => AT_THE_REGISTER,
            Vendor::Post => AT_THE_POST,
        };
        most.saturating_sub(self.tasks.iter().filter(|task| task.asks() == vendor).count())
    }

    pub(super) fn has_room(&self) -> bool {
        Vendor::ALL.into_iter().any(|vendor| self.room(vendor) > 0)
    }

    /// Starts a task; how often it failed in a row before.
    pub(super) fn start(&mut self, task: &Task) -> u32 {
        self.tasks.insert(task.clone());
        self.faults.get(task).copied().unwrap_or(0)
    }

    pub(super) fn end(&mut self, done: &Finished) {
        self.tasks.remove(&done.task);
        match done.end {
            End::Well => {
                self.faults.remove(&done.task);
            }
            End::Fault => *self.faults.entry(done.task.clone()).or_default() += 1,
            End::Trouble => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::jobs::Kind;

    fn job(subject: &str) -> Task {
        Task::Job(Kind::Fetch, subject.to_owned())
    }

    #[test]
    fn a_vendor_that_stalls_takes_no_room_from_the_carrier() {
        let mut under_way = UnderWay::default();
        for subject in ["a", "b", "c", "d"] {
            under_way.start(&job(subject));
        }
        let room = |under_way: &UnderWay| Vendor::ALL.map(|vendor| under_way.room(vendor));
        assert_eq!(room(&under_way), [AT_THE_CARRIER, 0, AT_THE_REGISTER, AT_THE_POST]);
        under_way.start(&Task::Line("line-1".parse().expect("an id")));
        under_way.start(&Task::Job(Kind::Replace, "line-2".to_owned()));
        assert_eq!(room(&under_way), [AT_THE_CARRIER - 2, 0, AT_THE_REGISTER, AT_THE_POST]);
        for application in ["a-1", "a-2", "a-3", "a-4"] {
            under_way.start(&Task::Job(Kind::Apply, application.to_owned()));
        }
        assert_eq!(room(&under_way), [AT_THE_CARRIER - 2, 0, 0, AT_THE_POST], "reviews keep no purchase waiting");
    }

    #[test]
    fn faults_are_counted_in_a_row() {
        let mut under_way = UnderWay::default();
        let ends =
            [(End::Fault, 0), (End::Fault, 1), (End::Trouble, 2), (End::Trouble, 2), (End::Well, 2), (End::Fault, 0)];
        for (end, before) in ends {
            assert_eq!(under_way.start(&job("a")), before);
            under_way.end(&Finished { task: job("a"), end });
            assert!(!under_way.has(&job("a")));
        }
    }
}
