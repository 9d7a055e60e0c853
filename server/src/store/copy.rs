//! A copy of a SQLite database, made beside those who use it.

use sqlx::{
    Connection as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use std::{
    path::{Path, PathBuf},
    str::FromStr as _,
    time::Duration,
};

use super::StoreError;

/// The file of the database at `address`.
///
/// # Errors
/// The address cannot be read.
pub fn place(address: &str) -> Result<PathBuf, StoreError> {
    Ok(options(address)?.get_filename().to_owned())
}

fn options(address: &str) -> Result<SqliteConnectOptions, StoreError> {
    let options = SqliteConnectOptions::from_str(address).map_err(StoreError::of_address)?;
    Ok(options.create_if_missing(false).busy_timeout(Duration::from_secs(5)))
}

/// Copies the database at `address` as it is at one moment into the empty file `to`, without pictures, sessions,
/// hand-offs, invites, links to a new password and mails that wait.
///
/// `VACUUM INTO` reads in one transaction, which keeps no writer waiting; the backup API would start over whenever
/// another process writes (sqlite.org/lang_vacuum.html, sqlite.org/backup.html).
///
/// # Errors
/// The database cannot be read, or the copy not be written.
pub async fn write(address: &str, to: &Path) -> Result<(), StoreError> {
    let mut from = SqliteConnection::connect_with(&options(address)?.read_only(true)).await?;
    let name = to.to_str().ok_or(StoreError::UnreadableAddress)?;
    sqlx::query("VACUUM INTO $1").bind(name).execute(&mut from).await?;
    from.close().await?;
    // No journal on the disk, where what is deleted here would stand once more; what is deleted is overwritten.
    let options = SqliteConnectOptions::new()
        .filename(to)
        .journal_mode(SqliteJournalMode::Memory)
        .pragma("secure_delete", "ON")
        .foreign_keys(true);
    let mut copy = SqliteConnection::connect_with(&options).await?;
    for emptied in [
        "DELETE FROM pictures",
        "DELETE FROM sessions",
        "DELETE FROM handoffs",
        "DELETE FROM ceremonies",
        "DELETE FROM invites",
        "DELETE FROM resets",
        "DELETE FROM mails",
    ] {
        sqlx::query(emptied).execute(&mut copy).await?;
    }
    Ok(copy.close().await?)
}

/// What SQLite finds wrong with a database file, if anything.
///
/// # Errors
/// It cannot even be read.
pub async fn damage(file: &Path) -> Result<Option<String>, StoreError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let mut copy = SqliteConnection::connect_with(&options).await?;
    let found: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check").fetch_all(&mut copy).await?;
    copy.close().await?;
    let wrong: Vec<_> = found.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect();
    Ok((!wrong.is_empty()).then(|| wrong.join("; ")))
}
