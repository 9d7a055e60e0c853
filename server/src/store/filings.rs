//! What is noted of an application's objects at the vendor.

use app::domain::{
    ApplicationId, Timestamp,
    service::{Note, Step},
};
use sqlx::FromRow;

use super::{
    StoreError, Tx,
    tx::{exec, row},
};

#[derive(FromRow)]
struct Row {
    sid: Option<String>,
    round: i64,
    asked_at: Option<i64>,
    missed_at: Option<i64>,
    news_from: Option<i64>,
}

/// What is noted of this object; nothing yet is an empty note.
///
/// # Errors
/// The database failed.
pub async fn read(tx: &mut Tx, application: &ApplicationId, step: Step) -> Result<Note, StoreError> {
    const SQL: &str = "SELECT sid, round, asked_at, missed_at, news_from FROM filings \
        WHERE application_id = $1 AND step = $2";
    let Some(row) = row!(tx, Row, SQL, application.as_str(), step.as_str())? else { return Ok(Note::default()) };
    let bad = |_| StoreError::Inconsistent { table: "filings", column: "round", id: application.to_string() };
    Ok(Note {
        sid: row.sid,
        round: u32::try_from(row.round).map_err(bad)?,
        asked_at: row.asked_at.map(Timestamp::from_micros),
        missed_at: row.missed_at.map(Timestamp::from_micros),
        news_from: row.news_from.map(Timestamp::from_micros),
    })
}

/// Notes this of it.
///
/// # Errors
/// The database failed.
pub async fn write(tx: &mut Tx, application: &ApplicationId, step: Step, note: &Note) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO filings (application_id, step, sid, round, asked_at, missed_at, news_from) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (application_id, step) DO UPDATE SET sid = excluded.sid, \
        round = excluded.round, asked_at = excluded.asked_at, missed_at = excluded.missed_at, \
        news_from = excluded.news_from";
    exec!(
        tx,
        SQL,
        application.as_str(),
        step.as_str(),
        note.sid.as_deref(),
        i64::from(note.round),
        note.asked_at.map(Timestamp::micros),
        note.missed_at.map(Timestamp::micros),
        note.news_from.map(Timestamp::micros),
    )?;
    Ok(())
}
