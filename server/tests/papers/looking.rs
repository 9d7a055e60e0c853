//! Looking for bytes in files: known ones, in the clear or as text, and the beginnings of pictures.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use crate::house::House;

/// The shortest piece that is looked for.
const PIECE: usize = 16;

/// Pieces of what must not be found: whatever repeats 31 bytes of it in a row holds one of them whole.
pub struct Pieces {
    whole: HashSet<[u8; PIECE]>,
    /// Whether a piece begins with these three bytes.
    begins: Vec<bool>,
}

fn start(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 16 | usize::from(bytes[1]) << 8 | usize::from(bytes[2])
}

impl Pieces {
    /// Of these bytes as they are.
    pub fn of<'b>(sources: impl IntoIterator<Item = &'b [u8]>) -> Self {
        let mut all = Self { whole: HashSet::new(), begins: vec![false; 1 << 24] };
        for source in sources {
            all.add(source);
        }
        assert!(all.whole.len() > 500, "too little to look for");
        all
    }

    /// The same, and as a log would write them: as a list of numbers, in hexadecimal, escaped, in base64.
    pub fn of_files<'b>(sources: impl IntoIterator<Item = &'b [u8]> + Clone) -> Self {
        let mut all = Self::of(sources.clone());
        for source in sources {
            let hex = source.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            let texts = [format!("{source:?}")[1..].to_owned(), hex, source.escape_ascii().to_string()];
            for text in texts.into_iter().chain([BASE64_STANDARD.encode(source)]) {
                all.add(text.as_bytes());
            }
        }
        all
    }

    /// And of these.
    pub fn add(&mut self, source: &[u8]) {
        let (pieces, _) = source.as_chunks::<PIECE>();
        // What is nearly all one value stands everywhere.
        let telling = |piece: &&[u8; PIECE]| piece.iter().collect::<HashSet<_>>().len() > 5;
        for piece in pieces.iter().filter(telling) {
            self.begins[start(piece)] = true;
            self.whole.insert(*piece);
        }
    }

    pub fn lie_in(&self, bytes: &[u8]) -> bool {
        let mut at = 0;
        while at + PIECE <= bytes.len() {
            let window = &bytes[at..at + PIECE];
            if self.begins[start(window)]
                && <&[u8; PIECE]>::try_from(window).is_ok_and(|piece| self.whole.contains(piece))
            {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// Whether `bytes` hold `what`.
pub fn holds(bytes: &[u8], what: &[u8]) -> bool {
    let Some(first) = what.first() else { return false };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        if bytes[from + at..].starts_with(what) {
            return true;
        }
        from += at + 1;
    }
    false
}

/// Whether a picture begins anywhere. Three bytes of a JPEG come up by chance, so its first segment must end where
/// another begins.
pub fn begins_picture(bytes: &[u8]) -> bool {
    let jpeg = |window: &[u8]| {
        let [0xff, 0xd8, 0xff, 0xc0..=0xfe, high, low, ..] = window else { return false };
        let next = 4 + usize::from(u16::from_be_bytes([*high, *low]));
        next > 5 && window.get(next) == Some(&0xff) && window.get(next + 1).is_some_and(|marker| *marker >= 0xc0)
    };
    let starts = |at: usize| {
        let window = &bytes[at..];
        match bytes[at] {
            0xff => jpeg(window),
            0x89 => window.starts_with(b"\x89PNG\r\n\x1a\n"),
            b'R' => window.starts_with(b"RIFF") && window.get(8..12) == Some(b"WEBP"),
            _ => false,
        }
    };
    let mut at = 0;
    while at < bytes.len() {
        if matches!(bytes[at], 0xff | 0x89 | b'R') && starts(at) {
            return true;
        }
        at += 1;
    }
    false
}

/// Every file of the house: those in its folders, the log, and those that the process has open, deleted ones too.
fn files(house: &House) -> Vec<PathBuf> {
    let mut found = vec![house.log()];
    for folder in [&house.data, &house.temp()] {
        walk(folder, &mut found);
    }
    if let Some(pid) = house.pid() {
        let open = fs::read_dir(format!("/proc/{pid}/fd")).expect("a process of ours");
        // Each once, and what was deleted by its number.
        let open = open.flatten().map(|entry| entry.path()).filter(|path| path.is_file());
        found.extend(open.map(|path| fs::read_link(&path).ok().filter(|target| target.exists()).unwrap_or(path)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

/// Where these pieces, or any picture, lie in the clear in the house's files.
pub fn in_files(house: &House, pieces: &Pieces) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(house) {
        // A journal may go while we look.
        let Ok(bytes) = fs::read(&path) else { continue };
        for (what, is) in [("known bytes", pieces.lie_in(&bytes)), ("a picture", begins_picture(&bytes))] {
            if is {
                found.push(format!("{what} in {}", path.display()));
            }
        }
    }
    found
}

/// What PostgreSQL has of the pictures: the files of their table, and its journal since `since`. `None` where the test's
/// user may not read them.
pub async fn in_postgres(house: &House, pieces: &Pieces, since: &str) -> Option<Vec<String>> {
    let mut server = PgConnection::connect(&house.db.url).await.expect("a second connection");
    let (may,): (bool,) = sqlx::query_as("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        .fetch_one(&mut server)
        .await
        .expect("told");
    if !may {
        return None;
    }
    sqlx::query("CHECKPOINT").execute(&mut server).await.expect("written to its files");
    let paths = format!(
        "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relname = 'pictures' UNION \
        SELECT pg_relation_filepath(reltoastrelid) FROM pg_class WHERE relname = 'pictures' UNION \
        SELECT 'pg_wal/' || name FROM pg_ls_waldir() WHERE name >= pg_walfile_name('{since}') AND length(name) = 24 \
        AND name <= pg_walfile_name(pg_current_wal_lsn())"
    );
    let paths: Vec<(String,)> =
        sqlx::query_as(AssertSqlSafe(paths)).fetch_all(&mut server).await.expect("the names of files");
    let mut found = Vec::new();
    for (path,) in paths {
        let read = sqlx::query_as("SELECT pg_read_binary_file($1)").bind(&path);
        let (bytes,): (Vec<u8>,) = read.fetch_one(&mut server).await.expect("the file");
        if pieces.lie_in(&bytes) {
            found.push(format!("known bytes in {path}"));
        }
        // The journal is every database's of the server; a picture there may be another test's.
        if !path.starts_with("pg_wal/") && begins_picture(&bytes) {
            found.push(format!("a picture in {path}"));
        }
    }
    Some(found)
}

/// Where PostgreSQL's journal ends.
pub async fn journal_end(house: &House) -> String {
    let mut server = PgConnection::connect(&house.db.url).await.expect("a second connection");
    let end = sqlx::query_as("SELECT pg_current_wal_lsn()::text").fetch_one(&mut server).await;
    let (end,): (String,) = end.expect("told");
    end
}

#[test]
fn what_lies_open_is_found() {
    let secret = crate::pictures::jpeg(4_711);
    let pieces = Pieces::of_files([&secret[..]]);
    let among = |piece: &[u8]| [&[7; 1_000], piece, &[9; 1_000]].concat();
    assert!(pieces.lie_in(&among(&secret[5_003..5_034])), "31 bytes anywhere");
    assert!(!pieces.lie_in(&among(&crate::pictures::jpeg(4_712)[700..])), "another picture");
    assert!(pieces.lie_in(format!("sent {secret:?}").as_bytes()), "as a log writes bytes");
    assert!(pieces.lie_in(format!("sent {}", secret.escape_ascii()).as_bytes()));
    assert!(pieces.lie_in(format!("sent {}", BASE64_STANDARD.encode(&secret)).as_bytes()));
    for picture in [secret, crate::pictures::png(1), crate::pictures::webp(1)] {
        assert!(begins_picture(&among(&picture)));
        assert!(!begins_picture(&among(&picture[4..])), "without its first bytes");
    }
    assert!(!begins_picture(&among(b"\xff\xd8\xff\xe0\x00\x04\x01\x02\x03\x04\x05")), "chance");
}
