//! Many pictures at once cost no more memory than a few.

use futures::future::join_all;
use image::{ImageFormat, Rgb, RgbImage};
use std::{collections::BTreeMap, fs};

use crate::{
    database::{Database, on_sqlite},
    house::House,
    pictures::encoded,
};

/// Uploads at once.
const GUESTS: usize = 20;
/// The side of each picture: 3,200 × 3,200 pixels are 31 MB.
const SIDE: u32 = 3_200;
/// What the process may take at the most. As many such pictures as there are seats would take 490 MB for their pixels
/// alone; two decodes and what waits stay far below.
const MEGABYTES: u64 = 300;

#[tokio::test]
async fn twenty_uploads_at_once_are_all_answered_within_bounds() {
    on_sqlite(twenty_at_once).await;
}

async fn twenty_at_once(db: Database) {
    let mut house = House::on(db).await;
    house.set("LOG", "info");
    for guest in 0..GUESTS {
        house.add_buyer(&format!("guest-{guest}@shop.test"), &format!("Guest {guest}"));
    }
    house.start().await;
    let mut guests = Vec::new();
    for guest in 0..GUESTS {
        guests.push(house.enter(&format!("guest-{guest}@shop.test")).await);
    }
    // Quiet enough that the file is small, and loud enough to be a photo.
    let picture = RgbImage::from_fn(SIDE, SIDE, |x, y| Rgb([(x / 8) as u8, (y / 8) as u8, ((x ^ y) / 64) as u8]));
    let file = encoded(&picture, ImageFormat::Png);
    drop(picture);
    let sent = guests.iter().map(|guest| guest.show_passport(&file));
    let mut answers = BTreeMap::new();
    for answer in join_all(sent).await {
        *answers.entry(answer.status().as_u16()).or_insert(0) += 1;
    }
    assert!(
        answers.keys().all(|status| matches!(status, 204 | 429)),
        "each is taken, or told to come again: {answers:?}"
    );
    assert!(answers[&204] >= 11, "as many as there are seats: {answers:?}");
    let taken: i64 = answers[&204];
    assert_eq!(house.db.count("SELECT COUNT(*) FROM pictures").await, taken);
    let peak = peak(&house);
    println!("{GUESTS} uploads of {SIDE} × {SIDE} pixels: {answers:?}, peak {peak} MB");
    assert!(peak < MEGABYTES, "{peak} MB");
    for guest in &guests {
        assert_eq!(guest.show_passport(&file[..file.len() / 2]).await.status(), 422, "the seats are free again");
    }
}

/// The most memory that the process ever had, in megabytes.
fn peak(house: &House) -> u64 {
    let pid = house.pid().expect("it runs");
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("a process of ours");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1_024
}
