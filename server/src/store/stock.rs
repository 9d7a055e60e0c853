//! Our own numbers: found, reserved while an order is held, sold, taken back.

use app::domain::{
    LineId, Money, PhoneNumber,
    gate::Cleared,
    offer::{Capabilities, Match, Offer, Query, Source, folded, region_key},
};
use sqlx::{FromRow, QueryBuilder};

use super::{
    StoreError, Tx,
    error::word,
    tx::{exec, in_list, on_db, row, rows},
};

/// Rows of one statement: 15 values each stay under both databases' limits of bound values.
const CHUNK: usize = 1_000;

/// Reads offers of our stock.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT e164, country, kind, region, locality, voice, sms, mms, monthly_cents FROM stock ", $rest)
    };
}

#[derive(FromRow)]
struct Row {
    e164: String,
    country: String,
    kind: String,
    region: String,
    locality: String,
    voice: bool,
    sms: bool,
    mms: bool,
    monthly_cents: i64,
}

impl TryFrom<Row> for Offer {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            number: word(&row.e164, "stock", "e164", &row.e164)?,
            country: word(&row.country, "stock", "country", &row.e164)?,
            kind: word(&row.kind, "stock", "kind", &row.e164)?,
            region: row.region,
            locality: row.locality,
            capabilities: Capabilities { voice: row.voice, sms: row.sms, mms: row.mms },
            monthly: Money::from_cents(row.monthly_cents),
            source: Source::Stock,
        })
    }
}

/// Adds numbers; one that is there already keeps its state. Returns how many are new.
///
/// # Errors
/// The database failed.
pub async fn add(tx: &mut Tx, offers: &[Offer]) -> Result<u64, StoreError> {
    const INTO: &str = "INSERT INTO stock (e164, country, kind, area_code, national, region, locality, region_key, locality_key, \
        voice, sms, mms, monthly_cents, shuffle, state) ";
    let mut added = 0;
    for chunk in offers.chunks(CHUNK) {
        added += on_db!(tx, |conn| {
            let mut insert = QueryBuilder::new(INTO);
            insert.push_values(chunk, |mut values, offer| {
                let national = national(&offer.number);
                values
                    .push_bind(offer.number.as_e164())
                    .push_bind(offer.country.as_str().to_owned())
                    .push_bind(offer.kind.as_str())
                    .push_bind(offer.number.nanp().map_or_else(String::new, |(npa, _)| npa.to_string()))
                    .push_bind(national)
                    .push_bind(offer.region.as_str())
                    .push_bind(offer.locality.as_str())
                    .push_bind(region_key(&offer.region))
                    .push_bind(folded(&offer.locality))
                    .push_bind(offer.capabilities.voice)
                    .push_bind(offer.capabilities.sms)
                    .push_bind(offer.capabilities.mms)
                    .push_bind(offer.monthly.cents())
                    .push_bind(shuffle(&offer.number))
                    .push_bind("available");
            });
            insert.push(" ON CONFLICT (e164) DO NOTHING");
            insert.build().execute(conn).await.map(|done| done.rows_affected())
        })?;
    }
    Ok(added)
}

/// The digits that a search looks at: without the country's calling code.
fn national(number: &PhoneNumber) -> &str {
    let digits = number.digits();
    digits.strip_prefix('1').or_else(|| digits.strip_prefix("44")).unwrap_or(digits)
}

/// A fixed shuffle of the numbers (Fibonacci hashing), so that the first page shows many places.
fn shuffle(number: &PhoneNumber) -> i64 {
    let value: u64 = number.digits().parse().unwrap_or(0);
    i64::try_from(value.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1).unwrap_or(0)
}

/// How many numbers there are, sold ones included.
///
/// # Errors
/// The database failed.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(row!(tx, (i64,), "SELECT COUNT(*) FROM stock")?.map_or(0, |(count,)| count))
}

/// Up to `limit` available numbers that fit `query`.
///
/// # Errors
/// The database failed.
pub async fn search(tx: &mut Tx, query: &Query, limit: i64) -> Result<Vec<Offer>, StoreError> {
    // Two texts, because each has an index of its own.
    const ANYWHERE: &str = select!(
        "WHERE state = 'available' AND country = $1 AND kind = $2 AND national LIKE $3 \
        AND (' ' || locality_key LIKE $4 OR region_key = $5) \
        AND (voice OR NOT $6) AND (sms OR NOT $7) AND (mms OR NOT $8) ORDER BY shuffle LIMIT $9"
    );
    const IN_AREA: &str = select!(
        "WHERE state = 'available' AND country = $1 AND kind = $2 AND area_code = $10 AND national LIKE $3 \
        AND (' ' || locality_key LIKE $4 OR region_key = $5) \
        AND (voice OR NOT $6) AND (sms OR NOT $7) AND (mms OR NOT $8) ORDER BY shuffle LIMIT $9"
    );
    let Query { country, kind, area_code, digits, matching, place, wanted, .. } = query;
    let (country, kind, digits) = (country.as_str().to_owned(), kind.as_str(), digits.as_str());
    let digits = match matching {
        Match::Anywhere => format!("%{digits}%"),
        Match::Start => format!("{digits}%"),
        Match::End => format!("%{digits}"),
    };
    // A word of the city's name begins so: `ca` is Carson, not Chicago.
    let (city, region) = (format!("% {}%", folded(place.as_str())), region_key(place.as_str()));
    let (digits, city, region) = (digits.as_str(), city.as_str(), region.as_str());
    let Capabilities { voice, sms, mms } = *wanted;
    let found = match area_code {
        None => rows!(tx, Row, ANYWHERE, country, kind, digits, city, region, voice, sms, mms, limit),
        Some(code) => {
            rows!(tx, Row, IN_AREA, country, kind, digits, city, region, voice, sms, mms, limit, code.to_string())
        }
    }?;
    found.into_iter().map(Offer::try_from).collect()
}

/// Today's offers of those of `numbers` that are available, in no order.
///
/// # Errors
/// The database failed.
pub async fn offers(tx: &mut Tx, numbers: &[PhoneNumber]) -> Result<Vec<Offer>, StoreError> {
    let found: Vec<Row> = on_db!(tx, |conn| {
        let mut select = QueryBuilder::new(select!("WHERE state = 'available' AND e164 IN "));
        in_list(&mut select, numbers.iter().map(PhoneNumber::as_e164));
        select.build_query_as().fetch_all(conn).await
    })?;
    found.into_iter().map(Offer::try_from).collect()
}

/// Reserves an available number for a line; `false` when somebody else has it. Reserving twice is no error.
///
/// # Errors
/// The database failed.
pub async fn reserve(tx: &mut Tx, number: &PhoneNumber, line: &LineId) -> Result<bool, StoreError> {
    reserve_all(tx, &[(number, line)]).await
}

/// The same of several numbers, each for its line; `false` when somebody else has one of them, though the others are
/// reserved.
///
/// # Errors
/// The database failed.
pub async fn reserve_all(tx: &mut Tx, wanted: &[(&PhoneNumber, &LineId)]) -> Result<bool, StoreError> {
    let mut reserved = 0;
    for chunk in wanted.chunks(CHUNK) {
        reserved += on_db!(tx, |conn| {
            let mut update = QueryBuilder::new("UPDATE stock SET state = 'reserved', line_id = wanted.column2 FROM (");
            update.push_values(chunk, |mut values, (number, line)| {
                values.push_bind(number.as_e164()).push_bind(line.as_str());
            });
            update.push(
                ") AS wanted WHERE stock.e164 = wanted.column1 \
                AND (state = 'available' OR (state = 'reserved' AND line_id = wanted.column2))",
            );
            update.build().execute(conn).await.map(|done| done.rows_affected())
        })?;
    }
    Ok(reserved == wanted.len() as u64)
}

/// Sells the cleared number that is reserved for a line; `false` when it is not.
///
/// # Errors
/// The database failed.
pub async fn sell(tx: &mut Tx, cleared: &Cleared, line: &LineId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE stock SET state = 'sold' WHERE e164 = $1 AND line_id = $2 AND state = 'reserved'";
    Ok(exec!(tx, SQL, cleared.number().as_e164(), line.as_str())? == 1)
}

/// Puts a line's number up for sale again, if the line was sold one.
///
/// # Errors
/// The database failed.
pub async fn take_back(tx: &mut Tx, line: &LineId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE stock SET state = 'available', line_id = NULL WHERE line_id = $1 AND state = 'sold'";
    exec!(tx, SQL, line.as_str())?;
    Ok(())
}

/// Gives up the reservation of a line, if it has one.
///
/// # Errors
/// The database failed.
pub async fn free(tx: &mut Tx, line: &LineId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE stock SET state = 'available', line_id = NULL WHERE line_id = $1 AND state = 'reserved'";
    exec!(tx, SQL, line.as_str())?;
    Ok(())
}
