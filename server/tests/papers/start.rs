//! What production does not start with, and what it tells when it starts.

use std::fs;

use crate::{
    database::{Database, on_both},
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
