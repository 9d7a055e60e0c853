//! The statement as a file for a spreadsheet, which reads it by the habits of its reader's country.

use super::{Words, of};
use crate::domain::{Language, Money, ledger::Entry};

/// How such a file is written.
pub struct StatementFile {
    words: &'static Words,
    /// What stands between two cells.
    pub delimiter: u8,
    decimal: char,
}

impl StatementFile {
    /// As a spreadsheet opens it whose reader has this language: where a comma stands before the cents, it cannot stand
    /// between cells.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let (delimiter, decimal) = match language {
            Language::English | Language::Spanish => (b',', '.'),
            Language::French => (b';', ','),
        };
        Self { words: of(language), delimiter, decimal }
    }

    /// The names of its columns: date, number, what happened, dollars.
    #[must_use]
    pub fn heads(&self) -> [String; 4] {
        let words = &self.words.account;
        let amount = format!("{} (USD)", words.amount);
        [words.date.to_owned(), words.number.to_owned(), words.what.to_owned(), amount]
    }

    /// What an entry of the ledger is called.
    #[must_use]
    pub fn entry(&self, entry: Entry) -> &'static str {
        (self.words.account.entry)(entry)
    }

    /// An amount as a number: `201.05`.
    #[must_use]
    pub fn amount(&self, amount: Money) -> String {
        let (sign, cents) = (if amount.cents() < 0 { "-" } else { "" }, amount.cents().unsigned_abs());
        format!("{sign}{}{}{:02}", cents / 100, self.decimal, cents % 100)
    }
}
