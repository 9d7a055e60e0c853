//! Every word that people read, one table a language. A phrase that a language forgets does not compile.
//!
//! A language is one `static` of [`Words`]; each room of the interface has a struct of its own. Phrases with values
//! inside are functions, so that a language is free in its order and its plurals.

mod access;
mod account;
mod buy;
mod dates;
mod english;
mod frame;
#[cfg(test)]
mod french;
mod gate;
mod help;
mod members;
mod notices;
mod numbers;
mod operator;
mod orders;
mod pools;
mod problems;
mod queue;
mod rules;
mod search;
mod services;
mod sign_in;
#[cfg(test)]
mod spanish;
mod verify;

pub(crate) use access::AccessWords;
pub(crate) use account::{AccountWords, IdentityDataWords};
pub(crate) use buy::BuyWords;
pub(crate) use dates::DateWords;
pub(crate) use frame::FrameWords;
pub(crate) use gate::GateWords;
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

use leptos::prelude::use_context;

use crate::domain::ledger::Entry;

/// The words of one language.
pub(crate) struct Words {
    /// BCP 47, for `<html lang>`.
    pub lang: &'static str,
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

/// What an entry of the ledger is called in a file that leaves the store.
#[must_use]
pub fn entry_word(entry: Entry) -> &'static str {
    (words().account.entry)(entry)
}

/// The words of the reader's language: what the page was given in context, English without it.
pub(crate) fn words() -> &'static Words {
    use_context().unwrap_or(&english::WORDS)
}

#[cfg(test)]
mod tests {
    use super::{english, french, spanish};

    /// Spanish and French are whole, and wait for a way to choose them.
    #[test]
    fn every_language_says_which_it_is() {
        let languages = [&english::WORDS, &spanish::WORDS, &french::WORDS];
        assert_eq!(languages.map(|words| words.lang), ["en", "es-PR", "fr-CA"]);
        let titles = languages.map(|words| words.document.title);
        assert!(titles[0] != titles[1] && titles[1] != titles[2], "{titles:?}");
    }
}
