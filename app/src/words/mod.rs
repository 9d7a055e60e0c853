//! Every word that people read, one table a language. A phrase that a language forgets does not compile.
//!
//! A language is one `static` of [`Words`]; each room of the interface has a struct of its own. Phrases with values
//! inside are functions, so that a language is free in its order and its plurals. A phrase that no page reads is a field
//! that is never read, which the compiler calls dead code: with warnings as errors that does not compile either.

mod access;
mod account;
mod buy;
mod dates;
mod english;
mod frame;
mod french;
mod gate;
mod handoff;
mod help;
mod members;
mod notices;
mod numbers;
#[cfg(feature = "hydrate")]
mod of_document;
#[cfg(not(feature = "hydrate"))]
mod of_request;
mod operator;
mod orders;
mod pools;
mod problems;
mod queue;
mod rules;
mod search;
mod services;
mod sign_in;
mod spanish;
#[cfg(feature = "ssr")]
mod statement_file;
mod verify;

pub(crate) use access::AccessWords;
pub(crate) use account::{AccountWords, IdentityDataWords};
pub(crate) use buy::BuyWords;
pub(crate) use dates::DateWords;
pub(crate) use frame::FrameWords;
pub(crate) use gate::GateWords;
pub(crate) use handoff::HandoffWords;
pub(crate) use help::{FeedbackWords, HelpWords, Shot, Shown};
pub(crate) use members::{InviteWords, MembersWords};
#[cfg(feature = "ssr")]
pub(crate) use notices::LetterWords;
pub(crate) use notices::{MailWords, NoticeText, NoticesWords, ResetWords};
pub(crate) use numbers::NumbersWords;
pub(crate) use operator::{
    OperatorCasesWords, OperatorFeedbackWords, OperatorOrderWords, OperatorOrdersWords, OperatorSubmittedWords,
    OperatorWebhooksWords, OperatorWords,
};
pub(crate) use orders::{Happened, NextStep, OrderWords, OrdersWords};
pub(crate) use pools::{NewPoolWords, PoolWords, PoolsWords};
pub(crate) use problems::{Mishap, ProblemWords};
pub(crate) use queue::{CustomerWords, QueueWords};
pub(crate) use rules::RulesWords;
pub(crate) use search::SearchWords;
pub(crate) use services::{About, Choices, Group, ServicesWords};
pub(crate) use sign_in::{DemoDoor, SignInWords};
pub(crate) use verify::{CameraWords, DocumentWords, Hint, Mend, OutcomeWords, SelfieWords, SubjectWords, VendorWords};

use crate::domain::Language;

/// The words of one language.
pub(crate) struct Words {
    /// Which it is.
    pub language: Language,
    pub dates: DateWords,
    pub frame: FrameWords,
    pub sign_in: SignInWords,
    pub search: SearchWords,
    pub buy: BuyWords,
    pub gate: GateWords,
    pub orders: OrdersWords,
    pub order: OrderWords,
    pub pools: PoolsWords,
    pub new_pool: NewPoolWords,
    pub pool: PoolWords,
    pub document: DocumentWords,
    pub selfie: SelfieWords,
    pub camera: CameraWords,
    pub vendor: VendorWords,
    pub outcome: OutcomeWords,
    pub handoff: HandoffWords,
    pub account: AccountWords,
    pub access: AccessWords,
    pub members: MembersWords,
    pub invite: InviteWords,
    pub notices: NoticesWords,
    pub mail: MailWords,
    pub reset: ResetWords,
    #[cfg(feature = "ssr")]
    pub letters: LetterWords,
    pub numbers: NumbersWords,
    pub services: ServicesWords,
    pub operator: OperatorWords,
    pub queue: QueueWords,
    pub customer: CustomerWords,
    pub rules: RulesWords,
    pub help: HelpWords,
    pub feedback: FeedbackWords,
    pub problems: ProblemWords,
}

#[cfg(feature = "hydrate")]
pub use of_document::learn;
#[cfg(feature = "hydrate")]
pub(crate) use of_document::words;
#[cfg(feature = "ssr")]
pub(crate) use of_request::of;
#[cfg(not(feature = "hydrate"))]
pub(crate) use of_request::words;
#[cfg(not(feature = "hydrate"))]
pub use of_request::{speaking, spoken_in};
#[cfg(feature = "ssr")]
pub use statement_file::StatementFile;

/// The reader's language.
pub(crate) fn spoken() -> Language {
    words().language
}

#[cfg(test)]
mod tests;
