//! What production does not start with, what it tells when it starts, and who may read what it writes.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{DirBuilderExt as _, PermissionsExt as _},
    path::Path,
};

use crate::{
    database::{Database, on_both, on_sqlite},
    house::House,
};

on_both!(what_the_demo_filled_is_not_served, plain_http_is_told);

async fn what_the_demo_filled_is_not_served(db: Database) {
    let mut house = House::on(db).await;
    house.set("MODE", "demo");
    house.start().await;
    house.stop().await;
    house.set("MODE", "production");
    let refused = house.run(&["serve"], "");
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && told.contains("demo mode has filled this database"), "{told}");
    house.set("MODE", "demo");
    house.start().await;
    house.stop().await;
}

async fn plain_http_is_told(db: Database) {
    let mut house = House::on(db).await;
    house.start().await;
    house.stop().await;
    let told = |house: &House| {
        let log = fs::read_to_string(house.log()).expect("a log");
        ["cookies may travel over plain http", "setting=\"PLUSONE_TWILIO_URL\""].map(|words| log.contains(words))
    };
    assert_eq!(told(&house), [true, false]);
    fs::write(house.log(), "").expect("emptied");
    house.set("PUBLIC_URL", "https://localhost");
    // It leads to the machine itself, but is not loopback's.
    house.set("TWILIO_URL", "http://0.0.0.0:9");
    house.start().await;
    house.stop().await;
    assert_eq!(told(&house), [false, true]);
}

fn rights(path: &Path) -> u32 {
    path.metadata().unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode() & 0o777
}

/// The house is started with `umask 0`.
#[tokio::test]
async fn what_is_written_is_nobody_elses_to_read() {
    on_sqlite(async |db| {
        let mut house = House::on(db).await;
        let data = house.temp().join("deep/data");
        let file = data.join("shop.db");
        house.set("DATA_DIR", &data.display().to_string());
        house.set("DATABASE_URL", &format!("sqlite:{}", file.display()));
        house.start().await;
        let backup = data.join("shop.backup");
        house.does(&["backup", backup.to_str().expect("text")], "");
        for folder in [&house.temp().join("deep"), &data] {
            assert_eq!(rights(folder), 0o700, "{}", folder.display());
        }
        for beside in ["shop.db", "shop.db-wal", "shop.db-shm", "shop.backup"] {
            assert_eq!(rights(&data.join(beside)), 0o600, "{beside}");
        }
        house.stop().await;
        let restored = data.join("restored.db");
        fs::copy(&backup, &restored).expect("put in place");
        house.set("DATABASE_URL", &format!("sqlite:{}", restored.display()));
        house.start().await;
        for beside in ["restored.db", "restored.db-wal", "restored.db-shm"] {
            assert_eq!(rights(&data.join(beside)), 0o600, "{beside}");
        }
        house.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_database_that_others_may_read_is_told() {
    on_sqlite(async |db| {
        let mut house = House::on(db).await;
        let (open, shut) = (house.temp().join("open"), house.temp().join("shut"));
        for (folder, rights) in [(&open, 0o755), (&shut, 0o700)] {
            fs::DirBuilder::new().mode(rights).create(folder).expect("a folder");
        }
        for (folder, rights, told) in [(&open, 0o644, true), (&open, 0o600, false), (&shut, 0o644, false)] {
            let file = folder.join("shop.db");
            fs::write(&file, "").expect("written");
            fs::set_permissions(&file, Permissions::from_mode(rights)).expect("opened");
            house.set("DATABASE_URL", &format!("sqlite:{}", file.display()));
            let done = house.run(&["migrate"], "");
            let heard = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.success(), "{heard}");
            assert_eq!(heard.contains("other users of this machine"), told, "{} {rights:o}", file.display());
            assert_eq!(self::rights(&file), rights, "its owner decides");
            fs::remove_file(&file).expect("removed");
        }
    })
    .await;
}
