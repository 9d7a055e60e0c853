//! `GET /account/statement.csv?month=2026-11`: a month of the ledger for a spreadsheet.

use app::{
    AppError,
    desk::{Booking, Caller},
    domain::{Language, Month},
    words::StatementFile,
};
use axum::{
    Extension,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use std::{borrow::Cow, sync::Arc};

use super::trouble::{refuse, wants_page};
use crate::desk::{Shop, internal};

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    /// The month; the running one when it is missing.
    #[serde(default)]
    month: String,
}

/// Answers with the file, or with the error as JSON; a browser is led to the page that says what is wrong.
pub async fn statement(
    State(shop): State<Arc<Shop>>,
    Extension(caller): Extension<Caller>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    // An address that says it twice says nothing.
    let month = asked.map_or_else(|_| "?".to_owned(), |Query(asked)| asked.month);
    match file(&shop, caller, &month).await {
        Ok((month, text)) => {
            let name = format!("attachment; filename=\"plusone-{month}.csv\"");
            let kind = "text/csv; charset=utf-8".to_owned();
            let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
            (headers, [(header::CACHE_CONTROL, "no-store")], text).into_response()
        }
        Err(error) => refused(&headers, error),
    }
}

fn refused(headers: &HeaderMap, error: AppError) -> Response {
    match error {
        AppError::SignInNeeded if wants_page(headers) => Redirect::to("/sign-in?to=%2Faccount").into_response(),
        AppError::Invalid(_) if wants_page(headers) => Redirect::to("/account?month=none").into_response(),
        error => refuse(error),
    }
}

async fn file(shop: &Shop, caller: Caller, month: &str) -> Result<(Month, Vec<u8>), AppError> {
    let language = caller.language;
    let who = caller.signed_in()?;
    let month = if month.is_empty() { shop.running_month() } else { month.parse()? };
    let bookings = shop.bookings(&who, month).await?;
    Ok((month, write(&bookings, language).map_err(|error| internal(&error))?))
}

fn write(bookings: &[Booking], language: Language) -> Result<Vec<u8>, csv::Error> {
    let file = StatementFile::new(language);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(file.delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    writer.write_record(file.heads())?;
    for Booking { at, number, entry, amount } in bookings {
        let (date, number) = (at.rfc3339(), number.to_string());
        writer.write_record([date.as_str(), &harmless(&number), file.entry(*entry), &file.amount(*amount)])?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Without it, a spreadsheet takes accents for letters of its own old alphabet.
const MARK: &str = "\u{feff}";

/// A cell that a spreadsheet would take for a formula, as text; it also keeps the plus of a number.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::{Money, Timestamp, ledger::Entry};

    #[test]
    fn nothing_is_taken_for_a_formula() {
        for (cell, written) in [("=1+1", "'=1+1"), ("+1 202", "'+1 202"), ("-1", "'-1"), ("@x", "'@x"), ("a=b", "a=b")]
        {
            assert_eq!(harmless(cell), written);
        }
    }

    #[test]
    fn a_booking_is_a_record() {
        let booking = Booking {
            at: Timestamp::from_micros(0),
            number: "+12025551000".parse().expect("a number"),
            entry: Entry::Reserve,
            amount: Money::from_cents(20_105),
        };
        for (language, file) in [
            (
                Language::English,
                "\u{feff}Date,Number,What,Amount (USD)\r\n1970-01-01T00:00:00Z,'+1 202 555 1000,Reserved,201.05\r\n",
            ),
            (
                Language::French,
                "\u{feff}Date;Numéro;Opération;Montant (USD)\r\n1970-01-01T00:00:00Z;'+1 202 555 1000;Réservé;201,05\r\n",
            ),
        ] {
            let text = write(std::slice::from_ref(&booking), language).expect("written");
            assert_eq!(String::from_utf8(text).expect("text"), file);
        }
    }
}
