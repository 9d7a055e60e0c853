//! Backups as an operator makes and restores them: SQLite by our own command, PostgreSQL by its tools.

use plusone::{
    backup::{backup, pg_dump},
    store::Store,
};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;
use url::Url;

use crate::database::Database;

/// A backup in a folder of its own.
pub struct Backup {
    pub file: PathBuf,
    _folder: TempDir,
}

/// Backs the database up while it is in use; `None` where PostgreSQL's tools are missing, and says so.
pub async fn backed_up(db: &Database) -> Option<Backup> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plus one's.backup");
    if db.url.starts_with("sqlite:") {
        backup(&db.url, &file).await.expect("backed up");
    } else {
        let Some(tools) = postgres_tools(&db.url).await else {
            writeln!(std::io::stderr(), "skipped on PostgreSQL: there is no pg_dump of the server's version").ok();
            return None;
        };
        run(Command::new("sh").args(["-c", &pg_dump(&file)]).env("PLUSONE_DATABASE_URL", &db.url), &tools);
    }
    Some(Backup { file, _folder: folder })
}

/// Throws the database away and puts the backup in its place.
pub async fn restored(db: &Database, backup: &Backup) -> Database {
    db.store.close().await;
    if let Some(file) = db.url.strip_prefix("sqlite:") {
        for end in ["", "-wal", "-shm"] {
            fs::remove_file(format!("{file}{end}")).ok();
        }
        fs::copy(&backup.file, file).expect("put in place");
    } else {
        let mut server: Url = env::var("TEST_DATABASE_URL").expect("a server").parse().expect("an address");
        server.set_query(Url::parse(&db.url).expect("an address").query());
        let name = Url::parse(&db.url).expect("an address").path().trim_start_matches('/').to_owned();
        let mut admin = PgConnection::connect(server.as_str()).await.expect("the server answers");
        for sql in [format!("DROP DATABASE {name} WITH (FORCE)"), format!("CREATE DATABASE {name}")] {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut admin).await.expect("an empty database");
        }
        let tools = postgres_tools(&db.url).await.expect("tools");
        let restore = ["--exit-on-error", "--no-owner", "--dbname", &db.url];
        run(Command::new("pg_restore").args(restore).arg(&backup.file), &tools);
    }
    let store = Store::open(&db.url).await.expect("opens");
    store.migrate().await.expect("migrates");
    Database { store, url: db.url.clone() }
}

/// The folder of a `pg_dump` that knows the server's version, where `./dev` finds the server's own.
async fn postgres_tools(url: &str) -> Option<PathBuf> {
    let mut connection = PgConnection::connect(url).await.expect("the server answers");
    let (server,): (String,) = sqlx::query_as("SHOW server_version").fetch_one(&mut connection).await.expect("told");
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    folders.into_iter().find(|folder| {
        let told = Command::new(folder.join("pg_dump")).arg("--version").output();
        let version = told.ok().and_then(|told| major(&String::from_utf8_lossy(&told.stdout)));
        folder.join("pg_restore").is_file() && version >= major(&server)
    })
}

/// The first number in a text.
fn major(text: &str) -> Option<u32> {
    let digits = text.split(|letter: char| !letter.is_ascii_digit()).find(|part| !part.is_empty())?;
    digits.parse().ok()
}

fn run(command: &mut Command, tools: &Path) {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = [tools.to_owned()].into_iter().chain(env::split_paths(&path));
    let command = command.env("PATH", env::join_paths(folders).expect("a path"));
    let ended = command.output().expect("runs");
    assert!(ended.status.success(), "{command:?}: {}", String::from_utf8_lossy(&ended.stderr));
}
