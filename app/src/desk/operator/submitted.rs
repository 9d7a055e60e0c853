//! What was handed to vendors for a review: applications for services, and identities.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::AccountName;
use crate::domain::{Malformed, Service, Timestamp, account::spelled};

/// Where an application stands, without what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApplicationState {
    /// Being written.
    Draft,
    /// Waits for the account's identity.
    Held,
    /// On its way.
    Submitting,
    /// The vendor has it.
    PendingReview,
    /// A person at the vendor looks.
    InReview,
    /// Granted.
    Approved,
    /// Refused.
    Rejected,
}

spelled!(
    ApplicationState,
    "application state",
    Draft = "draft",
    Held = "held",
    Submitting = "submitting",
    PendingReview = "pending_review",
    InReview = "in_review",
    Approved = "approved",
    Rejected = "rejected"
);

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmittedFilter {
    /// Hand-overs of identities.
    Identities,
    /// Applications, for one service and in one state where these are named.
    Applications(Option<Service>, Option<ApplicationState>),
}

/// The word for identities where a service may stand.
pub const IDENTITY: &str = "identity";

impl SubmittedFilter {
    /// What a form asks for by its two fields; a state says nothing of identities.
    ///
    /// # Errors
    /// One of them is no such word.
    pub fn read(what: &str, state: &str) -> Result<Self, Malformed> {
        let state = if state.is_empty() { None } else { Some(state.parse()?) };
        Ok(match what {
            IDENTITY => Self::Identities,
            "" => Self::Applications(None, state),
            service => Self::Applications(Some(service.parse()?), state),
        })
    }
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmittedRow {
    /// Our id of it.
    pub id: String,
    /// What it is, and where it stands.
    pub what: Submitted,
    /// Whose it is.
    pub account: AccountName,
    /// What the vendor calls it, or its parts.
    pub vendor_refs: Vec<String>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When it changed last, or when the vendor was heard.
    pub changed_at: Option<Timestamp>,
}

/// What was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Submitted {
    /// An application.
    Application {
        /// For this service.
        service: Service,
        /// Where it stands.
        state: ApplicationState,
        /// How often it was sent.
        round: u32,
        /// Why it was refused, in the stored words.
        reasons: Vec<String>,
    },
    /// Pictures of an ID and a face, or the way to the vendor's own page.
    Identity {
        /// Whether the vendor has deleted what it had of it.
        redacted: bool,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_what_is_listed() {
        let all = SubmittedFilter::Applications(None, None);
        assert_eq!(SubmittedFilter::read("", ""), Ok(all));
        let held = SubmittedFilter::Applications(Some(Service::Cnam), Some(ApplicationState::Held));
        assert_eq!(SubmittedFilter::read("cnam", "held"), Ok(held));
        assert_eq!(SubmittedFilter::read("identity", "held"), Ok(SubmittedFilter::Identities));
        assert!(SubmittedFilter::read("other", "").is_err() && SubmittedFilter::read("", "other").is_err());
    }
}
