//! Orders of all accounts.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::AccountName;
use crate::{
    desk::{LineView, OrderSummary, OrderView},
    domain::{
        CountryCode, LineId, Malformed, Money, OrderId, Telephony, Timestamp, account::spelled, ledger::Entry,
        order::IfGone,
    },
};

/// Where an order stands, without what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderState {
    /// Waits for the account's identity.
    Held,
    /// Its lines are being bought.
    Completing,
    /// The buyer is asked what to do.
    Choosing,
    /// Every line is owned.
    Purchased,
    /// Some lines are owned.
    PartlyPurchased,
    /// No line will ever be owned.
    Failed,
    /// Cancelled by the buyer.
    Cancelled,
    /// The hold, or the time to choose, ran out.
    Expired,
    /// The identity was declined.
    Declined,
}

spelled!(
    OrderState,
    "order state",
    Held = "held",
    Completing = "completing",
    Choosing = "choosing",
    Purchased = "purchased",
    PartlyPurchased = "partly_purchased",
    Failed = "failed",
    Cancelled = "cancelled",
    Expired = "expired",
    Declined = "declined"
);

/// What an operator looks an order up by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Find {
    /// Its id.
    Order(OrderId),
    /// The end of its id, eight small letters or digits: what people read out.
    Short(String),
    /// The e-mail of somebody of the account.
    Email(String),
    /// The account's name, whatever the size of its letters.
    Account(String),
}

impl FromStr for Find {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        if !(1..=200).contains(&text.chars().count()) || text.contains('\0') {
            return Err(Malformed("account, e-mail or order"));
        }
        if let Some(short) = short(text) {
            return Ok(Self::Short(short));
        }
        match text.parse::<OrderId>() {
            Ok(id) if text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4 => Ok(Self::Order(id)),
            _ if text.contains('@') => Ok(Self::Email(text.to_lowercase())),
            _ => Ok(Self::Account(text.to_owned())),
        }
    }
}

/// The end of an id in what [`OrderId::short`] makes of it.
fn short(text: &str) -> Option<String> {
    let text = text.to_ascii_lowercase();
    let tail: String = text.strip_prefix("po-")?.split('-').collect();
    (tail.len() == 8 && tail.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(tail)
}

/// How a phone number begins: `+` and 7 to 15 digits. Fewer would find more numbers than an index can put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberStart(String);

impl NumberStart {
    /// The fewest digits.
    pub const LEAST: usize = 7;

    /// The first and the last number that may begin so. They compare alike whether a database goes by bytes or letters.
    #[must_use]
    pub fn range(&self) -> [String; 2] {
        [self.0.clone(), format!("{:9<16}", self.0)]
    }
}

impl FromStr for NumberStart {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
        let digits = digits.strip_prefix('+').unwrap_or(&digits);
        let fits = (Self::LEAST..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(format!("+{digits}"))) } else { Err(Malformed("beginning of a phone number")) }
    }
}

/// Which orders are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Of whom, or which one.
    pub find: Option<Find>,
    /// With a number that begins so.
    pub number: Option<NumberStart>,
    /// In this state.
    pub state: Option<OrderState>,
    /// Of accounts on such a carrier.
    pub telephony: Option<Telephony>,
    /// With a number of this country.
    pub region: Option<CountryCode>,
}

/// An order in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// What the buyer's list shows too.
    pub summary: OrderSummary,
    /// Whose it is.
    pub account: AccountName,
    /// Whose carrier the account uses.
    pub telephony: Telephony,
    /// Who placed it; nothing once they were removed.
    pub placed_by: Option<String>,
}

/// An order with all that is noted of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFile {
    /// What the buyer sees.
    pub order: OrderView,
    /// Whose it is.
    pub account: AccountName,
    /// Whose carrier the account uses.
    pub telephony: Telephony,
    /// Who placed it; nothing once they were removed.
    pub placed_by: Option<String>,
    /// What was to happen if a number were gone.
    pub if_gone: IfGone,
    /// Whether all of it was to be bought or nothing.
    pub whole: bool,
    /// Its lines, those that were replaced too.
    pub lines: Vec<LineFile>,
    /// What the books say of its lines, oldest first.
    pub ledger: Vec<LineEntry>,
    /// The audit trail of order and lines, newest first.
    pub trail: Vec<TrailEntry>,
}

/// A line with all that is noted of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFile {
    /// The line; the carrier's tag.
    pub id: LineId,
    /// What the buyer sees.
    pub view: LineView,
    /// The stored word of its state.
    pub state: String,
    /// How often the carrier was asked.
    pub attempts: u32,
    /// The carrier's name for the number.
    pub carrier_sid: Option<String>,
    /// The carrier account in which it was asked for.
    pub carrier_account: Option<String>,
    /// When it is worked on next.
    pub next_run: Option<Timestamp>,
}

/// A row of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineEntry {
    /// Of which line.
    pub line: LineId,
    /// What it does.
    pub entry: Entry,
    /// How much.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}

/// An entry of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailEntry {
    /// Its place in the account's chain.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who acted.
    pub by: TrailActor,
    /// What was done, in the trail's own word.
    pub action: String,
    /// To which line; without one, to the order.
    pub line: Option<LineId>,
}

/// Who acted, as far as an operator is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TrailActor {
    /// The house's own work.
    House,
    /// A vendor, by its word.
    Vendor,
    /// Whoever runs a command of the program.
    Command,
    /// A person, by their e-mail; nothing once they were removed.
    Person(Option<String>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_finds_orders_people_and_accounts() {
        let id = "0199f3c2-11aa-7b3e-9d10-5b7f3a7f3c22";
        for (text, found) in [
            (id, Find::Order(id.parse().expect("an id"))),
            ("PO-3A7F-3C22", Find::Short("3a7f3c22".to_owned())),
            (" po-3a7f3c22 ", Find::Short("3a7f3c22".to_owned())),
            ("Ann@Harbor.example", Find::Email("ann@harbor.example".to_owned())),
            ("Harbor Dental", Find::Account("Harbor Dental".to_owned())),
            ("PO-1", Find::Account("PO-1".to_owned())),
        ] {
            assert_eq!(text.parse(), Ok(found), "{text}");
        }
        for bad in ["", "  ", "a\0b", &"n".repeat(201)] {
            assert!(bad.parse::<Find>().is_err(), "{bad:?}");
        }
        let order: OrderId = id.parse().expect("an id");
        assert_eq!(order.short().parse(), Ok(Find::Short(id[28..].to_owned())), "as people read it out");
    }

    #[test]
    fn a_number_begins_with_enough_digits() {
        let range = |text: &str| text.parse::<NumberStart>().map(|start| start.range());
        let washington = ["+1202555".to_owned(), "+120255599999999".to_owned()];
        for text in ["+1202555", "1202555", "+1 (202) 555", " 1-202-555"] {
            assert_eq!(range(text).as_ref(), Ok(&washington), "{text}");
        }
        for bad in ["", "+", "+120255", "+1202x55", "++1202555", "1234567890123456"] {
            assert!(range(bad).is_err(), "{bad}");
        }
    }
}
