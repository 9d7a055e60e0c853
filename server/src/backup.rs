//! `plusone backup`: a copy of a SQLite database that is good at one moment, made while the store is served.

use std::{
    fs::{self, DirEntry, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::store::{StoreError, copy};

/// How the folder begins in which a copy is made.
const UNDER_WAY: &str = ".plusone-backup-";
/// No backup takes as long: the folder of one that is older was left by one that was killed.
const LEFT_AFTER: Duration = Duration::from_secs(12 * 3_600);

/// Why there is no backup. Nothing is left behind.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// PostgreSQL has a tool of its own.
    #[error("PostgreSQL is backed up by its own tool: {}", pg_dump(.0))]
    Postgres(PathBuf),
    /// The file is the database, or one of those that SQLite keeps beside it.
    #[error("{} belongs to the database itself", .0.display())]
    Itself(PathBuf),
    /// The file is there.
    #[error("{} exists, and a backup overwrites nothing", .0.display())]
    Exists(PathBuf),
    /// There is no database to copy.
    #[error("there is no database at {}", .0.display())]
    Missing(PathBuf),
    /// The file cannot be written.
    #[error("{} cannot be written", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// The database cannot be read, or the copy not be cleaned.
    #[error("the database cannot be copied")]
    Database(#[from] StoreError),
    /// The copy does not pass SQLite's own examination.
    #[error("the copy is damaged, and so may be the database: {0}")]
    Damaged(String),
}

/// The command that backs up a PostgreSQL database. The address itself is not repeated in it: it may hold a password.
/// The tool's arguments are everybody's to read while it runs, which the README says too.
#[must_use]
pub fn pg_dump(file: &Path) -> String {
    let file = file.display().to_string().replace('\'', r"'\''");
    format!(
        "(umask 077 && pg_dump --format=custom --exclude-table-data=pictures --exclude-table-data=sessions \
        --exclude-table-data=ceremonies --exclude-table-data=invites --exclude-table-data=resets \
        --exclude-table-data=mails --file='{file}' \"$PLUSONE_DATABASE_URL\")"
    )
}

/// Copies the database at `address` to the new file `file`.
///
/// # Errors
/// [`BackupError`]; the file is not there then.
pub async fn backup(address: &str, file: &Path) -> Result<(), BackupError> {
    if !address.starts_with("sqlite:") {
        return Err(BackupError::Postgres(file.to_owned()));
    }
    let database = copy::place(address)?;
    let unwritable = |error| BackupError::File(file.to_owned(), error);
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !database.is_file() {
        return Err(BackupError::Missing(database));
    }
    if is_its_own(&database, folder, file).map_err(unwritable)? {
        return Err(BackupError::Itself(file.to_owned()));
    }
    if file.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    clear_left(folder);
    // Closed to everybody else, and gone with all that SQLite may put beside the copy, however this ends.
    let inside = tempfile::Builder::new().prefix(UNDER_WAY).tempdir_in(folder).map_err(unwritable)?;
    let copied = tempfile::NamedTempFile::new_in(&inside).map_err(unwritable)?;
    copy::write(address, copied.path()).await?;
    if let Some(damage) = copy::damage(copied.path()).await? {
        return Err(BackupError::Damaged(damage));
    }
    copied.as_file().sync_all().map_err(unwritable)?;
    copied.persist_noclobber(file).map_err(|kept| match kept.error.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists(file.to_owned()),
        _ => unwritable(kept.error),
    })?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(unwritable)
}

/// Removes what killed backups have left in a folder. What cannot be removed is somebody else's, and in nobody's way.
fn clear_left(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(is_left) {
        fs::remove_dir_all(entry.path()).ok();
    }
}

fn is_left(entry: &DirEntry) -> bool {
    // Of the entry itself: nobody leads us elsewhere by a link.
    let old =
        entry.metadata().ok().filter(fs::Metadata::is_dir).and_then(|about| about.modified().ok()?.elapsed().ok());
    entry.file_name().as_encoded_bytes().starts_with(UNDER_WAY.as_bytes()) && old.is_some_and(|age| age > LEFT_AFTER)
}

/// Whether the file is the database or one that SQLite would take for its journal.
fn is_its_own(database: &Path, folder: &Path, file: &Path) -> io::Result<bool> {
    if file.exists() && file.canonicalize()? == database.canonicalize()? {
        return Ok(true);
    }
    let database = database.canonicalize()?;
    let (Some(name), Some(own)) = (file.file_name(), database.file_name()) else { return Ok(false) };
    let beside = database.parent() == Some(folder.canonicalize()?.as_path());
    let names = ["", "-wal", "-shm", "-journal"].map(|end| {
        let mut own = own.to_owned();
        own.push(end);
        own
    });
    Ok(beside && names.iter().any(|own| own == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_stays_one_word_of_the_shell() {
        assert!(pg_dump(Path::new("it's; rm -rf x")).contains(r"--file='it'\''s; rm -rf x' "));
    }
}
