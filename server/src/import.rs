//! `plusone import-numbers`: own stock from a CSV file. A bad line is named with its reason, the rest is imported.

use app::{
    AppError,
    domain::{
        CountryCode, Money, PhoneNumber,
        offer::{Capabilities, NumberType, Offer, Source},
    },
};
use serde::Deserialize;
use std::io::Read;

mod lines;
mod place;

use self::lines::Lines;
use crate::{
    desk::fault::Fault,
    store::{Store, stock},
};

/// Rows of one transaction.
const BATCH: usize = 10_000;

/// A line as it stands in the file.
#[derive(Deserialize)]
struct Line {
    e164: String,
    country: String,
    region: String,
    locality: String,
    #[serde(rename = "type")]
    kind: String,
    voice: bool,
    sms: bool,
    mms: bool,
    monthly_cents: i64,
}

/// Why nothing, or not everything, was read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The columns are not the ones that are read, or not in their order.
    #[error("the first line must be {}", HEADER.join(","))]
    Header,
    /// Our own failure, logged; whole batches before it are in.
    #[error("{0}")]
    Fault(AppError),
}

impl From<Fault> for ImportError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault.into())
    }
}

/// A line that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its place in the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// What an import did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// New numbers.
    pub added: u64,
    /// Numbers that were there before.
    pub known: u64,
    /// Lines that were left out.
    pub refused: Vec<Refused>,
}

impl Line {
    fn offer(self) -> Result<Offer, String> {
        let number: PhoneNumber = self.e164.parse().map_err(|_| format!("{:?} is not E.164", shorten(&self.e164)))?;
        let country: CountryCode = self.country.parse().map_err(|_| "country is not two capital letters".to_owned())?;
        let kind: NumberType = self.kind.parse().map_err(|_| "type is not local, mobile or toll-free".to_owned())?;
        let monthly = Money::from_cents(self.monthly_cents);
        if monthly <= Money::from_cents(0) || monthly > Money::CEILING {
            return Err("monthly_cents is not a price".to_owned());
        }
        place::check(&number, country, kind)?;
        for (field, text) in [("region", &self.region), ("locality", &self.locality)] {
            if text.contains(char::is_control) {
                return Err(format!("{field} holds a control character"));
            }
        }
        let capabilities = Capabilities { voice: self.voice, sms: self.sms, mms: self.mms };
        let (region, locality) = (self.region, self.locality);
        Ok(Offer { number, country, kind, region, locality, capabilities, monthly, source: Source::Stock })
    }
}

/// The start of a text. It is shown escaped, so a control character in it does nothing.
fn shorten(text: &str) -> String {
    text.chars().take(20).collect()
}

/// Reads lines from `file` into the stock, batch by batch.
///
/// # Errors
/// Another header, or the database failed.
pub async fn import(store: &Store, file: impl Read) -> Result<Imported, ImportError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(Lines::of(file));
    let found = reader.headers().map_err(|_| ImportError::Header)?;
    // Spreadsheets put a byte order mark before the first name.
    if !found.iter().map(|name| name.trim_start_matches('\u{feff}')).eq(HEADER) {
        return Err(ImportError::Header);
    }
    let mut imported = Imported::default();
    let mut batch = Vec::with_capacity(BATCH);
    let header = csv::StringRecord::from(HEADER.to_vec());
    let mut record = csv::StringRecord::new();
    loop {
        let start = reader.position().byte();
        let offer = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => offer(&record, &header),
            Err(error) => Err(reason(&error)),
        };
        let line = reader.get_mut().line_after(start);
        match offer {
            Ok(offer) => batch.push(offer),
            Err(reason) => imported.refused.push(Refused { line, reason }),
        }
        if batch.len() == BATCH {
            flush(store, &mut batch, &mut imported).await?;
        }
    }
    flush(store, &mut batch, &mut imported).await?;
    Ok(imported)
}

const HEADER: [&str; 9] = ["e164", "country", "region", "locality", "type", "voice", "sms", "mms", "monthly_cents"];

fn offer(record: &csv::StringRecord, header: &csv::StringRecord) -> Result<Offer, String> {
    let line: Line = record.deserialize(Some(header)).map_err(|error| reason(&error))?;
    line.offer()
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} fields instead of {expected_len}"),
        csv::ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
        csv::ErrorKind::Deserialize { err, .. } => {
            let field = err.field().and_then(|field| HEADER.get(usize::try_from(field).ok()?));
            format!("{} cannot be read", field.unwrap_or(&"a field"))
        }
        _ => "the file cannot be read".to_owned(),
    }
}

async fn flush(store: &Store, batch: &mut Vec<Offer>, imported: &mut Imported) -> Result<(), Fault> {
    let mut tx = store.write().await?;
    let added = stock::add(&mut tx, batch).await?;
    tx.commit().await?;
    imported.added += added;
    imported.known += batch.len() as u64 - added;
    batch.clear();
    Ok(())
}
