//! From the first byte to the vendor's answer no pixel lies open anywhere, and afterwards nothing is left at all.

use image::{ImageFormat, load_from_memory};
use plusone::{store::pictures as store, uploads::intake::reencode};
use sqlx::{Connection as _, PgConnection};
use std::{io::Write as _, time::Duration};
use tokio::time::sleep;

use crate::{
    database::{Database, on_both},
    guest::EMAIL,
    house::House,
    looking::{Pieces, in_files, in_postgres, journal_end},
    pictures,
};

on_both!(no_pixel_lies_open_and_none_is_left);

const PICTURES: &str = "SELECT COUNT(*) FROM pictures";

/// Where the pictures lie open, looked for in all that the house and its database have written.
async fn open_pixels(house: &House, clear: &Pieces, since: Option<&str>) -> Vec<String> {
    let mut found = in_files(house, clear);
    if let Some(since) = since {
        match in_postgres(house, clear, since).await {
            Some(more) => found.extend(more),
            None => drop(writeln!(std::io::stderr(), "PostgreSQL's own files were not looked at: no superuser")),
        }
    }
    found
}

/// The sealed pictures as they are stored.
async fn sealed(db: &Database) -> Vec<Vec<u8>> {
    let mut tx = db.read().await;
    let names = store::names(&mut tx).await.expect("read");
    let stored = store::of_case(&mut tx, &names[0].case).await.expect("read");
    stored.into_iter().map(|picture| picture.sealed).collect()
}

async fn no_pixel_lies_open_and_none_is_left(db: Database) {
    let mut house = House::on(db).await;
    let sqlite = house.db.url.starts_with("sqlite:");
    house.furnish().await;
    house.start().await;
    let since = if sqlite { None } else { Some(journal_end(&house).await) };
    let since = since.as_deref();
    // What was sent, what is made of it, and the bare pixels.
    let sent = [pictures::jpeg(1), pictures::png(2), pictures::webp(3)];
    let made = sent.each_ref().map(|file| reencode(file).expect("a picture"));
    let pixels = sent.each_ref().map(|file| load_from_memory(file).expect("a picture").into_rgb8().into_raw());
    let mut clear = Pieces::of_files(sent.iter().chain(&made).map(Vec::as_slice));
    pixels.iter().for_each(|pixels| clear.add(pixels));
    let [front, back, face] = &sent;
    assert_eq!(image::guess_format(back).expect("known"), ImageFormat::Png);

    house.open_vendor(false);
    let guest = house.enter(EMAIL).await;
    let placed = guest.buy("+12025551000").await;
    assert!(placed.held.is_some());
    assert_eq!(guest.show_license(front, back).await.status(), 204);
    assert_eq!(house.db.count(PICTURES).await, 2);
    assert_eq!(open_pixels(&house, &clear, since).await, [""; 0], "after the document");

    assert_eq!(guest.show_face(face).await.status(), 204);
    // The vendor fails, more than once: they must stay, and stay sealed.
    sleep(Duration::from_secs(3)).await;
    let sealed = sealed(&house.db).await;
    assert_eq!(sealed.len(), 3);
    assert_eq!(open_pixels(&house, &clear, since).await, [""; 0], "after the selfie");
    let closed = Pieces::of(sealed.iter().map(Vec::as_slice));
    let kept = open_pixels(&house, &closed, since).await;
    assert!(!kept.is_empty(), "where they lie sealed is looked at");

    house.open_vendor(true);
    house.until_count(PICTURES, 0).await;
    assert_eq!(open_pixels(&house, &clear, since).await, [""; 0], "after the hand-over");
    if sqlite {
        let look = async || match open_pixels(&house, &closed, None).await {
            left if left.is_empty() => Ok(()),
            left => Err(format!("{left:?}")),
        };
        house.until("nothing sealed is left in the database's files either", look).await;
    } else {
        the_server_forgets(&house, &closed).await;
    }
    house.until_count("SELECT COUNT(*) FROM orders WHERE state = 'purchased'", 1).await;
    house.stop().await;
    assert_eq!(open_pixels(&house, &clear, since).await, [""; 0], "after the end");
}

/// What PostgreSQL promises: the table's files hold nothing once it was vacuumed, which the server does by itself. Its
/// journal holds what was sealed until the server writes over it.
async fn the_server_forgets(house: &House, closed: &Pieces) {
    let mut server = PgConnection::connect(&house.db.url).await.expect("a second connection");
    let look = async || {
        sqlx::query("VACUUM pictures").execute(&mut server).await.expect("vacuumed");
        let left = in_postgres(house, closed, &journal_end(house).await).await.unwrap_or_default();
        let left: Vec<String> = left.into_iter().filter(|place| !place.contains("pg_wal/")).collect();
        if left.is_empty() { Ok(()) } else { Err(format!("{left:?}")) }
    };
    house.until("nothing is left in the table's files", look).await;
}
