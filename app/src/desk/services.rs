//! Compliance services, and the account's applications for them.

use serde::{Deserialize, Serialize};

use crate::domain::{
    ApplicationId, PhoneNumber, Service, Timestamp,
    service::{Application, Field, Wrong},
};

/// What stands in the fields of a form; a field may come several times.
pub type Filled = Vec<(Field, String)>;

/// The page `/services`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicesView {
    /// The account's applications, newest first.
    pub applications: Vec<ApplicationSummary>,
    /// Whether what is sent waits for the account's identity.
    pub verify_first: bool,
}

/// An application in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationSummary {
    /// Its id.
    pub id: ApplicationId,
    /// What it is for.
    pub service: Service,
    /// Where it stands.
    pub state: Application,
    /// The business, or the name that is to be shown; empty until it is written.
    pub name: String,
    /// The numbers that it is for, as far as they are numbers.
    pub numbers: Vec<PhoneNumber>,
    /// When it last changed.
    pub changed_at: Timestamp,
}

/// The page of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// The account's applications for it, newest first.
    pub applications: Vec<ApplicationSummary>,
    /// The one that was asked for.
    pub open: Option<OpenApplication>,
    /// The id of the next one, so that a form that is sent twice makes one.
    pub fresh: ApplicationId,
    /// What an earlier application of the account says of the business, for the next one.
    pub known: Filled,
    /// The account's numbers that the service takes, by number.
    pub numbers: Vec<PhoneNumber>,
    /// Whether what is sent waits for the account's identity.
    pub verify_first: bool,
    /// Whether that waits for the buyer, and for nobody else.
    pub verify_next: bool,
}

/// One application, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenApplication {
    /// What the list shows too.
    pub summary: ApplicationSummary,
    /// What is written in it.
    pub filled: Filled,
    /// Whether it may be written on now.
    pub editable: bool,
    /// What is wrong with it, where that was asked for.
    pub wrong: Vec<Wrong>,
}

/// What became of an application that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sent {
    /// It waits for the account's identity, and goes out by itself.
    Held,
    /// It is on its way.
    Submitting,
}
