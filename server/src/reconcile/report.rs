//! What a comparison found, and how it is told.

use app::{
    desk::Discord,
    domain::{LineId, OrderId, PhoneNumber, Timestamp},
};
use std::{fmt, io};

/// What a comparison found.
#[derive(Debug, Default)]
pub struct Report {
    /// Numbers on which books and carriers did not agree, by number.
    pub findings: Vec<Finding>,
    /// Carrier accounts that could not be compared, or not to the end.
    pub unread: Vec<Unread>,
    /// Numbers that the carriers listed.
    pub listed: usize,
}

/// A number on which books and carrier did not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The number.
    pub number: PhoneNumber,
    /// The carrier account.
    pub carrier_account: String,
    /// What is written on it there.
    pub tag: String,
    /// The line that it is about, and its order.
    pub line: Option<(LineId, OrderId)>,
    /// Since when the carrier has it, or the books have.
    pub since: Option<Timestamp>,
    /// What it is.
    pub what: What,
}

/// A carrier account that could not be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The carrier account.
    pub carrier_account: String,
    /// Whether it is our own.
    pub ours: bool,
    /// Why.
    pub why: String,
}

/// How books and carrier did not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It carried the tag of a line that was on its way, and is booked now.
    Adopted,
    /// It carries the tag of a line that had ended without it, or needs a person already.
    NeedsPerson,
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
    /// The books have it under another id of the carrier.
    OtherId {
        /// The id in the books.
        here: String,
    },
    /// It is ours, and what is written on it was changed.
    OtherTag,
    /// The books have it, the carrier does not.
    Ghost,
}

impl What {
    /// What an operator is told; nothing where it is settled, or shown as a line for a person.
    pub(super) const fn discord(&self) -> Option<Discord> {
        Some(match self {
            Self::Adopted | Self::NeedsPerson => return None,
            Self::Held => Discord::Held,
            Self::Contested => Discord::Contested,
            Self::NotGivenBack => Discord::NotGivenBack,
            Self::UnknownLine => Discord::UnknownLine,
            Self::UnknownHand => Discord::UnknownHand,
            Self::OtherId { .. } => Discord::OtherId,
            Self::OtherTag => Discord::OtherTag,
            Self::Ghost => Discord::Ghost,
        })
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub const fn settled(&self) -> bool {
        matches!(self, Self::Adopted)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = match self {
            Self::Adopted => "Bought for this line and now in the books; there is nothing to do.",
            Self::NeedsPerson => {
                "Bought for a line that has no claim to it; its order says that it needs attention. Agree with the \
                buyer, and release the number in the carrier's console if nobody wants it."
            }
            Self::Held => {
                "Bought for an order that is held here. It is taken over when the order completes; if the order ends \
                otherwise, release the number in the carrier's console."
            }
            Self::Contested => {
                "Bought for this line, while another order is buying the number. Look again when that order is \
                through."
            }
            Self::NotGivenBack => {
                "Given back here, and still at the carrier: release it in the carrier's console, or it goes on \
                costing."
            }
            Self::UnknownLine => {
                "Bought after the backup that this database was restored from, or by another store on this carrier \
                account. If it is nobody's, release it in the carrier's console, or sell it again with `plusone \
                import-numbers`."
            }
            Self::UnknownHand => {
                "Not bought by this store. If it is nobody's, release it in the carrier's console, or sell it with \
                `plusone import-numbers`."
            }
            Self::OtherId { here } => {
                return write!(
                    f,
                    "In the books as {here}, which is not the id that it has at the carrier: it was given back and \
                    bought again past the store. Find out by whom before anybody releases it."
                );
            }
            Self::OtherTag => {
                "Bought for this line, and its friendly name was changed. Write the line's id there again, or the \
                store cannot recognise it."
            }
            Self::Ghost => {
                "In the books and no longer at the carrier. Ask the carrier why and tell the buyer; releasing it under \
                Numbers ends its price."
            }
        };
        f.write_str(told)
    }
}

impl Report {
    /// How much is left for a person.
    #[must_use]
    pub fn left(&self) -> usize {
        self.findings.iter().filter(|finding| !finding.what.settled()).count() + self.unread.len()
    }

    /// Says in the log how much there is, and not what: numbers and tags do not belong there.
    pub fn log(&self) {
        let (left, found, unread) = (self.left(), self.findings.len(), self.unread.len());
        for Unread { carrier_account, why, .. } in &self.unread {
            tracing::warn!(carrier_account, why, "a carrier account was not compared with the books to the end");
        }
        if left > 0 {
            tracing::error!(left, found, unread, "books and carriers do not agree: run `plusone reconcile`");
        } else if found > 0 {
            tracing::warn!(adopted = found, "numbers at a carrier were missing in the books, and are there now");
        } else {
            tracing::info!(listed = self.listed, "books and carriers agree");
        }
    }

    /// Writes the findings, a line each, and what they come to.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, mut to: impl io::Write) -> io::Result<()> {
        if !self.findings.is_empty() {
            row(&mut to, ["NUMBER", "SINCE", "CARRIER ACCOUNT", "LINE OR TAG", "ORDER", "WHAT TO DO"])?;
        }
        for finding in &self.findings {
            let (tag, since) = (shorten(&finding.tag), finding.since.map_or_else(|| "-".to_owned(), minute));
            let (line, order) =
                finding.line.as_ref().map_or((tag.as_str(), "-"), |(line, order)| (line.as_str(), order.as_str()));
            let what = finding.what.to_string();
            row(&mut to, [finding.number.as_e164(), &since, &finding.carrier_account, line, order, &what])?;
        }
        for Unread { carrier_account, why, .. } in &self.unread {
            writeln!(to, "{carrier_account} was not compared to the end: {why}. Mend that, then look again.")?;
        }
        let settled = self.findings.len() + self.unread.len() - self.left();
        writeln!(to, "{} listed, {settled} adopted, {} left for a person", self.listed, self.left())
    }
}

fn row(to: &mut impl io::Write, [number, since, account, line, order, what]: [&str; 6]) -> io::Result<()> {
    writeln!(to, "{number:<16}  {since:<20}  {account:<34}  {line:<36}  {order:<36}  {what}")
}

/// What strangers wrote, without what a terminal would obey.
fn shorten(tag: &str) -> String {
    let shown: String = tag.chars().take(64).collect();
    if shown.is_empty() { "-".to_owned() } else { shown.escape_debug().to_string() }
}

/// A moment to the minute.
fn minute(at: Timestamp) -> String {
    let at = at.civil();
    format!("{:04}-{:02}-{:02} {:02}:{:02} UTC", at.year, at.month, at.day, at.hour, at.minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_whatever_a_stranger_wrote() {
        let finding = Finding {
            number: "+12025550101".parse().expect("a number"),
            carrier_account: "AC1".to_owned(),
            tag: "two\nlines \u{1b}[2J".to_owned(),
            line: None,
            since: Some(Timestamp::from_micros(1_790_000_000_000_000)),
            what: What::UnknownHand,
        };
        let adopted = Finding {
            line: Some(("line-1".parse().expect("an id"), "order-1".parse().expect("an id"))),
            what: What::Adopted,
            ..finding.clone()
        };
        let unread = Unread { carrier_account: "AC2".to_owned(), ours: false, why: "it is away".to_owned() };
        let report = Report { findings: vec![finding, adopted], unread: vec![unread], listed: 7 };
        let mut told = Vec::new();
        report.write(&mut told).expect("written");
        let told = String::from_utf8(told).expect("text");
        let lines: Vec<_> = told.lines().collect();
        assert_eq!(lines.len(), 5, "{told}");
        assert!(lines[1].contains("2026-09-21") && lines[1].contains("two\\nlines \\u{1b}[2J"), "{}", lines[1]);
        assert!(lines[2].contains("line-1") && lines[2].contains("order-1"), "{}", lines[2]);
        assert!(lines[3].starts_with("AC2"), "{}", lines[3]);
        assert_eq!(lines[4], "7 listed, 1 adopted, 2 left for a person");
        assert_eq!(report.left(), 2);
    }
}
