//! Where numbers come from besides our own stock. What a carrier says is translated here, once, into the few answers
//! that a line can act on.

pub mod twilio;

use std::time::Duration;

use app::domain::{Timestamp, line::FailReason, offer::Capabilities};

use crate::http_client::Trouble;

pub use twilio::{Hosts, Twilio};

/// What a request to buy came to. There are only these: whatever is not clearly one of the others is ambiguous,
/// and only reading the carrier tells more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuyAnswer {
    /// The number is ours.
    Bought {
        /// The carrier's id of it.
        sid: String,
    },
    /// Nothing was processed; sending again is safe.
    NotSent {
        /// The pause that the carrier asks for, or that makes sense.
        retry_after: Option<Duration>,
    },
    /// A clear no.
    Refused(FailReason),
    /// The credentials are refused: nothing was processed, and a person must mend them.
    Denied,
    /// It may be bought or not.
    Ambiguous,
}

/// What a request to give a number back came to. Repeating one is harmless: it names the number by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReleaseAnswer {
    /// It is no longer in the account.
    Released,
    /// The carrier refuses the credentials, or this release: a person must look.
    Refused,
    /// No clear answer, or a busy carrier: again later.
    Later {
        /// The pause that the carrier asks for.
        retry_after: Option<Duration>,
    },
}

/// A number that the carrier shows in the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The carrier's id of it.
    pub sid: String,
    /// What we, or somebody else, wrote on it; our own numbers carry the id of their order line.
    pub tag: String,
    /// Since when, if the carrier says so.
    pub since: Option<Timestamp>,
    /// What it can do.
    pub able: Capabilities,
}

/// Why a question to a carrier has no answer. Holds no secret, no number and nothing that the carrier wrote.
#[derive(Debug, thiserror::Error)]
pub enum CarrierError {
    /// The credentials are wrong, or lack a right: an operator must act.
    #[error("the carrier refuses the credentials")]
    Denied,
    /// Too many questions at once.
    #[error("the carrier is busy")]
    Busy {
        /// The pause that it asks for.
        retry_after: Option<Duration>,
    },
    /// A clear no to a question that should have an answer: ours is wrong.
    #[error("the carrier refuses the question (status {status}, code {code:?})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The carrier's own code.
        code: Option<u32>,
    },
    /// No answer, or none that can be read.
    #[error("the carrier does not answer")]
    Silent(#[from] Trouble),
}
