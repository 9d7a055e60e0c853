//! How a person gets in, and where they are.

use serde::{Deserialize, Serialize};

use crate::domain::{Device, PasskeyId, PasskeyName, SessionId, Timestamp};

/// How a person gets in, and where they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessView {
    /// Their live sessions: this one first, then the one that was used last.
    pub sessions: Vec<OpenSession>,
    /// Until when this session may do what only a person may who showed a moment ago who they are.
    pub proven_until: Option<Timestamp>,
    /// Whether passkeys work on this site at all: browsers want it to have a name, not a bare address.
    pub passkeys_work: bool,
    /// Their passkeys, oldest first.
    pub passkeys: Vec<PasskeyView>,
    /// Whether their role asks for one.
    pub passkey_required: bool,
    /// How many of their recovery codes are left.
    pub codes_left: i64,
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyView {
    /// Its name for the store.
    pub id: PasskeyId,
    /// Its name for the person.
    pub name: PasskeyName,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// A question to the browser's authenticator, to be answered once and within minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceremony {
    /// Under which the answer is given.
    pub token: String,
    /// What the browser is asked, as JSON (Web Authentication level 3, 5.1.8 and 5.1.9).
    pub options: String,
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
