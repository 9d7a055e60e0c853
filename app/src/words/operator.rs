//! The operator's desk: its frame and its lists.

use crate::domain::feedback::{Helpful, Topic};

/// Words of the area's frame, and words that its lists share.
pub(crate) struct OperatorWords {
    /// What its ways are called.
    pub ways: &'static str,
    pub queue: &'static str,
    pub orders: &'static str,
    pub verifications: &'static str,
    pub submissions: &'static str,
    pub webhooks: &'static str,
    pub feedback: &'static str,
    pub rules: &'static str,
    pub pages: &'static str,
    pub newest: &'static str,
    pub newer: &'static str,
    pub older: &'static str,
    pub nothing: &'static str,
    pub account: &'static str,
    pub when: &'static str,
    pub of_feedback: OperatorFeedbackWords,
}

/// Words of `/operator/feedback`.
pub(crate) struct OperatorFeedbackWords {
    pub lead: &'static str,
    pub topic: &'static str,
    pub topic_of: fn(Topic) -> &'static str,
    pub helped: &'static str,
    pub helpful: fn(Helpful) -> &'static str,
    pub comment: &'static str,
    pub nobody: &'static str,
}
