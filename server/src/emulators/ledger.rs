//! The ledger: an append-only file of JSON lines, and the book of state that its lines add up to.
//!
//! Every change is an [`Entry`]: written first, applied second, by the same code that replays the
//! file at the start. Lines hold ids and numbers, never image bytes, file names or people's names.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::{
    EmulatorError,
    clock::{self, Millis},
    persona::{InquiryRecord, Outgoing, Records, Showing, TransactionRecord},
    twilio::{Holding, Numbers, Paper, Papers},
};

/// One change of state, or (`twilio.refused`) a refusal that later answers depend on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event")]
pub(super) enum Entry {
    #[serde(rename = "twilio.bought")]
    Bought(Holding),
    /// A second POST of an owned number changed it.
    #[serde(rename = "twilio.rewritten")]
    Rewritten(Holding),
    /// A POST to the number's own path changed it.
    #[serde(rename = "twilio.updated")]
    Updated(Holding),
    #[serde(rename = "twilio.released")]
    Released(Holding),
    #[serde(rename = "twilio.refused")]
    Refused { account: String, e164: String, code: u32 },
    /// A text message that would have been sent; nothing depends on it.
    #[serde(rename = "twilio.texted")]
    Texted {
        account: String,
        sid: String,
        to: String,
        from: String,
        body: String,
        #[serde(default)]
        callback: Option<String>,
    },
    /// A compliance object is now like this.
    #[serde(rename = "twilio.paper")]
    Paper(Box<Paper>),
    /// Somebody was told of a bundle's status; nothing depends on it.
    #[serde(rename = "twilio.called")]
    Called { subject: String, status: String, answer: String },
    #[serde(rename = "persona.transaction")]
    Transaction(Box<TransactionRecord>),
    #[serde(rename = "persona.inquiry")]
    Inquiry(Box<InquiryRecord>),
    /// A one-time link was given out.
    #[serde(rename = "persona.linked")]
    Linked { inquiry: String, code: String, until: Millis },
    /// Somebody came by it.
    #[serde(rename = "persona.opened")]
    Opened { code: String },
    /// ID and selfie were shown on the hosted page.
    #[serde(rename = "persona.shown")]
    Shown(Box<Showing>),
    #[serde(rename = "persona.expired")]
    Expired { inquiry: String },
    #[serde(rename = "persona.decided")]
    Decided {
        #[serde(alias = "transaction")]
        subject: String,
        status: String,
    },
    #[serde(rename = "persona.redacted")]
    Redacted {
        #[serde(alias = "transaction")]
        subject: String,
    },
    #[serde(rename = "webhook.queued")]
    Queued(Outgoing),
    #[serde(rename = "webhook.delivered")]
    Delivered {
        webhook: String,
        name: String,
        #[serde(alias = "transaction")]
        subject: String,
        attempt: u32,
        status: u16,
    },
    #[serde(rename = "webhook.failed")]
    Failed {
        webhook: String,
        name: String,
        #[serde(alias = "transaction")]
        subject: String,
        attempt: u32,
        reason: String,
        /// When the first attempt of this delivery was made.
        first: Millis,
    },
    #[serde(rename = "webhook.abandoned")]
    Abandoned {
        webhook: String,
        name: String,
        #[serde(alias = "transaction")]
        subject: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Line {
    time: String,
    #[serde(flatten)]
    entry: Entry,
}

/// The state of both vendors, and the file that it can be rebuilt from.
pub(super) struct Book {
    file: File,
    length: u64,
    pub(super) numbers: Numbers,
    pub(super) papers: Papers,
    pub(super) records: Records,
}

impl Book {
    pub(super) fn open(path: &Path) -> Result<Self, EmulatorError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        // A line without its end was cut by a crash before anybody was answered: drop it.
        let whole = bytes.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        file.set_len(whole as u64)?;
        let mut book = Self {
            file,
            length: whole as u64,
            numbers: Numbers::default(),
            papers: Papers::default(),
            records: Records::default(),
        };
        for (index, line) in bytes[..whole].split(|&b| b == b'\n').enumerate() {
            if line.is_empty() {
                continue;
            }
            let bad = |reason: String| EmulatorError::LedgerLine { line: index + 1, reason };
            let line: Line = serde_json::from_slice(line).map_err(|e| bad(e.to_string()))?;
            let at = clock::parse_iso(&line.time).ok_or_else(|| bad("no time".into()))?;
            book.apply(line.entry, at);
        }
        Ok(book)
    }

    /// Writes the entries with one write, then applies them: all or none.
    pub(super) fn record(&mut self, entries: Vec<Entry>) -> io::Result<()> {
        let at = clock::now();
        let mut bytes = Vec::new();
        let lines: Vec<Line> = entries.into_iter().map(|entry| Line { time: clock::iso(at), entry }).collect();
        for line in &lines {
            serde_json::to_writer(&mut bytes, line)?;
            bytes.push(b'\n');
        }
        if let Err(error) = self.file.write_all(&bytes) {
            // Half a line must not stand before the next one.
            self.file.set_len(self.length)?;
            return Err(error);
        }
        self.length += bytes.len() as u64;
        for line in lines {
            self.apply(line.entry, at);
        }
        Ok(())
    }

    fn apply(&mut self, entry: Entry, at: Millis) {
        match entry {
            Entry::Bought(holding) => self.numbers.bought(holding, at),
            Entry::Rewritten(holding) | Entry::Updated(holding) => self.numbers.changed(holding, at),
            Entry::Released(holding) => self.numbers.released(&holding.e164),
            Entry::Refused { account, e164, .. } => self.numbers.refused(account, e164),
            Entry::Paper(paper) => self.papers.written(*paper),
            Entry::Called { .. } | Entry::Texted { .. } => {}
            Entry::Transaction(record) => self.records.created(*record, at),
            Entry::Inquiry(record) => self.records.opened_inquiry(*record, at),
            Entry::Linked { inquiry, code, until } => self.records.linked(&inquiry, code, until),
            Entry::Opened { code } => self.records.opened(&code, at),
            Entry::Shown(showing) => self.records.shown(*showing, at),
            Entry::Expired { inquiry } => self.records.expired(&inquiry, at),
            Entry::Decided { subject, status } => self.records.decided(&subject, status, at),
            Entry::Redacted { subject } => self.records.redacted(&subject, at),
            Entry::Queued(outgoing) => self.records.outbox.queued(outgoing),
            Entry::Delivered { webhook, .. } => self.records.outbox.delivered(&webhook),
            Entry::Failed { webhook, first, .. } => self.records.outbox.failed(&webhook, first),
            Entry::Abandoned { webhook, .. } => self.records.outbox.abandoned(&webhook),
        }
    }
}
