//! `plusone backup`: a copy that is good at one moment, without what must not be in it, or nothing at all.

use app::domain::{MemberRole, VerificationId};
use plusone::{
    backup::{BackupError, backup},
    ids,
    store::{
        Store, accounts, ceremonies, ceremonies::Question, invites, invites::StoredInvite, pictures,
        pictures::SealedPicture, users, verifications,
    },
};
use sqlx::{Connection as _, SqliteConnection};
use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};
use tempfile::TempDir;

use crate::{
    database::Database,
    make::{Customer, account, at, user},
};

/// A SQLite database in a folder of its own.
async fn open() -> (TempDir, Database) {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("shop.db").display());
    let store = Store::open(&url).await.expect("opens");
    store.migrate().await.expect("migrates");
    (folder, Database { store, url })
}

/// What lies in a folder beside the database.
fn beside(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("read").map(|entry| entry.expect("read").file_name());
    let names = names.map(|name| name.into_string().expect("text"));
    names.filter(|name| !name.starts_with("shop.db")).collect()
}

#[tokio::test]
async fn a_copy_is_good_at_one_moment_whatever_is_written() {
    let (folder, db) = open().await;
    let store = db.store.clone();
    let writing = tokio::spawn(async move {
        for index in 0.. {
            let (account, email) = (account(&format!("a{index}")), format!("a{index}@shop.test"));
            let mut tx = store.write().await.expect("a connection");
            accounts::add(&mut tx, &account, at(0)).await.expect("added");
            users::add(&mut tx, &user(&account.id, &email), at(0)).await.expect("added");
            tx.commit().await.expect("commits");
        }
    });
    for index in 0..5 {
        // Before the first row is written there is nothing to tell apart.
        while db.count("SELECT COUNT(*) FROM accounts").await <= index * 20 {}
        let file = folder.path().join(format!("{index}.backup"));
        backup(&db.url, &file).await.expect("backed up");
        let copy = Database::open(format!("sqlite:{}", file.display())).await;
        let (accounts, users) = ("SELECT COUNT(*) FROM accounts", "SELECT COUNT(*) FROM users");
        assert!(copy.count(accounts).await > index * 20);
        assert_eq!(copy.count(accounts).await, copy.count(users).await, "half a transaction");
        copy.store.close().await;
    }
    assert!(!writing.is_finished(), "nobody was kept from writing");
    writing.abort();
}

#[tokio::test]
async fn no_picture_no_session_and_no_invite_is_in_a_copy() {
    let (folder, db) = open().await;
    let customer = Customer::join(&db, "canary-kept").await;
    let case: VerificationId = ids::fresh();
    let sealed = b"canary-picture".repeat(20_000);
    let mut tx = db.write().await;
    verifications::open(&mut tx, &case, &customer.account.id, at(1)).await.expect("a case");
    let picture = SealedPicture { kind: "front".to_owned(), file_name: "canary-name".to_owned(), sealed };
    pictures::put(&mut tx, &case, &picture, at(1)).await.expect("stored");
    customer.enter(&mut tx, "canary-session", 1).await.expect("opened");
    let question = Question { user: None, state: "canary-question".to_owned() };
    ceremonies::add(&mut tx, "token", &question, at(1)).await.expect("asked");
    let invite = StoredInvite {
        id: ids::fresh(),
        account: customer.account.id.clone(),
        email: "canary-invited@shop.test".parse().expect("an e-mail"),
        role: MemberRole::Buyer,
        by: customer.user.id.clone(),
        created_at: at(1),
    };
    invites::put(&mut tx, &invite, "canary-link").await.expect("made");
    tx.commit().await.expect("commits");
    let file = folder.path().join("shop.backup");
    backup(&db.url, &file).await.expect("backed up");
    db.store.close().await;
    let holds = |file: &Path, canary: &str| {
        let bytes = fs::read(file).expect("read");
        bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
    };
    for (canary, kept) in [
        ("canary-kept", true),
        ("canary-picture", false),
        ("canary-name", false),
        ("canary-session", false),
        ("canary-question", false),
        ("canary-invited", false),
        ("canary-link", false),
    ] {
        assert!(holds(&folder.path().join("shop.db"), canary), "{canary} is in the database");
        assert_eq!(holds(&file, canary), kept, "{canary}");
    }
    assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
    assert_eq!(beside(folder.path()), ["shop.backup"], "nothing else is left");
}

#[tokio::test]
async fn what_a_killed_backup_left_goes_with_the_next() {
    let (folder, db) = open().await;
    let place = |name: &str| folder.path().join(name);
    let yesterday = SystemTime::now() - Duration::from_secs(86_400);
    let ago = |name: &str| fs::File::open(place(name)).expect("there").set_modified(yesterday).expect("set");
    for inner in [".plusone-backup-killed", ".plusone-backup-at-work", "plusone-backup-of-yesterday"] {
        fs::create_dir(place(inner)).expect("made");
        fs::write(place(inner).join(".tmp"), "half a copy").expect("written");
    }
    fs::write(place(".plusone-backup-note"), "not ours").expect("written");
    symlink(place("plusone-backup-of-yesterday"), place(".plusone-backup-link")).expect("linked");
    for old in [".plusone-backup-killed", "plusone-backup-of-yesterday", ".plusone-backup-note"] {
        ago(old);
    }
    backup(&db.url, &place("new")).await.expect("backed up");
    let mut left = beside(folder.path());
    left.sort();
    let kept = [".plusone-backup-at-work", ".plusone-backup-link", ".plusone-backup-note", "new"];
    assert_eq!(left, [&kept[..], &["plusone-backup-of-yesterday"]].concat());
    assert!(place("plusone-backup-of-yesterday/.tmp").exists());
    db.store.close().await;
}

/// Why there is no backup in this place, and that nothing came of it.
async fn refused(folder: &Path, url: &str, file: &Path) -> BackupError {
    let before = beside(folder);
    let refused = backup(url, file).await.expect_err("refused");
    assert_eq!(beside(folder), before, "{refused}");
    refused
}

#[tokio::test]
async fn a_backup_that_cannot_be_is_told_why() {
    let (folder, db) = open().await;
    let place = |name: &str| folder.path().join(name);
    fs::write(place("there"), "precious").expect("written");
    symlink(place("nowhere"), place("link")).expect("linked");
    for there in ["there", "link"] {
        let told = refused(folder.path(), &db.url, &place(there)).await;
        assert!(matches!(told, BackupError::Exists(_)), "{told}");
    }
    assert_eq!(fs::read(place("there")).expect("read"), b"precious");
    db.store.close().await;
    fs::create_dir(place("inner")).expect("made");
    for own in ["shop.db", "shop.db-wal", "shop.db-shm", "shop.db-journal", "inner/../shop.db"] {
        let told = refused(folder.path(), &db.url, &place(own)).await;
        assert!(matches!(told, BackupError::Itself(_)), "{own}: {told}");
    }
    let told = refused(folder.path(), &db.url, &place("no/such/folder")).await;
    assert!(matches!(told, BackupError::File(..)), "{told}");
    let missing = format!("sqlite:{}", place("missing.db").display());
    let told = refused(folder.path(), &missing, &place("new")).await;
    assert!(matches!(told, BackupError::Missing(_)), "{told}");
    let told = refused(folder.path(), "postgres://plusone:s3cret@db/plusone", &PathBuf::from("new")).await.to_string();
    assert!(told.contains("pg_dump --format=custom") && told.contains("'new'") && !told.contains("s3cret"), "{told}");
}

/// Breaks a database file that nobody has open: the root page of this table or index, few enough rows to be the only one.
/// What stands there as `from` becomes `to`, or without it the page's own head becomes nonsense.
async fn broken(part: &str, change: Option<(&[u8], u8)>) -> BackupError {
    let (folder, db) = open().await;
    for index in 0..20 {
        Customer::join(&db, &format!("customer-{index}")).await;
    }
    let mut past = SqliteConnection::connect(&db.url).await.expect("a second connection");
    let root = sqlx::query_as("SELECT rootpage FROM sqlite_schema WHERE name = $1").bind(part);
    let (root,): (i64,) = root.fetch_one(&mut past).await.expect("there");
    past.close().await.expect("closed");
    // The last one writes everything into the file.
    db.store.close().await;
    let database = folder.path().join("shop.db");
    let mut bytes = fs::read(&database).expect("read");
    let page = &mut bytes[(usize::try_from(root).expect("a page") - 1) * PAGE..][..PAGE];
    match change {
        Some((from, to)) => {
            let place = page.windows(from.len()).position(|window| window == from).expect("stands there");
            page[place] = to;
        }
        None => page[..8].fill(0xff),
    }
    fs::write(&database, bytes).expect("written");
    refused(folder.path(), &db.url, &folder.path().join("new")).await
}

const PAGE: usize = 4_096;

#[tokio::test]
async fn a_database_that_cannot_be_read_gives_no_backup() {
    let told = broken("accounts", None).await;
    assert!(matches!(told, BackupError::Database(_)), "{told}");
}

#[tokio::test]
async fn a_copy_that_is_as_damaged_as_the_database_is_no_backup() {
    let told = broken("sqlite_autoindex_accounts_2", Some((b"customer-7".as_slice(), b'z'))).await;
    assert!(matches!(told, BackupError::Damaged(_)), "{told}");
}
