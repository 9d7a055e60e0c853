//! What needs a person, an account as whoever runs the store sees it, and the rules of the house. No picture of an ID is
//! among it: those are the vendor's alone.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{CaseState, OrderSummary};
use crate::domain::{
    AccountId, Approval, LineId, Malformed, OrderId, PhoneNumber, Role, SubmissionId, Telephony, Timestamp,
    VerificationId, account::spelled, ledger::Credit, rule::Rule,
};
#[cfg(feature = "ssr")]
use crate::{
    AppError,
    desk::Operator,
    domain::{Money, Why, rule::Value, verification::Decision},
};

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

/// A case at which a person at the vendor looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewedCase {
    /// Whose it is.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// Where to look at it at the vendor.
    pub vendor: Option<VendorCase>,
    /// Since when.
    pub since: Timestamp,
}

/// A hand-over by the vendor's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorCase {
    /// The name.
    pub reference: String,
    /// The vendor's own page of it, where there is one.
    pub link: Option<String>,
}

/// A line that does not go on by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingLine {
    /// The line.
    pub line: LineId,
    /// Its order.
    pub order: OrderId,
    /// Whose it is.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// The number.
    pub number: PhoneNumber,
    /// What it waits for.
    pub stands: Stands,
    /// When its order was placed.
    pub placed_at: Timestamp,
}

/// Why a line does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stands {
    /// The carrier shows it with somebody else's tag, or sold it too late.
    Manual,
    /// The carrier refuses to take it back.
    Stuck,
    /// The carrier does not say whether it is bought.
    InDoubt,
}

/// A kind of work in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Pictures to hand over.
    Submit,
    /// The vendor's word to fetch.
    Fetch,
    /// Pictures to have deleted.
    Redact,
    /// A number to find in another's place.
    Replace,
    /// Books to compare.
    Reconcile,
    /// An application to file.
    Apply,
    /// A mail to send.
    Mail,
    /// A number that was adopted, to mark at the carrier.
    Tag,
}

spelled!(
    Work,
    "kind of work",
    Submit = "submit",
    Fetch = "fetch",
    Redact = "redact",
    Replace = "replace",
    Reconcile = "reconcile",
    Apply = "apply",
    Mail = "mail",
    Tag = "tag"
);

/// Work that fails, or is tried in vain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailingJob {
    /// What is to be done.
    pub work: Work,
    /// To what.
    pub subject: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Since when it fails.
    pub since: Timestamp,
    /// When it is tried next.
    pub next: Timestamp,
}

/// A number on which books and a carrier do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundNumber {
    /// The carrier account.
    pub carrier_account: String,
    /// The number.
    pub number: PhoneNumber,
    /// What it is.
    pub what: Discord,
    /// What is written on it there; strangers may have written anything.
    pub tag: String,
    /// When it was found.
    pub found_at: Timestamp,
}

/// How books and carrier do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Discord {
    /// It carries the tag of a line whose order is held.
    Held,
    /// It carries the tag of a line, and another line is about to buy it.
    Contested,
    /// It carries the tag of a line that gave it back.
    NotGivenBack,
    /// Its tag looks like ours, and is no line's.
    UnknownLine,
    /// Nothing says that the store bought it.
    UnknownHand,
    /// The books have it under another id.
    OtherId,
    /// It is ours, and what is written on it was changed.
    OtherTag,
    /// The books have it, the carrier does not.
    Ghost,
}

spelled!(
    Discord,
    "finding",
    Held = "held",
    Contested = "contested",
    NotGivenBack = "not_given_back",
    UnknownLine = "unknown_line",
    UnknownHand = "unknown_hand",
    OtherId = "other_id",
    OtherTag = "other_tag",
    Ghost = "ghost"
);

impl Discord {
    /// Whether the number is nobody's, and may be given to an account.
    #[must_use]
    pub const fn is_orphan(self) -> bool {
        matches!(self, Self::UnknownLine | Self::UnknownHand)
    }
}

/// An account, as whoever runs the store sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerView {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Whose carrier it uses.
    pub telephony: Telephony,
    /// Who signs in for it.
    pub people: Vec<Person>,
    /// The standing approval.
    pub approval: Option<Approval>,
    /// The identity case, if there is one.
    pub case: Option<CustomerCase>,
    /// What it may commit itself to, and has; an own-carrier account owes us nothing.
    pub credit: Option<Credit>,
    /// Orders under way, the oldest first.
    pub orders: Vec<OrderSummary>,
    /// What operators did, the latest first.
    pub deeds: Vec<PastDeed>,
    /// Whether the person who looks showed a moment ago who they are.
    pub proven: bool,
}

/// Somebody who signs in for an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their e-mail.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// When they were last seen.
    pub seen_at: Option<Timestamp>,
}

/// An account's identity case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerCase {
    /// The case.
    pub id: VerificationId,
    /// Where it stands.
    pub state: CaseState,
    /// The hand-over that may be decided now.
    pub decidable: Option<SubmissionId>,
    /// Attempts that the vendor declined.
    pub attempts: u32,
    /// How many it may.
    pub attempts_max: u32,
    /// Since when it stands so.
    pub since: Timestamp,
    /// Its hand-overs, the latest first.
    pub hand_overs: Vec<HandOver>,
}

impl CustomerCase {
    /// Whether there are attempts to give back.
    #[must_use]
    pub fn resettable(&self) -> bool {
        self.attempts > 0 || self.state == CaseState::Declined
    }
}

/// A hand-over to the vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Our name for it.
    pub id: SubmissionId,
    /// The vendor's.
    pub vendor: Option<VendorCase>,
    /// When it was made.
    pub at: Timestamp,
}

/// Something that an operator did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastDeed {
    /// What.
    pub deed: Deed,
    /// Who: their e-mail, or their id once they were removed.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// The deeds of operators, by the audit trail's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Approved a case under review.
    ApprovedCase,
    /// Declined one.
    DeclinedCase,
    /// Gave attempts back.
    ResetAttempts,
    /// Took an approval back.
    RevokedApproval,
    /// Had a job tried again.
    RetriedJob,
    /// Had a line looked at again.
    RetriedLine,
    /// Found that a line's number is the account's.
    AdoptedLine,
    /// Found that it is not.
    GaveLineUp,
    /// Gave the account a number that no line knew.
    AdoptedNumber,
    /// Noted a number on which books and carrier do not agree.
    NotedFinding,
    /// Changed a rule.
    ChangedRule,
    /// Went back to a setting.
    ResetRule,
}

spelled!(
    Deed,
    "deed",
    ApprovedCase = "approved by hand",
    DeclinedCase = "declined by hand",
    ResetAttempts = "attempts reset",
    RevokedApproval = "approval revoked",
    RetriedJob = "job retried",
    RetriedLine = "line retried",
    AdoptedLine = "line adopted",
    GaveLineUp = "line given up",
    AdoptedNumber = "number adopted",
    NotedFinding = "finding noted",
    ChangedRule = "rule changed",
    ResetRule = "rule reset"
);

/// The rules of the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesView {
    /// All of them.
    pub rules: Vec<RuleView>,
    /// Whether the person who looks showed a moment ago who they are.
    pub proven: bool,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleView {
    /// Which one.
    pub rule: Rule,
    /// What it says, as a form sends it.
    pub value: String,
    /// What the setting says.
    pub setting: String,
    /// Whether somebody put another value in the place of the setting.
    pub set: bool,
    /// How often it was changed; a form that was filled in before the latest change changes nothing.
    pub version: i64,
    /// Who changed it last, when and why.
    pub changed: Option<PastDeed>,
}

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
