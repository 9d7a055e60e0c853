//! What people of an account are told.

use serde::{Deserialize, Serialize};

use crate::domain::{
    NoticeId, NoticeKind, Timestamp,
    notice::{Thing, Topic},
};

/// A page of notices, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesView {
    /// The notices.
    pub notices: Vec<NoticeView>,
    /// The last of them, when there are older ones.
    pub older: Option<NoticeId>,
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    /// Its name.
    pub id: NoticeId,
    /// What happened.
    pub kind: NoticeKind,
    /// To what.
    pub thing: Option<Thing>,
    /// When.
    pub at: Timestamp,
    /// Whether the person who looks has not read it.
    pub unread: bool,
}

/// What a person is told by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    /// Each topic, and whether they want it.
    pub topics: Vec<(Topic, bool)>,
}

/// Who chooses a new password by a link that they were mailed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetView {
    /// Their e-mail.
    pub email: String,
    /// Until when the link is good.
    pub until: Timestamp,
}
