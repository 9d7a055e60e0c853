//! What needs a person.

use serde::{Deserialize, Serialize};

use super::{FailingJob, FoundNumber, ReviewedCase, WaitingLine};

/// Everything that needs a person, the oldest of each kind first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueView {
    /// How much there is of each kind; lists end where a page does.
    pub counts: QueueCounts,
    /// Cases under review.
    pub reviewed: Vec<ReviewedCase>,
    /// Lines of which a person must say what becomes of them.
    pub manual: Vec<WaitingLine>,
    /// Lines that the carrier will not take back, or of which nobody knows whether they are bought.
    pub lines: Vec<WaitingLine>,
    /// Work that fails.
    pub jobs: Vec<FailingJob>,
    /// Numbers on which books and carriers do not agree.
    pub findings: Vec<FoundNumber>,
    /// Whether the person who looks showed a moment ago who they are, which everything here asks for.
    pub proven: bool,
}

/// How much there is; each count stops at [`QueueCounts::MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueCounts {
    /// Cases under review.
    pub reviewed: i64,
    /// Lines for a person.
    pub manual: i64,
    /// Lines that are stuck or in doubt.
    pub lines: i64,
    /// Failing work.
    pub jobs: i64,
    /// Numbers on which books and carriers do not agree.
    pub findings: i64,
}

impl QueueCounts {
    /// Nobody counts further.
    pub const MOST: i64 = 1_000;
}
