//! A key of the settings is changed: what the old one sealed opens, is wrapped anew, and needs the old one no more.

use crate::{
    database::{Database, on_both},
    guest::{EMAIL, PASSWORD},
    house::{House, KEY_A, KEY_B, OWN_TWILIO},
    pictures,
};

on_both!(a_key_is_changed_and_nothing_is_lost, a_wrong_key_is_told_at_the_start);

pub const OWNER: &str = "c4n4ry.owner@shop.test";

/// Adds an account that brings its own carrier.
pub fn add_owner(house: &House) {
    let account = ["user", "add", "--email", OWNER, "--account", "Owner", "--telephony", "own", "--role", "buyer"];
    let (sid, token) = OWN_TWILIO;
    house.does(&[&account[..], &["--carrier-sid", sid]].concat(), &format!("{PASSWORD}\n{token}\n"));
}

async fn a_key_is_changed_and_nothing_is_lost(db: Database) {
    let mut house = House::on(db).await;
    house.set("LOG", "info");
    house.furnish().await;
    add_owner(&house);
    house.start().await;
    house.open_vendor(false);
    let guest = house.enter(EMAIL).await;
    let placed = guest.buy("+12025551000").await;
    assert_eq!(guest.show_passport(&pictures::jpeg(11)).await.status(), 204);
    assert_eq!(guest.show_face(&pictures::jpeg(12)).await.status(), 204);
    let heads = house.does(&["audit", "verify"], "");
    house.stop().await;

    house.set("SECRET_KEY", KEY_B);
    let told = house.run(&["rewrap-keys"], "");
    assert!(!told.status.success(), "without the old key nothing can be wrapped anew");
    house.set("OLD_SECRET_KEYS", KEY_A);
    house.start().await;
    sells_at_its_own_carrier(&house, "4155550100").await;
    let told = house.does(&["rewrap-keys"], "");
    assert_eq!(told, "4 under the current key now, 0 before, 0 that no key opens\n", "two pictures, a token, a key");
    assert_eq!(house.does(&["rewrap-keys"], ""), "0 under the current key now, 4 before, 0 that no key opens\n");
    house.stop().await;

    house.set("OLD_SECRET_KEYS", "");
    house.start().await;
    sells_at_its_own_carrier(&house, "4155550101").await;
    house.open_vendor(true);
    house.until_count("SELECT COUNT(*) FROM pictures", 0).await;
    let bought = format!("SELECT COUNT(*) FROM orders WHERE id = '{}' AND state = 'purchased'", placed.order);
    house.until_count(&bought, 1).await;
    let file = house.temp().join("heads");
    std::fs::write(&file, heads).expect("written");
    house.does(&["audit", "verify", "--head", file.to_str().expect("text")], "");
    house.stop().await;
    house.set("SECRET_KEY", KEY_A);
    assert!(!house.run(&["audit", "verify"], "").status.success(), "the old key opens nothing any more");
}

/// Buys a number at the account's own carrier, whose token is sealed.
async fn sells_at_its_own_carrier(house: &House, number: &str) {
    let owner = house.enter(OWNER).await;
    let placed = owner.buy(&format!("+1{number}")).await;
    let bought = format!("SELECT COUNT(*) FROM orders WHERE id = '{}' AND state = 'purchased'", placed.order);
    house.until_count(&bought, 1).await;
}

async fn a_wrong_key_is_told_at_the_start(db: Database) {
    let house = House::on(db).await;
    house.does(&["audit", "verify"], "");
    let mut other = house;
    other.set("SECRET_KEY", KEY_B);
    let refused = other.run(&["serve"], "");
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && told.contains("PLUSONE_OLD_SECRET_KEYS"), "{told}");
}
