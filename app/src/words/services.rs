//! Compliance services: the four of them, their forms, and where an application stands.

use crate::domain::{
    Service,
    service::{Application, Field, Reason, Why},
};

/// A value of a field, and what people read.
pub(crate) type Choices = &'static [(&'static str, &'static str)];

/// Fields of a form that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// What is applied for.
    Name,
    /// The numbers that it is for.
    Numbers,
    /// The business.
    Business,
    /// Its number in a register.
    Registration,
    /// Where it is.
    Address,
    /// Who speaks for it.
    Person,
    /// What is sent to whom.
    Messages,
    /// How people agree to that.
    OptIn,
}

/// Words of `/services` and of the pages below it.
pub(crate) struct ServicesWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub back: &'static str,
    /// To an account that is not verified, before the way to the help.
    pub verify_first: &'static str,
    pub service: fn(Service) -> About,
    pub start: &'static str,
    pub see: &'static str,
    pub see_named: fn(service: &str) -> String,
    pub start_named: fn(service: &str) -> String,
    pub list: &'static str,
    pub none: &'static str,
    pub new: &'static str,
    /// An application in which nobody has written a name yet.
    pub unnamed: &'static str,
    pub for_numbers: fn(count: usize) -> String,
    /// Before the moment.
    pub changed: &'static str,
    pub state: fn(&Application) -> &'static str,
    pub next: fn(&Application, verify_next: bool) -> &'static str,
    pub known: &'static str,
    pub group: fn(Service, Group) -> (&'static str, &'static str),
    pub field: fn(Service, Field) -> &'static str,
    pub hint: fn(Service, Field) -> &'static str,
    pub optional: &'static str,
    pub choose: &'static str,
    pub choices: fn(Service, Field) -> Choices,
    pub no_numbers: fn(Service) -> &'static str,
    pub find: &'static str,
    pub why: fn(Field, Why) -> String,
    pub wrong: fn(count: usize) -> String,
    pub reasons: &'static str,
    pub reason: fn(Reason, field: &dyn Fn(Field) -> &'static str) -> String,
    /// At a field that a reviewer named.
    pub look_here: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub send: &'static str,
    pub send_hint: &'static str,
    pub take_back: &'static str,
    pub facts: &'static str,
    pub numbers: &'static str,
    pub no_number: &'static str,
    pub written: &'static str,
}

/// One service.
pub(crate) struct About {
    pub title: &'static str,
    /// What it is for.
    pub text: &'static str,
    /// Which numbers it is for.
    pub numbers: &'static str,
}
