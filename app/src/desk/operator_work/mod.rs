//! What needs a person, an account as whoever runs the store sees it, and the rules of the house. No picture of an ID is
//! among it: those are the vendor's alone.

mod customer;
mod deed;
mod finding;
mod job;
mod line;
mod queue;
mod reviewed;
mod rules;

pub use customer::*;
pub use deed::*;
pub use finding::*;
pub use job::*;
pub use line::*;
pub use queue::*;
pub use reviewed::*;
pub use rules::*;

#[cfg(feature = "ssr")]
use crate::{
    AppError,
    desk::Operator,
    domain::{
        AccountId, LineId, Money, PhoneNumber, SubmissionId, Why,
        rule::{Rule, Value},
        verification::Decision,
    },
};

/// A number that no line knows, and whose it shall be.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Adoption {
    /// The carrier account where it is.
    pub carrier_account: String,
    /// The number.
    pub number: PhoneNumber,
    /// The account by its id, or by the e-mail of somebody who signs in for it.
    pub owner: String,
    /// What it costs the account a month.
    pub monthly: Money,
}

/// What whoever runs the store may ask for. Everything that changes something needs a proof of a moment ago
/// ([`AppError::ProofNeeded`]) and a reason, which the audit trail keeps; done twice it is done once; where things have
/// moved on since the page was made, it is [`AppError::Meanwhile`] and nothing was changed.
#[cfg(feature = "ssr")]
#[async_trait::async_trait]
pub trait OperatorWork: Send + Sync {
    /// Everything that needs a person.
    async fn queue(&self, who: &Operator) -> Result<QueueView, AppError>;
    /// One account; [`AppError::NotFound`] when it is none.
    async fn customer(&self, who: &Operator, account: &AccountId) -> Result<CustomerView, AppError>;
    /// Decides a case under review in the vendor's place.
    async fn decide_case(
        &self,
        who: &Operator,
        case: (&AccountId, &SubmissionId),
        decision: Decision,
        why: &Why,
    ) -> Result<(), AppError>;
    /// Gives an account its attempts back; who was refused for good may verify again.
    async fn reset_attempts(&self, who: &Operator, account: &AccountId, why: &Why) -> Result<(), AppError>;
    /// Takes a standing approval back. What is bought stays.
    async fn revoke_approval(&self, who: &Operator, account: &AccountId, why: &Why) -> Result<(), AppError>;
    /// Has failing work tried again at once.
    async fn retry_job(&self, who: &Operator, work: Work, subject: &str, why: &Why) -> Result<(), AppError>;
    /// Has a line that is stuck or in doubt looked at again at once.
    async fn retry_line(&self, who: &Operator, line: &LineId, why: &Why) -> Result<(), AppError>;
    /// Books that the number of a line for a person is the account's: [`AppError::NumberGone`] when the carrier does not
    /// show it, [`AppError::NotCleared`] when the gate does not clear it.
    async fn adopt_line(&self, who: &Operator, line: &LineId, why: &Why) -> Result<(), AppError>;
    /// Ends a line for a person without its number; [`AppError::StillThere`] when the carrier has it for this very line.
    async fn give_line_up(&self, who: &Operator, line: &LineId, why: &Why) -> Result<(), AppError>;
    /// Gives an account a number that no line knows, as an order of its own; refused as above, and where the credit
    /// limit does not cover it.
    async fn adopt_number(&self, who: &Operator, adoption: Adoption, why: &Why) -> Result<(), AppError>;
    /// Notes that a person knows of a number on which books and carrier do not agree.
    async fn note_finding(&self, who: &Operator, number: (&str, &PhoneNumber), why: &Why) -> Result<(), AppError>;
    /// The rules of the house.
    async fn show_rules(&self, who: &Operator) -> Result<RulesView, AppError>;
    /// Puts a value in the place of a rule's setting; without one, goes back to the setting. `version` is the rule's,
    /// as the page showed it.
    async fn change_rule(
        &self,
        who: &Operator,
        rule: (Rule, Option<Value>),
        version: i64,
        why: &Why,
    ) -> Result<(), AppError>;
}
