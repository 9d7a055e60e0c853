//! Where a person is signed in.

use serde::{Deserialize, Serialize};

use crate::domain::{Device, SessionId, Timestamp};

/// How a person gets in, and where they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessView {
    /// Their live sessions: this one first, then the one that was used last.
    pub sessions: Vec<OpenSession>,
    /// Until when this session may do what only a person may who showed a moment ago who they are.
    pub proven_until: Option<Timestamp>,
}

/// A browser in which a person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSession {
    /// Its name.
    pub id: SessionId,
    /// What the browser said of itself.
    pub device: Device,
    /// When it was signed in.
    pub opened_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub here: bool,
}
