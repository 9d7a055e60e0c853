//! What the operator's desk lists, of every account: who buys, by name and e-mail, and never a picture.

mod case_state;
mod orders;
mod submitted;
mod verifications;
mod webhooks;

pub use case_state::*;
pub use orders::*;
pub use submitted::*;
pub use verifications::*;
pub use webhooks::*;

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[cfg(feature = "ssr")]
use super::Operator;
use crate::domain::{
    AccountId, FeedbackId, Malformed, Timestamp,
    feedback::{Helpful, Topic},
};
#[cfg(feature = "ssr")]
use crate::{
    AppError,
    domain::{OrderId, Why},
};

/// A place in a list that is sorted by time: between this row and the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Mark {
    /// The row's moment.
    pub at: Timestamp,
    /// The row's id: several may be of one moment.
    pub id: String,
}

/// As an address has it: microseconds and id.
impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.micros(), self.id)
    }
}

impl FromStr for Mark {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        const BAD: Malformed = Malformed("place in a list");
        let (at, id) = text.split_once('-').ok_or(BAD)?;
        let plain = (1..=300).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        let digits = at.bytes().all(|byte| byte.is_ascii_digit());
        match at.parse() {
            Ok(at) if plain && digits => Ok(Self { at: Timestamp::from_micros(at), id: id.to_owned() }),
            _ => Err(BAD),
        }
    }
}

impl TryFrom<String> for Mark {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<Mark> for String {
    fn from(mark: Mark) -> Self {
        mark.to_string()
    }
}

/// A page of a list, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// The first.
    Newest,
    /// What is older than this row.
    Before(Mark),
    /// What is newer than this row, as near to it as can be.
    After(Mark),
}

impl Leaf {
    /// The page that an address asks for by its two fields.
    ///
    /// # Errors
    /// One of them is no place in a list.
    pub fn read(before: &str, after: &str) -> Result<Self, Malformed> {
        Ok(match (before, after) {
            ("", "") => Self::Newest,
            (before, "") => Self::Before(before.parse()?),
            (_, after) => Self::After(after.parse()?),
        })
    }
}

/// A page of a list as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<T> {
    /// Its rows, newest first.
    pub rows: Vec<T>,
    /// Where newer ones begin, if there may be any.
    pub newer: Option<Mark>,
    /// Where older ones begin, if there may be any.
    pub older: Option<Mark>,
    /// How far back it was looked for rows that fit, where the list goes on beyond.
    pub looked_back_to: Option<Timestamp>,
}

/// An account, as a row names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountName {
    /// Which.
    pub id: AccountId,
    /// Its name.
    pub name: String,
}

/// What one reader said of a page of the help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackRow {
    /// Its id.
    pub id: FeedbackId,
    /// Of which page.
    pub topic: Topic,
    /// Whether it helped.
    pub helpful: Helpful,
    /// And why.
    pub comment: Option<String>,
    /// The account of who was signed in.
    pub account: Option<AccountName>,
    /// When.
    pub at: Timestamp,
}

/// The lists of the operator's desk. Whoever has an [`Operator`](super::Operator) has been let in as one.
#[cfg(feature = "ssr")]
#[async_trait::async_trait]
pub trait OperatorLists: Send + Sync {
    /// Orders of all accounts.
    async fn all_orders(&self, who: &Operator, filter: &OrderFilter, leaf: &Leaf)
    -> Result<Listed<OrderRow>, AppError>;
    /// One order, with all that is noted of it.
    async fn any_order(&self, who: &Operator, order: &OrderId) -> Result<OrderFile, AppError>;
    /// Identity cases, those that changed last first.
    async fn all_cases(&self, who: &Operator, filter: CaseFilter, leaf: &Leaf) -> Result<Listed<CaseRow>, AppError>;
    /// What was handed to vendors for a review.
    async fn all_submitted(
        &self,
        who: &Operator,
        filter: SubmittedFilter,
        leaf: &Leaf,
    ) -> Result<Listed<SubmittedRow>, AppError>;
    /// Signed events of vendors; of one object alone, if it is named.
    async fn all_deliveries(
        &self,
        who: &Operator,
        about: Option<&str>,
        leaf: &Leaf,
    ) -> Result<Listed<Delivery>, AppError>;
    /// Has what an event speaks of looked at again, as if it had just come. The vendor is asked, and what it says moves
    /// things on once, however often one looks. [`AppError::TooLate`] when it speaks of nothing that we have.
    async fn redeliver(&self, who: &Operator, event: &str, why: &Why) -> Result<(), AppError>;
    /// What readers said of the help.
    async fn all_feedback(&self, who: &Operator, leaf: &Leaf) -> Result<Listed<FeedbackRow>, AppError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_is_read_as_it_is_written() {
        for text in ["0-a", "1764182156000000-0199f3c2-11aa-7b3e-9d10-5b7f3a7f3c22", "7-twilio:aGk+/w=="] {
            assert_eq!(text.parse::<Mark>().expect(text).to_string(), text);
        }
        for bad in ["", "-", "7", "7-", "-a", "-7-a", "+7-a", "x-a", "7-a b", "7-é", "99999999999999999999-a"] {
            assert_eq!(bad.parse::<Mark>(), Err(Malformed("place in a list")), "{bad:?}");
        }
        assert!(format!("7-{}", "x".repeat(301)).parse::<Mark>().is_err());
    }

    #[test]
    fn an_address_without_a_place_asks_for_the_newest() {
        let mark: Mark = "7-a".parse().expect("a place");
        assert_eq!(Leaf::read("", ""), Ok(Leaf::Newest));
        assert_eq!(Leaf::read("7-a", ""), Ok(Leaf::Before(mark.clone())));
        assert_eq!(Leaf::read("", "7-a"), Ok(Leaf::After(mark)));
        assert!(Leaf::read("7", "").is_err() && Leaf::read("", "7").is_err());
    }
}
